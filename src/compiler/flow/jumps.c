/* SPDX-License-Identifier: MIT
 *
 * Conditional jumps only lead forward: one that leads back is inverted and skips a
 * jump (normalize_jumps).  3.14 marks the other way of each, for sys.monitoring.
 */
#include "compiler/flow/graph.h"

/* OP_NOP for what is no conditional jump. */
static enum opcode inverted_jump(enum opcode op)
{
    if (op == OP_POP_JUMP_IF_NOT_NONE)
        return OP_POP_JUMP_IF_NONE;
    if (op == OP_POP_JUMP_IF_NONE)
        return OP_POP_JUMP_IF_NOT_NONE;
    if (op == OP_POP_JUMP_IF_FALSE)
        return OP_POP_JUMP_IF_TRUE;
    return op == OP_POP_JUMP_IF_TRUE ? OP_POP_JUMP_IF_FALSE : OP_NOP;
}

/* The last instruction of a block, a conditional jump, leads back. */
static void jump_back_over(struct flow_graph *graph, struct flow_block *block, bool mark)
{
    struct flow_instr *last = block_last(block);
    struct flow_block *back = graph_new_block(graph);
    if (mark)
        graph_append(graph, back, OP_NOT_TAKEN, 0, NULL, last->place);
    graph_append(graph, back, OP_JUMP, 0, last->target, last->place);
    back->depth = last->target->depth;
    last->op = inverted_jump(last->op);
    last->target = block->next;
    back->cold = block->cold;
    back->next = block->next;
    block->next = back;
}

void pass_normalize_jumps(struct flow_graph *graph)
{
    bool mark = graph->rows[OP_NOT_TAKEN].flags;
    graph_stack(graph);
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        block->visited = true;
        const struct flow_instr *last = block_last(block);
        if (!last || inverted_jump(last->op) == OP_NOP)
            continue;
        if (last->target->visited)
            jump_back_over(graph, block, mark);
        else if (mark)
            graph_append(graph, block, OP_NOT_TAKEN, 0, NULL, last->place);
    }
}
