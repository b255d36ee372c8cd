/* SPDX-License-Identifier: MIT
 *
 * Instructions that do nothing go: NOPs, except where one alone has a line of the
 * source, values that are dropped at once, and jumps to what follows anyway
 * (remove_redundant_nops, _nops_and_pairs, _jumps, _nops_and_jumps).
 */
#include "compiler/flow/graph.h"

/* The line on which control goes on after a block; LINE_NONE: none, or not known. */
static int32_t line_after_block(const struct flow_graph *graph,
                                const struct flow_block *block)
{
    const struct flow_block *next = block_not_empty(block->next);
    bool first_only = target_has(graph->ctx->target, FEATURE_PLACELESS_NOPS_SEEN);
    for (uint32_t i = 0; next && i < next->count; i++) {
        const struct flow_instr *instr = &next->instrs[i];
        if (first_only || instr->op != OP_NOP || instr->place.line != LINE_NONE)
            return instr->place.line;
    }
    return LINE_NONE;
}

/* May the NOP at `index` go, the instruction before it being on `line_before`?  It
 * may hand its place to the next one. */
static bool nop_is_redundant(const struct flow_graph *graph, struct flow_block *block,
                             uint32_t index, int32_t line_before)
{
    const struct flow_instr *nop = &block->instrs[index];
    int32_t line = nop->place.line;
    if (line < 0 || line == line_before)
        return true;
    if (index + 1 == block->count)
        return line == line_after_block(graph, block);
    struct flow_instr *next = &block->instrs[index + 1];
    if (next->place.line == line)
        return true;
    if (next->place.line >= 0)
        return false;
    next->place = nop->place;
    return true;
}

uint32_t block_remove_nops(const struct flow_graph *graph, struct flow_block *block)
{
    if (!block->has_nops)
        return 0;
    uint32_t kept = 0, count = block->count;
    int32_t line_before = -1;
    bool left = false;
    for (uint32_t i = 0; i < count; i++) {
        int32_t line = block->instrs[i].place.line;
        bool nop = block->instrs[i].op == OP_NOP;
        if (nop && nop_is_redundant(graph, block, i, line_before))
            continue;
        left |= nop;
        if (kept != i)
            block->instrs[kept] = block->instrs[i];
        kept++;
        line_before = line;
    }
    block->count = kept;
    block->has_nops = left;
    return count - kept;
}

uint32_t graph_remove_nops(struct flow_graph *graph)
{
    uint32_t removed = 0;
    for (struct flow_block *block = graph->entry; block; block = block->next)
        removed += block_remove_nops(graph, block);
    return removed;
}

void pass_remove_nops(struct flow_graph *graph)
{
    graph_remove_nops(graph);
}

/* A value that is pushed and popped at once. */
static bool is_dropped_at_once(const struct flow_instr *push, const struct flow_instr *pop)
{
    if (!push || pop->op != OP_POP_TOP)
        return false;
    return push->op == OP_LOAD_CONST || push->op == OP_LOAD_SMALL_INT ||
           (push->op == OP_COPY && push->arg == 1);
}

/* In the instructions as they follow each other, across blocks that nothing jumps to;
 * false when there was nothing to do. */
static bool drop_pairs(struct flow_graph *graph)
{
    bool changed = false;
    struct flow_instr *before = NULL;
    struct flow_block *last = NULL; /* in which `before` is */
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        block_remove_nops(graph, block);
        if (block->labelled)
            before = NULL;
        for (uint32_t i = 0; i < block->count; i++) {
            struct flow_instr *instr = &block->instrs[i];
            if (is_dropped_at_once(before, instr)) {
                instr_set(before, OP_NOP, 0);
                instr_set(instr, OP_NOP, 0);
                last->has_nops = block->has_nops = changed = true;
            }
            before = instr;
            last = block;
        }
        if ((before && graph_is_jump(graph, before->op)) || !block_falls_through(block))
            before = NULL;
    }
    return changed;
}

void pass_remove_nops_and_pairs(struct flow_graph *graph)
{
    while (drop_pairs(graph))
        ;
}

static uint32_t drop_jumps(struct flow_graph *graph)
{
    uint32_t dropped = 0;
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        struct flow_instr *last = block_last(block);
        if (!last || !op_jumps_always(last->op))
            continue;
        if (block_not_empty(last->target) == block_not_empty(block->next)) {
            instr_set(last, OP_NOP, 0);
            block->has_nops = true;
            dropped++;
        }
    }
    return dropped;
}

void pass_remove_nops_and_jumps(struct flow_graph *graph)
{
    uint32_t removed;
    do {
        removed = graph_remove_nops(graph);
        removed += drop_jumps(graph);
    } while (removed);
}
