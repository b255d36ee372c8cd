/* SPDX-License-Identifier: MIT
 *
 * What the files of this folder share.
 */
#ifndef KILN_COMPILER_ASSEMBLE_ASSEMBLER_H
#define KILN_COMPILER_ASSEMBLE_ASSEMBLER_H

#include "compiler/assemble/assemble.h"

#include <string.h>

/* A block in the code. */
struct code_block {
    struct flow_block *block;
    struct flow_instr *jump; /* NULL: it has none */
    uint32_t size;           /* in units of 2 bytes */
    uint32_t jump_end;       /* where in the block the jump ends */
};

/* Bytes in the arena, at the end of which something is written. */
struct byte_run {
    uint8_t *bytes;
    uint32_t count, capacity;
};

struct assembler {
    struct flow_graph *graph;
    struct ctx *ctx;
    struct code_block *blocks; /* in order; flow_block.number is the index */
    uint32_t block_count;
    uint32_t size; /* of the code, in units of 2 bytes */
    struct byte_run code, lines, handlers;

    /* Of the line table: the line of the last entry, and the run of instructions with
     * one place that is not written yet. */
    int32_t line;
    struct location place;
    uint32_t place_size;
    bool splits_places; /* every instruction has an entry of its own */

    /* Of the exception table: the handler of the run of instructions so far, and where
     * that run began. */
    const struct flow_block *handler;
    uint32_t handler_start;
};

/* In units of 2 bytes, EXTENDED_ARGs and caches with it. */
static inline uint32_t instr_units(const struct flow_graph *graph,
                                   const struct flow_instr *instr)
{
    uint32_t arg = (uint32_t)instr->arg, units = 1U + graph->rows[instr->op].caches;
    if (UNLIKELY(arg > 0xff))
        units += 1U + (arg > 0xffff) + (arg > 0xffffff);
    return units;
}

/* Room for `extra` bytes more. */
void bytes_widen(struct ctx *ctx, struct byte_run *run, uint32_t extra);
static inline void bytes_reserve(struct ctx *ctx, struct byte_run *run, uint32_t extra)
{
    if (UNLIKELY(run->capacity - run->count < extra))
        bytes_widen(ctx, run, extra);
}

static inline bool location_equal(const struct location *one, const struct location *other)
{
    return memcmp(one, other, sizeof *one) == 0; /* it has no padding */
}

/* offsets.c: blocks, their offsets, the real jumps with their arguments. */
void assemble_offsets(struct assembler *assembler);

/* line_table.c: the place of the next instruction, of `size` units; then the end. */
void assemble_next_places(struct assembler *assembler);
void assemble_places_end(struct assembler *assembler);
static inline void assemble_place(struct assembler *assembler, const struct location *place,
                                  uint32_t size)
{
    if (assembler->splits_places || !location_equal(&assembler->place, place)) {
        assemble_places_end(assembler);
        assembler->place = *place;
    }
    assembler->place_size += size;
}

/* exception_table.c: the handler of the next instruction, which is at `offset`; then
 * the end. */
void assemble_handler(struct assembler *assembler, const struct flow_block *handler,
                      uint32_t offset);

/* localsplus.c */
void assemble_locals(struct assembler *assembler, struct code_object *code);

#endif
