/* SPDX-License-Identifier: MIT
 *
 * Loads of locals that may have no value become LOAD_FAST_CHECK
 * (add_checks_for_loads_of_uninitialized_variables).
 *
 * The first 64 locals are followed through the whole graph, as a set of bits for each
 * block; the others through one block at a time.
 */
#include "compiler/flow/graph.h"

#include <string.h>

enum { FOLLOWED_LOCALS = 64 };

/* These locals may be unset on entry: if that is news, the block is to be visited. */
static struct flow_block **add_unsafe(struct flow_block *block, uint64_t unsafe,
                                      struct flow_block **top)
{
    uint64_t both = block->unsafe_locals | unsafe;
    if (block->unsafe_locals == both)
        return top;
    block->unsafe_locals = both;
    if (!block->visited) {
        block->visited = true;
        *top++ = block;
    }
    return top;
}

static uint64_t step_unsafe(struct flow_instr *instr, uint64_t unsafe)
{
    uint64_t bit = UINT64_C(1) << instr->arg;
    if (instr->op == OP_LOAD_FAST && unsafe & bit)
        instr->op = OP_LOAD_FAST_CHECK;
    if (instr->op == OP_LOAD_FAST || instr->op == OP_LOAD_FAST_CHECK ||
        instr->op == OP_STORE_FAST)
        return unsafe & ~bit;
    if (instr->op == OP_DELETE_FAST || instr->op == OP_LOAD_FAST_AND_CLEAR ||
        instr->op == OP_STORE_FAST_MAYBE_NULL)
        return unsafe | bit;
    return unsafe;
}

static struct flow_block **follow_locals(struct flow_graph *graph, struct flow_block *block,
                                         struct flow_block **top)
{
    uint64_t unsafe = block->unsafe_locals;
    for (uint32_t i = 0; i < block->count; i++) {
        struct flow_instr *instr = &block->instrs[i];
        if (instr->handler)
            top = add_unsafe(instr->handler, unsafe, top);
        if (graph->rows[instr->op].flags & OPCODE_LOCAL && instr->arg < FOLLOWED_LOCALS)
            unsafe = step_unsafe(instr, unsafe);
    }
    if (block->next && block_falls_through(block))
        top = add_unsafe(block->next, unsafe, top);
    const struct flow_instr *last = block_last(block);
    if (last && graph_is_jump(graph, last->op))
        top = add_unsafe(last->target, unsafe, top);
    return top;
}

/* set_in[local - 64] is the number of the block in which the local has a value. */
static void step_high_local(struct flow_instr *instr, uint32_t *set_in, uint32_t number)
{
    uint32_t *local = &set_in[instr->arg - FOLLOWED_LOCALS];
    if (instr->op == OP_DELETE_FAST || instr->op == OP_LOAD_FAST_AND_CLEAR ||
        instr->op == OP_STORE_FAST_MAYBE_NULL)
        *local = number - 1;
    if (instr->op == OP_LOAD_FAST && *local != number)
        instr->op = OP_LOAD_FAST_CHECK;
    if (instr->op == OP_STORE_FAST || instr->op == OP_LOAD_FAST ||
        instr->op == OP_LOAD_FAST_CHECK)
        *local = number;
}

/* fast_scan_many_locals */
static void check_high_locals(struct flow_graph *graph, uint32_t locals)
{
    size_t size = (locals - FOLLOWED_LOCALS) * sizeof(uint32_t);
    uint32_t *set_in = ctx_alloc_fleeting(graph->ctx, size);
    memset(set_in, 0, size);
    uint32_t number = 0;
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        number++;
        for (uint32_t i = 0; i < block->count; i++) {
            const struct flow_instr *instr = &block->instrs[i];
            if (instr->arg >= FOLLOWED_LOCALS &&
                graph->rows[instr->op].flags & OPCODE_LOCAL)
                step_high_local(&block->instrs[i], set_in, number);
        }
    }
}

/* All locals up to `locals` but the parameters. */
static uint64_t unset_at_entry(const struct code_unit *unit, uint32_t locals)
{
    uint32_t params = (uint32_t)(unit->argcount + unit->kwonlyargcount) +
                      !!(unit->flags & CO_VARARGS) + !!(unit->flags & CO_VARKEYWORDS);
    uint64_t unset = 0;
    for (uint32_t i = params; i < locals; i++)
        unset |= UINT64_C(1) << i;
    return unset;
}

void pass_check_locals(struct flow_graph *graph)
{
    uint32_t locals = graph->unit->varnames.count;
    if (!locals)
        return;
    if (locals > FOLLOWED_LOCALS) {
        check_high_locals(graph, locals);
        locals = FOLLOWED_LOCALS;
    }
    struct flow_block **stack = graph_stack(graph);
    struct flow_block **top =
        add_unsafe(graph->entry, unset_at_entry(graph->unit, locals), stack);
    for (struct flow_block *block = graph->entry; block; block = block->next)
        top = follow_locals(graph, block, top);
    while (top > stack) {
        struct flow_block *block = *--top;
        block->visited = false;
        top = follow_locals(graph, block, top);
    }
}
