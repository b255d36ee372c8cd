/* SPDX-License-Identifier: MIT
 *
 * Expressions whose parts are constants (CPython until 3.13: fold_unaryop,
 * fold_binop, fold_tuple, fold_subscr, fold_iter, fold_compare of ast_opt.c; since
 * then only what patterns need).
 */
#include "compiler/ast/folder.h"
#include "compiler/value/arithmetic.h"

_Static_assert((int)AST_USub == (int)VALUE_MINUS, "operators in the same order");
_Static_assert((int)AST_Mod == (int)VALUE_MODULO, "operators in the same order");
_Static_assert((int)AST_FloorDiv == (int)VALUE_FLOOR_DIVIDE, "operators in the same order");

struct ast_expr *fold_to_constant(struct folder *folder, const struct ast_expr *expr,
                                  const struct value *value)
{
    struct ast_expr *constant = CTX_NEW(folder->ctx, struct ast_expr);
    *constant = (struct ast_expr){
        .kind = AST_Constant, .span = expr->span, .Constant = {.value = *value}};
    return constant;
}

static bool holds_starred(const struct ast_exprs *exprs)
{
    for (uint32_t i = 0; i < exprs->count; i++)
        if (exprs->items[i]->kind == AST_Starred)
            return true;
    return false;
}

/* The operator that says the contrary; the operator itself where two methods answer,
 * which need not agree. */
static uint8_t contrary(uint8_t op)
{
    if (op == AST_Is || op == AST_In)
        return op + 1;
    if (op == AST_IsNot || op == AST_NotIn)
        return op - 1;
    return op;
}

/* not a is b: a is not b, with the place of the whole comparison inside */
static struct ast_expr *fold_not_compare(struct folder *folder, struct ast_expr *expr)
{
    const struct ast_expr *compare = expr->UnaryOp.operand;
    uint8_t op = compare->Compare.ops.items[0];
    if (compare->Compare.ops.count != 1 || contrary(op) == op)
        return expr;
    uint8_t *items = ctx_alloc(folder->ctx, sizeof *items);
    *items = contrary(op);
    struct ast_expr *result = CTX_NEW(folder->ctx, struct ast_expr);
    *result = *compare;
    result->Compare.ops.items = items;
    return result;
}

static struct ast_expr *fold_unary(struct folder *folder, struct ast_expr *expr)
{
    struct value value;
    const struct ast_expr *operand = expr->UnaryOp.operand;
    if (operand->kind == AST_Compare && expr->UnaryOp.op == AST_Not)
        return fold_not_compare(folder, expr);
    if (operand->kind != AST_Constant ||
        !value_unary(folder->ctx, (enum value_unary_op)expr->UnaryOp.op,
                     &operand->Constant.value, &value))
        return expr;
    return fold_to_constant(folder, expr, &value);
}

static struct ast_expr *fold_constants(struct folder *folder, struct ast_expr *expr)
{
    struct value value;
    const struct ast_expr *left = expr->BinOp.left, *right = expr->BinOp.right;
    if (left->kind != AST_Constant || right->kind != AST_Constant ||
        !value_binary(folder->ctx, (enum value_binary_op)expr->BinOp.op,
                      &left->Constant.value, &right->Constant.value, &value))
        return expr;
    return fold_to_constant(folder, expr, &value);
}

static struct ast_expr *fold_binary(struct folder *folder, struct ast_expr *expr)
{
    const struct ast_expr *left = expr->BinOp.left, *right = expr->BinOp.right;
    if (expr->BinOp.op == AST_Mod && left->kind == AST_Constant &&
        left->Constant.value.kind == VALUE_STR && right->kind == AST_Tuple &&
        !holds_starred(&right->Tuple.elts))
        return fold_format(folder, expr);
    return folder->constants ? fold_constants(folder, expr) : expr;
}

/* Values of expressions that are all constants; NULL if one is not. */
static const struct value **gather_values(struct folder *folder,
                                          const struct ast_exprs *exprs)
{
    for (uint32_t i = 0; i < exprs->count; i++)
        if (exprs->items[i]->kind != AST_Constant)
            return NULL;
    const struct value **items = ctx_alloc(folder->ctx, exprs->count * sizeof *items);
    for (uint32_t i = 0; i < exprs->count; i++)
        items[i] = &exprs->items[i]->Constant.value;
    return items;
}

/* make_const_tuple */
static struct ast_expr *fold_elements(struct folder *folder, struct ast_expr *expr,
                                      const struct ast_exprs *elements)
{
    struct value value = {.kind = VALUE_TUPLE};
    value.elements.items = gather_values(folder, elements);
    value.elements.count = elements->count;
    return value.elements.items ? fold_to_constant(folder, expr, &value) : expr;
}

static struct ast_expr *fold_subscript(struct folder *folder, struct ast_expr *expr)
{
    struct value value;
    const struct ast_expr *of = expr->Subscript.value, *index = expr->Subscript.slice;
    if (expr->Subscript.ctx != AST_Load || of->kind != AST_Constant ||
        index->kind != AST_Constant ||
        !value_subscript(folder->ctx, &of->Constant.value, &index->Constant.value, &value))
        return expr;
    return fold_to_constant(folder, expr, &value);
}

static struct ast_expr *fold_list(struct folder *folder, struct ast_expr *expr)
{
    if (holds_starred(&expr->List.elts))
        return expr;
    struct ast_expr *tuple = CTX_NEW(folder->ctx, struct ast_expr);
    *tuple = (struct ast_expr){.kind = AST_Tuple, .span = expr->span};
    tuple->Tuple.elts = expr->List.elts;
    tuple->Tuple.ctx = expr->List.ctx;
    return fold_elements(folder, tuple, &tuple->Tuple.elts);
}

struct ast_expr *fold_iterable(struct folder *folder, struct ast_expr *expr)
{
    struct value set;
    if (expr->kind == AST_List)
        return fold_list(folder, expr);
    if (expr->kind != AST_Set)
        return expr;
    const struct value **items = gather_values(folder, &expr->Set.elts);
    if (!items)
        return expr;
    value_frozenset(folder->ctx, items, expr->Set.elts.count, &set);
    return fold_to_constant(folder, expr, &set);
}

/* a in [1, 2]: only the last of a chain of comparisons is looked at. */
static struct ast_expr *fold_comparison(struct folder *folder, struct ast_expr *expr)
{
    const struct ast_exprs *old = &expr->Compare.comparators;
    uint8_t op = expr->Compare.ops.items[old->count - 1];
    if (op != AST_In && op != AST_NotIn)
        return expr;
    struct ast_expr *last = old->items[old->count - 1];
    struct ast_expr *folded = fold_iterable(folder, last);
    if (folded == last)
        return expr;
    struct ast_expr **items =
        ctx_alloc(folder->ctx, old->count * sizeof(struct ast_expr *));
    for (uint32_t i = 0; i + 1 < old->count; i++)
        items[i] = old->items[i];
    items[old->count - 1] = folded;
    struct ast_expr *result = CTX_NEW(folder->ctx, struct ast_expr);
    *result = *expr;
    result->Compare.comparators.items = items;
    return result;
}

struct ast_expr *fold_operator(struct folder *folder, struct ast_expr *expr)
{
    if (expr->kind == AST_BinOp)
        return fold_binary(folder, expr);
    if (!folder->constants)
        return expr;
    if (expr->kind == AST_UnaryOp)
        return fold_unary(folder, expr);
    if (expr->kind == AST_Tuple && expr->Tuple.ctx == AST_Load)
        return fold_elements(folder, expr, &expr->Tuple.elts);
    if (expr->kind == AST_Subscript)
        return fold_subscript(folder, expr);
    return expr->kind == AST_Compare ? fold_comparison(folder, expr) : expr;
}

/* fold_const_match_patterns: -1, +1, 1+2j, -1-2j */
struct ast_expr *fold_pattern_number(struct folder *folder, struct ast_expr *expr)
{
    if (expr->kind == AST_UnaryOp)
        return fold_unary(folder, expr);
    if (expr->kind != AST_BinOp || expr->BinOp.right->kind != AST_Constant)
        return expr;
    struct ast_expr *left = fold_pattern_number(folder, expr->BinOp.left);
    struct ast_expr *result = expr;
    if (left != expr->BinOp.left) {
        result = CTX_NEW(folder->ctx, struct ast_expr);
        *result = *expr;
        result->BinOp.left = left;
    }
    return fold_constants(folder, result);
}
