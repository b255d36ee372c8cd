/* SPDX-License-Identifier: MIT
 *
 * Where blocks lie in the code, and how far jumps lead (resolve_unconditional_jumps,
 * resolve_jump_offsets).
 */
#include "compiler/assemble/assembler.h"

enum { END_SEND_OFFSET = 5 }; /* from the SEND of an `async for` to its END_SEND */

static bool jumps_in_code(const struct flow_graph *graph, enum opcode op)
{
    return graph->rows[op].flags & OPCODE_JUMP;
}

/* A NOT_TAKEN may stand behind it. */
static struct flow_instr *find_jump(const struct flow_graph *graph,
                                    const struct flow_block *block)
{
    uint32_t count = block->count;
    if (count > 1 && block->instrs[count - 1].op == OP_NOT_TAKEN)
        count--;
    if (!count || !jumps_in_code(graph, block->instrs[count - 1].op))
        return NULL;
    return &block->instrs[count - 1];
}

static void add_code_block(struct assembler *assembler, struct flow_block *block)
{
    struct code_block *entry = &assembler->blocks[assembler->block_count];
    *entry = (struct code_block){.block = block};
    block->number = assembler->block_count++;
    entry->jump = find_jump(assembler->graph, block);
}

/* Which of the real jumps it is.  Since 3.13 its argument is the index of an instruction
 * first, and so long it is until there are offsets: that decides where a jump of 255 or
 * 256 units settles. */
static void choose_direction(const struct assembler *assembler, struct code_block *entry)
{
    struct flow_instr *jump = entry->jump;
    bool forward = jump->target->number > entry->block->number;
    if (jump->op == OP_JUMP)
        jump->op = forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD;
    else if (jump->op == OP_JUMP_NO_INTERRUPT)
        jump->op = forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD_NO_INTERRUPT;
    if (target_has(assembler->ctx->target, FEATURE_INDEXED_JUMPS))
        jump->arg = (int32_t)jump->target->offset;
}

static void measure_block(struct assembler *assembler, struct code_block *entry)
{
    for (uint32_t i = 0; i < entry->block->count; i++) {
        const struct flow_instr *instr = &entry->block->instrs[i];
        entry->size += instr_units(assembler->graph, instr);
        if (instr == entry->jump)
            entry->jump_end = entry->size;
    }
}

static void place_blocks(struct assembler *assembler)
{
    uint32_t offset = 0;
    for (uint32_t i = 0; i < assembler->block_count; i++) {
        assembler->blocks[i].block->offset = offset;
        offset += assembler->blocks[i].size;
    }
    assembler->size = offset;
}

static int32_t jump_distance(const struct code_block *entry)
{
    uint32_t end = entry->block->offset + entry->jump_end;
    uint32_t target = entry->jump->target->offset;
    if (entry->jump->op == OP_END_ASYNC_FOR)
        return (int32_t)(end - target - END_SEND_OFFSET);
    return (int32_t)(target < end ? end - target : target - end);
}

/* True when some jump has become longer, or shorter. */
static bool update_jumps(struct assembler *assembler)
{
    bool changed = false;
    for (uint32_t i = 0; i < assembler->block_count; i++) {
        struct code_block *entry = &assembler->blocks[i];
        if (!entry->jump)
            continue;
        uint32_t before = instr_units(assembler->graph, entry->jump);
        entry->jump->arg = jump_distance(entry);
        uint32_t after = instr_units(assembler->graph, entry->jump);
        entry->size += after - before;
        entry->jump_end += after - before;
        changed |= after != before;
    }
    return changed;
}

void assemble_offsets(struct assembler *assembler)
{
    struct flow_graph *graph = assembler->graph;
    assembler->blocks =
        ctx_alloc_fleeting(assembler->ctx, graph->block_count * sizeof *assembler->blocks);
    uint32_t index = 0;
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        add_code_block(assembler, block);
        block->offset = index;
        index += block->count;
    }
    for (uint32_t i = 0; i < assembler->block_count; i++) {
        struct code_block *entry = &assembler->blocks[i];
        if (entry->jump)
            choose_direction(assembler, entry);
        measure_block(assembler, entry);
    }
    do
        place_blocks(assembler);
    while (update_jumps(assembler));
}
