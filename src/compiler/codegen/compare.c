/* SPDX-License-Identifier: MIT
 *
 * Comparisons and chains of them.
 */
#include "compiler/codegen/expression.h"

/* What COMPARE_OP tests: the operator (object.h: Py_LT …) above bit 5, below it the
 * outcomes that make it true (1 unordered, 2 less, 4 greater, 8 equal). */
static const struct {
    uint8_t number, mask;
} compare_tests[] = {
    [AST_Lt] = {0, 2},    [AST_LtE] = {1, 2 | 8}, [AST_Eq] = {2, 8},
    [AST_NotEq] = {3, 7}, [AST_Gt] = {4, 4},      [AST_GtE] = {5, 4 | 8},
};

/* Before 3.12 the operator alone; before 3.13 without the bit that asks for a bool. */
static int32_t compare_argument(const struct generator *gen, enum ast_cmpop op)
{
    if (!generator_has(gen, FEATURE_COMPARE_MASKS))
        return compare_tests[op].number;
    int shift = gen_knows(gen, OP_TO_BOOL) ? 5 : 4;
    return compare_tests[op].number << shift | compare_tests[op].mask;
}

void gen_compare(struct generator *gen, enum ast_cmpop op, struct location place)
{
    switch (op) {
    case AST_Is:
    case AST_IsNot:
        gen_emit(gen, OP_IS_OP, op == AST_IsNot, place);
        return;
    case AST_In:
    case AST_NotIn:
        gen_emit(gen, OP_CONTAINS_OP, op == AST_NotIn, place);
        return;
    case AST_Eq:
    case AST_NotEq:
    case AST_Lt:
    case AST_LtE:
    case AST_Gt:
    case AST_GtE:
        gen_emit(gen, OP_COMPARE_OP, compare_argument(gen, op), place);
        return;
    }
}

static enum ast_cmpop compare_op(const struct ast_expr *expr, uint32_t index)
{
    return (enum ast_cmpop)expr->Compare.ops.items[index];
}

/* The next operand and its comparison; the operand stays for the one after it. */
static void compare_link(struct generator *gen, const struct ast_expr *expr, uint32_t index,
                         struct location place)
{
    gen_expr(gen, expr->Compare.comparators.items[index]);
    gen_emit(gen, OP_SWAP, 2, place);
    gen_emit(gen, OP_COPY, 2, place);
    gen_compare(gen, compare_op(expr, index), place);
}

static void compare_last(struct generator *gen, const struct ast_expr *expr,
                         struct location place)
{
    uint32_t last = expr->Compare.ops.count - 1;
    gen_expr(gen, expr->Compare.comparators.items[last]);
    gen_compare(gen, compare_op(expr, last), place);
}

/* Leaves for `cleanup` with the result if it is false. */
static void leave_if_false(struct generator *gen, int32_t cleanup, struct location place)
{
    if (gen_knows(gen, OP_JUMP_IF_FALSE_OR_POP)) {
        gen_jump(gen, OP_JUMP_IF_FALSE_OR_POP, cleanup, place);
        return;
    }
    gen_emit(gen, OP_COPY, 1, place);
    gen_to_bool(gen, place);
    gen_jump(gen, OP_POP_JUMP_IF_FALSE, cleanup, place);
    gen_emit0(gen, OP_POP_TOP, place);
}

/* a < b < c as a value: the first comparison that is false is the result. */
static void compare_chain(struct generator *gen, const struct ast_expr *expr,
                          struct location place)
{
    int32_t cleanup = gen_label(gen);
    for (uint32_t i = 0; i + 1 < expr->Compare.ops.count; i++) {
        compare_link(gen, expr, i, place);
        leave_if_false(gen, cleanup, place);
    }
    compare_last(gen, expr, place);
    int32_t end = gen_label(gen);
    gen_skip(gen, end);
    gen_place(gen, cleanup);
    gen_emit(gen, OP_SWAP, 2, place);
    gen_emit0(gen, OP_POP_TOP, place);
    gen_place(gen, end);
}

/* compiler_compare */
void gen_comparison(struct generator *gen, const struct ast_expr *expr)
{
    struct location place = location_of(expr->span);
    gen_check_identity(gen, expr);
    gen_expr(gen, expr->Compare.left);
    if (expr->Compare.ops.count == 1)
        compare_last(gen, expr, place);
    else
        compare_chain(gen, expr, place);
}

void gen_chain_jump(struct generator *gen, const struct ast_expr *expr, int32_t label,
                    bool truth)
{
    struct location place = location_of(expr->span);
    gen_at(gen, place);
    gen_check_identity(gen, expr);
    int32_t cleanup = gen_label(gen);
    gen_expr(gen, expr->Compare.left);
    for (uint32_t i = 0; i + 1 < expr->Compare.ops.count; i++) {
        compare_link(gen, expr, i, place);
        gen_to_bool(gen, place);
        gen_jump(gen, OP_POP_JUMP_IF_FALSE, cleanup, place);
    }
    compare_last(gen, expr, place);
    gen_to_bool(gen, place);
    gen_jump(gen, truth ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, label, place);
    int32_t end = gen_label(gen);
    gen_skip(gen, end);
    gen_place(gen, cleanup);
    gen_emit0(gen, OP_POP_TOP, place);
    if (!truth)
        gen_skip(gen, label);
    gen_place(gen, end);
}
