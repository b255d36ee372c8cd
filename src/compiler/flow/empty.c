/* SPDX-License-Identifier: MIT
 *
 * Blocks that have become empty, and jumps to what follows anyway, until 3.11
 * (eliminate_empty_basic_blocks, the end of optimize_cfg).
 */
#include "compiler/flow/graph.h"

/* The next block with instructions, or the last one of all. */
static struct flow_block *skip_empty(struct flow_block *block)
{
    while (block && !block->count && block->next)
        block = block->next;
    return block;
}

void pass_remove_empty(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        block->next = skip_empty(block->next);
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        struct flow_instr *last = block_last(block);
        if (last && graph_is_jump(graph, last->op))
            last->target = skip_empty(last->target);
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
