/* SPDX-License-Identifier: MIT
 *
 * The table of places: which part of the source each instruction comes from (PEP 626,
 * PEP 657; assemble_location_info).
 */
#include "compiler/assemble/assembler.h"

enum {
    /* Kinds of entries. */
    ENTRY_SHORT = 0,     /* to 9: on the same line, by group of 8 columns */
    ENTRY_ONE_LINE = 10, /* to 12: 0, 1 or 2 lines on, columns in a byte each */
    ENTRY_NO_COLUMNS = 13,
    ENTRY_LONG = 14,
    ENTRY_NONE = 15,

    ENTRY_UNITS = 8, /* as much code as an entry can speak of */
    ENTRY_BYTES = 25,
    SHORT_COLUMNS = 80,
    SHORT_WIDTH = 16,
    ONE_LINE_COLUMNS = 128,
    ONE_LINE_LINES = 3,
};

/* Those that put something are given where, and return where the rest goes. */

/* Six bits a byte, least significant first. */
static uint8_t *put_varint(uint8_t *at, uint32_t value)
{
    for (; value >= 64; value >>= 6)
        *at++ = (uint8_t)(64 | (value & 63));
    *at++ = (uint8_t)value;
    return at;
}

static uint8_t *put_signed_varint(uint8_t *at, int32_t value)
{
    return put_varint(at,
                      value < 0 ? (0 - (uint32_t)value) << 1 | 1 : (uint32_t)value << 1);
}

static uint8_t *put_entry_start(uint8_t *at, uint32_t kind, uint32_t size)
{
    *at++ = (uint8_t)(0x80 | kind << 3 | (size - 1));
    return at;
}

static uint8_t *put_long_entry(uint8_t *at, const struct location *place, int32_t lines_on,
                               uint32_t size)
{
    at = put_entry_start(at, ENTRY_LONG, size);
    at = put_signed_varint(at, lines_on);
    at = put_varint(at, (uint32_t)(place->end_line - place->line));
    at = put_varint(at, (uint32_t)(place->column + 1));
    return put_varint(at, (uint32_t)(place->end_column + 1));
}

/* On one line: in one of the two short forms, if it fits. */
static uint8_t *put_one_line_entry(uint8_t *at, const struct location *place,
                                   int32_t lines_on, uint32_t size)
{
    uint32_t column = (uint32_t)place->column, end = (uint32_t)place->end_column;
    if (lines_on == 0 && column < SHORT_COLUMNS && end >= column &&
        end - column < SHORT_WIDTH) {
        at = put_entry_start(at, ENTRY_SHORT + (column >> 3), size);
        *at++ = (uint8_t)((column & 7) << 4 | (end - column));
        return at;
    }
    if (lines_on < 0 || lines_on >= ONE_LINE_LINES || column >= ONE_LINE_COLUMNS ||
        end >= ONE_LINE_COLUMNS)
        return put_long_entry(at, place, lines_on, size);
    at = put_entry_start(at, ENTRY_ONE_LINE + (uint32_t)lines_on, size);
    *at++ = (uint8_t)column;
    *at++ = (uint8_t)end;
    return at;
}

static uint8_t *put_entry(uint8_t *at, const struct location *place, int32_t line_before,
                          uint32_t size)
{
    if (place->line == LINE_NONE)
        return put_entry_start(at, ENTRY_NONE, size);
    int32_t lines_on = place->line - line_before;
    bool columns = place->column >= 0 && place->end_column >= 0;
    bool one_line = place->end_line == place->line;
    if (!columns && (one_line || place->end_line < 0))
        return put_signed_varint(put_entry_start(at, ENTRY_NO_COLUMNS, size), lines_on);
    if (columns && one_line)
        return put_one_line_entry(at, place, lines_on, size);
    return put_long_entry(at, place, lines_on, size);
}

void assemble_places_end(struct assembler *assembler)
{
    const struct location *place = &assembler->place;
    struct byte_run *run = &assembler->lines;
    uint32_t rest = assembler->place_size;
    while (rest) {
        uint32_t size = rest < ENTRY_UNITS ? rest : ENTRY_UNITS;
        bytes_reserve(assembler->ctx, run, ENTRY_BYTES);
        uint8_t *at = run->bytes + run->count;
        run->count = (uint32_t)(put_entry(at, place, assembler->line, size) - run->bytes);
        if (place->line != LINE_NONE)
            assembler->line = place->line;
        rest -= size;
    }
    assembler->place_size = 0;
}

/* What an instruction that takes the place of the next one gets. */
static struct location place_from_next(const struct flow_graph *graph,
                                       const struct flow_instr *instr, struct location next)
{
    if (!location_equal(&instr->place, &location_next))
        return instr->place;
    bool ends_block = graph->rows[instr->op].flags & OPCODE_JUMP ||
                      instr->op == OP_RETURN_VALUE || instr->op == OP_RAISE_VARARGS ||
                      instr->op == OP_RERAISE;
    return ends_block ? location_none : next;
}

void assemble_next_places(struct assembler *assembler)
{
    struct location next = location_none;
    for (uint32_t i = assembler->block_count; i-- > 0;) {
        struct flow_block *block = assembler->blocks[i].block;
        for (uint32_t j = block->count; j-- > 0;) {
            struct flow_instr *instr = &block->instrs[j];
            instr->place = place_from_next(assembler->graph, instr, next);
            next = instr->place;
        }
    }
}
