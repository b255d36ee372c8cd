/* SPDX-License-Identifier: MIT
 *
 * Blocks that leave the code object and have no line, until 3.11: they are copied to
 * where they are reached from, so that each copy can have the line of that place
 * (extend_block, duplicate_exits_without_lineno, guarantee_lineno_for_exits).
 *
 * Blocks are walked by age, the newest first, which decides in what order copies of the
 * same exit stand.
 */
#include "compiler/flow/graph.h"

enum { COPIED_BLOCK = 4 }; /* instructions, at most */

static bool is_lineless_exit(const struct flow_block *block)
{
    return block_leaves_scope(block) && block_has_no_line(block);
}

static void extend_by_exit(struct flow_graph *graph, struct flow_block *block)
{
    struct flow_instr *last = block_last(block);
    if (!last || last->op != OP_JUMP)
        return;
    const struct flow_block *exit = last->target;
    if (exit->count > COPIED_BLOCK || !is_lineless_exit(exit))
        return;
    instr_set(last, OP_NOP, 0);
    last->target = NULL;
    block->has_nops = true;
    graph_append_block(graph, block, exit);
}

void pass_extend_blocks(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->newest; block; block = block->older)
        extend_by_exit(graph, block);
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

static void unlink_empty(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->newest; block; block = block->older)
        block->next = block_not_empty(block->next);
}

void pass_duplicate_exits(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->newest; block; block = block->older) {
        struct flow_instr *last = block_last(block);
        if (!last || !graph_is_jump(graph, last->op))
            continue;
        struct flow_block *target = last->target;
        if (target->predecessors > 1 && is_lineless_exit(target))
            copy_exit(graph, last, target);
    }
    unlink_empty(graph);
    /* What is left of them is only reached by falling through. */
    for (struct flow_block *block = graph->newest; block; block = block->older)
        if (block->count && block->next && block_falls_through(block) &&
            is_lineless_exit(block->next))
            block->next->instrs[0].place = block_last(block)->place;
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
