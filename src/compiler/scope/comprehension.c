/* SPDX-License-Identifier: MIT
 *
 * Comprehensions and generator expressions, and the walruses inside them.
 */
#include "compiler/scope/walk.h"

struct scoped_comprehension {
    enum scope_comprehension kind;
    name_id name;
    const struct ast_comprehensions *generators;
    const struct ast_expr *element, *value;
};

static struct scoped_comprehension split_comprehension(const struct scope_walk *walk,
                                                       const struct ast_expr *expr)
{
    const struct scope_words *words = &walk->words;
    if (expr->kind == AST_ListComp)
        return (struct scoped_comprehension){COMPREHENSION_LIST, words->listcomp,
                                             &expr->ListComp.generators, expr->ListComp.elt,
                                             NULL};
    if (expr->kind == AST_SetComp)
        return (struct scoped_comprehension){COMPREHENSION_SET, words->setcomp,
                                             &expr->SetComp.generators, expr->SetComp.elt,
                                             NULL};
    if (expr->kind == AST_DictComp)
        return (struct scoped_comprehension){COMPREHENSION_DICT, words->dictcomp,
                                             &expr->DictComp.generators, expr->DictComp.key,
                                             expr->DictComp.value};
    return (struct scoped_comprehension){COMPREHENSION_GENERATOR, words->genexpr,
                                         &expr->GeneratorExp.generators,
                                         expr->GeneratorExp.elt, NULL};
}

static void visit_iterable(struct scope_walk *walk, const struct ast_expr *iterable)
{
    walk->current->comp_iter_expr++;
    scope_visit_expr(walk, iterable);
    walk->current->comp_iter_expr--;
}

static void visit_iteration_target(struct scope_walk *walk, const struct ast_expr *target)
{
    walk->current->comp_iter_target = true;
    scope_visit_expr(walk, target);
    walk->current->comp_iter_target = false;
}

/* The outermost iterable was visited outside; here it is the parameter ".0". */
static void visit_comprehension_body(struct scope_walk *walk,
                                     const struct scoped_comprehension *parts)
{
    const struct ast_comprehension *part = parts->generators->items;
    scope_add(walk, walk->words.iterable, SYMBOL_PARAM, walk->current->span);
    walk->current->coroutine = part->is_async;
    visit_iteration_target(walk, part->target);
    scope_visit_exprs(walk, &part->ifs);
    for (uint32_t i = 1; i < parts->generators->count; i++) {
        part = &parts->generators->items[i];
        visit_iteration_target(walk, part->target);
        visit_iterable(walk, part->iter);
        scope_visit_exprs(walk, &part->ifs);
        walk->current->coroutine |= part->is_async;
    }
    scope_visit_optional(walk, parts->value);
    scope_visit_expr(walk, parts->element);
}

static void check_async_outside(struct scope_walk *walk, const struct ast_expr *expr)
{
    const struct scope *scope = walk->current;
    bool in_async = scope->kind == SCOPE_FUNCTION && scope->coroutine;
    if (walk->early_checks && !in_async && !scope->comprehension)
        scope_fail(walk->ctx, expr->span,
                   "asynchronous comprehension outside of an asynchronous function");
}

/* symtable_handle_comprehension */
void scope_visit_comprehension(struct scope_walk *walk, const struct ast_expr *expr)
{
    struct scoped_comprehension parts = split_comprehension(walk, expr);
    scope_check_not_in_class(walk, "comprehension", expr);
    visit_iterable(walk, parts.generators->items[0].iter);
    scope_enter(walk, SCOPE_FUNCTION, parts.name, expr, expr->span);
    walk->current->comprehension = parts.kind;
    visit_comprehension_body(walk, &parts);
    bool generator = parts.kind == COMPREHENSION_GENERATOR;
    walk->current->generator = generator;
    bool is_async = walk->current->coroutine && !generator;
    scope_exit(walk);
    if (!is_async)
        return;
    check_async_outside(walk, expr);
    walk->current->coroutine = true;
}

/* What a walrus inside a comprehension may not be in. */
static const char *walrus_place(enum scope_kind kind)
{
    switch (kind) {
    case SCOPE_CLASS:
        return "in a class body";
    case SCOPE_TYPE_PARAMETERS:
        return "within the definition of a generic";
    case SCOPE_TYPE_ALIAS:
        return "in a type alias";
    case SCOPE_TYPE_VARIABLE:
        return "in a TypeVar bound";
    case SCOPE_FUNCTION:
    case SCOPE_MODULE:
    case SCOPE_ANNOTATION:
        break;
    }
    return NULL;
}

/* What a scope around the comprehension does with the name.  It was once looked for
 * as it is written (gh-119311), so that private names were not found. */
static unsigned flags_around(struct scope_walk *walk, const struct scope *scope,
                             name_id name)
{
    if (target_has(walk->ctx->target, FEATURE_MANGLED_TYPE_PARAMETERS))
        return scope_flags_here(walk, scope, name);
    return scope_flags(scope, name);
}

static void check_rebinding(struct scope_walk *walk, const struct scope *scope,
                            const struct ast_expr *target)
{
    unsigned needed = SYMBOL_COMP_ITER;
    if (target_has(walk->ctx->target, FEATURE_STORED_ITERATION_NAMES))
        needed |= SYMBOL_LOCAL;
    if ((flags_around(walk, scope, target->Name.id) & needed) == needed)
        scope_fail(walk->ctx, target->span,
                   "assignment expression cannot rebind comprehension iteration variable "
                   "'%s'",
                   scope_text(walk, target->Name.id));
}

/* The name belongs to the function or module around the comprehension. */
static void bind_walrus(struct scope_walk *walk, struct scope *owner,
                        const struct ast_expr *target)
{
    name_id name = target->Name.id;
    bool module = owner->kind == SCOPE_MODULE;
    bool global = module || (flags_around(walk, owner, name) & SYMBOL_GLOBAL);
    scope_add(walk, name, global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL, target->span);
    scope_note_directive(walk, name, target->span);
    scope_add_in(walk, owner, name, module ? SYMBOL_GLOBAL : SYMBOL_LOCAL, target->span);
}

/* symtable_extend_namedexpr_scope */
static void extend_walrus(struct scope_walk *walk, const struct ast_expr *target)
{
    for (struct scope *scope = walk->current; scope; scope = scope->outer) {
        if (scope->comprehension) {
            check_rebinding(walk, scope, target);
        } else if (scope->kind == SCOPE_FUNCTION || scope->kind == SCOPE_MODULE) {
            bind_walrus(walk, scope, target);
            return;
        } else if (walrus_place(scope->kind)) {
            scope_fail(walk->ctx, target->span,
                       "assignment expression within a comprehension cannot be used %s",
                       walrus_place(scope->kind));
        }
    }
}

void scope_visit_walrus(struct scope_walk *walk, const struct ast_expr *expr)
{
    scope_check_allowed(walk, "named expression", expr);
    if (walk->current->comp_iter_expr > 0)
        scope_fail(walk->ctx, expr->span,
                   "assignment expression cannot be used in a comprehension iterable "
                   "expression");
    if (walk->current->comprehension)
        extend_walrus(walk, expr->NamedExpr.target);
    scope_visit_expr(walk, expr->NamedExpr.value);
    scope_visit_expr(walk, expr->NamedExpr.target);
}
