/* SPDX-License-Identifier: MIT
 *
 * Blocks that have become empty, and jumps to what follows anyway, until 3.12
 * (eliminate_empty_basic_blocks, the end of optimize_cfg).
 */
#include "compiler/flow/graph.h"

void pass_remove_empty(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        block->next = block_not_empty(block->next);
    for (struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++) {
            struct flow_instr *instr = &block->instrs[i];
            if (graph_has_target(graph, instr->op))
                instr->target = block_not_empty(instr->target);
        }
}

void pass_remove_jumps(struct flow_graph *graph)
{
    bool removed = false;
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        struct flow_instr *last = block_last(block);
        if (!last || !op_jumps_always(last->op) || last->target != block->next)
            continue;
        instr_set(last, OP_NOP, 0);
        last->target = NULL;
        block->has_nops = removed = true;
    }
    if (removed)
        pass_remove_empty(graph);
}
