/* SPDX-License-Identifier: MIT
 *
 * Expressions: what is generated for each kind of node (compiler_visit_expr).
 */
#include "compiler/codegen/expression.h"

/* Arguments of BINARY_OP (opcode.h: NB_*); those that store in place follow. */
enum { OPERATORS_OF_BINARY_OP = 13 };

static const uint8_t binary_arguments[OPERATORS_OF_BINARY_OP] = {
    [AST_Add] = 0,     [AST_BitAnd] = 1, [AST_FloorDiv] = 2, [AST_LShift] = 3,
    [AST_MatMult] = 4, [AST_Mult] = 5,   [AST_Mod] = 6,      [AST_BitOr] = 7,
    [AST_Pow] = 8,     [AST_RShift] = 9, [AST_Sub] = 10,     [AST_Div] = 11,
    [AST_BitXor] = 12,
};

void gen_binary(struct generator *gen, enum ast_operator op, bool in_place,
                struct location place)
{
    int32_t arg = binary_arguments[op] + (in_place ? OPERATORS_OF_BINARY_OP : 0);
    gen_emit(gen, OP_BINARY_OP, arg, place);
}

/* a + b + c …: the left operands are nested in each other, thousands deep where code
 * was written by a program, and are walked from the innermost outwards. */
static void gen_bin_op(struct generator *gen, const struct ast_expr *expr)
{
    uint32_t count = 0;
    const struct ast_expr *first = expr;
    for (; first->kind == AST_BinOp; first = first->BinOp.left)
        count++;
    const struct ast_expr **chain = ctx_alloc(gen->ctx, count * sizeof *chain);
    for (uint32_t i = count; i-- > 0; expr = expr->BinOp.left)
        chain[i] = expr;
    gen_expr(gen, first);
    for (uint32_t i = 0; i < count; i++) {
        gen_expr(gen, chain[i]->BinOp.right);
        gen_binary(gen, chain[i]->BinOp.op, false, location_of(chain[i]->span));
    }
}

static void gen_unary_op(struct generator *gen, const struct ast_expr *expr)
{
    struct location place = location_of(expr->span);
    gen_expr(gen, expr->UnaryOp.operand);
    switch (expr->UnaryOp.op) {
    case AST_Invert:
        gen_emit0(gen, OP_UNARY_INVERT, place);
        return;
    case AST_Not:
        gen_to_bool(gen, place);
        gen_emit0(gen, OP_UNARY_NOT, place);
        return;
    case AST_UAdd:
        gen_intrinsic(gen, INTRINSIC_UNARY_POSITIVE, place);
        return;
    case AST_USub:
        gen_emit0(gen, OP_UNARY_NEGATIVE, place);
        return;
    }
}

/* PEP 572: target := value */
static void gen_named_expr(struct generator *gen, const struct ast_expr *expr)
{
    gen_expr(gen, expr->NamedExpr.value);
    gen_emit(gen, OP_COPY, 1, location_of(expr->span));
    gen_expr(gen, expr->NamedExpr.target);
}

static void visit_expression(struct generator *gen, const struct ast_expr *expr)
{
    switch (expr->kind) {
    case AST_BoolOp:
        gen_bool_op(gen, expr);
        return;
    case AST_NamedExpr:
        gen_named_expr(gen, expr);
        return;
    case AST_BinOp:
        gen_bin_op(gen, expr);
        return;
    case AST_UnaryOp:
        gen_unary_op(gen, expr);
        return;
    case AST_Lambda:
        gen_lambda(gen, expr);
        return;
    case AST_IfExp:
        gen_if_expression(gen, expr);
        return;
    case AST_Dict:
        gen_dict(gen, expr);
        return;
    case AST_Set:
        gen_set(gen, expr);
        return;
    case AST_ListComp:
    case AST_SetComp:
    case AST_DictComp:
    case AST_GeneratorExp:
        gen_comprehension(gen, expr);
        return;
    case AST_Await:
        gen_await(gen, expr);
        return;
    case AST_Yield:
        gen_yield_expr(gen, expr);
        return;
    case AST_YieldFrom:
        gen_yield_from_expr(gen, expr);
        return;
    case AST_Compare:
        gen_comparison(gen, expr);
        return;
    case AST_Call:
        gen_call(gen, expr);
        return;
    case AST_FormattedValue:
        gen_formatted_value(gen, expr);
        return;
    case AST_Interpolation:
        gen_interpolation(gen, expr);
        return;
    case AST_JoinedStr:
        gen_joined_str(gen, expr);
        return;
    case AST_TemplateStr:
        gen_template_str(gen, expr);
        return;
    case AST_Constant:
        gen_const(gen, &expr->Constant.value, location_of(expr->span));
        return;
    case AST_Attribute:
        gen_attribute(gen, expr);
        return;
    case AST_Subscript:
        gen_subscript(gen, expr);
        return;
    case AST_Starred:
        gen_fail_starred(gen, expr);
    case AST_Name:
        gen_name(gen, expr->Name.id, expr->Name.ctx, location_of(expr->span));
        return;
    case AST_List:
        gen_list(gen, expr);
        return;
    case AST_Tuple:
        gen_tuple(gen, expr);
        return;
    case AST_Slice:
        gen_slice(gen, expr);
        return;
    }
}

void gen_expr(struct generator *gen, const struct ast_expr *expr)
{
    struct body *body = gen->body;
    struct location around = body->place;
    gen_descend(gen);
    gen_at(gen, location_of(expr->span));
    visit_expression(gen, expr);
    body->place = around;
    gen->ctx->depth--;
}

void gen_exprs(struct generator *gen, const struct ast_exprs *exprs)
{
    for (uint32_t i = 0; i < exprs->count; i++)
        gen_expr(gen, exprs->items[i]);
}
