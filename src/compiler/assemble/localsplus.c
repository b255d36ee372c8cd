/* SPDX-License-Identifier: MIT
 *
 * The row of local variables, cells and free variables: names, and what kind each is
 * (compute_localsplus_info).
 */
#include "compiler/assemble/assembler.h"

enum local_kind { /* CO_FAST_* */
                  LOCAL_ARG_POSITIONAL = 0x02,
                  LOCAL_ARG_KEYWORD = 0x04,
                  LOCAL_ARG_VARIABLE = 0x08,
                  LOCAL_HIDDEN = 0x10,
                  LOCAL_FAST = 0x20,
                  LOCAL_CELL = 0x40,
                  LOCAL_FREE = 0x80,
};

/* The bits of the first variables, which are arguments; argcount has the
 * positional-only ones with it. */
static uint8_t argument_kind(const struct code_unit *unit, uint32_t index)
{
    uint32_t end = (uint32_t)unit->posonlyargcount;
    if (index < end)
        return LOCAL_ARG_POSITIONAL;
    end = (uint32_t)unit->argcount;
    if (index < end)
        return LOCAL_ARG_POSITIONAL | LOCAL_ARG_KEYWORD;
    end += (uint32_t)unit->kwonlyargcount;
    if (index < end)
        return LOCAL_ARG_KEYWORD;
    end += !!(unit->flags & CO_VARARGS);
    if (index < end)
        return LOCAL_ARG_VARIABLE | LOCAL_ARG_POSITIONAL;
    end += !!(unit->flags & CO_VARKEYWORDS);
    return index < end ? LOCAL_ARG_VARIABLE | LOCAL_ARG_KEYWORD : 0;
}

static uint8_t variable_kind(const struct assembler *assembler, uint32_t index)
{
    const struct code_unit *unit = assembler->graph->unit;
    uint8_t kind = LOCAL_FAST;
    if (target_has(assembler->ctx->target, FEATURE_ARGUMENT_KINDS))
        kind |= argument_kind(unit, index);
    if (index < unit->hidden_count && unit->hidden[index])
        kind |= LOCAL_HIDDEN;
    if (unit_find_name(&unit->cellvars, unit->varnames.items[index]) >= 0)
        kind |= LOCAL_CELL;
    return kind;
}

struct local_row {
    const struct value **names;
    uint8_t *kinds;
    uint32_t count;
};

static void add_local(struct assembler *assembler, struct local_row *row, name_id name,
                      uint8_t kind)
{
    struct interned *interned = assembler->graph->cache->interned;
    row->names[row->count] = interned_name(assembler->ctx, interned, name);
    row->kinds[row->count++] = kind;
}

void assemble_locals(struct assembler *assembler, struct code_object *code)
{
    struct ctx *ctx = assembler->ctx;
    const struct code_unit *unit = assembler->graph->unit;
    uint32_t room = unit->varnames.count + unit->cellvars.count + unit->freevars.count;
    struct local_row row = {ctx_alloc(ctx, room * sizeof *row.names), ctx_alloc(ctx, room),
                            0};
    for (uint32_t i = 0; i < unit->varnames.count; i++)
        add_local(assembler, &row, unit->varnames.items[i], variable_kind(assembler, i));
    for (uint32_t i = 0; i < unit->cellvars.count; i++)
        if (unit_find_name(&unit->varnames, unit->cellvars.items[i]) < 0)
            add_local(assembler, &row, unit->cellvars.items[i], LOCAL_CELL);
    for (uint32_t i = 0; i < unit->freevars.count; i++)
        add_local(assembler, &row, unit->freevars.items[i], LOCAL_FREE);
    const struct value *names = value_new_elements(ctx, VALUE_TUPLE, row.count);
    for (uint32_t i = 0; i < row.count; i++)
        names->elements.items[i] = row.names[i];
    code->localsplusnames = names;
    code->localspluskinds = value_new_bytes(ctx, (const char *)row.kinds, row.count);
}
