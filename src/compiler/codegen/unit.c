/* SPDX-License-Identifier: MIT
 *
 * Code units: instructions in a row, labels, and the lists of names and constants
 * that arguments count in.
 *
 * In: what code generation emits.  Out: struct code_unit.  Must agree with
 * instruction_sequence.c of CPython in where labels stand, and with its compiler's
 * dict_add_o in the order of names.
 */
#include "compiler/codegen/unit.h"

#include <string.h>

enum {
    LINEAR_NAMES = 16,          /* as many as a list has room for at first are found
                                  without a hash table */
    UNIT_LIMIT = INT32_MAX / 8, /* of instructions, labels, names, constants */
};

/* Room for one more element of an array in an arena. */
static void *grow_in_arena(struct ctx *ctx, struct arena *arena, void *items,
                           uint32_t count, uint32_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    uint32_t room = count ? 2 * count : 16;
    void *grown = count < UNIT_LIMIT ? arena_alloc(arena, room * size) : NULL;
    if (!grown)
        fail_memory(ctx);
    if (count)
        memcpy(grown, items, count * size);
    *capacity = room;
    return grown;
}

void unit_emit(struct ctx *ctx, struct code_unit *unit, enum opcode op, int32_t arg,
               struct location place)
{
    if (unit->instr_count == unit->instr_capacity)
        unit->instrs = grow_in_arena(ctx, ctx->fleeting, unit->instrs, unit->instr_count,
                                     &unit->instr_capacity, sizeof *unit->instrs);
    unit->instrs[unit->instr_count++] = (struct instr){op, arg, place};
}

void unit_insert_first(struct ctx *ctx, struct code_unit *unit, enum opcode op, int32_t arg,
                       struct location place)
{
    unit_emit(ctx, unit, op, arg, place);
    memmove(unit->instrs + 1, unit->instrs, (unit->instr_count - 1) * sizeof *unit->instrs);
    unit->instrs[0] = (struct instr){op, arg, place};
    for (uint32_t i = 0; i < unit->label_count; i++)
        if (unit->labels[i] >= 0)
            unit->labels[i]++;
}

/* Nothing jumps to them, or to what comes before them. */
void unit_place_annotations(struct ctx *ctx, struct code_unit *unit)
{
    uint32_t at = 0;
    while (at < unit->instr_count && unit->instrs[at].op != OP_ANNOTATIONS_PLACEHOLDER)
        at++;
    if (at == unit->instr_count)
        return;
    uint32_t count = unit->annotation_count, rest = unit->instr_count - at - 1;
    for (uint32_t i = 0; i < count; i++)
        unit_emit(ctx, unit, OP_NOP, 0, location_none);
    memmove(unit->instrs + at + count, unit->instrs + at + 1, rest * sizeof *unit->instrs);
    if (count)
        memcpy(unit->instrs + at, unit->annotations, count * sizeof *unit->instrs);
    unit->instr_count = at + count + rest;
    for (uint32_t i = 0; i < unit->label_count; i++)
        if (unit->labels[i] > (int32_t)at)
            unit->labels[i] += (int32_t)count - 1;
    unit->annotation_count = 0;
}

int32_t unit_label(struct ctx *ctx, struct code_unit *unit)
{
    uint32_t room = unit->label_capacity;
    unit->label_times = grow_in_arena(ctx, ctx->fleeting, unit->label_times,
                                      unit->label_count, &room, sizeof *unit->label_times);
    unit->labels = grow_in_arena(ctx, ctx->fleeting, unit->labels, unit->label_count,
                                 &unit->label_capacity, sizeof *unit->labels);
    unit->labels[unit->label_count] = -1;
    unit->label_times[unit->label_count] = (struct label_time){unit->instr_count, 0};
    return (int32_t)unit->label_count++;
}

void unit_place_label(struct ctx *ctx, struct code_unit *unit, int32_t label)
{
    (void)ctx;
    unit->labels[label] = (int32_t)unit->instr_count;
    unit->label_times[label].placed = unit->placed_count++;
}

static uint32_t hash_name_id(name_id name)
{
    return name * 2654435761U;
}

static uint32_t hash_object(const struct value *value)
{
    return (uint32_t)((uintptr_t)value >> 4) * 2654435761U;
}

/* The slot of a name, or the empty one where it would stand. */
static uint32_t *name_slot(const struct name_list *list, name_id name)
{
    uint32_t mask = list->slot_count - 1;
    uint32_t at = hash_name_id(name) >> 7 & mask;
    while (list->slots[at] && list->items[list->slots[at] - 1] != name)
        at = (at + 1) & mask;
    return &list->slots[at];
}

static uint32_t *const_slot_of(const struct const_list *list, const struct value *value)
{
    uint32_t mask = list->slot_count - 1;
    uint32_t at = hash_object(value) >> 7 & mask;
    while (list->slots[at] && list->items[list->slots[at] - 1] != value)
        at = (at + 1) & mask;
    return &list->slots[at];
}

static uint32_t *make_slots(struct ctx *ctx, uint32_t count)
{
    uint32_t *slots = ctx_alloc(ctx, count * sizeof *slots);
    memset(slots, 0, count * sizeof *slots);
    return slots;
}

/* A hash table twice as large as the list has room, once it is worth it. */
static void hash_names(struct ctx *ctx, struct name_list *list)
{
    list->slot_count = 2 * list->capacity;
    list->slots = make_slots(ctx, list->slot_count);
    for (uint32_t i = 0; i < list->count; i++)
        *name_slot(list, list->items[i]) = i + 1;
}

static void hash_consts(struct ctx *ctx, struct const_list *list)
{
    list->slot_count = 2 * list->capacity;
    list->slots = make_slots(ctx, list->slot_count);
    for (uint32_t i = 0; i < list->count; i++)
        *const_slot_of(list, list->items[i]) = i + 1;
}

int64_t unit_find_name(const struct name_list *list, name_id name)
{
    if (list->slot_count)
        return (int64_t)*name_slot(list, name) - 1;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == name)
            return i;
    return -1;
}

uint32_t unit_name(struct ctx *ctx, struct name_list *list, name_id name)
{
    int64_t found = unit_find_name(list, name);
    if (found >= 0)
        return (uint32_t)found;
    uint32_t room = list->capacity;
    list->items = grow_in_arena(ctx, ctx->arena, list->items, list->count, &list->capacity,
                                sizeof *list->items);
    list->items[list->count++] = name;
    if (list->capacity != room && list->count > LINEAR_NAMES)
        hash_names(ctx, list);
    else if (list->slot_count)
        *name_slot(list, name) = list->count;
    return list->count - 1;
}

static int64_t find_const(const struct const_list *list, const struct value *value)
{
    if (list->slot_count)
        return (int64_t)*const_slot_of(list, value) - 1;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == value)
            return i;
    return -1;
}

uint32_t unit_const(struct ctx *ctx, struct const_list *list, const struct value *value)
{
    int64_t found = find_const(list, value);
    if (found >= 0)
        return (uint32_t)found;
    uint32_t room = list->capacity;
    list->items = grow_in_arena(ctx, ctx->arena, list->items, list->count, &list->capacity,
                                sizeof *list->items);
    list->items[list->count++] = value;
    if (list->capacity != room && list->count > LINEAR_NAMES)
        hash_consts(ctx, list);
    else if (list->slot_count)
        *const_slot_of(list, value) = list->count;
    return list->count - 1;
}
