/* SPDX-License-Identifier: MIT
 *
 * Constants that instructions load: reading, adding, and dropping those that no
 * instruction loads any more (get_const_value, add_const, fold_tuple_of_constants,
 * remove_unused_consts, trim_unused_consts).
 */
#include "compiler/flow/graph.h"

#include <string.h>

const struct value *graph_const(const struct flow_graph *graph,
                                const struct flow_instr *instr)
{
    if (instr->op == OP_LOAD_SMALL_INT)
        return value_new_int(graph->ctx, instr->arg);
    return graph->unit->consts.items[instr->arg];
}

void graph_load_const(struct flow_graph *graph, struct flow_instr *instr,
                      const struct value *value)
{
    struct ctx *ctx = graph->ctx;
    value = const_adopt(ctx, graph->cache, value);
    uint32_t index = unit_const(ctx, &graph->unit->consts, value);
    instr_set(instr, OP_LOAD_CONST, (int32_t)index);
}

void graph_fold_adjacent(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    struct flow_instr *build = &block->instrs[index];
    uint32_t count = (uint32_t)build->arg;
    if (index < count)
        return;
    struct flow_instr *loads = build - count;
    for (uint32_t i = 0; i < count; i++)
        if (!(graph->rows[loads[i].op].flags & OPCODE_CONST))
            return;
    const struct value *tuple = value_new_elements(graph->ctx, VALUE_TUPLE, count);
    for (uint32_t i = 0; i < count; i++) {
        tuple->elements.items[i] = graph_const(graph, &loads[i]);
        instr_set(&loads[i], OP_NOP, 0);
    }
    graph_load_const(graph, build, tuple);
}

/* new index + 1 of every constant that is used, 0 for the others; how many are used.
 * The first may be a docstring, and stays. */
static uint32_t number_used(const struct flow_graph *graph, uint32_t *numbers)
{
    const struct const_list *consts = &graph->unit->consts;
    memset(numbers, 0, consts->count * sizeof *numbers);
    numbers[0] = 1;
    for (const struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++)
            if (graph->rows[block->instrs[i].op].flags & OPCODE_CONST)
                numbers[block->instrs[i].arg] = 1;
    uint32_t used = 0;
    for (uint32_t i = 0; i < consts->count; i++)
        if (numbers[i])
            numbers[i] = ++used;
    return used;
}

static void renumber_consts(const struct flow_graph *graph, const uint32_t *numbers)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++) {
            struct flow_instr *instr = &block->instrs[i];
            if (graph->rows[instr->op].flags & OPCODE_CONST)
                instr->arg = (int32_t)numbers[instr->arg] - 1;
        }
}

void pass_remove_consts(struct flow_graph *graph)
{
    struct const_list *consts = &graph->unit->consts;
    if (!consts->count)
        return;
    uint32_t *numbers = ctx_alloc_fleeting(graph->ctx, consts->count * sizeof *numbers);
    uint32_t used = number_used(graph, numbers);
    if (used == consts->count)
        return;
    for (uint32_t i = 0; i < consts->count; i++)
        if (numbers[i])
            consts->items[numbers[i] - 1] = consts->items[i];
    consts->count = used;
    renumber_consts(graph, numbers);
}

/* Only those behind the last one that is used. */
void pass_trim_consts(struct flow_graph *graph)
{
    struct const_list *consts = &graph->unit->consts;
    uint32_t end = 1; /* the first may be a docstring */
    for (const struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++) {
            const struct flow_instr *instr = &block->instrs[i];
            if (graph->rows[instr->op].flags & OPCODE_CONST && (uint32_t)instr->arg >= end)
                end = (uint32_t)instr->arg + 1;
        }
    if (end < consts->count)
        consts->count = end;
}
