/* SPDX-License-Identifier: MIT
 *
 * First pass, expressions and patterns: symtable_visit_expr, symtable_visit_pattern.
 */
#include "compiler/scope/walk.h"

void scope_visit_exprs(struct scope_walk *walk, const struct ast_exprs *exprs)
{
    for (uint32_t i = 0; i < exprs->count; i++)
        if (exprs->items[i]) /* the key of a ** entry is none */
            scope_visit_expr(walk, exprs->items[i]);
}

void scope_visit_keywords(struct scope_walk *walk, const struct ast_keywords *keywords)
{
    if (walk->early_checks)
        for (uint32_t i = 0; i < keywords->count; i++)
            scope_check_name(walk, keywords->items[i]->arg, AST_Store,
                             keywords->items[i]->span);
    for (uint32_t i = 0; i < keywords->count; i++)
        scope_visit_expr(walk, keywords->items[i]->value);
}

static void visit_name(struct scope_walk *walk, const struct ast_expr *expr)
{
    name_id name = expr->Name.id;
    enum ast_context context = expr->Name.ctx;
    if (walk->current->in_unevaluated_annotation)
        return;
    scope_check_name(walk, name, context, expr->span);
    scope_add_in(walk, walk->current, name, context == AST_Load ? SYMBOL_USE : SYMBOL_LOCAL,
                 expr->span);
    /* super without arguments needs __class__ */
    if (name == walk->words.super_ && context == AST_Load && walk->current->function_like)
        scope_add(walk, walk->words.class_, SYMBOL_USE, expr->span);
}

void scope_check_allowed(struct scope_walk *walk, const char *what,
                         const struct ast_expr *expr)
{
    bool newer = target_has(walk->ctx->target, FEATURE_TYPE_PARAMETERS);
    switch (walk->current->kind) {
    case SCOPE_ANNOTATION:
        scope_fail(walk->ctx, expr->span,
                   newer ? "%s cannot be used within an annotation"
                         : "'%s' can not be used within an annotation",
                   what);
    case SCOPE_TYPE_VARIABLE:
        scope_fail(walk->ctx, expr->span, "%s cannot be used within %s", what,
                   walk->current->info);
    case SCOPE_TYPE_ALIAS:
        scope_fail(walk->ctx, expr->span, "%s cannot be used within a type alias", what);
    case SCOPE_TYPE_PARAMETERS:
        scope_fail(walk->ctx, expr->span,
                   "%s cannot be used within the definition of a generic", what);
    case SCOPE_FUNCTION:
    case SCOPE_CLASS:
    case SCOPE_MODULE:
        break;
    }
}

void scope_check_not_in_class(struct scope_walk *walk, const char *what,
                              const struct ast_expr *expr)
{
    if (walk->current->can_see_class_scope &&
        target_has(walk->ctx->target, FEATURE_FLAT_ANNOTATION_SCOPES))
        scope_fail(walk->ctx, expr->span,
                   "Cannot use %s in annotation scope within class scope", what);
}

static void visit_yield(struct scope_walk *walk, const struct ast_expr *expr,
                        const struct ast_expr *value)
{
    static const char *const places[] = {
        [COMPREHENSION_LIST] = "list comprehension",
        [COMPREHENSION_DICT] = "dict comprehension",
        [COMPREHENSION_SET] = "set comprehension",
        [COMPREHENSION_GENERATOR] = "generator expression",
    };
    scope_check_allowed(walk, "yield expression", expr);
    scope_visit_optional(walk, value);
    walk->current->generator = true;
    if (walk->current->comprehension)
        scope_fail(walk->ctx, expr->span, "'yield' inside %s",
                   places[walk->current->comprehension]);
}

static void visit_await(struct scope_walk *walk, const struct ast_expr *expr)
{
    struct scope *scope = walk->current;
    scope_check_allowed(walk, "await expression", expr);
    if (walk->early_checks) {
        bool in_async = scope->kind == SCOPE_FUNCTION && scope->coroutine;
        if (!scope->function_like)
            scope_fail(walk->ctx, expr->span, "'await' outside function");
        if (!in_async && !scope->comprehension)
            scope_fail(walk->ctx, expr->span, "'await' outside async function");
    }
    scope_visit_expr(walk, expr->Await.value);
    scope->coroutine = true;
}

void scope_visit_expr(struct scope_walk *walk, const struct ast_expr *expr)
{
    scope_deepen(walk);
    switch (expr->kind) {
    case AST_Name:
        visit_name(walk, expr);
        break;
    case AST_Constant:
        break;
    case AST_Attribute:
        scope_check_name(walk, expr->Attribute.attr, expr->Attribute.ctx, expr->span);
        scope_visit_expr(walk, expr->Attribute.value);
        break;
    case AST_Call:
        scope_visit_expr(walk, expr->Call.func);
        scope_visit_exprs(walk, &expr->Call.args);
        scope_visit_keywords(walk, &expr->Call.keywords);
        break;
    case AST_NamedExpr:
        scope_visit_walrus(walk, expr);
        break;
    case AST_BoolOp:
        scope_visit_exprs(walk, &expr->BoolOp.values);
        break;
    case AST_BinOp:
        scope_visit_expr(walk, expr->BinOp.left);
        scope_visit_expr(walk, expr->BinOp.right);
        break;
    case AST_UnaryOp:
        scope_visit_expr(walk, expr->UnaryOp.operand);
        break;
    case AST_Lambda:
        scope_visit_lambda(walk, expr);
        break;
    case AST_IfExp:
        scope_visit_expr(walk, expr->IfExp.test);
        scope_visit_expr(walk, expr->IfExp.body);
        scope_visit_expr(walk, expr->IfExp.orelse);
        break;
    case AST_Dict:
        scope_visit_exprs(walk, &expr->Dict.keys);
        scope_visit_exprs(walk, &expr->Dict.values);
        break;
    case AST_Set:
        scope_visit_exprs(walk, &expr->Set.elts);
        break;
    case AST_ListComp:
    case AST_SetComp:
    case AST_DictComp:
    case AST_GeneratorExp:
        scope_visit_comprehension(walk, expr);
        break;
    case AST_Yield:
        visit_yield(walk, expr, expr->Yield.value);
        break;
    case AST_YieldFrom:
        visit_yield(walk, expr, expr->YieldFrom.value);
        break;
    case AST_Await:
        visit_await(walk, expr);
        break;
    case AST_Compare:
        scope_visit_expr(walk, expr->Compare.left);
        scope_visit_exprs(walk, &expr->Compare.comparators);
        break;
    case AST_FormattedValue:
        scope_visit_expr(walk, expr->FormattedValue.value);
        scope_visit_optional(walk, expr->FormattedValue.format_spec);
        break;
    case AST_Interpolation:
        scope_visit_expr(walk, expr->Interpolation.value);
        scope_visit_optional(walk, expr->Interpolation.format_spec);
        break;
    case AST_JoinedStr:
        scope_visit_exprs(walk, &expr->JoinedStr.values);
        break;
    case AST_TemplateStr:
        scope_visit_exprs(walk, &expr->TemplateStr.values);
        break;
    case AST_Subscript:
        scope_visit_expr(walk, expr->Subscript.value);
        scope_visit_expr(walk, expr->Subscript.slice);
        break;
    case AST_Starred:
        scope_visit_expr(walk, expr->Starred.value);
        break;
    case AST_List:
        scope_visit_exprs(walk, &expr->List.elts);
        break;
    case AST_Tuple:
        scope_visit_exprs(walk, &expr->Tuple.elts);
        break;
    case AST_Slice:
        scope_visit_optional(walk, expr->Slice.lower);
        scope_visit_optional(walk, expr->Slice.upper);
        scope_visit_optional(walk, expr->Slice.step);
        break;
    }
    walk->depth--;
}
