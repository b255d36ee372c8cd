/* SPDX-License-Identifier: MIT
 *
 * The table of places: which part of the source each instruction comes from (PEP 626,
 * PEP 657; assemble_location_info).
 */
#include "compiler/assemble/assembler.h"

#include <string.h>

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

static void put_byte(struct byte_run *run, uint32_t byte)
{
    run->bytes[run->count++] = (uint8_t)byte;
}

/* Six bits a byte, least significant first. */
static void put_varint(struct byte_run *run, uint32_t value)
{
    for (; value >= 64; value >>= 6)
        put_byte(run, 64 | (value & 63));
    put_byte(run, value);
}

static void put_signed_varint(struct byte_run *run, int32_t value)
{
    put_varint(run, value < 0 ? (0 - (uint32_t)value) << 1 | 1 : (uint32_t)value << 1);
}

static void put_entry_start(struct byte_run *run, uint32_t kind, uint32_t size)
{
    put_byte(run, 0x80 | kind << 3 | (size - 1));
}

static void put_long_entry(struct byte_run *run, const struct location *place,
                           int32_t lines_on, uint32_t size)
{
    put_entry_start(run, ENTRY_LONG, size);
    put_signed_varint(run, lines_on);
    put_varint(run, (uint32_t)(place->end_line - place->line));
    put_varint(run, (uint32_t)(place->column + 1));
    put_varint(run, (uint32_t)(place->end_column + 1));
}

/* On one line: in one of the two short forms, if it fits; else false. */
static bool put_one_line_entry(struct byte_run *run, const struct location *place,
                               int32_t lines_on, uint32_t size)
{
    uint32_t column = (uint32_t)place->column, end = (uint32_t)place->end_column;
    if (lines_on == 0 && column < SHORT_COLUMNS && end >= column &&
        end - column < SHORT_WIDTH) {
        put_entry_start(run, ENTRY_SHORT + (column >> 3), size);
        put_byte(run, (column & 7) << 4 | (end - column));
        return true;
    }
    if (lines_on < 0 || lines_on >= ONE_LINE_LINES || column >= ONE_LINE_COLUMNS ||
        end >= ONE_LINE_COLUMNS)
        return false;
    put_entry_start(run, ENTRY_ONE_LINE + (uint32_t)lines_on, size);
    put_byte(run, column);
    put_byte(run, end);
    return true;
}

static void put_entry(struct assembler *assembler, uint32_t size)
{
    struct byte_run *run = &assembler->lines;
    const struct location *place = &assembler->place;
    if (place->line == LINE_NONE) {
        put_entry_start(run, ENTRY_NONE, size);
        return;
    }
    int32_t lines_on = place->line - assembler->line;
    bool columns = place->column >= 0 && place->end_column >= 0;
    bool one_line = place->end_line == place->line;
    assembler->line = place->line;
    if (!columns && (one_line || place->end_line < 0)) {
        put_entry_start(run, ENTRY_NO_COLUMNS, size);
        put_signed_varint(run, lines_on);
    } else if (!columns || !one_line || !put_one_line_entry(run, place, lines_on, size)) {
        put_long_entry(run, place, lines_on, size);
    }
}

void assemble_places_end(struct assembler *assembler)
{
    uint32_t entries = (assembler->place_size + ENTRY_UNITS - 1) / ENTRY_UNITS;
    bytes_reserve(assembler->ctx, &assembler->lines, entries * ENTRY_BYTES);
    while (assembler->place_size) {
        uint32_t size =
            assembler->place_size < ENTRY_UNITS ? assembler->place_size : ENTRY_UNITS;
        put_entry(assembler, size);
        assembler->place_size -= size;
    }
}

static bool same_place(const struct location *one, const struct location *other)
{
    return memcmp(one, other, sizeof *one) == 0; /* it has no padding */
}

void assemble_place(struct assembler *assembler, const struct location *place,
                    uint32_t size)
{
    if (!target_has(assembler->ctx->target, FEATURE_MERGED_PLACES) ||
        !same_place(&assembler->place, place)) {
        assemble_places_end(assembler);
        assembler->place = *place;
    }
    assembler->place_size += size;
}

/* What an instruction that takes the place of the next one gets. */
static struct location place_from_next(const struct flow_graph *graph,
                                       const struct flow_instr *instr, struct location next)
{
    if (!same_place(&instr->place, &location_next))
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
