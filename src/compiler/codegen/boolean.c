/* SPDX-License-Identifier: MIT
 *
 * and, or, not and if-else: as values and as conditions.
 */
#include "compiler/codegen/expression.h"

/* Leaves for `end` with the value on the stack if that decides; else takes it away.
 * Until 3.11 one instruction; until 3.13 the pieces of it; since 3.14 one
 * pseudo-instruction and POP_TOP. */
static void leave_or_pop(struct generator *gen, bool truth, int32_t end,
                         struct location place)
{
    if (gen_knows(gen, OP_JUMP_IF_FALSE_OR_POP)) {
        gen_jump(gen, truth ? OP_JUMP_IF_TRUE_OR_POP : OP_JUMP_IF_FALSE_OR_POP, end, place);
        gen_place(gen, gen_label(gen));
        return;
    }
    if (gen_knows(gen, OP_JUMP_IF_FALSE)) {
        gen_jump(gen, truth ? OP_JUMP_IF_TRUE : OP_JUMP_IF_FALSE, end, place);
    } else {
        gen_emit(gen, OP_COPY, 1, place);
        gen_to_bool(gen, place);
        gen_jump(gen, truth ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, end, place);
    }
    gen_emit0(gen, OP_POP_TOP, place);
}

/* compiler_boolop */
void gen_bool_op(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_exprs *values = &expr->BoolOp.values;
    struct location place = location_of(expr->span);
    int32_t end = gen_label(gen);
    for (uint32_t i = 0; i + 1 < values->count; i++) {
        gen_expr(gen, values->items[i]);
        leave_or_pop(gen, expr->BoolOp.op == AST_Or, end, place);
    }
    gen_expr(gen, values->items[values->count - 1]);
    gen_place(gen, end);
}

/* compiler_ifexp: body if test else orelse */
void gen_if_expression(struct generator *gen, const struct ast_expr *expr)
{
    int32_t end = gen_label(gen), otherwise = gen_label(gen);
    gen_jump_if(gen, expr->IfExp.test, otherwise, false, location_of(expr->span));
    gen_expr(gen, expr->IfExp.body);
    gen_skip(gen, end);
    gen_place(gen, otherwise);
    gen_expr(gen, expr->IfExp.orelse);
    gen_place(gen, end);
}

/* Operands that decide against the jump leave for the place behind it. */
static void jump_if_bool_op(struct generator *gen, const struct ast_expr *expr,
                            int32_t label, bool truth, struct location place)
{
    const struct ast_exprs *values = &expr->BoolOp.values;
    bool deciding = expr->BoolOp.op == AST_Or;
    int32_t decided = deciding == truth ? label : gen_label(gen);
    for (uint32_t i = 0; i + 1 < values->count; i++)
        gen_jump_if(gen, values->items[i], decided, deciding, place);
    gen_jump_if(gen, values->items[values->count - 1], label, truth, place);
    if (decided != label)
        gen_place(gen, decided);
}

static void jump_if_either(struct generator *gen, const struct ast_expr *expr,
                           int32_t label, bool truth, struct location place)
{
    int32_t end = gen_label(gen), otherwise = gen_label(gen);
    gen_jump_if(gen, expr->IfExp.test, otherwise, false, place);
    gen_jump_if(gen, expr->IfExp.body, label, truth, place);
    gen_skip(gen, end);
    gen_place(gen, otherwise);
    gen_jump_if(gen, expr->IfExp.orelse, label, truth, place);
    gen_place(gen, end);
}

static void jump_if_value(struct generator *gen, const struct ast_expr *expr, int32_t label,
                          bool truth)
{
    if (expr->kind == AST_Compare)
        gen_at(gen, location_of(expr->span));
    struct location place = gen_here(gen, location_of(expr->span));
    gen_expr(gen, expr);
    gen_to_bool(gen, place);
    gen_jump(gen, truth ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, label, place);
}

static void jump_if_other(struct generator *gen, const struct ast_expr *expr, int32_t label,
                          bool truth, struct location place)
{
    if (expr->kind == AST_BoolOp)
        jump_if_bool_op(gen, expr, label, truth, place);
    else if (expr->kind == AST_IfExp)
        jump_if_either(gen, expr, label, truth, place);
    else if (expr->kind == AST_Compare && expr->Compare.ops.count > 1)
        gen_chain_jump(gen, expr, label, truth);
    else
        jump_if_value(gen, expr, label, truth);
}

void gen_jump_if(struct generator *gen, const struct ast_expr *expr, int32_t label,
                 bool truth, struct location place)
{
    for (; expr->kind == AST_UnaryOp && expr->UnaryOp.op == AST_Not;
         expr = expr->UnaryOp.operand)
        truth = !truth;
    gen_descend(gen);
    jump_if_other(gen, expr, label, truth, place);
    gen->ctx->depth--;
}
