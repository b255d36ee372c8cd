/* SPDX-License-Identifier: MIT
 *
 * How high the stack grows, and how high it is where each block begins
 * (calculate_stackdepth).
 */
#include "compiler/flow/graph.h"

enum {
    DEPTH_UNKNOWN = INT32_MIN,
    DEPTH_FOLLOWED = 100, /* CPython's guard against loops that push */
};

static struct flow_block **enter_at(struct flow_block *block, int32_t depth,
                                    struct flow_block **top)
{
    if (block->depth < depth && block->depth < DEPTH_FOLLOWED) {
        block->depth = depth;
        *top++ = block;
    }
    return top;
}

static struct flow_block **walk_depth(struct flow_graph *graph, struct flow_block *block,
                                      struct flow_block **top)
{
    int32_t depth = block->depth, highest = graph->stack_depth;
    for (uint32_t i = 0; i < block->count; i++) {
        const struct flow_instr *instr = &block->instrs[i];
        const struct effect_row *row = &graph->effects[instr->op];
        if (graph_has_target(graph, instr->op) && instr->op != OP_END_ASYNC_FOR) {
            int32_t target_depth = depth + effect_of(row, instr->arg, true);
            highest = target_depth > highest ? target_depth : highest;
            top = enter_at(instr->target, target_depth, top);
        }
        depth += effect_of(row, instr->arg, false);
        highest = depth > highest ? depth : highest;
    }
    graph->stack_depth = highest;
    if (block->next && block_falls_through(block))
        top = enter_at(block->next, depth, top);
    return top;
}

/* Where RETURN_GENERATOR is not said to push the generator, that is there from the
 * beginning. */
static int32_t depth_at_entry(const struct flow_graph *graph)
{
    bool makes = graph->unit->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR);
    return makes && !graph->effects[OP_RETURN_GENERATOR].base;
}

void pass_stack_depth(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        block->depth = DEPTH_UNKNOWN;
    struct flow_block **stack = graph_stack(graph);
    struct flow_block **top = enter_at(graph->entry, depth_at_entry(graph), stack);
    while (top > stack)
        top = walk_depth(graph, top[-1], top - 1);
}
