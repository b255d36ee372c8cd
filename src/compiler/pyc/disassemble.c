/* SPDX-License-Identifier: MIT
 *
 * A code object as text: see disassemble.h.  An instruction is a line
 *
 *     OFFSET  PLACE  NAME  [ARGUMENT  [MEANING]]
 *
 * where PLACE is line:column-line:column, or ~ while an entry of the line table goes
 * on.  Inline cache entries are left out.
 */
#include "compiler/pyc/disassemble.h"

#include "compiler/pyc/locations.h"
#include "target/opcode.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct disassembler {
    struct ctx *ctx;
    struct buf *out;
    int16_t opcodes[256]; /* by number; -1: none */
    const struct code_object *code;
    const struct code_place *places;
};

static void index_opcodes(struct disassembler *state)
{
    for (size_t i = 0; i < ARRAY_COUNT(state->opcodes); i++)
        state->opcodes[i] = -1;
    for (int op = 0; op < OPCODES; op++) {
        const struct opcode_row *row = &state->ctx->target->opcodes[op];
        if ((row->flags & OPCODE_KNOWN) && !(row->flags & OPCODE_PSEUDO))
            state->opcodes[row->number] = (int16_t)op;
    }
}

static bool has_real(const struct disassembler *state, enum opcode op)
{
    unsigned flags = state->ctx->target->opcodes[op].flags;
    return (flags & OPCODE_KNOWN) && !(flags & OPCODE_PSEUDO);
}

/* How many low bits of the argument are not part of the name's index. */
static int name_shift(const struct disassembler *state, enum opcode op)
{
    if (op == OP_LOAD_GLOBAL)
        return 1;
    if (op == OP_LOAD_ATTR) /* says whether a method is loaded, if nothing else does */
        return has_real(state, OP_LOAD_METHOD) ? 0 : 1;
    if (op == OP_LOAD_SUPER_ATTR)
        return 2;
    if (op == OP_IMPORT_NAME && target_has(state->ctx->target, FEATURE_LAZY_IMPORTS))
        return 2;
    return 0;
}

static void show_element(struct disassembler *state, const struct value *tuple,
                         uint32_t index)
{
    buf_add_text(state->out, "  ");
    if (index < tuple->elements.count)
        value_repr(state->ctx, tuple->elements.items[index], state->out);
    else
        buf_add_byte(state->out, '?');
}

static bool is_double(const char *name)
{
    const char *first = strstr(name, "_FAST");
    return first && strstr(first + 1, "_FAST");
}

static void show_local(struct disassembler *state, enum opcode op, uint32_t argument)
{
    const struct value *names = state->code->localsplusnames;
    if (is_double(opcode_name(op))) {
        show_element(state, names, argument >> 4);
        argument &= 15;
    }
    show_element(state, names, argument);
}

static void show_meaning(struct disassembler *state, enum opcode op, uint32_t argument,
                         size_t after)
{
    unsigned flags = state->ctx->target->opcodes[op].flags;
    if (flags & OPCODE_CONST)
        show_element(state, state->code->consts, argument);
    else if (flags & OPCODE_NAME)
        show_element(state, state->code->names, argument >> name_shift(state, op));
    else if (flags & (OPCODE_LOCAL | OPCODE_FREE))
        show_local(state, op, argument);
    else if (flags & OPCODE_JUMP)
        buf_printf(state->out, "  -> %" PRId64,
                   (int64_t)after + (strstr(opcode_name(op), "BACKWARD")
                                         ? -2 * (int64_t)argument
                                         : 2 * (int64_t)argument));
}

static void show_place(const struct code_place *place, struct buf *out)
{
    char text[128] = "~";
    if (place->starts && place->line < 0)
        snprintf(text, sizeof text, "-");
    else if (place->starts && place->column < 0)
        snprintf(text, sizeof text, "%" PRId64, place->line);
    else if (place->starts)
        snprintf(text, sizeof text, "%" PRId64 ":%" PRId64 "-%" PRId64 ":%" PRId64,
                 place->line, place->column, place->end_line, place->end_column);
    buf_printf(out, "  %-16s", text);
}

/* The instruction at *at, in bytes, which moves behind its caches. */
static void show_instruction(struct disassembler *state, size_t *at, uint32_t *extended)
{
    const struct value_bytes *code = &state->code->code->text;
    unsigned number = (unsigned char)code->bytes[*at];
    uint32_t argument = *extended << 8 | (unsigned char)code->bytes[*at + 1];
    int op = state->opcodes[number];
    buf_printf(state->out, "%8zu", *at);
    show_place(&state->places[*at / 2], state->out);
    *at += 2;
    *extended = 0;
    if (op < 0) {
        buf_printf(state->out, "  <%u> %" PRIu32 "\n", number, argument);
        return;
    }
    const struct opcode_row *row = &state->ctx->target->opcodes[op];
    *at += 2 * (size_t)row->caches;
    if (op == OP_EXTENDED_ARG)
        *extended = argument;
    buf_printf(state->out, "  %s", opcode_name((enum opcode)op));
    if (row->flags & OPCODE_ARG || argument)
        buf_printf(state->out, " %" PRIu32, argument);
    show_meaning(state, (enum opcode)op, argument, *at);
    buf_add_byte(state->out, '\n');
}

static void show_instructions(struct disassembler *state)
{
    size_t size = state->code->code->text.size, at = 0;
    uint32_t extended = 0;
    buf_add_text(state->out, "  instructions\n");
    while (at + 1 < size)
        show_instruction(state, &at, &extended);
}

static void show_handlers(struct disassembler *state)
{
    struct code_handler handler;
    uint32_t at = 0;
    const struct value_bytes *table = &state->code->exceptiontable->text;
    if (table->size)
        buf_add_text(state->out, "  handlers\n");
    while (locations_next_handler(table, &at, &handler))
        buf_printf(state->out,
                   "    %" PRIu64 "-%" PRIu64 " -> %" PRIu64 " depth %" PRIu64 "%s\n",
                   handler.start, handler.end, handler.target, handler.depth,
                   handler.lasti ? " lasti" : "");
}

static void show_listed(struct disassembler *state, const char *title,
                        const struct value *tuple)
{
    if (!tuple->elements.count)
        return;
    buf_printf(state->out, "  %s\n", title);
    for (uint32_t i = 0; i < tuple->elements.count; i++) {
        buf_printf(state->out, "    %" PRIu32 " ", i);
        value_repr(state->ctx, tuple->elements.items[i], state->out);
        if (tuple == state->code->localsplusnames)
            buf_printf(state->out, " 0x%02x",
                       (unsigned char)state->code->localspluskinds->text.bytes[i]);
        buf_add_byte(state->out, '\n');
    }
}

static void show_named(struct disassembler *state, const char *title,
                       const struct value *value)
{
    buf_printf(state->out, "  %s ", title);
    value_repr(state->ctx, value, state->out);
    buf_add_byte(state->out, '\n');
}

static void show_fields(struct disassembler *state)
{
    const struct code_object *code = state->code;
    buf_add_text(state->out, "code ");
    value_repr(state->ctx, code->qualname, state->out);
    buf_printf(state->out,
               "\n  argcount %" PRId32 "\n  posonlyargcount %" PRId32
               "\n  kwonlyargcount %" PRId32 "\n  stacksize %" PRId32 "\n  flags 0x%" PRIx32
               "\n  firstlineno %" PRId32 "\n",
               code->argcount, code->posonlyargcount, code->kwonlyargcount, code->stacksize,
               (uint32_t)code->flags, code->first_line);
    show_named(state, "name", code->name);
    show_named(state, "filename", code->filename);
    show_listed(state, "consts", code->consts);
    show_listed(state, "names", code->names);
    show_listed(state, "locals", code->localsplusnames);
}

static void show_whole(struct disassembler *state, const struct code_object *code)
{
    state->code = code;
    state->places = locations_read(state->ctx, code, code->code->text.size / 2);
    show_fields(state);
    show_instructions(state);
    show_handlers(state);
    for (uint32_t i = 0; i < code->consts->elements.count; i++)
        if (code->consts->elements.items[i]->kind == VALUE_CODE)
            show_whole(state, code->consts->elements.items[i]->code);
}

void disassemble(struct ctx *ctx, const struct value *code, struct buf *out)
{
    struct disassembler state = {.ctx = ctx, .out = out};
    index_opcodes(&state);
    show_whole(&state, code->code);
}
