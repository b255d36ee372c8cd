/* SPDX-License-Identifier: MIT
 *
 * Blocks that control never reaches are emptied; of the others the predecessors are
 * counted (remove_unreachable).
 */
#include "compiler/flow/graph.h"

/* One more way to a block; its new place on the stack of blocks to visit. */
static struct flow_block **reach_block(struct flow_block *block, struct flow_block **top)
{
    block->predecessors++;
    if (!block->visited) {
        block->visited = true;
        *top++ = block;
    }
    return top;
}

/* In 3.12 a block counts as visited only once its turn has come: till then it is put
 * on the stack for each way to it, and its own ways count as often (mark_reachable).
 * Each way puts a block there once at most. */
static struct flow_block **reach_again(struct flow_block *block, struct flow_block **top)
{
    block->predecessors++;
    if (!block->visited)
        *top++ = block;
    return top;
}

static uint32_t count_ways(const struct flow_graph *graph)
{
    uint32_t ways = 1;
    for (const struct flow_block *block = graph->entry; block; block = block->next) {
        ways++;
        for (uint32_t i = 0; i < block->count; i++)
            ways += graph_has_target(graph, block->instrs[i].op);
    }
    return ways;
}

static void recount_predecessors(struct flow_graph *graph)
{
    graph_stack(graph);
    struct flow_block **stack = ctx_alloc(graph->ctx, count_ways(graph) * sizeof *stack);
    struct flow_block **top = reach_again(graph->entry, stack);
    while (top > stack) {
        struct flow_block *block = *--top;
        block->visited = true;
        if (block->next && block_falls_through(block))
            top = reach_again(block->next, top);
        for (uint32_t i = 0; i < block->count; i++)
            if (graph_has_target(graph, block->instrs[i].op))
                top = reach_again(block->instrs[i].target, top);
    }
}

static void count_predecessors(struct flow_graph *graph)
{
    struct flow_block **stack = graph_stack(graph);
    struct flow_block **top = reach_block(graph->entry, stack);
    while (top > stack) {
        struct flow_block *block = *--top;
        if (block->next && block_falls_through(block))
            top = reach_block(block->next, top);
        for (uint32_t i = 0; i < block->count; i++)
            if (graph_has_target(graph, block->instrs[i].op))
                top = reach_block(block->instrs[i].target, top);
    }
}

void pass_remove_unreachable(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        block->predecessors = 0;
    if (target_has(graph->ctx->target, FEATURE_BLOCKS_REVISITED))
        recount_predecessors(graph);
    else
        count_predecessors(graph);
    for (struct flow_block *block = graph->entry; block; block = block->next)
        if (!block->predecessors) {
            block->count = 0;
            block->is_handler = false;
        }
}
