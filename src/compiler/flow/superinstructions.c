/* SPDX-License-Identifier: MIT
 *
 * Two loads or stores of locals in one instruction (insert_superinstructions).
 */
#include "compiler/flow/graph.h"

enum { PAIRED_LOCALS = 16 }; /* a local of a pair has four bits */

static enum opcode paired_op(enum opcode first, enum opcode second)
{
    if (first == OP_LOAD_FAST && second == OP_LOAD_FAST)
        return OP_LOAD_FAST_LOAD_FAST;
    if (first == OP_STORE_FAST && second == OP_LOAD_FAST)
        return OP_STORE_FAST_LOAD_FAST;
    if (first == OP_STORE_FAST && second == OP_STORE_FAST)
        return OP_STORE_FAST_STORE_FAST;
    return OP_NOP;
}

/* True when there is one. */
static bool make_pair(struct flow_instr *first)
{
    struct flow_instr *second = first + 1;
    enum opcode op = paired_op(first->op, second->op);
    if (op == OP_NOP || first->arg >= PAIRED_LOCALS || second->arg >= PAIRED_LOCALS)
        return false;
    int32_t line = first->place.line, next = second->place.line;
    if (line >= 0 && next >= 0 && line != next)
        return false;
    instr_set(first, op, first->arg << 4 | second->arg);
    instr_set(second, OP_NOP, 0);
    return true;
}

void pass_superinstructions(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i + 1 < block->count; i++)
            block->has_nops |= make_pair(&block->instrs[i]);
    graph_remove_nops(graph);
}
