/* SPDX-License-Identifier: MIT
 *
 * The constants of a file: see const_cache.h.
 */
#include "compiler/value/const_cache.h"

#include "compiler/value/equal.h"

#include <math.h>
#include <string.h>

enum { FIRST_CONST_SLOTS = 256 };

void const_cache_begin(struct ctx *ctx, struct const_cache *cache,
                       struct interned *interned)
{
    size_t size = FIRST_CONST_SLOTS * sizeof *cache->slots;
    *cache = (struct const_cache){interned, ctx_alloc(ctx, size), FIRST_CONST_SLOTS, 0};
    memset(cache->slots, 0, size);
}

/* The slot of an equal value, or the empty one where it belongs. */
static struct const_slot *find_slot_of(const struct const_cache *cache,
                                       const struct value *value, uint32_t hash)
{
    for (uint32_t i = hash;; i++) {
        struct const_slot *slot = &cache->slots[i & (cache->slot_count - 1)];
        if (!slot->value || (slot->hash == hash && value_equal(slot->value, value)))
            return slot;
    }
}

/* At most half of the slots are ever in use. */
static void widen_cache(struct ctx *ctx, struct const_cache *cache)
{
    if (cache->slot_count > UINT32_MAX / 4)
        fail_memory(ctx);
    uint32_t count = cache->slot_count * 2;
    struct const_slot *slots = ctx_alloc(ctx, count * sizeof *slots);
    memset(slots, 0, count * sizeof *slots);
    for (uint32_t i = 0; i < cache->slot_count; i++) {
        if (!cache->slots[i].value)
            continue;
        uint32_t at = cache->slots[i].hash & (count - 1);
        while (slots[at].value)
            at = (at + 1) & (count - 1);
        slots[at] = cache->slots[i];
    }
    cache->slots = slots;
    cache->slot_count = count;
}

/* Fills the empty slot that find_slot_of gave. */
static void keep_const(struct ctx *ctx, struct const_cache *cache, struct const_slot *slot,
                       const struct value *value, uint32_t hash)
{
    *slot = (struct const_slot){value, hash};
    if (++cache->count * 2 > cache->slot_count)
        widen_cache(ctx, cache);
}

static bool has_nan(const struct value *value)
{
    return (value->kind == VALUE_FLOAT && isnan(value->real)) ||
           (value->kind == VALUE_COMPLEX &&
            (isnan(value->complex.real) || isnan(value->complex.imaginary)));
}

/* An object of this level's own for a value of the tree, which other levels use too.
 * The elements of a tuple are still those of the tree. */
static const struct value *copy_value(struct ctx *ctx, struct interned *interned,
                                      const struct value *value)
{
    if (value->kind == VALUE_CODE || has_nan(value))
        return value;
    if (value->kind == VALUE_STR) {
        const struct value *shared = interned_shared(ctx, interned, value);
        if (value->interned || shared != value)
            return shared;
    }
    struct value *copy = CTX_NEW(ctx, struct value);
    *copy = *value;
    copy->mark = 0;
    if (value->kind == VALUE_TUPLE || value->kind == VALUE_FROZENSET ||
        value->kind == VALUE_SLICE) {
        size_t size = value->elements.count * sizeof *value->elements.items;
        copy->elements.items = ctx_alloc(ctx, size);
        if (size)
            memcpy(copy->elements.items, value->elements.items, size);
    }
    return copy;
}

/* CPython does not merge what a slice is made of. */
static void copy_parts(struct ctx *ctx, struct interned *interned,
                       const struct value *slice)
{
    for (uint32_t i = 0; i < slice->elements.count; i++)
        slice->elements.items[i] = copy_value(ctx, interned, slice->elements.items[i]);
}

const struct value *const_merge(struct ctx *ctx, struct const_cache *cache,
                                const struct value *value)
{
    uint32_t hash = value_hash(value);
    struct const_slot *slot = find_slot_of(cache, value, hash);
    if (slot->value)
        return slot->value;
    const struct value *kept = copy_value(ctx, cache->interned, value);
    keep_const(ctx, cache, slot, kept, hash);
    if (kept->kind == VALUE_TUPLE || kept->kind == VALUE_FROZENSET)
        for (uint32_t i = 0; i < kept->elements.count; i++)
            kept->elements.items[i] = const_merge(ctx, cache, kept->elements.items[i]);
    else if (kept->kind == VALUE_SLICE)
        copy_parts(ctx, cache->interned, kept);
    return kept;
}

const struct value *const_adopt(struct ctx *ctx, struct const_cache *cache,
                                const struct value *value)
{
    uint32_t hash = value_hash(value);
    struct const_slot *slot = find_slot_of(cache, value, hash);
    if (slot->value)
        return slot->value;
    if (value->kind == VALUE_STR)
        value = interned_shared(ctx, cache->interned, value);
    keep_const(ctx, cache, slot, value, hash);
    return value;
}
