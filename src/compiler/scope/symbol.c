/* SPDX-License-Identifier: MIT
 *
 * The names of one scope, in the order of entry.
 */
#include "compiler/scope/walk.h"

#include <string.h>

enum { FIRST_SYMBOL_CAPACITY = 8 }; /* a power of two */

void *scope_grow(struct ctx *ctx, void *items, uint32_t *capacity, size_t item_size)
{
    uint32_t wanted = *capacity ? *capacity * 2 : 4;
    if (wanted <= *capacity)
        fail_memory(ctx);
    void *grown = ctx_alloc(ctx, wanted * item_size);
    if (*capacity)
        memcpy(grown, items, *capacity * item_size);
    *capacity = wanted;
    return grown;
}

static uint32_t symbol_hash(name_id name)
{
    return (uint32_t)(name * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

/* The slot of a name, or the empty one where it belongs. */
static uint32_t *symbol_slot(const struct scope *scope, name_id name)
{
    uint32_t mask = scope->symbol_capacity * 2 - 1;
    for (uint32_t i = symbol_hash(name);; i++) {
        uint32_t *slot = &scope->slots[i & mask];
        if (!*slot || scope->symbols[*slot - 1].name == name)
            return slot;
    }
}

static void fill_symbol_slots(struct scope *scope)
{
    memset(scope->slots, 0, scope->symbol_capacity * 2 * sizeof *scope->slots);
    for (uint32_t i = 0; i < scope->symbol_count; i++)
        *symbol_slot(scope, scope->symbols[i].name) = i + 1;
}

static void set_symbol_capacity(struct ctx *ctx, struct scope *scope, uint32_t capacity)
{
    struct symbol *symbols = ctx_alloc(ctx, capacity * sizeof *symbols);
    if (scope->symbol_count)
        memcpy(symbols, scope->symbols, scope->symbol_count * sizeof *symbols);
    scope->symbols = symbols;
    scope->slots = ctx_alloc(ctx, capacity * 2 * sizeof *scope->slots);
    scope->symbol_capacity = capacity;
    fill_symbol_slots(scope);
}

void scope_make_symbols(struct ctx *ctx, struct scope *scope)
{
    set_symbol_capacity(ctx, scope, FIRST_SYMBOL_CAPACITY);
}

struct symbol *scope_enter_symbol(struct ctx *ctx, struct scope *scope, name_id name)
{
    uint32_t *slot = symbol_slot(scope, name);
    if (*slot)
        return &scope->symbols[*slot - 1];
    if (scope->symbol_count == scope->symbol_capacity) {
        if (scope->symbol_capacity > UINT32_MAX / 4)
            fail_memory(ctx);
        set_symbol_capacity(ctx, scope, scope->symbol_capacity * 2);
        slot = symbol_slot(scope, name);
    }
    scope->symbols[scope->symbol_count] = (struct symbol){.name = name};
    *slot = ++scope->symbol_count;
    return &scope->symbols[*slot - 1];
}

void scope_drop_symbol(struct scope *scope, name_id name)
{
    uint32_t at = *symbol_slot(scope, name);
    if (!at)
        return;
    memmove(&scope->symbols[at - 1], &scope->symbols[at],
            (scope->symbol_count - at) * sizeof *scope->symbols);
    scope->symbol_count--;
    fill_symbol_slots(scope);
}

struct symbol *scope_find(const struct scope *scope, name_id mangled)
{
    uint32_t at = *symbol_slot(scope, mangled);
    return at ? &scope->symbols[at - 1] : NULL;
}

enum binding scope_binding(const struct scope *scope, name_id mangled)
{
    const struct symbol *symbol = scope_find(scope, mangled);
    return symbol ? (enum binding)symbol->binding : BINDING_NONE;
}

unsigned scope_flags(const struct scope *scope, name_id mangled)
{
    const struct symbol *symbol = scope_find(scope, mangled);
    return symbol ? symbol->flags : 0;
}

/* Python orders str by code points, which is the order of their bytes in UTF-8. */
static bool name_text_less(const struct intern *names, name_id one, name_id other)
{
    const struct intern_text *a = intern_get(names, one), *b = intern_get(names, other);
    int order = memcmp(a->bytes, b->bytes, a->size < b->size ? a->size : b->size);
    return order < 0 || (order == 0 && a->size < b->size);
}

/* Insertion while it is short, else the two halves sorted and merged. */
static void sort_names_by_text(const struct intern *names, name_id *items, name_id *spare,
                               uint32_t count)
{
    if (count <= 8) {
        for (uint32_t i = 1; i < count; i++)
            for (uint32_t j = i; j && name_text_less(names, items[j], items[j - 1]); j--) {
                name_id moved = items[j];
                items[j] = items[j - 1];
                items[j - 1] = moved;
            }
        return;
    }
    uint32_t half = count / 2, left = 0, right = half;
    sort_names_by_text(names, items, spare, half);
    sort_names_by_text(names, items + half, spare, count - half);
    memcpy(spare, items, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        bool take_right =
            right < count &&
            (left == half || name_text_less(names, spare[right], spare[left]));
        items[i] = spare[take_right ? right++ : left++];
    }
}

void scope_sort_names(struct ctx *ctx, struct ast_idents *names)
{
    name_id *spare = names->count > 8 ? ctx_alloc(ctx, names->count * sizeof *spare) : NULL;
    sort_names_by_text(ctx->names, names->items, spare, names->count);
}

struct ast_idents scope_names(struct ctx *ctx, const struct scope *scope,
                              enum binding binding, unsigned flags)
{
    struct ast_idents names = {NULL, 0};
    uint32_t count = 0;
    for (uint32_t i = 0; i < scope->symbol_count; i++)
        count += scope->symbols[i].binding == binding || (scope->symbols[i].flags & flags);
    if (!count)
        return names;
    names.items = ctx_alloc(ctx, count * sizeof *names.items);
    for (uint32_t i = 0; i < scope->symbol_count; i++)
        if (scope->symbols[i].binding == binding || (scope->symbols[i].flags & flags))
            names.items[names.count++] = scope->symbols[i].name;
    scope_sort_names(ctx, &names);
    return names;
}
