/* SPDX-License-Identifier: MIT
 *
 * Line tables and exception tables, read: see locations.h.  Formats: CPython's
 * InternalDocs/code_objects.md and exception_handling.md.  Tables may be anything:
 * what is missing at the end of one counts as zeros.
 */
#include "compiler/pyc/locations.h"

struct table_cursor {
    const unsigned char *at, *end;
};

static unsigned table_byte(struct table_cursor *cursor)
{
    return cursor->at < cursor->end ? *cursor->at++ : 0;
}

/* Six bits in each byte, the least significant first. */
static int64_t table_varint(struct table_cursor *cursor)
{
    uint64_t value = 0;
    for (int shift = 0;; shift += 6) {
        unsigned byte = table_byte(cursor);
        if (shift < 60)
            value |= (uint64_t)(byte & 63) << shift;
        if (!(byte & 64))
            return (int64_t)(value & INT32_MAX);
    }
}

static int64_t table_signed(struct table_cursor *cursor)
{
    int64_t value = table_varint(cursor);
    return value & 1 ? -(value >> 1) : value >> 1;
}

enum {
    PLACE_LINE0 = 10, /* and 11, 12: on this line or one of the next two */
    PLACE_NO_COLUMNS = 13,
    PLACE_LONG = 14,
    PLACE_NONE = 15,
};

/* An entry whose first byte said `code`; *line is that of the entry before. */
static struct code_place read_place(struct table_cursor *cursor, unsigned code,
                                    int64_t *line)
{
    struct code_place place = {-1, -1, -1, -1, false};
    if (code == PLACE_NONE)
        return place;
    if (code >= PLACE_NO_COLUMNS)
        *line += table_signed(cursor);
    else if (code >= PLACE_LINE0)
        *line += code - PLACE_LINE0;
    place.line = place.end_line = *line;
    if (code == PLACE_LONG) {
        place.end_line += table_varint(cursor);
        place.column = table_varint(cursor) - 1;
        place.end_column = table_varint(cursor) - 1;
    } else if (code >= PLACE_LINE0 && code < PLACE_NO_COLUMNS) {
        place.column = table_byte(cursor);
        place.end_column = table_byte(cursor);
    } else if (code < PLACE_LINE0) {
        unsigned byte = table_byte(cursor);
        place.column = code << 3 | (byte >> 4 & 7);
        place.end_column = place.column + (byte & 15);
    }
    return place;
}

struct code_place *locations_read(struct ctx *ctx, const struct code_object *code,
                                  size_t count)
{
    const struct value_bytes *table = &code->linetable->text;
    struct table_cursor cursor = {(const unsigned char *)table->bytes,
                                  (const unsigned char *)table->bytes + table->size};
    struct code_place *places = ctx_alloc(ctx, (count + 1) * sizeof *places);
    int64_t line = code->first_line;
    size_t unit = 0;
    while (unit < count && cursor.at < cursor.end) {
        unsigned byte = table_byte(&cursor);
        struct code_place place = read_place(&cursor, byte >> 3 & 15, &line);
        place.starts = true;
        for (unsigned i = 0; i <= (byte & 7) && unit < count; i++) {
            places[unit++] = place;
            place.starts = false;
        }
    }
    for (; unit < count; unit++)
        places[unit] = (struct code_place){-1, -1, -1, -1, false};
    return places;
}

/* Six bits in each byte, the most significant first. */
static uint64_t handler_varint(struct table_cursor *cursor)
{
    unsigned byte = table_byte(cursor);
    uint64_t value = byte & 63;
    while (byte & 64) {
        byte = table_byte(cursor);
        value = (value << 6 | (byte & 63)) & UINT32_MAX;
    }
    return value;
}

bool locations_next_handler(const struct value_bytes *table, uint32_t *at,
                            struct code_handler *handler)
{
    const unsigned char *bytes = (const unsigned char *)table->bytes;
    struct table_cursor cursor = {bytes + *at, bytes + table->size};
    if (cursor.at == cursor.end)
        return false;
    handler->start = handler_varint(&cursor) * 2;
    handler->end = handler->start + handler_varint(&cursor) * 2;
    handler->target = handler_varint(&cursor) * 2;
    uint64_t depth = handler_varint(&cursor);
    handler->depth = depth >> 1;
    handler->lasti = depth & 1;
    *at = (uint32_t)(cursor.at - bytes);
    return true;
}
