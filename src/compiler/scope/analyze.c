/* SPDX-License-Identifier: MIT
 *
 * Second pass: where each name of each scope lives (analyze_block of symtable.c).
 *
 * CPython hands sets of names down to inner blocks and copies them.  Here each name
 * has a few bits, those that a block changes are noted and put back when it is done;
 * what inner blocks leave free lies on one stack.
 */
#include "compiler/scope/walk.h"

#include <string.h>

enum visible_bit {                         /* of a name, seen from the block under way */
                   VISIBLE_BOUND = 1,      /* a function around binds it */
                   VISIBLE_GLOBAL = 2,     /* a block around declares it global */
                   VISIBLE_TYPE_PARAM = 4, /* its binding is a type parameter */
};

struct visible_change {
    name_id name;
    uint8_t before;
};

struct scope_analysis {
    struct scope_walk *walk;
    uint8_t *visible; /* by name */
    uint32_t *stamps; /* by name: the last block that found it free below */
    uint32_t stamp;
    struct visible_change *changes;
    uint32_t change_count, change_capacity;
    name_id *free; /* stack */
    uint32_t free_count, free_capacity;
    bool inlines;
};

static void set_visible(struct scope_analysis *analysis, name_id name, unsigned bits)
{
    uint8_t before = analysis->visible[name];
    if (before == bits)
        return;
    SCOPE_GROW(analysis->walk->ctx, analysis, changes, change_capacity, change_count);
    analysis->changes[analysis->change_count++] = (struct visible_change){name, before};
    analysis->visible[name] = (uint8_t)bits;
}

static void put_back(struct scope_analysis *analysis, uint32_t mark)
{
    while (analysis->change_count > mark) {
        const struct visible_change *change = &analysis->changes[--analysis->change_count];
        analysis->visible[change->name] = change->before;
    }
}

static void push_free(struct scope_analysis *analysis, name_id name)
{
    SCOPE_GROW(analysis->walk->ctx, analysis, free, free_capacity, free_count);
    analysis->free[analysis->free_count++] = name;
}

/* Where a name is declared (error_at_directive). */
static struct span directive_span(const struct scope *scope, name_id name)
{
    const struct scope_directive *directive = scope->directives;
    while (directive && directive->name != name)
        directive = directive->next;
    return directive ? directive->span : scope->span;
}

static enum binding bind_nonlocal(struct scope_analysis *analysis,
                                  const struct scope *scope, name_id name)
{
    struct ctx *ctx = analysis->walk->ctx;
    uint8_t visible = analysis->visible[name];
    if (!scope->outer)
        scope_fail(ctx, directive_span(scope, name),
                   "nonlocal declaration not allowed at module level");
    if (!(visible & VISIBLE_BOUND))
        scope_fail(ctx, directive_span(scope, name), "no binding for nonlocal '%s' found",
                   scope_text(analysis->walk, name));
    if (visible & VISIBLE_TYPE_PARAM)
        scope_fail(ctx, directive_span(scope, name),
                   "nonlocal binding not allowed for type parameter '%s'",
                   scope_text(analysis->walk, name));
    return BINDING_FREE;
}

/* What a class says about global and local names does not concern scopes inside. */
static enum binding bind_global(struct scope_analysis *analysis, const struct scope *scope,
                                const struct symbol *symbol)
{
    if (symbol->flags & SYMBOL_NONLOCAL)
        scope_fail(analysis->walk->ctx, directive_span(scope, symbol->name),
                   "name '%s' is nonlocal and global",
                   scope_text(analysis->walk, symbol->name));
    if (scope->kind != SCOPE_CLASS)
        set_visible(analysis, symbol->name,
                    (analysis->visible[symbol->name] & ~(unsigned)VISIBLE_BOUND) |
                        VISIBLE_GLOBAL);
    return BINDING_GLOBAL_EXPLICIT;
}

static enum binding bind_local(struct scope_analysis *analysis, const struct scope *scope,
                               const struct symbol *symbol)
{
    unsigned visible = analysis->visible[symbol->name] & ~(unsigned)VISIBLE_TYPE_PARAM;
    if (symbol->flags & SYMBOL_TYPE_PARAM)
        visible |= VISIBLE_TYPE_PARAM;
    if (scope->kind != SCOPE_CLASS)
        visible &= ~(unsigned)VISIBLE_GLOBAL;
    if (scope->function_like)
        visible |= VISIBLE_BOUND;
    set_visible(analysis, symbol->name, visible);
    return BINDING_LOCAL;
}

/* analyze_name.  `seen` is the class whose names an annotation scope sees: what that
 * class binds is looked up in it and then among the globals, not in functions around. */
static enum binding decide(struct scope_analysis *analysis, const struct scope *scope,
                           const struct symbol *symbol, const struct scope *seen)
{
    if (symbol->flags & SYMBOL_GLOBAL)
        return bind_global(analysis, scope, symbol);
    if (symbol->flags & SYMBOL_NONLOCAL)
        return bind_nonlocal(analysis, scope, symbol->name);
    if (symbol->flags & SYMBOL_BOUND)
        return bind_local(analysis, scope, symbol);
    if (seen) {
        unsigned flags = scope_flags(seen, symbol->name);
        if (flags & SYMBOL_GLOBAL)
            return BINDING_GLOBAL_EXPLICIT;
        if ((flags & SYMBOL_BOUND) && !(flags & SYMBOL_NONLOCAL))
            return BINDING_GLOBAL_IMPLICIT;
    }
    return analysis->visible[symbol->name] & VISIBLE_BOUND ? BINDING_FREE
                                                           : BINDING_GLOBAL_IMPLICIT;
}

static void analyze_block(struct scope_analysis *analysis, struct scope *scope,
                          const struct scope *seen);

static void analyze_child(struct scope_analysis *analysis, struct scope *scope,
                          struct scope *child, const struct scope *seen)
{
    uint32_t mark = analysis->free_count;
    const struct scope *class_seen = scope->kind == SCOPE_CLASS ? scope : seen;
    bool inlined = analysis->inlines && child->comprehension && !child->generator &&
                   !scope->can_see_class_scope;
    analyze_block(analysis, child, child->can_see_class_scope ? class_seen : NULL);
    if (!inlined)
        return;
    struct scope_free_names free = {analysis->free, analysis->free_count - mark};
    if (mark)
        free.items += mark;
    scope_inline(analysis->walk, scope, child, &free);
    analysis->free_count = mark + free.count;
    child->comp_inlined = true;
}

/* The scopes inside an inlined comprehension are inside what it is inlined into. */
static void splice_children(struct scope_analysis *analysis, struct scope *scope)
{
    struct scope_children spliced = {NULL, 0, 0};
    struct ctx *ctx = analysis->walk->ctx;
    for (uint32_t i = 0; i < scope->children.count; i++) {
        struct scope *child = scope->children.items[i];
        struct scope_children one = {&child, 1, 1};
        const struct scope_children *added = child->comp_inlined ? &child->children : &one;
        for (uint32_t j = 0; j < added->count; j++) {
            SCOPE_GROW(ctx, &spliced, items, capacity, count);
            spliced.items[spliced.count++] = added->items[j];
        }
    }
    scope->children = spliced;
}

static void analyze_children(struct scope_analysis *analysis, struct scope *scope,
                             const struct scope *seen)
{
    bool any_inlined = false;
    for (uint32_t i = 0; i < scope->children.count; i++) {
        analyze_child(analysis, scope, scope->children.items[i], seen);
        any_inlined |= scope->children.items[i]->comp_inlined;
    }
    if (any_inlined)
        splice_children(analysis, scope);
}

/* The names free below, each once; they bear the stamp of this block. */
static void stamp_free(struct scope_analysis *analysis, uint32_t mark)
{
    uint32_t kept = mark;
    analysis->stamp++;
    for (uint32_t i = mark; i < analysis->free_count; i++) {
        name_id name = analysis->free[i];
        if (analysis->stamps[name] == analysis->stamp)
            continue;
        analysis->stamps[name] = analysis->stamp;
        analysis->free[kept++] = name;
    }
    analysis->free_count = kept;
}

static bool take_free(struct scope_analysis *analysis, name_id name)
{
    bool free = analysis->stamps[name] == analysis->stamp;
    if (free)
        analysis->stamps[name] = 0;
    return free;
}

/* analyze_cells: what a scope inside, or a comprehension inlined here, shares. */
static void share_as_cells(struct scope_analysis *analysis, struct scope *scope)
{
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        struct symbol *symbol = &scope->symbols[i];
        if (symbol->binding != BINDING_LOCAL)
            continue;
        if (take_free(analysis, symbol->name) || (symbol->flags & SYMBOL_COMP_CELL))
            symbol->binding = BINDING_CELL;
    }
}

/* drop_class_free: what the class itself provides. */
static void take_class_names(struct scope_analysis *analysis, struct scope *scope)
{
    const struct scope_words *words = &analysis->walk->words;
    scope->needs_class_closure |= take_free(analysis, words->class_);
    if (target_has(analysis->walk->ctx->target, FEATURE_TYPE_PARAMETERS))
        scope->needs_classdict |= take_free(analysis, words->classdict);
    if (analysis->walk->deferred_annotations)
        scope->has_conditional_annotations |=
            take_free(analysis, words->conditional_annotations);
}

/* update_symbols, for what is free below and has to come through this scope. */
static void pass_free(struct scope_analysis *analysis, struct scope *scope, uint32_t mark)
{
    bool class_like = scope->kind == SCOPE_CLASS || scope->can_see_class_scope;
    bool if_bound = target_has(analysis->walk->ctx->target, FEATURE_BOUND_FREE_CLASS);
    for (uint32_t i = mark; i < analysis->free_count; i++) {
        name_id name = analysis->free[i];
        if (analysis->stamps[name] != analysis->stamp)
            continue;
        struct symbol *symbol = scope_find(scope, name);
        if (symbol) {
            bool marked = class_like &&
                          (!if_bound || (symbol->flags & (SYMBOL_BOUND | SYMBOL_GLOBAL)));
            symbol->flags |= marked ? SYMBOL_FREE_CLASS : 0;
        } else if (!scope->outer || (analysis->visible[name] & VISIBLE_BOUND)) {
            symbol = scope_enter_symbol(analysis->walk->ctx, scope, name);
            symbol->binding = BINDING_FREE;
        }
    }
}

/* Leaves on the stack what is free in this scope or below. */
static void leave_free(struct scope_analysis *analysis, const struct scope *scope,
                       uint32_t mark, uint32_t own_count)
{
    uint32_t kept = mark;
    for (uint32_t i = mark; i < analysis->free_count; i++)
        if (analysis->stamps[analysis->free[i]] == analysis->stamp)
            analysis->free[kept++] = analysis->free[i];
    analysis->free_count = kept;
    for (uint32_t i = 0; i < own_count; i++)
        if (scope->symbols[i].binding == BINDING_FREE)
            push_free(analysis, scope->symbols[i].name);
}

static void bind_class_names(struct scope_analysis *analysis)
{
    const struct scope_words *words = &analysis->walk->words;
    set_visible(analysis, words->class_, analysis->visible[words->class_] | VISIBLE_BOUND);
    if (target_has(analysis->walk->ctx->target, FEATURE_TYPE_PARAMETERS))
        set_visible(analysis, words->classdict,
                    analysis->visible[words->classdict] | VISIBLE_BOUND);
    if (analysis->walk->deferred_annotations)
        set_visible(analysis, words->conditional_annotations,
                    analysis->visible[words->conditional_annotations] | VISIBLE_BOUND);
}

static void analyze_block(struct scope_analysis *analysis, struct scope *scope,
                          const struct scope *seen)
{
    uint32_t changes = analysis->change_count, mark = analysis->free_count;
    uint32_t own_count = scope->symbol_count;
    for (uint32_t i = 0; i < own_count; i++)
        scope->symbols[i].binding =
            (uint8_t)decide(analysis, scope, &scope->symbols[i], seen);
    if (scope->kind == SCOPE_CLASS)
        bind_class_names(analysis);
    analyze_children(analysis, scope, seen);
    stamp_free(analysis, mark);
    if (scope->function_like)
        share_as_cells(analysis, scope);
    else if (scope->kind == SCOPE_CLASS)
        take_class_names(analysis, scope);
    pass_free(analysis, scope, mark);
    leave_free(analysis, scope, mark, own_count);
    put_back(analysis, changes);
}

void scope_analyze(struct scope_walk *walk)
{
    struct ctx *ctx = walk->ctx;
    size_t names = ctx->names->texts.count;
    struct scope_analysis analysis = {.walk = walk};
    analysis.inlines = target_has(ctx->target, FEATURE_INLINED_COMPREHENSIONS);
    analysis.visible = ctx_alloc(ctx, names * sizeof *analysis.visible);
    analysis.stamps = ctx_alloc(ctx, names * sizeof *analysis.stamps);
    memset(analysis.visible, 0, names * sizeof *analysis.visible);
    memset(analysis.stamps, 0, names * sizeof *analysis.stamps);
    analyze_block(&analysis, walk->scopes->module, NULL);
}
