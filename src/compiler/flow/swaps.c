/* SPDX-License-Identifier: MIT
 *
 * Runs of SWAP become as short as can be, and where what follows only stores or drops,
 * these change places instead (swaptimize, apply_static_swaps).
 */
#include "compiler/flow/graph.h"

enum { MOVED = -1 }; /* an element whose swaps are written */

/* The swaps and NOPs from `first` on: how many, and how deep they reach; depth 0 when
 * there is but one swap. */
struct swap_run {
    struct flow_instr *first;
    uint32_t length;
    int32_t depth;
};

static struct swap_run measure_run(struct flow_block *block, uint32_t index)
{
    struct swap_run run = {&block->instrs[index], 1, 0};
    int32_t depth = run.first->arg;
    bool more = false;
    for (; index + run.length < block->count; run.length++) {
        const struct flow_instr *instr = &run.first[run.length];
        if (instr->op == OP_SWAP) {
            depth = instr->arg > depth ? instr->arg : depth;
            more = true;
        } else if (instr->op != OP_NOP) {
            break;
        }
    }
    run.depth = more ? depth : 0;
    return run;
}

/* What stands where after the run, top first. */
static int32_t *simulate_run(struct flow_graph *graph, const struct swap_run *run)
{
    int32_t *stack = ctx_alloc_fleeting(graph->ctx, (size_t)run->depth * sizeof *stack);
    for (int32_t i = 0; i < run->depth; i++)
        stack[i] = i;
    for (uint32_t i = 0; i < run->length; i++) {
        if (run->first[i].op != OP_SWAP)
            continue;
        int32_t at = run->first[i].arg - 1;
        int32_t top = stack[0];
        stack[0] = stack[at];
        stack[at] = top;
    }
    return stack;
}

/* The swaps of the cycle that begins at `start`, written backward from `at`; the place
 * before them. */
static struct flow_instr *write_cycle(int32_t *stack, int32_t start, struct flow_instr *at)
{
    for (int32_t i = start;;) {
        if (i)
            instr_set(at--, OP_SWAP, i + 1);
        if (stack[i] == MOVED)
            return at;
        int32_t next = stack[i];
        stack[i] = MOVED;
        i = next;
    }
}

/* The index of the last instruction of the run that begins at `index`. */
static uint32_t shorten_run(struct flow_graph *graph, struct flow_block *block,
                            uint32_t index)
{
    struct swap_run run = measure_run(block, index);
    if (!run.depth)
        return index;
    int32_t *stack = simulate_run(graph, &run);
    struct flow_instr *at = run.first + run.length - 1;
    for (int32_t i = 0; i < run.depth; i++)
        if (stack[i] != MOVED && stack[i] != i)
            at = write_cycle(stack, i, at);
    for (; at >= run.first; at--)
        instr_set(at, OP_NOP, 0);
    return index + run.length - 1;
}

static bool only_takes_top(enum opcode op)
{
    return op == OP_STORE_FAST || op == OP_STORE_FAST_MAYBE_NULL || op == OP_POP_TOP;
}

/* The next instruction that may change places, on `line` if it is not negative; -1
 * when there is none. */
static int64_t next_taker(const struct flow_block *block, int64_t index, int32_t line)
{
    while (++index < block->count) {
        const struct flow_instr *instr = &block->instrs[index];
        if (line >= 0 && instr->place.line != line)
            return -1;
        if (instr->op != OP_NOP)
            return only_takes_top(instr->op) ? index : -1;
    }
    return -1;
}

/* The local that it stores to; -1: none. */
static int32_t stored_local(const struct flow_instr *instr)
{
    return instr->op == OP_POP_TOP || !only_takes_top(instr->op) ? -1 : instr->arg;
}

/* Does the order of these, or of what lies between, matter? */
static bool stores_clash(const struct flow_block *block, int64_t one, int64_t other)
{
    int32_t first = stored_local(&block->instrs[one]);
    int32_t last = stored_local(&block->instrs[other]);
    if (first < 0 && last < 0)
        return false;
    if (first == last)
        return true;
    for (int64_t i = one + 1; i < other; i++) {
        int32_t local = stored_local(&block->instrs[i]);
        if (local >= 0 && (local == first || local == last))
            return true;
    }
    return false;
}

/* Does by order of instructions what the swap at `index` does; false when it cannot. */
static bool apply_swap(const struct flow_graph *graph, struct flow_block *block,
                       int64_t index)
{
    struct flow_instr *swap = &block->instrs[index];
    int64_t one = next_taker(block, index, -1), other = one;
    if (one < 0)
        return false;
    int32_t line = block->instrs[one].place.line;
    for (int32_t i = 1; i < swap->arg; i++) {
        other = next_taker(block, other, line);
        if (other < 0)
            return false;
    }
    if (target_has(graph->ctx->target, FEATURE_STORES_KEPT_IN_ORDER) &&
        stores_clash(block, one, other))
        return false;
    instr_set(swap, OP_NOP, 0);
    struct flow_instr moved = block->instrs[one];
    block->instrs[one] = block->instrs[other];
    block->instrs[other] = moved;
    return true;
}

static void apply_swaps_before(const struct flow_graph *graph, struct flow_block *block,
                               int64_t index)
{
    for (; index >= 0; index--) {
        enum opcode op = block->instrs[index].op;
        if (op == OP_SWAP ? !apply_swap(graph, block, index)
                          : op != OP_NOP && !only_takes_top(op))
            return;
    }
}

uint32_t block_optimize_run(struct flow_graph *graph, struct flow_block *block,
                            uint32_t index)
{
    block->has_nops = true;
    index = shorten_run(graph, block, index);
    apply_swaps_before(graph, block, index);
    return index;
}

void block_optimize_swaps(struct flow_graph *graph, struct flow_block *block)
{
    for (uint32_t i = 0; i < block->count; i++)
        if (block->instrs[i].op == OP_SWAP)
            i = block_optimize_run(graph, block, i);
}
