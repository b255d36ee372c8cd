/* SPDX-License-Identifier: MIT
 *
 * Type parameters (PEP 695, PEP 696): the scope around what is generic, and one for
 * each bound, constraint and default, which are evaluated late.
 */
#include "compiler/scope/walk.h"

void scope_enter_type_params(struct scope_walk *walk, const struct ast_stmt *stmt,
                             name_id name, const struct ast_type_params *params)
{
    bool in_class = walk->current->kind == SCOPE_CLASS;
    scope_enter(walk, SCOPE_TYPE_PARAMETERS, name, params->items, stmt->span);
    if (!in_class)
        return;
    walk->current->can_see_class_scope = true;
    scope_add(walk, walk->words.classdict, SYMBOL_USE, stmt->span);
}

/* The name of one parameter.  Around a generic class it is mangled from now on. */
static void add_type_param(struct scope_walk *walk, name_id name, struct span span)
{
    /* The set belongs to the scope of the class's parameters, which is being made. */
    struct mangled_names *mangled = (struct mangled_names *)walk->current->mangled_names;
    scope_check_name(walk, name, AST_Store, span);
    if (mangled) {
        SCOPE_GROW(walk->ctx, mangled, items, capacity, count);
        mangled->items[mangled->count++] = name;
    }
    scope_add_in(walk, walk->current, name, SYMBOL_TYPE_PARAM | SYMBOL_LOCAL, span);
}

static void visit_type_variable(struct scope_walk *walk, const struct ast_expr *expr,
                                name_id name, const void *key, const char *info)
{
    bool in_class = walk->current->can_see_class_scope;
    scope_enter(walk, SCOPE_TYPE_VARIABLE, name, key, expr->span);
    walk->current->can_see_class_scope = in_class;
    if (in_class)
        scope_add(walk, walk->words.classdict, SYMBOL_USE, expr->span);
    walk->current->info = info;
    scope_visit_expr(walk, expr);
    scope_exit(walk);
}

static void check_reserved(struct scope_walk *walk, name_id name, struct span span)
{
    if (name == walk->words.classdict &&
        target_has(walk->ctx->target, FEATURE_RESERVED_CLASSDICT))
        scope_fail(walk->ctx, span, "reserved name '%s' cannot be used for type parameter",
                   scope_text(walk, name));
}

static const char *bound_info(const struct scope_walk *walk, const struct ast_expr *bound)
{
    bool told_apart = target_has(walk->ctx->target, FEATURE_TYPE_PARAMETER_DEFAULTS);
    return told_apart && bound->kind == AST_Tuple ? "a TypeVar constraint"
                                                  : "a TypeVar bound";
}

static void visit_plain_type_var(struct scope_walk *walk,
                                 const struct ast_type_param *param)
{
    const struct ast_TypeVar *type_var = &param->TypeVar;
    add_type_param(walk, type_var->name, param->span);
    check_reserved(walk, type_var->name, param->span);
    if (type_var->bound)
        visit_type_variable(walk, type_var->bound, type_var->name, param,
                            bound_info(walk, type_var->bound));
    if (type_var->default_value)
        visit_type_variable(walk, type_var->default_value, type_var->name,
                            scope_default_key(param), "a TypeVar default");
}

static void visit_unbounded(struct scope_walk *walk, const struct ast_type_param *param,
                            name_id name, const struct ast_expr *default_value,
                            const char *info)
{
    add_type_param(walk, name, param->span);
    check_reserved(walk, name, param->span);
    if (default_value)
        visit_type_variable(walk, default_value, name, param, info);
}

void scope_visit_type_params(struct scope_walk *walk, const struct ast_type_params *params)
{
    scope_deepen(walk);
    for (uint32_t i = 0; i < params->count; i++) {
        const struct ast_type_param *param = params->items[i];
        switch (param->kind) {
        case AST_TypeVar:
            visit_plain_type_var(walk, param);
            break;
        case AST_TypeVarTuple:
            visit_unbounded(walk, param, param->TypeVarTuple.name,
                            param->TypeVarTuple.default_value, "a TypeVarTuple default");
            break;
        case AST_ParamSpec:
            visit_unbounded(walk, param, param->ParamSpec.name,
                            param->ParamSpec.default_value, "a ParamSpec default");
            break;
        }
    }
    walk->depth--;
}
