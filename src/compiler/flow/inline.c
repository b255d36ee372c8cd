/* SPDX-License-Identifier: MIT
 *
 * A jump to a small block that leaves, or to one without lines, becomes a copy of that
 * block (inline_small_or_no_lineno_blocks).
 */
#include "compiler/flow/graph.h"

enum { SMALL_BLOCK = 4 }; /* instructions */

/* True when the block has grown. */
static bool inline_target(struct flow_graph *graph, struct flow_block *block)
{
    struct flow_instr *last = block_last(block);
    if (!last || !op_jumps_always(last->op))
        return false;
    struct flow_block *target = last->target;
    bool small = block_leaves_scope(target) && target->count <= SMALL_BLOCK;
    bool lineless = !block_falls_through(target) && block_has_no_line(target);
    if (!small && !lineless)
        return false;
    bool interruptible = last->op == OP_JUMP;
    instr_set(last, OP_NOP, 0);
    block->has_nops = true;
    graph_append_block(graph, block, target);
    /* A loop must go on asking for signals. */
    last = block_last(block);
    if (lineless && interruptible && op_jumps_always(last->op))
        last->op = OP_JUMP;
    target->predecessors--;
    return true;
}

void pass_inline_small_blocks(struct flow_graph *graph)
{
    bool changed;
    do {
        changed = false;
        for (struct flow_block *block = graph->entry; block; block = block->next)
            changed |= inline_target(graph, block);
    } while (changed);
}
