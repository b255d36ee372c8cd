/* SPDX-License-Identifier: MIT
 *
 * What comes before the body: making the generator, the cells, taking over the cells
 * of the closure; and the numbers of cells in the row of all locals
 * (prepare_localsplus).
 *
 * That row has the local variables, then the cells that are no parameters, then the
 * free variables.
 */
#include "compiler/flow/graph.h"

#include <string.h>

/* The slot of each cell and free variable: that of the parameter of the same name, or
 * one after all locals. */
static int32_t *place_cells(struct flow_graph *graph)
{
    const struct code_unit *unit = graph->unit;
    uint32_t cells = unit->cellvars.count, count = cells + unit->freevars.count;
    int32_t *slots = ctx_alloc_fleeting(graph->ctx, count * sizeof *slots);
    int32_t next = (int32_t)unit->varnames.count;
    for (uint32_t i = 0; i < count; i++) {
        int64_t local =
            i < cells ? unit_find_name(&unit->varnames, unit->cellvars.items[i]) : -1;
        slots[i] = local >= 0 ? (int32_t)local : next++;
    }
    return slots;
}

static void insert_plain(struct flow_graph *graph, uint32_t index, enum opcode op,
                         int32_t arg, struct location place)
{
    graph_insert(graph, graph->entry, index,
                 (struct flow_instr){op, arg, place, NULL, NULL});
}

static void make_generator(struct flow_graph *graph)
{
    const struct code_unit *unit = graph->unit;
    if (!(unit->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)))
        return;
    struct location place = {unit->first_line, unit->first_line, -1, -1};
    insert_plain(graph, 0, OP_RETURN_GENERATOR, 0, place);
    if (target_has(graph->ctx->target, FEATURE_BARE_GENERATOR_POPS))
        place = location_none;
    insert_plain(graph, 1, OP_POP_TOP, 0, place);
}

/* MAKE_CELL for every cell, in the order of their slots; the arguments are indexes
 * into the cells until renumber_cells. */
static void make_cells(struct flow_graph *graph, const int32_t *slots)
{
    const struct code_unit *unit = graph->unit;
    uint32_t cells = unit->cellvars.count, room = cells + unit->varnames.count;
    uint32_t *by_slot = ctx_alloc_fleeting(graph->ctx, room * sizeof *by_slot);
    memset(by_slot, 0, room * sizeof *by_slot);
    for (uint32_t i = 0; i < cells; i++)
        by_slot[slots[i]] = i + 1;
    uint32_t made = 0;
    for (uint32_t slot = 0; made < cells; slot++)
        if (by_slot[slot])
            insert_plain(graph, made++, OP_MAKE_CELL, (int32_t)by_slot[slot] - 1,
                         location_none);
}

static bool takes_cell(enum opcode op)
{
    return op == OP_MAKE_CELL || op == OP_LOAD_CLOSURE || op == OP_LOAD_DEREF ||
           op == OP_STORE_DEREF || op == OP_DELETE_DEREF ||
           op == OP_LOAD_FROM_DICT_OR_DEREF || op == OP_LOAD_CLASSDEREF;
}

static void renumber_cells(struct flow_graph *graph, const int32_t *slots)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++)
            if (takes_cell(block->instrs[i].op))
                block->instrs[i].arg = slots[block->instrs[i].arg];
}

void pass_prefix(struct flow_graph *graph)
{
    const struct code_unit *unit = graph->unit;
    make_generator(graph);
    if (unit->cellvars.count + unit->freevars.count == 0)
        return;
    int32_t *slots = place_cells(graph);
    make_cells(graph, slots);
    if (unit->freevars.count)
        insert_plain(graph, 0, OP_COPY_FREE_VARS, (int32_t)unit->freevars.count,
                     location_none);
    renumber_cells(graph, slots);
}
