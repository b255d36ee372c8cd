/* SPDX-License-Identifier: MIT
 *
 * A code object out of bytes: see unmarshal.h.  Only what CPython's compiler puts
 * into code objects is understood: no lists, dicts, sets, or numbers as text.
 */
#include "compiler/pyc/unmarshal.h"

#include "compiler/pyc/writer.h"
#include "compiler/source/utf8.h"

#include <string.h>

enum {
    MAX_EXPANDED = 1 << 24, /* objects, each counted wherever it is referred to */
};

/* What a reference may name. */
struct read_ref {
    const struct value *value; /* NULL: its end is not reached */
    uint32_t expanded;         /* of how many objects it consists */
};

struct reader {
    struct ctx *ctx;
    const char *begin, *at, *end;
    struct read_ref *refs;
    uint32_t ref_count, ref_room;
    uint32_t expanded; /* objects read, those referred to included */
    int depth;
    struct unmarshal_error *error;
};

static const struct value *read_object(struct reader *reader);

/* Remembers the first reason; NULL. */
static void *refuse_at(struct reader *reader, const char *at, const char *reason)
{
    if (!reader->error->reason)
        *reader->error = (struct unmarshal_error){reason, (size_t)(at - reader->begin)};
    return NULL;
}

static void *refuse_bytes(struct reader *reader, const char *reason)
{
    return refuse_at(reader, reader->at, reason);
}

/* The next `size` bytes, or NULL. */
static const char *next_bytes(struct reader *reader, size_t size)
{
    if (size > (size_t)(reader->end - reader->at))
        return refuse_bytes(reader, "the data end too early");
    const char *bytes = reader->at;
    reader->at += size;
    return bytes;
}

static bool next_number(struct reader *reader, int size, uint64_t *number)
{
    const unsigned char *bytes = (const unsigned char *)next_bytes(reader, (size_t)size);
    if (!bytes)
        return false;
    *number = 0;
    for (int i = size; i-- > 0;)
        *number = *number << 8 | bytes[i];
    return true;
}

static bool next_int(struct reader *reader, int32_t *number)
{
    uint64_t bits;
    if (!next_number(reader, 4, &bits))
        return false;
    uint32_t low = (uint32_t)bits;
    memcpy(number, &low, sizeof low);
    return true;
}

/* How many elements follow, each of at least `least` bytes. */
static bool next_count(struct reader *reader, int size, size_t least, uint32_t *count)
{
    uint64_t number;
    if (!next_number(reader, size, &number))
        return false;
    *count = (uint32_t)number;
    if (number <= (size_t)(reader->end - reader->at) / least)
        return true;
    refuse_bytes(reader, "a size goes beyond the end of the data");
    return false;
}

/* The place of an object with FLAG_REF; what it is follows later. */
static uint32_t reserve_ref(struct reader *reader, int flag)
{
    if (!flag)
        return 0;
    if (reader->ref_count == reader->ref_room) {
        uint32_t room = reader->ref_room ? reader->ref_room * 2 : 256;
        struct read_ref *refs = ctx_alloc(reader->ctx, room * sizeof *refs);
        if (reader->ref_count)
            memcpy(refs, reader->refs, reader->ref_count * sizeof *refs);
        reader->refs = refs;
        reader->ref_room = room;
    }
    reader->refs[reader->ref_count] = (struct read_ref){NULL, 0};
    return reader->ref_count++;
}

static bool expand_by(struct reader *reader, uint32_t objects)
{
    if (objects > MAX_EXPANDED - reader->expanded) {
        refuse_bytes(reader, "too many objects");
        return false;
    }
    reader->expanded += objects;
    return true;
}

static const struct value *read_ref_to(struct reader *reader)
{
    uint64_t index;
    if (!next_number(reader, 4, &index))
        return NULL;
    if (index >= reader->ref_count || !reader->refs[index].value)
        return refuse_bytes(reader, "a reference to no object");
    if (!expand_by(reader, reader->refs[index].expanded))
        return NULL;
    return reader->refs[index].value;
}

static struct value *new_value(struct reader *reader, enum value_kind kind)
{
    struct value *value = CTX_NEW(reader->ctx, struct value);
    *value = (struct value){.kind = kind};
    return value;
}

static const struct value *read_int(struct reader *reader)
{
    int32_t number;
    return next_int(reader, &number) ? value_new_int(reader->ctx, number) : NULL;
}

static bool next_digits(struct reader *reader, uint16_t *digits, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint64_t digit;
        if (!next_number(reader, 2, &digit))
            return false;
        digits[i] = (uint16_t)digit;
        if (digit >= 1 << 15 || (i == count - 1 && !digit)) {
            refuse_bytes(reader, "a digit that no int has");
            return false;
        }
    }
    return true;
}

/* The number, if it is in 64 bits. */
static bool fit_digits(const uint16_t *digits, uint32_t count, bool negative,
                       int64_t *integer)
{
    uint64_t magnitude = 0, limit = (uint64_t)INT64_MAX + negative;
    for (uint32_t i = count; i-- > 0;) {
        if (magnitude > limit >> 15)
            return false;
        magnitude = magnitude << 15 | digits[i];
    }
    if (magnitude > limit)
        return false;
    *integer = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}

static const struct value *read_long(struct reader *reader)
{
    int32_t size;
    if (!next_int(reader, &size))
        return NULL;
    uint32_t count = size < 0 ? 0 - (uint32_t)size : (uint32_t)size;
    if (count > (size_t)(reader->end - reader->at) / 2)
        return refuse_bytes(reader, "a size goes beyond the end of the data");
    uint16_t *digits = ctx_alloc(reader->ctx, count * sizeof *digits);
    if (!next_digits(reader, digits, count))
        return NULL;
    struct value *value = new_value(reader, VALUE_INT);
    if (!fit_digits(digits, count, size < 0, &value->integer)) {
        value->kind = VALUE_BIGINT;
        value->digits = (struct value_digits){digits, count, size < 0};
    }
    return value;
}

static bool next_real(struct reader *reader, double *real)
{
    uint64_t bits;
    if (!next_number(reader, 8, &bits))
        return false;
    memcpy(real, &bits, sizeof bits);
    return true;
}

static const struct value *read_float(struct reader *reader)
{
    struct value *value = new_value(reader, VALUE_FLOAT);
    return next_real(reader, &value->real) ? value : NULL;
}

static const struct value *read_complex(struct reader *reader)
{
    struct value *value = new_value(reader, VALUE_COMPLEX);
    if (!next_real(reader, &value->complex.real) ||
        !next_real(reader, &value->complex.imaginary))
        return NULL;
    return value;
}

static struct value *read_text(struct reader *reader, enum value_kind kind, int size_size)
{
    struct value *value = new_value(reader, kind);
    if (!next_count(reader, size_size, 1, &value->text.size))
        return NULL;
    value->text.bytes = next_bytes(reader, value->text.size);
    return value;
}

static bool all_ascii(const struct value_bytes *text)
{
    for (uint32_t i = 0; i < text->size; i++)
        if (text->bytes[i] & 0x80)
            return false;
    return true;
}

/* Valid as UTF-8, but for the three bytes of lone surrogates. */
static bool all_utf8(const struct value_bytes *text)
{
    const char *at = text->bytes, *end = at + text->size;
    while (at < end) {
        size_t rest = (size_t)(end - at), valid = utf8_valid_size(at, rest);
        at += valid;
        if (valid == rest)
            return true;
        const unsigned char *bytes = (const unsigned char *)at;
        if (rest - valid < 3 || bytes[0] != 0xED || (bytes[1] & 0xE0) != 0xA0 ||
            (bytes[2] & 0xC0) != 0x80)
            return false;
        at += 3;
    }
    return true;
}

/* A string of one character is the shared one unless it is written otherwise. */
static void find_unshared(struct reader *reader, struct value *str, int flag)
{
    uint32_t size = str->text.size;
    bool latin1 = size == 1 || (size == 2 && (unsigned char)*str->text.bytes < 0xC4);
    str->unshared =
        latin1 && !str->interned &&
        (!flag || !target_has(reader->ctx->target, FEATURE_SHARED_LATIN1_STRINGS));
}

static const struct value *read_str(struct reader *reader, int type, int flag)
{
    bool brief = type == MARSHAL_SHORT_ASCII || type == MARSHAL_SHORT_ASCII_INTERNED;
    bool ascii = brief || type == MARSHAL_ASCII || type == MARSHAL_ASCII_INTERNED;
    struct value *str = read_text(reader, VALUE_STR, brief ? 1 : 4);
    if (!str)
        return NULL;
    if (ascii ? !all_ascii(&str->text) : !all_utf8(&str->text))
        return refuse_bytes(reader, "a string with bytes that are no text");
    str->interned = type == MARSHAL_INTERNED || type == MARSHAL_ASCII_INTERNED ||
                    type == MARSHAL_SHORT_ASCII_INTERNED;
    find_unshared(reader, str, flag);
    return str;
}

static bool read_items(struct reader *reader, const struct value *value)
{
    for (uint32_t i = 0; i < value->elements.count; i++)
        if (!(value->elements.items[i] = read_object(reader)))
            return false;
    return true;
}

static const struct value *read_elements(struct reader *reader, enum value_kind kind,
                                         uint32_t count)
{
    const struct value *value = value_new_elements(reader->ctx, kind, count);
    return read_items(reader, value) ? value : NULL;
}

static const struct value *read_counted(struct reader *reader, enum value_kind kind,
                                        int size)
{
    uint32_t count;
    return next_count(reader, size, 1, &count) ? read_elements(reader, kind, count) : NULL;
}

/* An object of that kind. */
static bool read_part(struct reader *reader, enum value_kind kind,
                      const struct value **field)
{
    const char *at = reader->at;
    *field = read_object(reader);
    if (*field && (*field)->kind == kind)
        return true;
    refuse_at(reader, at, "a field of a code object that has another type");
    return false;
}

static bool read_names(struct reader *reader, const struct value **field)
{
    const char *at = reader->at;
    if (!read_part(reader, VALUE_TUPLE, field))
        return false;
    for (uint32_t i = 0; i < (*field)->elements.count; i++)
        if ((*field)->elements.items[i]->kind != VALUE_STR) {
            refuse_at(reader, at, "a name that is no string");
            return false;
        }
    return true;
}

static bool read_numbers(struct reader *reader, struct code_object *code)
{
    return next_int(reader, &code->argcount) && next_int(reader, &code->posonlyargcount) &&
           next_int(reader, &code->kwonlyargcount) && next_int(reader, &code->stacksize) &&
           next_int(reader, &code->flags);
}

static const struct value *read_code(struct reader *reader)
{
    struct code_object *code = CTX_NEW(reader->ctx, struct code_object);
    const char *at = reader->at;
    if (!read_numbers(reader, code) || !read_part(reader, VALUE_BYTES, &code->code) ||
        !read_part(reader, VALUE_TUPLE, &code->consts) ||
        !read_names(reader, &code->names) || !read_names(reader, &code->localsplusnames) ||
        !read_part(reader, VALUE_BYTES, &code->localspluskinds) ||
        !read_part(reader, VALUE_STR, &code->filename) ||
        !read_part(reader, VALUE_STR, &code->name) ||
        !read_part(reader, VALUE_STR, &code->qualname) ||
        !next_int(reader, &code->first_line) ||
        !read_part(reader, VALUE_BYTES, &code->linetable) ||
        !read_part(reader, VALUE_BYTES, &code->exceptiontable))
        return NULL;
    if (code->localspluskinds->text.size != code->localsplusnames->elements.count)
        return refuse_at(reader, at, "not as many kinds as names of locals");
    struct value *value = new_value(reader, VALUE_CODE);
    value->code = code;
    return value;
}

static const struct value *read_content(struct reader *reader, int type, int flag)
{
    switch (type) {
    case MARSHAL_INT:
        return read_int(reader);
    case MARSHAL_LONG:
        return read_long(reader);
    case MARSHAL_FLOAT:
        return read_float(reader);
    case MARSHAL_COMPLEX:
        return read_complex(reader);
    case MARSHAL_BYTES:
        return read_text(reader, VALUE_BYTES, 4);
    case MARSHAL_UNICODE:
    case MARSHAL_INTERNED:
    case MARSHAL_ASCII:
    case MARSHAL_ASCII_INTERNED:
    case MARSHAL_SHORT_ASCII:
    case MARSHAL_SHORT_ASCII_INTERNED:
        return read_str(reader, type, flag);
    case MARSHAL_SMALL_TUPLE:
        return read_counted(reader, VALUE_TUPLE, 1);
    case MARSHAL_TUPLE:
        return read_counted(reader, VALUE_TUPLE, 4);
    case MARSHAL_FROZENSET:
        return read_counted(reader, VALUE_FROZENSET, 4);
    case MARSHAL_SLICE:
        return read_elements(reader, VALUE_SLICE, 3);
    case MARSHAL_CODE:
        return read_code(reader);
    default:
        return refuse_bytes(reader, "an object of a type that code objects do not have");
    }
}

static const struct value *read_constant(int type)
{
    static const struct value constants[] = {
        {.kind = VALUE_NONE},
        {.kind = VALUE_FALSE},
        {.kind = VALUE_TRUE},
        {.kind = VALUE_ELLIPSIS},
    };
    switch (type) {
    case MARSHAL_NONE:
        return &constants[0];
    case MARSHAL_FALSE:
        return &constants[1];
    case MARSHAL_TRUE:
        return &constants[2];
    case MARSHAL_ELLIPSIS:
        return &constants[3];
    default:
        return NULL;
    }
}

/* The index is taken before what the object consists of is read. */
static const struct value *read_marked(struct reader *reader, int type, int flag)
{
    uint32_t before = reader->expanded - 1, index = reserve_ref(reader, flag);
    const struct value *value = read_content(reader, type, flag);
    if (value && flag)
        reader->refs[index] = (struct read_ref){value, reader->expanded - before};
    return value;
}

static const struct value *read_object(struct reader *reader)
{
    uint64_t byte;
    if (!expand_by(reader, 1) || !next_number(reader, 1, &byte))
        return NULL;
    int type = (int)byte & ~MARSHAL_FLAG_REF, flag = (int)byte & MARSHAL_FLAG_REF;
    const struct value *constant = read_constant(type);
    if (constant)
        return constant;
    if (type == MARSHAL_REF)
        return read_ref_to(reader);
    if (++reader->depth > MARSHAL_DEPTH)
        return refuse_bytes(reader, "objects nested too deeply");
    const struct value *value = read_marked(reader, type, flag);
    reader->depth--;
    return value;
}

const struct value *unmarshal_code(struct ctx *ctx, const char *bytes, size_t size,
                                   struct unmarshal_error *error)
{
    struct reader reader = {
        .ctx = ctx, .begin = bytes, .at = bytes, .end = bytes + size, .error = error};
    *error = (struct unmarshal_error){NULL, 0};
    if (ctx->target->code_layout != CODE_LAYOUT_LOCALSPLUS)
        return refuse_bytes(&reader, "code objects as they were before 3.11");
    const struct value *value = read_object(&reader);
    if (!value)
        return NULL;
    if (value->kind != VALUE_CODE)
        return refuse_at(&reader, bytes, "no code object");
    if (reader.at != reader.end)
        return refuse_bytes(&reader, "more bytes than the code object has");
    return value;
}
