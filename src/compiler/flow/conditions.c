/* SPDX-License-Identifier: MIT
 *
 * JUMP_IF_FALSE and JUMP_IF_TRUE, which keep what they test, become a copy, its truth
 * and a jump that pops it (convert_pseudo_conditional_jumps, 3.14 and later).
 */
#include "compiler/flow/graph.h"

static void lower_condition(struct flow_graph *graph, struct flow_block *block)
{
    struct flow_instr *last = block_last(block);
    if (!last || (last->op != OP_JUMP_IF_FALSE && last->op != OP_JUMP_IF_TRUE))
        return;
    last->op = last->op == OP_JUMP_IF_FALSE ? OP_POP_JUMP_IF_FALSE : OP_POP_JUMP_IF_TRUE;
    struct flow_instr copy = {OP_COPY, 1, last->place, NULL, last->handler};
    struct flow_instr truth = {OP_TO_BOOL, 0, last->place, NULL, last->handler};
    graph_insert(graph, block, block->count - 1, copy);
    graph_insert(graph, block, block->count - 1, truth);
}

void pass_lower_conditions(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        lower_condition(graph, block);
}
