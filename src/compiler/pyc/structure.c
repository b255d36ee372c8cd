/* SPDX-License-Identifier: MIT
 *
 * The bytes of a .pyc file as text: see structure.h.  A line is
 *
 *     OFFSET  [NAME] TYPE [#INDEX] [CONTENT]
 *
 * with the name of the field that the object is and marshal's letter for its type.
 */
#include "compiler/pyc/structure.h"

#include "base/quote.h"
#include "compiler/pyc/writer.h"
#include "compiler/source/utf8.h"

#include <inttypes.h>
#include <string.h>

struct structure {
    struct ctx *ctx;
    const char *begin, *at, *end;
    size_t offset;
    uint32_t next; /* index of the next object that has one */
    int depth;
    struct buf *out;
};

/* The objects of a code object; between them stand numbers. */
static const char *const code_parts[] = {
    "code",     "consts", "names",    "localsplusnames", "localspluskinds",
    "filename", "name",   "qualname", "linetable",       "exceptiontable",
};

enum { PART_AFTER_LINE = 8 }; /* co_firstlineno stands before it */

static bool show_object(struct structure *structure, const char *name);

static void begin_line(struct structure *structure)
{
    buf_printf(structure->out, "%6zu  %*s",
               structure->offset + (size_t)(structure->at - structure->begin),
               structure->depth * 2, "");
}

static bool complain(struct structure *structure, const char *reason)
{
    buf_printf(structure->out, "?\n");
    begin_line(structure);
    buf_printf(structure->out, "error: %s\n", reason);
    return false;
}

static bool next_u32(struct structure *structure, uint32_t *number)
{
    if (structure->end - structure->at < 4)
        return complain(structure, "the data end too early");
    const unsigned char *bytes = (const unsigned char *)structure->at;
    *number = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
              (uint32_t)bytes[3] << 24;
    structure->at += 4;
    return true;
}

/* A size of one or four bytes, and the bytes that it counts. */
static const char *next_sized(struct structure *structure, bool brief, uint32_t *size)
{
    if (brief && structure->at < structure->end)
        *size = (unsigned char)*structure->at++;
    else if (!next_u32(structure, size))
        return NULL;
    const char *bytes = structure->at;
    if (*size > (size_t)(structure->end - bytes)) {
        complain(structure, "a size goes beyond the end of the data");
        return NULL;
    }
    structure->at += *size;
    return bytes;
}

static void show_hex(struct structure *structure, const char *bytes, uint32_t size)
{
    buf_printf(structure->out, "%" PRIu32 " bytes ", size);
    for (uint32_t i = 0; i < size; i++)
        buf_printf(structure->out, "%02x", (unsigned char)bytes[i]);
}

static bool show_sized(struct structure *structure, int type, bool brief)
{
    const struct target *target = structure->ctx->target;
    uint32_t size;
    const char *bytes = next_sized(structure, brief, &size);
    if (!bytes)
        return false;
    /* Lone surrogates are no valid UTF-8: such strings are shown as bytes. */
    if (type == MARSHAL_BYTES || utf8_valid_size(bytes, size) != size)
        show_hex(structure, bytes, size);
    else
        quote_text(structure->out, bytes, size,
                   UNICODE_VERSION(target->unicode_major, target->unicode_minor));
    buf_add_byte(structure->out, '\n');
    return true;
}

static bool show_number(struct structure *structure)
{
    uint32_t number;
    if (!next_u32(structure, &number))
        return false;
    buf_printf(structure->out, "%" PRId64 "\n",
               number > INT32_MAX ? (int64_t)number - (INT64_C(1) << 32) : (int64_t)number);
    return true;
}

static bool show_raw(struct structure *structure, uint32_t size)
{
    if (size > (size_t)(structure->end - structure->at))
        return complain(structure, "the data end too early");
    show_hex(structure, structure->at, size);
    buf_add_byte(structure->out, '\n');
    structure->at += size;
    return true;
}

static bool show_long(struct structure *structure)
{
    uint32_t size;
    if (!next_u32(structure, &size))
        return false;
    uint32_t count = size > INT32_MAX ? 0 - size : size;
    if (count > UINT32_MAX / 4)
        return complain(structure, "a size goes beyond the end of the data");
    buf_add_text(structure->out, size > INT32_MAX ? "- " : "+ ");
    return show_raw(structure, count * 2);
}

static bool show_counted(struct structure *structure, uint32_t count)
{
    buf_printf(structure->out, "%" PRIu32 "\n", count);
    for (uint32_t i = 0; i < count; i++)
        if (!show_object(structure, NULL))
            return false;
    return true;
}

static bool show_container(struct structure *structure, int type)
{
    uint32_t count = 3; /* of a slice */
    if (type == MARSHAL_SMALL_TUPLE) {
        if (structure->at == structure->end)
            return complain(structure, "the data end too early");
        count = (unsigned char)*structure->at++;
    } else if (type != MARSHAL_SLICE && !next_u32(structure, &count)) {
        return false;
    }
    return show_counted(structure, count);
}

static bool show_numbers(struct structure *structure)
{
    static const char *const names[] = {"argcount", "posonlyargcount", "kwonlyargcount",
                                        "stacksize", "flags"};
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        uint32_t number;
        if (!next_u32(structure, &number))
            return false;
        buf_printf(structure->out, " %s=%" PRIu32, names[i], number);
    }
    buf_add_byte(structure->out, '\n');
    return true;
}

static bool show_first_line(struct structure *structure)
{
    begin_line(structure);
    buf_add_text(structure->out, "firstlineno ");
    return show_number(structure);
}

static bool show_code_parts(struct structure *structure)
{
    if (!show_numbers(structure))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(code_parts); i++) {
        if (i == PART_AFTER_LINE && !show_first_line(structure))
            return false;
        if (!show_object(structure, code_parts[i]))
            return false;
    }
    return true;
}

static bool show_typed(struct structure *structure, int type)
{
    switch (type) {
    case MARSHAL_NONE:
    case MARSHAL_TRUE:
    case MARSHAL_FALSE:
    case MARSHAL_ELLIPSIS:
        buf_add_byte(structure->out, '\n');
        return true;
    case MARSHAL_INT:
    case MARSHAL_REF:
        return show_number(structure);
    case MARSHAL_LONG:
        return show_long(structure);
    case MARSHAL_FLOAT:
        return show_raw(structure, 8);
    case MARSHAL_COMPLEX:
        return show_raw(structure, 16);
    case MARSHAL_BYTES:
    case MARSHAL_UNICODE:
    case MARSHAL_INTERNED:
    case MARSHAL_ASCII:
    case MARSHAL_ASCII_INTERNED:
        return show_sized(structure, type, false);
    case MARSHAL_SHORT_ASCII:
    case MARSHAL_SHORT_ASCII_INTERNED:
        return show_sized(structure, type, true);
    case MARSHAL_SMALL_TUPLE:
    case MARSHAL_TUPLE:
    case MARSHAL_FROZENSET:
    case MARSHAL_SLICE:
        return show_container(structure, type);
    case MARSHAL_CODE:
        return show_code_parts(structure);
    default:
        return complain(structure, "an object of a type that code objects do not have");
    }
}

static bool show_object(struct structure *structure, const char *name)
{
    begin_line(structure);
    if (structure->at == structure->end)
        return complain(structure, "the data end too early");
    if (structure->depth == MARSHAL_DEPTH)
        return complain(structure, "objects nested too deeply");
    int byte = (unsigned char)*structure->at++;
    if (name)
        buf_printf(structure->out, "%s ", name);
    buf_add_byte(structure->out, (char)(byte & ~MARSHAL_FLAG_REF));
    if (byte & MARSHAL_FLAG_REF)
        buf_printf(structure->out, " #%" PRIu32, structure->next++);
    buf_add_byte(structure->out, ' ');
    structure->depth++;
    bool fine = show_typed(structure, byte & ~MARSHAL_FLAG_REF);
    structure->depth--;
    return fine;
}

void structure_dump(struct ctx *ctx, const char *bytes, size_t size, size_t offset,
                    struct buf *out)
{
    struct structure structure = {.ctx = ctx,
                                  .begin = bytes,
                                  .at = bytes,
                                  .end = bytes + size,
                                  .offset = offset,
                                  .out = out};
    if (show_object(&structure, NULL) && structure.at != structure.end) {
        begin_line(&structure);
        complain(&structure, "more bytes than the object has");
    }
}
