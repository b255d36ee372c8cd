/* SPDX-License-Identifier: MIT
 *
 * Constants that decide at once: conditions, `is None`, truth values, returns
 * (optimize_load_const).
 */
#include "compiler/flow/graph.h"
#include "compiler/value/arithmetic.h"

static bool is_branch(enum opcode op)
{
    return op == OP_POP_JUMP_IF_FALSE || op == OP_POP_JUMP_IF_TRUE ||
           op == OP_JUMP_IF_FALSE || op == OP_JUMP_IF_TRUE;
}

static bool branch_on_true(enum opcode op)
{
    return op == OP_POP_JUMP_IF_TRUE || op == OP_JUMP_IF_TRUE;
}

/* The load at instrs[0], a branch at instrs[1]. */
static void decide_branch(struct flow_instr *instrs, const struct value *value)
{
    enum opcode branch = instrs[1].op;
    if (branch == OP_POP_JUMP_IF_FALSE || branch == OP_POP_JUMP_IF_TRUE)
        instr_set(&instrs[0], OP_NOP, 0);
    if (value_truth(value) == branch_on_true(branch))
        instrs[1].op = OP_JUMP;
    else
        instr_set(&instrs[1], OP_NOP, 0);
}

/* LOAD_CONST None, IS_OP and a branch become a branch on None.  `count` instructions
 * are left from the load on. */
static void branch_on_none(struct flow_instr *instrs, uint32_t count)
{
    if (count <= 2)
        return;
    struct flow_instr *branch = &instrs[2];
    if (branch->op == OP_TO_BOOL) {
        instr_set(branch, OP_NOP, 0);
        if (count <= 3)
            return;
        branch++;
    }
    if (branch->op != OP_POP_JUMP_IF_FALSE && branch->op != OP_POP_JUMP_IF_TRUE)
        return;
    bool inverted = (instrs[1].arg != 0) != (branch->op == OP_POP_JUMP_IF_FALSE);
    instr_set(&instrs[0], OP_NOP, 0);
    instr_set(&instrs[1], OP_NOP, 0);
    branch->op = inverted ? OP_POP_JUMP_IF_NOT_NONE : OP_POP_JUMP_IF_NONE;
}

static void push_truth(struct flow_graph *graph, struct flow_instr *instrs,
                       const struct value *value)
{
    struct value *truth = CTX_NEW(graph->ctx, struct value);
    *truth = (struct value){.kind = value_truth(value) ? VALUE_TRUE : VALUE_FALSE};
    instr_set(&instrs[0], OP_NOP, 0);
    graph_load_const(graph, &instrs[1], truth);
}

static void make_return_const(struct flow_instr *instrs, int32_t arg)
{
    instr_set(&instrs[0], OP_NOP, 0);
    instr_set(&instrs[1], OP_RETURN_CONST, arg);
}

static bool uses_constant(enum opcode op)
{
    return is_branch(op) || op == OP_IS_OP || op == OP_TO_BOOL || op == OP_RETURN_VALUE;
}

/* The instruction at `index` pushes the value that `load` would push.  How many
 * instructions are done with. */
static uint32_t use_constant(struct flow_graph *graph, struct flow_block *block,
                             uint32_t index, const struct flow_instr *load)
{
    struct flow_instr *instrs = &block->instrs[index];
    enum opcode next = block_op_after(block, index);
    if (!uses_constant(next))
        return 1;
    const struct value *value = graph_const(graph, load);
    block->has_nops = true;
    if (is_branch(next)) {
        decide_branch(instrs, value);
    } else if (next == OP_IS_OP && value->kind == VALUE_NONE) {
        branch_on_none(instrs, block->count - index);
    } else if (next == OP_TO_BOOL) {
        push_truth(graph, instrs, value);
    } else if (next == OP_RETURN_VALUE && graph->rows[OP_RETURN_CONST].flags) {
        make_return_const(instrs, load->arg);
        return 2;
    }
    return 1;
}

/* COPY 1 of a constant is that constant again. */
static bool copies_top(const struct flow_instr *instr)
{
    return instr->op == OP_COPY && instr->arg == 1;
}

static void fold_loads_in(struct flow_graph *graph, struct flow_block *block)
{
    struct flow_instr load = {.op = OP_NOP};
    for (uint32_t i = 0; i < block->count;) {
        struct flow_instr *instr = &block->instrs[i];
        if (instr->op == OP_LOAD_CONST)
            graph_make_small_int(graph, instr, graph_const(graph, instr));
        bool copied = load.op == OP_LOAD_CONST && copies_top(instr);
        if (!copied)
            instr_set(&load, instr->op, instr->arg);
        if (load.op == OP_LOAD_CONST || load.op == OP_LOAD_SMALL_INT)
            i += use_constant(graph, block, i, &load);
        else
            i++;
    }
}

void pass_fold_loads(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        fold_loads_in(graph, block);
}
