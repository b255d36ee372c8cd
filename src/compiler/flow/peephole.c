/* SPDX-License-Identifier: MIT
 *
 * Short runs of instructions become shorter ones, jumps to jumps lead on
 * (optimize_basic_block).  What goes leaves a NOP.
 */
#include "compiler/flow/graph.h"

enum {
    GLOBAL_PUSHES_NULL = 1, /* of LOAD_GLOBAL */
    COMPARE_TO_BOOL = 16,   /* of COMPARE_OP */
};

static bool folds_constants(const struct flow_graph *graph)
{
    return !target_has(graph->ctx->target, FEATURE_CONSTANTS_FOLDED_IN_TREE);
}

/* The jump at `index` leads to where the jump that it leads to does, as `op`. */
static bool lead_on(struct flow_graph *graph, struct flow_block *block, uint32_t index,
                    enum opcode op)
{
    struct flow_instr *jump = &block->instrs[index];
    const struct flow_instr *next = &jump->target->instrs[0];
    if (jump->target == next->target)
        return false;
    struct flow_block *target = next->target;
    struct location place = next->place;
    instr_set(jump, OP_NOP, 0);
    graph_append(graph, block, op, 0, target, place);
    return true;
}

/* What the jump at `index` leads to; OP_NOP: an empty block. */
static enum opcode op_at_target(const struct flow_block *block, uint32_t index)
{
    const struct flow_block *target = block->instrs[index].target;
    return target->count ? target->instrs[0].op : OP_NOP;
}

/* Every improve_* looks at the instruction `index` of the block.  True: look there once
 * more. */
static bool improve_branch(struct flow_graph *graph, struct flow_block *block,
                           uint32_t index)
{
    return op_at_target(block, index) == OP_JUMP &&
           lead_on(graph, block, index, block->instrs[index].op);
}

static bool improve_jump(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    enum opcode op = op_at_target(block, index);
    if (op == OP_JUMP)
        return lead_on(graph, block, index, OP_JUMP);
    return op == OP_JUMP_NO_INTERRUPT &&
           lead_on(graph, block, index, block->instrs[index].op);
}

/* JUMP_IF_*, which keeps the value. */
static bool improve_keeping_branch(struct flow_graph *graph, struct flow_block *block,
                                   uint32_t index)
{
    struct flow_instr *jump = &block->instrs[index];
    enum opcode op = op_at_target(block, index);
    if (op == OP_JUMP || op == jump->op)
        return lead_on(graph, block, index, jump->op);
    if (op != OP_JUMP_IF_TRUE && op != OP_JUMP_IF_FALSE)
        return false;
    jump->target = jump->target->next;
    return true;
}

static bool improve_tuple(struct flow_graph *graph, struct flow_block *block,
                          uint32_t index)
{
    struct flow_instr *build = &block->instrs[index];
    int32_t count = build->arg;
    if (block_op_after(block, index) == OP_UNPACK_SEQUENCE && count == build[1].arg &&
        count >= 1 && count <= 3) {
        instr_set(&build[0], OP_NOP, 0);
        instr_set(&build[1], count == 1 ? OP_NOP : OP_SWAP, count == 1 ? 0 : count);
    } else if (folds_constants(graph)) {
        graph_fold_loads(graph, block, index);
    } else {
        graph_fold_adjacent(graph, block, index);
    }
    return false;
}

static bool improve_list_or_set(struct flow_graph *graph, struct flow_block *block,
                                uint32_t index)
{
    if (folds_constants(graph))
        graph_fold_display(graph, block, index);
    return false;
}

/* Of two stores to the same local on a line the first drops its value. */
static bool improve_store(struct flow_graph *graph, struct flow_block *block,
                          uint32_t index)
{
    (void)graph;
    struct flow_instr *store = &block->instrs[index];
    if (block_op_after(block, index) == OP_STORE_FAST && store->arg == store[1].arg &&
        store->place.line == store[1].place.line)
        instr_set(store, OP_POP_TOP, 0);
    return false;
}

static bool improve_swap(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    (void)graph;
    if (block->instrs[index].arg == 1)
        instr_set(&block->instrs[index], OP_NOP, 0);
    return false;
}

static bool improve_global(struct flow_graph *graph, struct flow_block *block,
                           uint32_t index)
{
    (void)graph;
    struct flow_instr *load = &block->instrs[index];
    if (block_op_after(block, index) == OP_PUSH_NULL && !(load->arg & GLOBAL_PUSHES_NULL)) {
        load->arg |= GLOBAL_PUSHES_NULL;
        instr_set(&load[1], OP_NOP, 0);
    }
    return false;
}

/* The instruction takes the place of the next one, with another argument. */
static void move_on(struct flow_instr *instr, int32_t arg)
{
    instr_set(&instr[1], instr->op, arg);
    instr_set(instr, OP_NOP, 0);
}

static bool improve_comparison(struct flow_graph *graph, struct flow_block *block,
                               uint32_t index)
{
    (void)graph;
    struct flow_instr *compare = &block->instrs[index];
    if (block_op_after(block, index) == OP_TO_BOOL)
        move_on(compare, compare->arg | COMPARE_TO_BOOL);
    return false;
}

/* `in` and `is`, which give a bool. */
static bool improve_test(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    struct flow_instr *test = &block->instrs[index];
    enum opcode next = block_op_after(block, index);
    if (next == OP_TO_BOOL)
        move_on(test, test->arg);
    else if (next == OP_UNARY_NOT && folds_constants(graph))
        move_on(test, test->arg ^ 1);
    return false;
}

static bool improve_truth(struct flow_graph *graph, struct flow_block *block,
                          uint32_t index)
{
    (void)graph;
    if (block_op_after(block, index) == OP_TO_BOOL)
        instr_set(&block->instrs[index], OP_NOP, 0);
    return false;
}

static bool improve_unary(struct flow_graph *graph, struct flow_block *block,
                          uint32_t index)
{
    if (folds_constants(graph))
        graph_fold_unary(graph, block, index);
    return false;
}

static bool improve_not(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    struct flow_instr *instr = &block->instrs[index];
    enum opcode next = block_op_after(block, index);
    if (next == OP_TO_BOOL) {
        move_on(instr, 0);
    } else if (next == OP_UNARY_NOT) {
        instr_set(&instr[0], OP_NOP, 0);
        instr_set(&instr[1], OP_NOP, 0);
    } else {
        improve_unary(graph, block, index);
    }
    return false;
}

static bool improve_intrinsic(struct flow_graph *graph, struct flow_block *block,
                              uint32_t index)
{
    if (folds_constants(graph))
        graph_fold_intrinsic(graph, block, index);
    return false;
}

static bool improve_append(struct flow_graph *graph, struct flow_block *block,
                           uint32_t index)
{
    if (target_has(graph->ctx->target, FEATURE_LONG_LITERALS_FOLDED))
        graph_fold_appends(graph, block, index);
    return false;
}

static bool improve_binary(struct flow_graph *graph, struct flow_block *block,
                           uint32_t index)
{
    if (folds_constants(graph))
        graph_fold_binary(graph, block, index);
    return false;
}

static bool (*const improvements[OPCODES])(struct flow_graph *graph,
                                           struct flow_block *block, uint32_t index) = {
    [OP_BINARY_OP] = improve_binary,
    [OP_BUILD_LIST] = improve_list_or_set,
    [OP_BUILD_SET] = improve_list_or_set,
    [OP_BUILD_TUPLE] = improve_tuple,
    [OP_CALL_INTRINSIC_1] = improve_intrinsic,
    [OP_COMPARE_OP] = improve_comparison,
    [OP_CONTAINS_OP] = improve_test,
    [OP_IS_OP] = improve_test,
    [OP_JUMP] = improve_jump,
    [OP_JUMP_IF_FALSE] = improve_keeping_branch,
    [OP_JUMP_IF_TRUE] = improve_keeping_branch,
    [OP_JUMP_NO_INTERRUPT] = improve_jump,
    [OP_LIST_APPEND] = improve_append,
    [OP_LOAD_GLOBAL] = improve_global,
    [OP_POP_JUMP_IF_FALSE] = improve_branch,
    [OP_POP_JUMP_IF_NONE] = improve_branch,
    [OP_POP_JUMP_IF_NOT_NONE] = improve_branch,
    [OP_POP_JUMP_IF_TRUE] = improve_branch,
    [OP_SET_ADD] = improve_append,
    [OP_STORE_FAST] = improve_store,
    [OP_SWAP] = improve_swap,
    [OP_TO_BOOL] = improve_truth,
    [OP_UNARY_INVERT] = improve_unary,
    [OP_UNARY_NEGATIVE] = improve_unary,
    [OP_UNARY_NOT] = improve_not,
};

static void improve_block(struct flow_graph *graph, struct flow_block *block)
{
    bool swaps = false;
    for (uint32_t i = 0; i < block->count;) {
        enum opcode op = block->instrs[i].op;
        if (!improvements[op]) {
            i++;
            continue;
        }
        bool again = improvements[op](graph, block, i);
        block->has_nops |= block->instrs[i].op != op || block_op_after(block, i) == OP_NOP;
        swaps |= op == OP_SWAP || op == OP_BUILD_TUPLE;
        i += !again;
    }
    if (swaps)
        block_optimize_swaps(graph, block);
}

void pass_peephole(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        improve_block(graph, block);
}
