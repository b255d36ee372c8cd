/* SPDX-License-Identifier: MIT
 *
 * Operators as text (append_ast_binop and its like of CPython).
 */
#include "compiler/ast/unparser.h"

struct operator_word {
    const char *word;
    enum binding_power power;
};

static const struct operator_word binary_words[] = {
    [AST_Add] = {" + ", POWER_ARITHMETIC}, [AST_Sub] = {" - ", POWER_ARITHMETIC},
    [AST_Mult] = {" * ", POWER_TERM},      [AST_MatMult] = {" @ ", POWER_TERM},
    [AST_Div] = {" / ", POWER_TERM},       [AST_Mod] = {" % ", POWER_TERM},
    [AST_Pow] = {" ** ", POWER_POWER},     [AST_LShift] = {" << ", POWER_SHIFT},
    [AST_RShift] = {" >> ", POWER_SHIFT},  [AST_BitOr] = {" | ", POWER_BIT_OR},
    [AST_BitXor] = {" ^ ", POWER_BIT_XOR}, [AST_BitAnd] = {" & ", POWER_BIT_AND},
    [AST_FloorDiv] = {" // ", POWER_TERM},
};

static const struct operator_word unary_words[] = {
    [AST_Invert] = {"~", POWER_FACTOR},
    [AST_Not] = {"not ", POWER_NOT},
    [AST_UAdd] = {"+", POWER_FACTOR},
    [AST_USub] = {"-", POWER_FACTOR},
};

static const char *const compare_words[] = {
    [AST_Eq] = " == ",        [AST_NotEq] = " != ",     [AST_Lt] = " < ",
    [AST_LtE] = " <= ",       [AST_Gt] = " > ",         [AST_GtE] = " >= ",
    [AST_Is] = " is ",        [AST_IsNot] = " is not ", [AST_In] = " in ",
    [AST_NotIn] = " not in ",
};

void unparse_bool_op(struct unparser *out, const struct ast_expr *expr,
                     enum binding_power power)
{
    bool all = expr->BoolOp.op == AST_And;
    enum binding_power own = all ? POWER_AND : POWER_OR;
    if (power > own)
        unparse_word(out, "(");
    for (uint32_t i = 0; i < expr->BoolOp.values.count; i++) {
        if (i)
            unparse_word(out, all ? " and " : " or ");
        unparse_expr(out, expr->BoolOp.values.items[i], own + 1);
    }
    if (power > own)
        unparse_word(out, ")");
}

void unparse_bin_op(struct unparser *out, const struct ast_expr *expr,
                    enum binding_power power)
{
    struct operator_word operator= binary_words[expr->BinOp.op];
    bool from_right = expr->BinOp.op == AST_Pow;
    if (power > operator.power)
        unparse_word(out, "(");
    unparse_expr(out, expr->BinOp.left, operator.power + from_right);
    unparse_word(out, operator.word);
    unparse_expr(out, expr->BinOp.right, operator.power + !from_right);
    if (power > operator.power)
        unparse_word(out, ")");
}

void unparse_unary_op(struct unparser *out, const struct ast_expr *expr,
                      enum binding_power power)
{
    struct operator_word operator= unary_words[expr->UnaryOp.op];
    if (power > operator.power)
        unparse_word(out, "(");
    unparse_word(out, operator.word);
    unparse_expr(out, expr->UnaryOp.operand, operator.power);
    if (power > operator.power)
        unparse_word(out, ")");
}

void unparse_compare(struct unparser *out, const struct ast_expr *expr,
                     enum binding_power power)
{
    const struct ast_Compare *node = &expr->Compare;
    if (power > POWER_COMPARE)
        unparse_word(out, "(");
    unparse_expr(out, node->left, POWER_COMPARE + 1);
    for (uint32_t i = 0; i < node->comparators.count; i++) {
        unparse_word(out, compare_words[node->ops.items[i]]);
        unparse_expr(out, node->comparators.items[i], POWER_COMPARE + 1);
    }
    if (power > POWER_COMPARE)
        unparse_word(out, ")");
}
