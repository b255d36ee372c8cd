/* SPDX-License-Identifier: MIT
 *
 * Instructions → blocks.
 *
 * In: a code unit.  Out: blocks in its order, jumps with the blocks that they lead to.
 * A block begins where a jump leads to and after what ends a block.  Labels that
 * nothing jumps to are none (_PyCfg_FromInstructionSequence).
 */
#include "compiler/flow/graph.h"

#include <string.h>

/* For each instruction: 1 where a block begins, 2 more where a jump leads to. */
enum { STARTS_BLOCK = 1, IS_TARGET = 2 };

static uint8_t *mark_starts(struct flow_graph *graph)
{
    const struct code_unit *unit = graph->unit;
    uint8_t *marks = ctx_alloc(graph->ctx, unit->instr_count + 1);
    memset(marks, 0, unit->instr_count + 1);
    marks[0] = STARTS_BLOCK;
    for (uint32_t i = 0; i < unit->instr_count; i++) {
        const struct instr *instr = &unit->instrs[i];
        if (graph_has_target(graph, instr->op))
            marks[unit->labels[instr->arg]] |= STARTS_BLOCK | IS_TARGET;
        if (graph_is_jump(graph, instr->op) || op_leaves_scope(instr->op))
            marks[i + 1] |= STARTS_BLOCK;
    }
    return marks;
}

static struct flow_block *add_blocks(struct flow_graph *graph, const uint8_t *marks)
{
    uint32_t count = 0, instr_count = graph->unit->instr_count;
    for (uint32_t i = 0; i < instr_count; i++)
        count += marks[i] & STARTS_BLOCK;
    struct flow_block *blocks = ctx_alloc(graph->ctx, count * sizeof *blocks);
    memset(blocks, 0, count * sizeof *blocks);
    for (uint32_t i = 0; i + 1 < count; i++)
        blocks[i].next = &blocks[i + 1];
    graph->block_count = count;
    graph->entry = blocks;
    return blocks;
}

/* Copies the unit's instructions; each block has room for one more.  Block of an
 * instruction that a jump leads to: block_of[index]. */
static void fill_blocks(struct flow_graph *graph, const uint8_t *marks,
                        struct flow_block **block_of)
{
    const struct code_unit *unit = graph->unit;
    struct flow_block *block = graph->entry - 1;
    size_t room = (size_t)unit->instr_count + graph->block_count;
    struct flow_instr *at = ctx_alloc(graph->ctx, room * sizeof *at);
    for (uint32_t i = 0; i < unit->instr_count; i++) {
        if (marks[i] & STARTS_BLOCK) {
            if (i)
                *at++ = (struct flow_instr){0};
            block++;
            block->instrs = at;
            block->capacity = 1;
            block->labelled = marks[i] & IS_TARGET;
            block_of[i] = block;
        }
        const struct instr *instr = &unit->instrs[i];
        *at++ = (struct flow_instr){instr->op, instr->arg, instr->place, NULL, NULL};
        block->count++;
        block->capacity++;
    }
    *at = (struct flow_instr){0};
}

void graph_build(struct flow_graph *graph)
{
    const struct code_unit *unit = graph->unit;
    uint8_t *marks = mark_starts(graph);
    add_blocks(graph, marks);
    struct flow_block **block_of =
        ctx_alloc(graph->ctx, unit->instr_count * sizeof *block_of);
    fill_blocks(graph, marks, block_of);
    for (struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++) {
            struct flow_instr *instr = &block->instrs[i];
            if (graph_has_target(graph, instr->op))
                instr->target = block_of[unit->labels[instr->arg]];
        }
}
