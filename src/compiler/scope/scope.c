/* SPDX-License-Identifier: MIT
 *
 * Scopes as the walk over the tree makes, enters and leaves them
 * (symtable_enter_block, symtable_add_def and what is around them).
 */
#include "compiler/scope/walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct scope_slot {
    const void *node;
    struct scope *scope;
};

enum {
    FIRST_SCOPE_SLOTS = 64,  /* a power of two */
    SCOPE_MAX_DEPTH = 10000, /* where CPython's own limit is that of its stack */
};

static uint32_t node_hash(const void *node)
{
    return (uint32_t)((uintptr_t)node * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

/* The slot of a node, or the empty one where it belongs. */
static struct scope_slot *scope_slot_of(const struct scopes *scopes, const void *node)
{
    for (uint32_t i = node_hash(node);; i++) {
        struct scope_slot *slot = &scopes->slots[i & (scopes->slot_count - 1)];
        if (!slot->node || slot->node == node)
            return slot;
    }
}

static void widen_scope_slots(struct ctx *ctx, struct scopes *scopes)
{
    struct scopes wide = *scopes;
    wide.slot_count = scopes->slot_count ? scopes->slot_count * 2 : FIRST_SCOPE_SLOTS;
    wide.slots = ctx_alloc(ctx, wide.slot_count * sizeof *wide.slots);
    memset(wide.slots, 0, wide.slot_count * sizeof *wide.slots);
    for (uint32_t i = 0; i < scopes->slot_count; i++)
        if (scopes->slots[i].node)
            *scope_slot_of(&wide, scopes->slots[i].node) = scopes->slots[i];
    *scopes = wide;
}

static void map_node(struct ctx *ctx, struct scopes *scopes, const void *node,
                     struct scope *scope)
{
    if (scopes->used * 2 >= scopes->slot_count)
        widen_scope_slots(ctx, scopes);
    struct scope_slot *slot = scope_slot_of(scopes, node);
    scopes->used += !slot->node;
    *slot = (struct scope_slot){node, scope};
}

struct scope *scope_of(const struct scopes *scopes, const void *node)
{
    return scope_slot_of(scopes, node)->scope;
}

/* _PyST_IsFunctionLike */
static bool is_function_like(const struct scope_walk *walk, enum scope_kind kind)
{
    if (kind == SCOPE_ANNOTATION)
        return walk->deferred_annotations;
    return kind != SCOPE_CLASS && kind != SCOPE_MODULE;
}

struct scope *scope_make(struct scope_walk *walk, enum scope_kind kind, name_id name,
                         const void *key, struct span span)
{
    struct scope *scope = CTX_NEW(walk->ctx, struct scope);
    struct scope *outer = walk->current;
    *scope = (struct scope){.kind = kind, .name = name, .span = span, .outer = outer};
    scope->function_like = is_function_like(walk, kind);
    scope->nested = outer && (outer->nested || outer->function_like);
    scope->method = outer && outer->kind == SCOPE_CLASS && kind == SCOPE_FUNCTION;
    scope_make_symbols(walk->ctx, scope);
    if (key)
        map_node(walk->ctx, walk->scopes, key, scope);
    return scope;
}

/* Annotations that become strings leave no trace: before 3.14 such scopes are made
 * only for them. */
static bool leaves_trace(const struct scope_walk *walk, const struct scope *scope)
{
    return scope->kind != SCOPE_ANNOTATION ||
           (walk->deferred_annotations && !walk->string_annotations);
}

void scope_enter_made(struct scope_walk *walk, struct scope *scope, bool as_child)
{
    struct scope *outer = walk->current;
    walk->current = scope;
    if (!outer)
        return;
    scope->comp_iter_expr = outer->comp_iter_expr;
    if (outer->mangled_names && scope->kind != SCOPE_CLASS)
        scope->mangled_names = outer->mangled_names;
    if (!as_child || !leaves_trace(walk, scope))
        return;
    SCOPE_GROW(walk->ctx, &outer->children, items, capacity, count);
    outer->children.items[outer->children.count++] = scope;
}

void scope_enter(struct scope_walk *walk, enum scope_kind kind, name_id name,
                 const void *key, struct span span)
{
    scope_enter_made(walk, scope_make(walk, kind, name, key, span), true);
    if (!walk->deferred_annotations)
        return;
    /* Scopes that are evaluated late are functions of one parameter. */
    if (kind == SCOPE_ANNOTATION || kind == SCOPE_TYPE_VARIABLE || kind == SCOPE_TYPE_ALIAS)
        scope_add(walk, walk->words.format, SYMBOL_PARAM | SYMBOL_USE, span);
}

void scope_exit(struct scope_walk *walk)
{
    walk->current = walk->current->outer;
}

void scope_fail(struct ctx *ctx, struct span span, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    char *whole = message;
    if (size >= (int)sizeof message) {
        whole = ctx_alloc(ctx, (size_t)size + 1);
        va_start(arguments, format);
        vsnprintf(whole, (size_t)size + 1, format, arguments);
        va_end(arguments);
    }
    struct error_place place = {span.line, (long)span.column + 1, span.end_line,
                                (long)span.end_column + 1};
    fail_place(ctx, "SyntaxError", &place, "%s", whole);
}

void scope_fail_depth(struct scope_walk *walk)
{
    if (!walk->ctx->target->tree_depth)
        fail_unsupported(walk->ctx, "a tree nested more than 10000 deep");
    struct error_place nowhere = {0, 0, 0, 0};
    fail_place(walk->ctx, "RecursionError", &nowhere,
               "maximum recursion depth exceeded during compilation");
}

void scope_check_name(struct scope_walk *walk, name_id name, enum ast_context context,
                      struct span span)
{
    if (name != walk->words.debug_ || !walk->early_checks || context == AST_Load)
        return;
    scope_fail(walk->ctx, span, "cannot %s __debug__",
               context == AST_Store ? "assign to" : "delete");
}

/* A name that is both a comprehension's target and declared elsewhere by a walrus. */
static unsigned iteration_flag(struct scope_walk *walk, const struct symbol *symbol,
                               name_id name, struct span span)
{
    if (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL))
        scope_fail(walk->ctx, span,
                   "comprehension inner loop cannot rebind assignment expression target "
                   "'%s'",
                   scope_text(walk, name));
    return SYMBOL_COMP_ITER;
}

static void add_varname(struct scope_walk *walk, struct scope *scope, name_id mangled)
{
    if (scope->varnames.count == scope->varname_capacity)
        scope->varnames.items = scope_grow(walk->ctx, scope->varnames.items,
                                           &scope->varname_capacity, sizeof(name_id));
    scope->varnames.items[scope->varnames.count++] = mangled;
}

/* symtable_add_def_helper */
void scope_add_in(struct scope_walk *walk, struct scope *scope, name_id name, unsigned flag,
                  struct span span)
{
    struct ctx *ctx = walk->ctx;
    name_id mangled = scope_mangle(ctx, walk->private_name, walk->current, name);
    struct symbol *symbol = scope_enter_symbol(ctx, scope, mangled);
    if (flag & symbol->flags & SYMBOL_PARAM)
        scope_fail(ctx, span, "duplicate %s '%s' in function definition",
                   target_has(ctx->target, FEATURE_DUPLICATE_PARAMETERS) ? "parameter"
                                                                         : "argument",
                   scope_text(walk, name));
    if (flag & symbol->flags & SYMBOL_TYPE_PARAM)
        scope_fail(ctx, span, "duplicate type parameter '%s'", scope_text(walk, name));
    symbol->flags |= (uint16_t)flag;
    if (UNLIKELY(scope->comp_iter_target))
        symbol->flags |= (uint16_t)iteration_flag(walk, symbol, name, span);
    if (flag & SYMBOL_PARAM)
        add_varname(walk, scope, mangled);
    else if (flag & SYMBOL_GLOBAL)
        scope_enter_symbol(ctx, walk->scopes->module, mangled)->flags |= SYMBOL_GLOBAL;
}

/* symtable_add_def */
void scope_add(struct scope_walk *walk, name_id name, unsigned flag, struct span span)
{
    if (flag & (SYMBOL_PARAM | SYMBOL_LOCAL | SYMBOL_IMPORT))
        scope_check_name(walk, name, AST_Store, span);
    scope_add_in(walk, walk->current, name, flag, span);
}

/* symtable_lookup_entry */
unsigned scope_flags_here(struct scope_walk *walk, const struct scope *scope, name_id name)
{
    return scope_flags(scope, scope_mangle(walk->ctx, walk->private_name, scope, name));
}

void scope_note_directive(struct scope_walk *walk, name_id name, struct span span)
{
    struct scope_directive *directive = CTX_NEW(walk->ctx, struct scope_directive);
    struct scope_directive **last = &walk->current->directives;
    name_id mangled = scope_mangle(walk->ctx, walk->private_name, walk->current, name);
    *directive = (struct scope_directive){NULL, mangled, span};
    while (*last)
        last = &(*last)->next;
    *last = directive;
}

static void learn_words(struct ctx *ctx, struct scope_words *words)
{
    const struct {
        name_id *word;
        const char *text;
    } list[] = {
        {&words->debug_, "__debug__"},
        {&words->class_, "__class__"},
        {&words->classdict, "__classdict__"},
        {&words->conditional_annotations, "__conditional_annotations__"},
        {&words->super_, "super"},
        {&words->type_params_, "__type_params__"},
        {&words->dot_type_params, ".type_params"},
        {&words->generic_base, ".generic_base"},
        {&words->defaults, ".defaults"},
        {&words->kwdefaults, ".kwdefaults"},
        {&words->format, ".format"},
        {&words->iterable, ".0"},
        {&words->lambda, "lambda"},
        {&words->listcomp, "listcomp"},
        {&words->setcomp, "setcomp"},
        {&words->dictcomp, "dictcomp"},
        {&words->genexpr, "genexpr"},
        {&words->annotate, "__annotate__"},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        *list[i].word = ctx_name(ctx, list[i].text, strlen(list[i].text));
}

struct scopes *scope_build(struct ctx *ctx, const struct ast_module *module,
                           const struct future *future)
{
    struct scope_walk walk = {.ctx = ctx, .future = future};
    struct span nowhere = {0, 0, 0, 0};
    walk.scopes = CTX_NEW(ctx, struct scopes);
    *walk.scopes = (struct scopes){0};
    walk.deferred_annotations = target_has(ctx->target, FEATURE_DEFERRED_ANNOTATIONS);
    walk.early_checks = target_has(ctx->target, FEATURE_CONTEXT_CHECKED_IN_SCOPES);
    walk.string_annotations = future->annotations;
    walk.depth_limit = ctx->target->tree_depth;
    if (!walk.depth_limit)
        walk.depth_limit = SCOPE_MAX_DEPTH;
    learn_words(ctx, &walk.words);
    scope_enter(&walk, SCOPE_MODULE, ctx_name(ctx, "top", 3), module, nowhere);
    walk.scopes->module = walk.current;
    walk.current->has_docstring = scope_has_docstring(&module->body);
    scope_visit_stmts(&walk, &module->body);
    walk.current = NULL;
    scope_analyze(&walk);
    return walk.scopes;
}
