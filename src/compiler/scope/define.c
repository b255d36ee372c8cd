/* SPDX-License-Identifier: MIT
 *
 * Functions, classes, type aliases and type parameters: what makes most scopes.
 */
#include "compiler/scope/walk.h"

static void add_parameters(struct scope_walk *walk, const struct ast_args *args)
{
    for (uint32_t i = 0; i < args->count; i++)
        scope_add(walk, args->items[i]->arg, SYMBOL_PARAM, args->items[i]->span);
}

static void visit_defaults(struct scope_walk *walk, const struct ast_arguments *args)
{
    scope_visit_exprs(walk, &args->defaults);
    for (uint32_t i = 0; i < args->kw_defaults.count; i++)
        scope_visit_optional(walk, args->kw_defaults.items[i]);
}

/* The parameters inside the function; their defaults are outside. */
static void visit_parameters(struct scope_walk *walk, const struct ast_arguments *args)
{
    add_parameters(walk, &args->posonlyargs);
    add_parameters(walk, &args->args);
    add_parameters(walk, &args->kwonlyargs);
    if (args->vararg) {
        scope_add(walk, args->vararg->arg, SYMBOL_PARAM, args->vararg->span);
        walk->current->varargs = true;
    }
    if (args->kwarg) {
        scope_add(walk, args->kwarg->arg, SYMBOL_PARAM, args->kwarg->span);
        walk->current->varkeywords = true;
    }
}

void scope_visit_lambda(struct scope_walk *walk, const struct ast_expr *expr)
{
    scope_check_not_in_class(walk, "lambda", expr);
    visit_defaults(walk, expr->Lambda.args);
    scope_enter(walk, SCOPE_FUNCTION, walk->words.lambda, expr, expr->span);
    visit_parameters(walk, expr->Lambda.args);
    scope_visit_expr(walk, expr->Lambda.body);
    scope_exit(walk);
}

static bool has_keyword_default(const struct ast_arguments *args)
{
    for (uint32_t i = 0; i < args->kw_defaults.count; i++)
        if (args->kw_defaults.items[i])
            return true;
    return false;
}

static void enter_function_type_params(struct scope_walk *walk, const struct ast_stmt *stmt,
                                       const struct ast_FunctionDef *def)
{
    scope_enter_type_params(walk, stmt, def->name, &def->type_params);
    /* CPython asks whether there is a list of defaults; its parser always makes one. */
    scope_add(walk, walk->words.defaults, SYMBOL_PARAM, stmt->span);
    if (has_keyword_default(def->args))
        scope_add(walk, walk->words.kwdefaults, SYMBOL_PARAM, stmt->span);
    scope_visit_type_params(walk, &def->type_params);
}

void scope_visit_function(struct scope_walk *walk, const struct ast_stmt *stmt,
                          const struct ast_FunctionDef *def, bool is_async)
{
    bool generic = def->type_params.count > 0;
    bool decorators_last = !target_has(walk->ctx->target, FEATURE_TYPE_PARAMETERS);
    scope_add(walk, def->name, SYMBOL_LOCAL, stmt->span);
    visit_defaults(walk, def->args);
    if (!decorators_last)
        scope_visit_exprs(walk, &def->decorator_list);
    if (generic)
        enter_function_type_params(walk, stmt, def);
    struct scope *function = scope_make(walk, SCOPE_FUNCTION, def->name, stmt, stmt->span);
    function->has_docstring = scope_has_docstring(&def->body);
    scope_visit_annotations(walk, stmt, def);
    if (decorators_last)
        scope_visit_exprs(walk, &def->decorator_list);
    scope_enter_made(walk, function, true);
    function->coroutine = is_async;
    visit_parameters(walk, def->args);
    scope_visit_stmts(walk, &def->body);
    scope_exit(walk);
    if (generic)
        scope_exit(walk);
}

/* The scope around a generic class is where its bases are evaluated; there only the
 * names of its type parameters are private to the class. */
static void enter_class_type_params(struct scope_walk *walk, const struct ast_stmt *stmt,
                                    const struct ast_ClassDef *def)
{
    scope_enter_type_params(walk, stmt, def->name, &def->type_params);
    scope_add(walk, walk->words.dot_type_params, SYMBOL_LOCAL | SYMBOL_USE, stmt->span);
    scope_add(walk, walk->words.generic_base, SYMBOL_LOCAL | SYMBOL_USE, stmt->span);
    walk->private_name = def->name;
    if (target_has(walk->ctx->target, FEATURE_MANGLED_TYPE_PARAMETERS)) {
        struct mangled_names *mangled = CTX_NEW(walk->ctx, struct mangled_names);
        *mangled = (struct mangled_names){0};
        walk->current->mangled_names = mangled;
    }
    scope_visit_type_params(walk, &def->type_params);
}

static void visit_class_body(struct scope_walk *walk, const struct ast_stmt *stmt,
                             const struct ast_ClassDef *def)
{
    scope_enter(walk, SCOPE_CLASS, def->name, stmt, stmt->span);
    walk->private_name = def->name;
    if (def->type_params.count) {
        scope_add(walk, walk->words.type_params_, SYMBOL_LOCAL, stmt->span);
        scope_add(walk, walk->words.dot_type_params, SYMBOL_USE, stmt->span);
    }
    walk->current->has_docstring = scope_has_docstring(&def->body);
    scope_visit_stmts(walk, &def->body);
    scope_exit(walk);
}

void scope_visit_class(struct scope_walk *walk, const struct ast_stmt *stmt)
{
    const struct ast_ClassDef *def = &stmt->ClassDef;
    bool decorators_last = !target_has(walk->ctx->target, FEATURE_TYPE_PARAMETERS);
    name_id outer_private = walk->private_name;
    scope_add(walk, def->name, SYMBOL_LOCAL, stmt->span);
    if (!decorators_last)
        scope_visit_exprs(walk, &def->decorator_list);
    if (def->type_params.count)
        enter_class_type_params(walk, stmt, def);
    /* gh-119395: a generic class made what came after it private too. */
    if (!target_has(walk->ctx->target, FEATURE_MANGLED_TYPE_PARAMETERS))
        outer_private = walk->private_name;
    scope_visit_exprs(walk, &def->bases);
    scope_visit_keywords(walk, &def->keywords);
    if (decorators_last)
        scope_visit_exprs(walk, &def->decorator_list);
    visit_class_body(walk, stmt, def);
    if (def->type_params.count)
        scope_exit(walk);
    walk->private_name = outer_private;
}

/* PEP 695: the value, and the parameters around it, each in a scope. */
void scope_visit_type_alias(struct scope_walk *walk, const struct ast_stmt *stmt)
{
    const struct ast_TypeAlias *alias = &stmt->TypeAlias;
    name_id name = alias->name->Name.id;
    bool in_class = walk->current->kind == SCOPE_CLASS;
    scope_visit_expr(walk, alias->name);
    if (alias->type_params.count) {
        scope_enter_type_params(walk, stmt, name, &alias->type_params);
        scope_visit_type_params(walk, &alias->type_params);
    }
    scope_enter(walk, SCOPE_TYPE_ALIAS, name, stmt, stmt->span);
    walk->current->can_see_class_scope = in_class;
    if (in_class)
        scope_add(walk, walk->words.classdict, SYMBOL_USE, alias->value->span);
    scope_visit_expr(walk, alias->value);
    scope_exit(walk);
    if (alias->type_params.count)
        scope_exit(walk);
}
