/* SPDX-License-Identifier: MIT
 *
 * Comprehensions that become part of the scope around them (PEP 709):
 * inline_comprehension of symtable.c.
 */
#include "compiler/scope/walk.h"

static bool is_free_in_child(const struct scope *scope, name_id name)
{
    for (uint32_t i = 0; i < scope->children.count; i++)
        if (scope_binding(scope->children.items[i], name) == BINDING_FREE)
            return true;
    return false;
}

static void discard_free(struct scope_free_names *free, name_id name)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < free->count; i++)
        if (free->items[i] != name)
            free->items[kept++] = free->items[i];
    free->count = kept;
}

/* Names that a class provides to its methods only: in a comprehension that is inlined
 * into the class body they are globals. */
static bool is_class_name(const struct scope_walk *walk, name_id name)
{
    const struct scope_words *words = &walk->words;
    if (name == words->class_)
        return target_has(walk->ctx->target, FEATURE_INLINED_DUNDER_CLASS);
    return target_has(walk->ctx->target, FEATURE_INLINED_CLASSDICT) &&
           (name == words->classdict || name == words->conditional_annotations);
}

static void drop_class_name(struct scope_walk *walk, struct scope *comprehension,
                            struct scope_free_names *free, name_id name)
{
    bool kept = target_has(walk->ctx->target, FEATURE_CLASS_NAMES_BELOW_INLINED) &&
                is_free_in_child(comprehension, name);
    if (!kept)
        discard_free(free, name);
}

/* One name of the comprehension; true if it is to be dropped from it. */
static bool inline_symbol(struct scope_walk *walk, struct scope *scope,
                          struct scope *comprehension, struct symbol inlined,
                          struct scope_free_names *free)
{
    bool in_class = scope->kind == SCOPE_CLASS;
    bool cell = inlined.binding == BINDING_CELL || (inlined.flags & SYMBOL_COMP_CELL);
    bool free_here = inlined.binding == BINDING_FREE;
    bool dropped = free_here && in_class && is_class_name(walk, inlined.name);
    if (dropped) {
        inlined.binding = BINDING_GLOBAL_IMPLICIT;
        drop_class_name(walk, comprehension, free, inlined.name);
    }
    struct symbol *existing = scope_find(scope, inlined.name);
    if (!existing) {
        existing = scope_enter_symbol(walk->ctx, scope, inlined.name);
        *existing = inlined;
    } else if ((existing->flags & SYMBOL_BOUND) && !in_class &&
               !is_free_in_child(comprehension, inlined.name)) {
        discard_free(free, inlined.name);
    }
    if (free_here && !in_class && target_has(walk->ctx->target, FEATURE_INLINED_USES))
        existing->flags |= inlined.flags & SYMBOL_USE;
    existing->flags |= cell ? SYMBOL_COMP_CELL : 0;
    return dropped;
}

void scope_inline(struct scope_walk *walk, struct scope *scope, struct scope *comprehension,
                  struct scope_free_names *free)
{
    for (uint32_t i = 0; i < comprehension->symbol_count;) {
        struct symbol inlined = comprehension->symbols[i];
        bool dropped = !(inlined.flags & SYMBOL_PARAM) &&
                       inline_symbol(walk, scope, comprehension, inlined, free);
        if (dropped)
            scope_drop_symbol(comprehension, inlined.name);
        else
            i++;
    }
}
