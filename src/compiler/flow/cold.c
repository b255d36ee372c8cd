/* SPDX-License-Identifier: MIT
 *
 * Blocks that only exceptions lead to move to the end (push_cold_blocks_to_end).
 */
#include "compiler/flow/graph.h"

/* Blocks that `block` leads to without an exception, put on the stack of blocks to
 * visit: those that are not warm. */
static struct flow_block **push_followers(struct flow_graph *graph,
                                          struct flow_block *block, struct flow_block **top)
{
    struct flow_block *next = block->next;
    if (next && !next->visited && !next->warm && block_falls_through(block)) {
        next->visited = true;
        *top++ = next;
    }
    const struct flow_instr *last = block_last(block);
    if (!last || !graph_is_jump(graph, last->op))
        return top;
    struct flow_block *target = last->target;
    if (!target->visited && !target->warm) {
        target->visited = true;
        *top++ = target;
    }
    return top;
}

static void mark_warm(struct flow_graph *graph)
{
    struct flow_block **stack = graph_stack(graph), **top = stack;
    graph->entry->visited = true;
    *top++ = graph->entry;
    while (top > stack) {
        struct flow_block *block = *--top;
        block->warm = true;
        top = push_followers(graph, block, top);
    }
}

static void mark_cold(struct flow_graph *graph)
{
    struct flow_block **stack = graph_stack(graph), **top = stack;
    for (struct flow_block *block = graph->entry; block; block = block->next)
        if (block->is_handler) {
            block->visited = true;
            *top++ = block;
        }
    while (top > stack) {
        struct flow_block *block = *--top;
        block->cold = true;
        top = push_followers(graph, block, top);
    }
}

/* Where a cold block falls through to a warm one, a jump between them. */
static void end_cold_runs(struct flow_graph *graph)
{
    bool bare = target_has(graph->ctx->target, FEATURE_BARE_COLD_JUMPS);
    enum opcode op = bare ? OP_JUMP : OP_JUMP_NO_INTERRUPT;
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        struct flow_block *next = block->next;
        if (!block->cold || !next || !next->warm || !block_falls_through(block))
            continue;
        struct flow_block *jump = graph_new_block(graph);
        graph_append(graph, jump, op, 0, next, location_none);
        next->labelled = true;
        jump->cold = true;
        jump->predecessors = !bare;
        jump->next = next;
        block->next = jump;
    }
}

/* True when some block has moved. */
static bool move_cold(struct flow_graph *graph)
{
    struct flow_block *cold = NULL, **cold_end = &cold;
    struct flow_block **link = &graph->entry;
    while (*link) {
        struct flow_block *block = *link;
        if (block->cold) {
            *link = block->next;
            *cold_end = block;
            cold_end = &block->next;
        } else {
            link = &block->next;
        }
    }
    *cold_end = NULL;
    *link = cold;
    return cold;
}

void pass_push_cold(struct flow_graph *graph)
{
    if (!graph->entry->next)
        return;
    mark_warm(graph);
    mark_cold(graph);
    end_cold_runs(graph);
    if (!move_cold(graph))
        return;
    if (target_has(graph->ctx->target, FEATURE_LATE_POP_BLOCKS))
        pass_remove_jumps(graph);
    else
        pass_remove_nops_and_jumps(graph);
}
