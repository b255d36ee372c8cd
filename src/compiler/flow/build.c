/* SPDX-License-Identifier: MIT
 *
 * Instructions → blocks.
 *
 * In: a code unit.  Out: blocks in its order, jumps with the blocks that they lead to.
 * A block begins where a jump leads to and after what ends a block.  Labels that
 * nothing jumps to are none (_PyCfg_FromInstructionSequence).
 *
 * Until 3.12 every label begins a block, and until 3.11 code generation itself makes
 * them (compiler_new_block and compiler_use_next_block): it matters which is older.
 */
#include "compiler/flow/graph.h"

#include <string.h>

/* For each instruction: 1 where a block begins, 2 more where a jump leads to. */
enum { STARTS_BLOCK = 1, IS_TARGET = 2 };

static uint8_t *mark_starts(struct flow_graph *graph)
{
    const struct code_unit *unit = graph->unit;
    uint8_t *marks = ctx_alloc_fleeting(graph->ctx, unit->instr_count + 1);
    memset(marks, 0, unit->instr_count + 1);
    marks[0] = STARTS_BLOCK;
    for (uint32_t i = 0; i < unit->instr_count; i++) {
        const struct instr *instr = &unit->instrs[i];
        if (graph_has_target(graph, instr->op))
            marks[unit->labels[instr->arg]] |= STARTS_BLOCK | IS_TARGET;
        if (graph_is_jump(graph, instr->op) || op_leaves_scope(instr->op))
            marks[i + 1] |= STARTS_BLOCK;
    }
    return marks;
}

/* The blocks; numbers[i] is which of them begins at instruction i. */
static void add_blocks(struct flow_graph *graph, const uint8_t *marks, uint32_t *numbers)
{
    uint32_t count = 0, instr_count = graph->unit->instr_count;
    for (uint32_t i = 0; i < instr_count; i++)
        if (marks[i])
            numbers[i] = count++;
    struct flow_block *blocks = ctx_alloc_fleeting(graph->ctx, count * sizeof *blocks);
    memset(blocks, 0, count * sizeof *blocks);
    for (uint32_t i = 0; i + 1 < count; i++)
        blocks[i].next = &blocks[i + 1];
    graph->block_count = count;
    graph->entry = blocks;
}

/* Where labels begin blocks, the argument of a jump is the one that owns its target. */
static struct flow_instr copy_instr(const struct flow_graph *graph,
                                    const struct instr *instr, const uint32_t *numbers,
                                    const uint32_t *owners)
{
    struct flow_instr copy = {instr->op, instr->arg, instr->place, NULL, NULL};
    if (!graph_has_target(graph, instr->op))
        return copy;
    int32_t at = graph->unit->labels[instr->arg];
    copy.target = &graph->entry[numbers[at]];
    if (owners)
        copy.arg = (int32_t)owners[at] - 1;
    return copy;
}

/* Copies the unit's instructions; each block has room for one more. */
static void fill_blocks(struct flow_graph *graph, const uint8_t *marks,
                        const uint32_t *numbers, const uint32_t *owners)
{
    const struct code_unit *unit = graph->unit;
    struct flow_block *block = graph->entry;
    size_t room = (size_t)unit->instr_count + graph->block_count;
    struct flow_instr *at = ctx_alloc_fleeting(graph->ctx, room * sizeof *at);
    for (uint32_t i = 0; i < unit->instr_count; i++) {
        if (marks[i]) {
            if (i) {
                *at++ = (struct flow_instr){0};
                block++;
            }
            block->instrs = at;
            block->capacity = 1;
            block->labelled = marks[i] & IS_TARGET;
        }
        *at++ = copy_instr(graph, &unit->instrs[i], numbers, owners);
        block->has_nops |= unit->instrs[i].op == OP_NOP;
        block->count++;
        block->capacity++;
    }
    *at = (struct flow_instr){0};
}

/* owners[i]: the label, plus 1, whose block begins at instruction i.  Of several that
 * stand there it is the newest one; where code generation makes the blocks, the last
 * one placed, the blocks of the others being empty. */
static uint32_t *mark_labels(struct flow_graph *graph, uint8_t *marks, bool aged)
{
    const struct code_unit *unit = graph->unit;
    uint32_t *owners =
        ctx_alloc_fleeting(graph->ctx, (unit->instr_count + 1) * sizeof *owners);
    memset(owners, 0, (unit->instr_count + 1) * sizeof *owners);
    for (uint32_t label = 0; label < unit->label_count; label++) {
        int32_t at = unit->labels[label];
        if (at < 0)
            continue;
        marks[at] |= STARTS_BLOCK | IS_TARGET;
        if (!owners[at] || !aged ||
            unit->label_times[owners[at] - 1].placed < unit->label_times[label].placed)
            owners[at] = label + 1;
    }
    return owners;
}

static void add_newest(struct flow_graph *graph, struct flow_block *block)
{
    block->older = graph->newest;
    graph->newest = block;
}

/* The block of a label is as old as the label, any other as its first instruction. */
static void order_by_age(struct flow_graph *graph, const uint8_t *marks,
                         const uint32_t *numbers, const uint32_t *owners)
{
    const struct code_unit *unit = graph->unit;
    uint32_t label = 0;
    for (uint32_t i = 0; i < unit->instr_count; i++) {
        for (; label < unit->label_count && unit->label_times[label].made <= i; label++) {
            int32_t at = unit->labels[label];
            if (at >= 0 && owners[at] == label + 1)
                add_newest(graph, &graph->entry[numbers[at]]);
        }
        if (marks[i] && !owners[i])
            add_newest(graph, &graph->entry[numbers[i]]);
    }
}

void graph_build(struct flow_graph *graph)
{
    size_t count = graph->unit->instr_count;
    bool aged = target_has(graph->ctx->target, FEATURE_BLOCKS_AS_GENERATED);
    uint8_t *marks = mark_starts(graph);
    bool labels = target_has(graph->ctx->target, FEATURE_LABELS_BEGIN_BLOCKS);
    uint32_t *owners = labels ? mark_labels(graph, marks, aged) : NULL;
    uint32_t *numbers = ctx_alloc_fleeting(graph->ctx, count * sizeof *numbers);
    add_blocks(graph, marks, numbers);
    fill_blocks(graph, marks, numbers, owners);
    if (aged)
        order_by_age(graph, marks, numbers, owners);
}
