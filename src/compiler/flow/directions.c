/* SPDX-License-Identifier: MIT
 *
 * Jumps that pop what they test lead forward or backward by name in 3.11
 * (normalize_jumps); for all others the assembler sees to it.
 */
#include "compiler/flow/graph.h"

static enum opcode named_jump(enum opcode op, bool forward)
{
    switch ((int)op) {
    case OP_POP_JUMP_IF_FALSE:
        return forward ? OP_POP_JUMP_FORWARD_IF_FALSE : OP_POP_JUMP_BACKWARD_IF_FALSE;
    case OP_POP_JUMP_IF_TRUE:
        return forward ? OP_POP_JUMP_FORWARD_IF_TRUE : OP_POP_JUMP_BACKWARD_IF_TRUE;
    case OP_POP_JUMP_IF_NONE:
        return forward ? OP_POP_JUMP_FORWARD_IF_NONE : OP_POP_JUMP_BACKWARD_IF_NONE;
    case OP_POP_JUMP_IF_NOT_NONE:
        return forward ? OP_POP_JUMP_FORWARD_IF_NOT_NONE : OP_POP_JUMP_BACKWARD_IF_NOT_NONE;
    default:
        return op;
    }
}

/* Arguments of jumps are 0 until there are offsets. */
void pass_name_directions(struct flow_graph *graph)
{
    graph_stack(graph);
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        block->visited = true;
        struct flow_instr *last = block_last(block);
        if (last && graph_is_jump(graph, last->op))
            instr_set(last, named_jump(last->op, !last->target->visited), 0);
    }
}
