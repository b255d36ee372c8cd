/* SPDX-License-Identifier: MIT
 *
 * Short runs of instructions become shorter ones, jumps to jumps lead on, until 3.12
 * (optimize_basic_block, clean_basic_block).  In 3.11 each block loses its NOPs before
 * the next one is looked at.
 *
 * Jumps change in place here, and only if they are on the same line as those that they
 * lead to; in later versions see peephole.c and branches.c.
 */
#include "compiler/flow/graph.h"
#include "compiler/value/arithmetic.h"

/* The instruction under way. */
struct thread_point {
    struct flow_graph *graph;
    struct flow_block *block;
    uint32_t index;
    struct flow_instr *instr;
    struct flow_instr load;    /* what it does: LOAD_CONST too if it copies what that
                                  has just pushed */
    struct flow_instr *target; /* what a jump leads to */
    enum opcode next;          /* what follows; OP_CACHE: the end of the block */
};

static enum opcode op_led_to(const struct thread_point *point)
{
    return point->target->op;
}

static bool on_one_line(const struct thread_point *point)
{
    int32_t line = point->target->place.line;
    return point->instr->place.line == line ||
           (line == LINE_NONE &&
            target_has(point->graph->ctx->target, FEATURE_PLACELESS_JUMPS_FOLLOWED));
}

/* Leads on to where the jump at its target leads, as `op`.  Like all thread_*
 * functions: true when the instruction must be looked at once more. */
static bool thread_jump(const struct thread_point *point, enum opcode op)
{
    struct flow_instr *jump = point->instr;
    if (!on_one_line(point) || jump->target == point->target->target)
        return false;
    jump->target = point->target->target;
    jump->op = op;
    return true;
}

/* The test at the target fails: what the jump tests decides that one too. */
static bool thread_past(const struct thread_point *point, enum opcode op)
{
    struct flow_instr *jump = point->instr;
    if (!on_one_line(point))
        return false;
    jump->op = op;
    jump->target = jump->target->next;
    return true;
}

/* JUMP_IF_*_OR_POP: `same` and `other` are the jumps that pop what they test, on the
 * same outcome and on the other. */
static bool thread_keeping(const struct thread_point *point, enum opcode same,
                           enum opcode other)
{
    enum opcode op = op_led_to(point), own = point->instr->op;
    if (op == same)
        return thread_jump(point, same);
    if (op == OP_JUMP || op == own)
        return thread_jump(point, own);
    if (op == OP_JUMP_IF_FALSE_OR_POP || op == OP_JUMP_IF_TRUE_OR_POP || op == other)
        return thread_past(point, same);
    return false;
}

static bool jumps_if_true(enum opcode op)
{
    return op == OP_POP_JUMP_IF_TRUE || op == OP_JUMP_IF_TRUE_OR_POP;
}

static bool pops_test(enum opcode op)
{
    return op == OP_POP_JUMP_IF_TRUE || op == OP_POP_JUMP_IF_FALSE;
}

static bool keeps_test(enum opcode op)
{
    return op == OP_JUMP_IF_TRUE_OR_POP || op == OP_JUMP_IF_FALSE_OR_POP;
}

/* A condition that is constant. */
static void thread_decided(const struct thread_point *point)
{
    struct flow_instr *load = point->instr, *jump = load + 1;
    bool jumps =
        value_truth(graph_const(point->graph, &point->load)) == jumps_if_true(point->next);
    if (pops_test(point->next) || !jumps)
        instr_set(load, OP_NOP, 0);
    if (jumps) {
        jump->op = OP_JUMP;
    } else {
        instr_set(jump, OP_NOP, 0);
        jump->target = NULL;
    }
    point->block->has_nops = true;
}

/* LOAD_CONST None, IS_OP, jump. */
static void thread_none_test(const struct thread_point *point)
{
    struct flow_instr *load = point->instr, *jump = load + 2;
    enum opcode op = block_op_after(point->block, point->index + 1);
    if (!pops_test(op) || graph_const(point->graph, &point->load)->kind != VALUE_NONE)
        return;
    bool inverted = (load[1].arg != 0) != (op == OP_POP_JUMP_IF_FALSE);
    instr_set(&load[0], OP_NOP, 0);
    instr_set(&load[1], OP_NOP, 0);
    jump->op = inverted ? OP_POP_JUMP_IF_NOT_NONE : OP_POP_JUMP_IF_NONE;
    point->block->has_nops = true;
}

static void thread_return(struct thread_point *point)
{
    if (!point->graph->rows[OP_RETURN_CONST].flags)
        return;
    instr_set(&point->instr[0], OP_NOP, 0);
    instr_set(&point->instr[1], OP_RETURN_CONST, point->load.arg);
    point->block->has_nops = true;
    point->index++;
}

static void thread_const(struct thread_point *point)
{
    if (pops_test(point->next) || keeps_test(point->next))
        thread_decided(point);
    else if (point->next == OP_IS_OP)
        thread_none_test(point);
    else if (point->next == OP_RETURN_VALUE)
        thread_return(point);
}

static void thread_tuple(const struct thread_point *point)
{
    struct flow_instr *build = point->instr;
    int32_t count = build->arg;
    point->block->has_nops = true;
    if (point->next == OP_UNPACK_SEQUENCE && count == build[1].arg && count >= 1 &&
        count <= 3) {
        instr_set(&build[0], OP_NOP, 0);
        instr_set(&build[1], count == 1 ? OP_NOP : OP_SWAP, count == 1 ? 0 : count);
    } else {
        graph_fold_adjacent(point->graph, point->block, point->index);
    }
}

/* LOAD_GLOBAL can push the NULL of a call. */
static void thread_null(const struct thread_point *point)
{
    if (point->next != OP_LOAD_GLOBAL || point->instr[1].arg & 1)
        return;
    instr_set(point->instr, OP_NOP, 0);
    point->instr[1].arg |= 1;
    point->block->has_nops = true;
}

static void thread_swap(struct thread_point *point)
{
    if (point->instr->arg != 1) {
        point->index = block_optimize_run(point->graph, point->block, point->index);
        return;
    }
    instr_set(point->instr, OP_NOP, 0);
    point->block->has_nops = true;
}

static bool thread_instr(struct thread_point *point)
{
    switch ((int)point->load.op) {
    case OP_LOAD_CONST:
        thread_const(point);
        return false;
    case OP_BUILD_TUPLE:
        thread_tuple(point);
        return false;
    case OP_PUSH_NULL:
        thread_null(point);
        return false;
    case OP_SWAP:
        thread_swap(point);
        return false;
    case OP_JUMP_IF_FALSE_OR_POP:
        return thread_keeping(point, OP_POP_JUMP_IF_FALSE, OP_POP_JUMP_IF_TRUE);
    case OP_JUMP_IF_TRUE_OR_POP:
        return thread_keeping(point, OP_POP_JUMP_IF_TRUE, OP_POP_JUMP_IF_FALSE);
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_JUMP:
        return op_led_to(point) == OP_JUMP && thread_jump(point, point->instr->op);
    default:
        return false;
    }
}

/* Since and, or and `if` else test a copy, a constant copied counts as one. */
static void take_instr(struct thread_point *point, bool copies)
{
    const struct flow_instr *instr = point->instr;
    if (!copies || point->load.op != OP_LOAD_CONST || instr->op != OP_COPY ||
        instr->arg != 1)
        point->load = *instr;
}

static void thread_block(struct flow_graph *graph, struct flow_block *block)
{
    struct thread_point point = {.graph = graph, .block = block};
    bool copies = !graph->rows[OP_JUMP_IF_FALSE_OR_POP].flags, again;
    point.load.op = OP_NOP;
    for (; point.index < block->count; point.index += !again) {
        struct flow_instr *instr = point.instr = &block->instrs[point.index];
        if (graph_has_target(graph, instr->op)) {
            instr->target = block_not_empty(instr->target);
            point.target = &instr->target->instrs[0];
        }
        take_instr(&point, copies);
        point.next = block_op_after(block, point.index);
        again = thread_instr(&point);
    }
}

void pass_thread(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        thread_block(graph, block);
}

void pass_thread_and_clean(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        thread_block(graph, block);
        block_remove_nops(graph, block);
    }
}
