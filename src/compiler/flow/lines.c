/* SPDX-License-Identifier: MIT
 *
 * Lines for instructions that have none (resolve_line_numbers): every instruction that
 * may leave the code object must have one (PEP 626).
 */
#include "compiler/flow/graph.h"

/* Where the interpreter looks for signals and the like (HAS_EVAL_BREAK_FLAG). */
static bool may_be_interrupted(enum opcode op)
{
    return op == OP_JUMP || op == OP_CALL || op == OP_CALL_KW ||
           op == OP_CALL_FUNCTION_EX || op == OP_RESUME;
}

/* Must it have a line, and does not? */
static bool wants_line(const struct flow_block *block)
{
    if (!block_has_no_line(block))
        return false;
    if (block_leaves_scope(block))
        return true;
    for (uint32_t i = 0; i < block->count; i++)
        if (may_be_interrupted(block->instrs[i].op))
            return true;
    return false;
}

/* A copy of the block for this jump alone, after the block. */
static void duplicate_exit(struct flow_graph *graph, struct flow_instr *jump,
                           struct flow_block *exit)
{
    struct flow_block *copy = graph_new_block(graph);
    graph_append_block(graph, copy, exit);
    copy->instrs[0].place = jump->place;
    jump->target = copy;
    exit->predecessors--;
    copy->predecessors = 1;
    copy->labelled = true;
    copy->next = exit->next;
    exit->next = copy;
}

/* duplicate_exits_without_lineno: so that each has one block before it, whose line it
 * can have. */
static void duplicate_exits(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        struct flow_instr *last = block_last(block);
        if (!last || !graph_is_jump(graph, last->op))
            continue;
        struct flow_block *exit = block_not_empty(last->target);
        if (exit->predecessors > 1 && wants_line(exit))
            duplicate_exit(graph, last, exit);
    }
    for (struct flow_block *block = graph->entry; block; block = block->next)
        if (block->count && block->next && block_falls_through(block) &&
            wants_line(block->next))
            block->next->instrs[0].place = block_last(block)->place;
}

static bool is_placeless(const struct flow_graph *graph, const struct flow_instr *instr)
{
    if (target_has(graph->ctx->target, FEATURE_NEXT_PLACES))
        return instr->place.line == LINE_NONE;
    return instr->place.line < 0;
}

/* To the first instruction of a block that is reached from one place only. */
static void hand_place_on(const struct flow_graph *graph, struct flow_block *block,
                          struct location place)
{
    if (block->predecessors == 1 && block->count && is_placeless(graph, &block->instrs[0]))
        block->instrs[0].place = place;
}

static void propagate_lines(struct flow_graph *graph, struct flow_block *block)
{
    const struct location *place = &location_none;
    for (uint32_t i = 0; i < block->count; i++) {
        struct flow_instr *instr = &block->instrs[i];
        if (is_placeless(graph, instr))
            instr->place = *place;
        place = &instr->place;
    }
    const struct flow_instr *last = block_last(block);
    if (block->next && block_falls_through(block))
        hand_place_on(graph, block->next, *place);
    if (graph_is_jump(graph, last->op))
        hand_place_on(graph, last->target, *place);
}

void pass_propagate_lines(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        if (block->count)
            propagate_lines(graph, block);
}

void pass_resolve_lines(struct flow_graph *graph)
{
    duplicate_exits(graph);
    pass_propagate_lines(graph);
}
