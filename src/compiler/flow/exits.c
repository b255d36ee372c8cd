/* SPDX-License-Identifier: MIT
 *
 * Blocks that leave the code object, until 3.12: small ones are copied to where they are
 * reached from, and so are those without a line, so that each copy can have the line of
 * that place (extend_block, inline_small_exit_blocks, duplicate_exits_without_lineno,
 * guarantee_lineno_for_exits).
 *
 * Until 3.11 blocks are walked by age, the newest first, which decides in what order
 * copies of the same exit stand.
 */
#include "compiler/flow/graph.h"

enum { COPIED_BLOCK = 4 }; /* instructions, at most */

static bool is_lineless_exit(const struct flow_block *block)
{
    return block_leaves_scope(block) && block_has_no_line(block);
}

static void extend_by(struct flow_graph *graph, struct flow_block *block,
                      const struct flow_block *exit)
{
    struct flow_instr *last = block_last(block);
    instr_set(last, OP_NOP, 0);
    last->target = NULL;
    block->has_nops = true;
    graph_append_block(graph, block, exit);
}

static void extend_by_exit(struct flow_graph *graph, struct flow_block *block)
{
    const struct flow_instr *last = block_last(block);
    if (last && last->op == OP_JUMP && last->target->count <= COPIED_BLOCK &&
        is_lineless_exit(last->target))
        extend_by(graph, block, last->target);
}

void pass_extend_blocks(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->newest; block; block = block->older)
        extend_by_exit(graph, block);
}

void pass_inline_exits(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        const struct flow_instr *last = block_last(block);
        if (last && op_jumps_always(last->op) && last->target->count <= COPIED_BLOCK &&
            block_leaves_scope(last->target))
            extend_by(graph, block, last->target);
    }
}

/* For this jump alone, after the block. */
static void copy_exit(struct flow_graph *graph, struct flow_instr *jump,
                      struct flow_block *exit)
{
    struct flow_block *copy = graph_new_block(graph);
    graph_append_block(graph, copy, exit);
    copy->instrs[0].place = jump->place;
    jump->target = copy;
    exit->predecessors--;
    copy->predecessors = 1;
    copy->next = exit->next;
    exit->next = copy;
}

static void duplicate_lineless(struct flow_graph *graph, struct flow_block *block)
{
    struct flow_instr *last = block_last(block);
    if (!last || !graph_is_jump(graph, last->op))
        return;
    struct flow_block *target = last->target;
    if (target->predecessors > 1 && is_lineless_exit(target))
        copy_exit(graph, last, target);
}

/* What is left of them is only reached by falling through. */
static void place_fallen_into(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        if (block->count && block->next && block_falls_through(block) &&
            is_lineless_exit(block->next))
            block->next->instrs[0].place = block_last(block)->place;
}

void pass_duplicate_exits(struct flow_graph *graph)
{
    if (target_has(graph->ctx->target, FEATURE_BLOCKS_AS_GENERATED)) {
        for (struct flow_block *block = graph->newest; block; block = block->older)
            duplicate_lineless(graph, block);
        for (struct flow_block *block = graph->newest; block; block = block->older)
            block->next = block_not_empty(block->next);
    } else {
        for (struct flow_block *block = graph->entry; block; block = block->next)
            duplicate_lineless(graph, block);
    }
    place_fallen_into(graph);
}

/* A return that still has no line gets that of what stands before it. */
void pass_guarantee_lines(struct flow_graph *graph)
{
    int32_t line = graph->unit->first_line;
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        const struct flow_instr *last = block_last(block);
        if (!last)
            continue;
        if (last->place.line >= 0)
            line = last->place.line;
        else if (last->op == OP_RETURN_VALUE)
            for (uint32_t i = 0; i < block->count; i++)
                block->instrs[i].place.line = line;
    }
}
