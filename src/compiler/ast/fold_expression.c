/* SPDX-License-Identifier: MIT
 *
 * The walk of folding through expressions (CPython: astfold_expr and what it calls).
 */
#include "compiler/ast/fold_fields.h"
#include "compiler/ast/folder.h"

#define F(type, name) CHANGE_FIELD(type, name)
#define V(feature, type, name) CHANGE_FIELD(type, name)

static struct ast_expr *fold_parts(struct folder *folder, struct ast_expr *expr)
{
    struct ast_expr node = *expr;
    bool changed = false;
    switch (node.kind) {
#define EXPR(Kind, fields) CHANGE_KIND(Kind, fields)
#include "compiler/ast/ast.def"
#undef EXPR
    }
    return changed ? fold_keep(folder, &node, sizeof node) : expr;
}

static struct ast_type_param *fold_type_param(struct folder *folder,
                                              struct ast_type_param *param)
{
    struct ast_type_param node = *param;
    bool changed = false;
    switch (node.kind) {
#define TYPE_PARAM(Kind, fields) CHANGE_KIND(Kind, fields)
#include "compiler/ast/ast.def"
#undef TYPE_PARAM
    }
    return changed ? fold_keep(folder, &node, sizeof node) : param;
}

#undef F
#undef V

bool fold_change_type_params(struct folder *folder, struct ast_type_params *params)
{
    CHANGE_POINTERS(folder, params, struct ast_type_param, fold_type_param)
}

static struct ast_expr *fold_name(struct folder *folder, struct ast_expr *expr)
{
    struct value value = {.kind = folder->level ? VALUE_FALSE : VALUE_TRUE};
    if (expr->Name.id != folder->debug || expr->Name.ctx != AST_Load)
        return expr;
    return fold_to_constant(folder, expr, &value);
}

static struct ast_expr *fold_expr(struct folder *folder, struct ast_expr *expr)
{
    fold_enter(folder);
    struct ast_expr *result;
    if (expr->kind == AST_Constant)
        result = expr;
    else if (expr->kind == AST_Name)
        result = fold_name(folder, expr);
    else
        result = fold_operator(folder, fold_parts(folder, expr));
    fold_leave(folder);
    return result;
}

bool fold_change_expr(struct folder *folder, struct ast_expr **expr)
{
    struct ast_expr *old = *expr;
    *expr = fold_expr(folder, old);
    return *expr != old;
}

bool fold_change_expr_opt(struct folder *folder, struct ast_expr **expr)
{
    return *expr && fold_change_expr(folder, expr);
}

bool fold_change_exprs(struct folder *folder, struct ast_exprs *exprs)
{
    CHANGE_POINTERS(folder, exprs, struct ast_expr, fold_expr)
}

bool fold_change_iterable(struct folder *folder, struct ast_expr **expr)
{
    struct ast_expr *old = *expr;
    if (folder->constants)
        *expr = fold_iterable(folder, old);
    return *expr != old;
}

static struct ast_arg *fold_arg(struct folder *folder, struct ast_arg *arg)
{
    struct ast_arg node = *arg;
    if (folder->keep_annotations || !fold_change_expr_opt(folder, &node.annotation))
        return arg;
    return fold_keep(folder, &node, sizeof node);
}

static bool change_args(struct folder *folder, struct ast_args *args)
{
    CHANGE_POINTERS(folder, args, struct ast_arg, fold_arg)
}

static bool change_arg_opt(struct folder *folder, struct ast_arg **arg)
{
    struct ast_arg *old = *arg;
    if (old)
        *arg = fold_arg(folder, old);
    return *arg != old;
}

bool fold_change_arguments(struct folder *folder, struct ast_arguments **arguments)
{
    struct ast_arguments node = **arguments;
    bool changed = change_args(folder, &node.posonlyargs);
    changed |= change_args(folder, &node.args);
    changed |= change_arg_opt(folder, &node.vararg);
    changed |= change_args(folder, &node.kwonlyargs);
    changed |= fold_change_exprs(folder, &node.kw_defaults);
    changed |= change_arg_opt(folder, &node.kwarg);
    changed |= fold_change_exprs(folder, &node.defaults);
    if (changed)
        *arguments = fold_keep(folder, &node, sizeof node);
    return changed;
}

static struct ast_keyword *fold_keyword(struct folder *folder, struct ast_keyword *keyword)
{
    struct ast_keyword node = *keyword;
    return fold_change_expr(folder, &node.value) ? fold_keep(folder, &node, sizeof node)
                                                 : keyword;
}

bool fold_change_keywords(struct folder *folder, struct ast_keywords *keywords)
{
    CHANGE_POINTERS(folder, keywords, struct ast_keyword, fold_keyword)
}

static bool change_comprehension(struct folder *folder, struct ast_comprehension *node)
{
    bool changed = fold_change_expr(folder, &node->target);
    changed |= fold_change_expr(folder, &node->iter);
    changed |= fold_change_exprs(folder, &node->ifs);
    return fold_change_iterable(folder, &node->iter) || changed;
}

bool fold_change_comprehensions(struct folder *folder,
                                struct ast_comprehensions *comprehensions)
{
    CHANGE_STRUCTS(folder, comprehensions, struct ast_comprehension, change_comprehension)
}
