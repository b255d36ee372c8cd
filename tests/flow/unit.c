/* SPDX-License-Identifier: MIT
 *
 * Flow graph and assembler alone: code units as text in, code objects as text out.
 *
 *     unit [--target=3.13] [--passes=N] <UNITS
 *
 * A unit is lines of a word and what belongs to it (see read_line), closed by `end`:
 *
 *     name f
 *     counts 1 0 0            argcount posonlyargcount kwonlyargcount
 *     flags 3
 *     first 1
 *     varnames a b            likewise cellvars, freevars, names; '' for an empty one
 *     hidden 0 1              by varname
 *     const s61               see read_value; one line for each
 *     LOAD_FAST 0 1 1 4 5     instruction, argument (of a jump: the index of an
 *                             instruction), line, end line, column, end column
 *
 * The answer is one line, its parts separated by tabs; with --passes the graph after
 * so many passes.
 */
#include "compiler/assemble/assemble.h"
#include "compiler/value/const_cache.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct unit_test {
    struct target target;
    long passes; /* -1: all, and the assembler */
    struct arena arena;
    struct intern names;
    struct compile_result result;
    struct interned interned;
    struct const_cache cache;
    struct code_unit unit;
    struct buf lines; /* of the unit, each closed by a NUL */
    struct buf out;
};

static const struct value *read_value(struct ctx *ctx, char **at);

static char *read_hex(struct ctx *ctx, const char *hex, size_t *size)
{
    *size = strlen(hex) / 2;
    char *bytes = ctx_alloc(ctx, *size + 1);
    for (size_t i = 0; i < *size; i++) {
        unsigned byte = 0;
        sscanf(hex + 2 * i, "%2x", &byte);
        bytes[i] = (char)byte;
    }
    bytes[*size] = '\0';
    return bytes;
}

static double read_double(const char *hex)
{
    char text[17] = "";
    memcpy(text, hex, 16);
    uint64_t bits = strtoull(text, NULL, 16);
    double real;
    memcpy(&real, &bits, sizeof real);
    return real;
}

static const struct value *read_items(struct ctx *ctx, enum value_kind kind, size_t count,
                                      char **at)
{
    const struct value *value = value_new_elements(ctx, kind, count);
    for (size_t i = 0; i < count; i++)
        value->elements.items[i] = read_value(ctx, at);
    return value;
}

/* -, then digits in base 2**15, least significant first, each as four hex digits. */
static void read_digits(struct ctx *ctx, const char *text, struct value *value)
{
    value->kind = VALUE_BIGINT;
    value->digits.negative = *text == '-';
    text += *text == '-';
    value->digits.count = (uint32_t)strlen(text) / 4;
    uint16_t *digits = ctx_alloc(ctx, value->digits.count * sizeof *digits);
    for (uint32_t i = 0; i < value->digits.count; i++) {
        unsigned digit = 0;
        sscanf(text + 4 * (size_t)i, "%4x", &digit);
        digits[i] = (uint16_t)digit;
    }
    value->digits.items = digits;
}

/* A code object that is unlike all others. */
static const struct code_object *read_code(struct ctx *ctx, int32_t number)
{
    struct code_object *code = CTX_NEW(ctx, struct code_object);
    const struct value *empty = value_new_str(ctx, "", 0);
    const struct value *none = value_new_elements(ctx, VALUE_TUPLE, 0);
    *code = (struct code_object){.first_line = number,
                                 .code = empty,
                                 .consts = none,
                                 .names = none,
                                 .localsplusnames = none,
                                 .localspluskinds = empty,
                                 .filename = empty,
                                 .name = empty,
                                 .qualname = empty,
                                 .linetable = empty,
                                 .exceptiontable = empty};
    return code;
}

/* N T F E, i123, I-ddddeeee, f, c (bits in hex), s, b (bytes in hex), t2 and its items,
 * z2, l and its three, k7: code object number 7. */
static const struct value *read_value(struct ctx *ctx, char **at)
{
    char *word = strsep(at, " ");
    struct value *value = CTX_NEW(ctx, struct value);
    *value = (struct value){.kind = VALUE_NONE};
    size_t size;
    char *bytes;
    switch (*word) {
    case 'N':
        return value;
    case 'T':
        value->kind = VALUE_TRUE;
        return value;
    case 'F':
        value->kind = VALUE_FALSE;
        return value;
    case 'E':
        value->kind = VALUE_ELLIPSIS;
        return value;
    case 'i':
        return value_new_int(ctx, strtoll(word + 1, NULL, 10));
    case 'I':
        read_digits(ctx, word + 1, value);
        return value;
    case 'f':
        value->kind = VALUE_FLOAT;
        value->real = read_double(word + 1);
        return value;
    case 'c':
        value->kind = VALUE_COMPLEX;
        value->complex.real = read_double(word + 1);
        value->complex.imaginary = read_double(word + 17);
        return value;
    case 's':
        bytes = read_hex(ctx, word + 1, &size);
        return value_new_str(ctx, bytes, size);
    case 'b':
        bytes = read_hex(ctx, word + 1, &size);
        return value_new_bytes(ctx, bytes, size);
    case 't':
        return read_items(ctx, VALUE_TUPLE, strtoul(word + 1, NULL, 10), at);
    case 'z':
        return read_items(ctx, VALUE_FROZENSET, strtoul(word + 1, NULL, 10), at);
    case 'l':
        return read_items(ctx, VALUE_SLICE, 3, at);
    case 'k':
        value->kind = VALUE_CODE;
        value->code = read_code(ctx, (int32_t)strtol(word + 1, NULL, 10));
        return value;
    }
    fprintf(stderr, "bad constant %s\n", word);
    exit(2);
}

static void write_hex(struct buf *out, char kind, const void *bytes, size_t size)
{
    buf_add_byte(out, kind);
    for (size_t i = 0; i < size; i++)
        buf_printf(out, "%02x", ((const unsigned char *)bytes)[i]);
}

static void write_double(struct buf *out, double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    buf_printf(out, "%016" PRIx64, bits);
}

static void write_value(struct buf *out, const struct value *value);

static int compare_texts(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* The elements of sets in the order of their texts. */
static void write_set(struct buf *out, const struct value *set)
{
    uint32_t count = set->elements.count;
    char **texts = calloc(count + 1, sizeof *texts);
    for (uint32_t i = 0; i < count; i++) {
        struct buf text = BUF_INIT;
        write_value(&text, set->elements.items[i]);
        texts[i] = text.data;
    }
    qsort(texts, count, sizeof *texts, compare_texts);
    buf_printf(out, "z%u", count);
    for (uint32_t i = 0; i < count; i++) {
        buf_printf(out, " %s", texts[i]);
        free(texts[i]);
    }
    free(texts);
}

static void write_value(struct buf *out, const struct value *value)
{
    switch (value->kind) {
    case VALUE_NONE:
        buf_add_byte(out, 'N');
        return;
    case VALUE_TRUE:
        buf_add_byte(out, 'T');
        return;
    case VALUE_FALSE:
        buf_add_byte(out, 'F');
        return;
    case VALUE_ELLIPSIS:
        buf_add_byte(out, 'E');
        return;
    case VALUE_INT:
        buf_printf(out, "i%" PRId64, value->integer);
        return;
    case VALUE_BIGINT:
        buf_printf(out, "I%s", value->digits.negative ? "-" : "");
        for (uint32_t i = 0; i < value->digits.count; i++)
            buf_printf(out, "%04x", value->digits.items[i]);
        return;
    case VALUE_FLOAT:
        buf_add_byte(out, 'f');
        write_double(out, value->real);
        return;
    case VALUE_COMPLEX:
        buf_add_byte(out, 'c');
        write_double(out, value->complex.real);
        write_double(out, value->complex.imaginary);
        return;
    case VALUE_STR:
        write_hex(out, 's', value->text.bytes, value->text.size);
        return;
    case VALUE_BYTES:
        write_hex(out, 'b', value->text.bytes, value->text.size);
        return;
    case VALUE_FROZENSET:
        write_set(out, value);
        return;
    case VALUE_TUPLE:
    case VALUE_SLICE:
        if (value->kind == VALUE_TUPLE)
            buf_printf(out, "t%u", value->elements.count);
        else
            buf_add_byte(out, 'l');
        for (uint32_t i = 0; i < value->elements.count; i++) {
            buf_add_byte(out, ' ');
            write_value(out, value->elements.items[i]);
        }
        return;
    case VALUE_CODE:
        buf_printf(out, "k%d", value->code->first_line);
        return;
    }
}

static enum opcode named_opcode(const char *name)
{
    for (int op = 0; op < OPCODES; op++)
        if (strcmp(opcode_name((enum opcode)op), name) == 0)
            return (enum opcode)op;
    fprintf(stderr, "bad line %s\n", name);
    exit(2);
}

static void read_names(struct ctx *ctx, struct name_list *list, char *rest)
{
    for (char *name; (name = strsep(&rest, " "));)
        if (*name)
            unit_name(ctx, list,
                      ctx_name(ctx, name, strcmp(name, "''") ? strlen(name) : 0));
}

static void read_hidden(struct ctx *ctx, struct code_unit *unit, char *rest)
{
    unit->hidden = ctx_alloc(ctx, unit->varnames.count);
    for (char *word; (word = strsep(&rest, " "));)
        if (*word)
            unit->hidden[unit->hidden_count++] = *word == '1';
}

static void read_instr(struct ctx *ctx, struct code_unit *unit, enum opcode op, char *rest)
{
    int arg;
    struct location place;
    sscanf(rest, "%d %d %d %d %d", &arg, &place.line, &place.end_line, &place.column,
           &place.end_column);
    unit_place_label(ctx, unit, unit_label(ctx, unit));
    unit_emit(ctx, unit, op, arg, place);
}

static void read_const(struct ctx *ctx, struct unit_test *test, char *rest)
{
    const struct value *value = read_value(ctx, &rest);
    if (value->kind != VALUE_CODE)
        value = const_merge(ctx, &test->cache, value);
    unit_const(ctx, &test->unit.consts, value);
}

static void read_line(struct ctx *ctx, struct unit_test *test, char *line)
{
    struct code_unit *unit = &test->unit;
    char *word = strsep(&line, " "), *rest = line ? line : word + strlen(word);
    if (strcmp(word, "name") == 0)
        unit->name = ctx_name(ctx, rest, strlen(rest));
    else if (strcmp(word, "counts") == 0)
        sscanf(rest, "%d %d %d", &unit->argcount, &unit->posonlyargcount,
               &unit->kwonlyargcount);
    else if (strcmp(word, "flags") == 0)
        unit->flags = atoi(rest);
    else if (strcmp(word, "first") == 0)
        unit->first_line = atoi(rest);
    else if (strcmp(word, "varnames") == 0)
        read_names(ctx, &unit->varnames, rest);
    else if (strcmp(word, "cellvars") == 0)
        read_names(ctx, &unit->cellvars, rest);
    else if (strcmp(word, "freevars") == 0)
        read_names(ctx, &unit->freevars, rest);
    else if (strcmp(word, "names") == 0)
        read_names(ctx, &unit->names, rest);
    else if (strcmp(word, "hidden") == 0)
        read_hidden(ctx, unit, rest);
    else if (strcmp(word, "const") == 0)
        read_const(ctx, test, rest);
    else
        read_instr(ctx, unit, named_opcode(word), rest);
}

static void write_tuple(struct buf *out, const char *title, const struct value *tuple)
{
    buf_printf(out, "\t%s", title);
    for (uint32_t i = 0; i < tuple->elements.count; i++) {
        buf_add_byte(out, ' ');
        write_value(out, tuple->elements.items[i]);
    }
}

static void write_code(struct buf *out, const struct code_object *code)
{
    write_hex(out, 'b', code->code->text.bytes, code->code->text.size);
    write_hex(out, '\t', code->linetable->text.bytes, code->linetable->text.size);
    write_hex(out, '\t', code->exceptiontable->text.bytes, code->exceptiontable->text.size);
    buf_printf(out, "\tstack %d", code->stacksize);
    write_tuple(out, "consts", code->consts);
    write_tuple(out, "names", code->names);
    write_tuple(out, "locals", code->localsplusnames);
    write_hex(out, '\t', code->localspluskinds->text.bytes,
              code->localspluskinds->text.size);
    buf_add_byte(out, '\n');
}

static void run_unit(struct ctx *ctx, void *argument)
{
    struct unit_test *test = argument;
    struct code_unit *unit = &test->unit;
    *unit = (struct code_unit){0};
    interned_begin(ctx, &test->interned, 1, 1);
    const_cache_begin(ctx, &test->cache, &test->interned);
    for (size_t i = 0; i < test->lines.size; i += strlen(test->lines.data + i) + 1) {
        char *line = ctx_alloc(ctx, strlen(test->lines.data + i) + 1);
        read_line(ctx, test, strcpy(line, test->lines.data + i));
    }
    if (test->passes >= 0) {
        struct flow_graph *graph = flow_begin(ctx, unit, &test->cache);
        flow_run(graph, 0, (size_t)test->passes);
        flow_dump(graph, &test->out);
        return;
    }
    const struct value *filename = value_new_str(ctx, "f.py", 4);
    const struct value *code = assemble_unit(ctx, unit, &test->cache, filename);
    write_code(&test->out, code->code);
}

static void finish_unit(struct unit_test *test)
{
    struct ctx ctx = {0};
    compile_result_reset(&test->result);
    buf_clear(&test->out);
    enum compile_status status = COMPILE_NO_MEMORY;
    if (ctx_begin(&ctx, &test->arena, &test->names, &test->target, "f.py", &test->result))
        status = ctx_run(&ctx, run_unit, test);
    if (status == COMPILE_OK)
        fwrite(buf_text(&test->out), 1, test->out.size, stdout);
    else
        printf("status %d\n", (int)status);
    buf_clear(&test->lines);
}

static void set_option(struct unit_test *test, const char *option)
{
    if (strncmp(option, "--target=", 9) == 0 && target_find(option + 9, &test->target))
        return;
    if (strncmp(option, "--passes=", 9) == 0) {
        test->passes = strtol(option + 9, NULL, 10);
        return;
    }
    fprintf(stderr, "bad option %s\n", option);
    exit(2);
}

int main(int argc, char **argv)
{
    struct unit_test test = {.passes = -1};
    if (!target_find("3.13", &test.target))
        return 2;
    for (int i = 1; i < argc; i++)
        set_option(&test, argv[i]);
    char *line = NULL;
    size_t room = 0;
    for (ssize_t size; (size = getline(&line, &room, stdin)) > 0;) {
        if (line[size - 1] == '\n')
            line[--size] = '\0';
        if (strcmp(line, "end") == 0)
            finish_unit(&test);
        else if (size && *line != '#')
            buf_add(&test.lines, line, (size_t)size + 1);
    }
    free(line);
    buf_free(&test.lines);
    buf_free(&test.out);
    compile_result_free(&test.result);
    intern_free(&test.names);
    arena_free(&test.arena);
    return ferror(stdin) ? 2 : 0;
}
