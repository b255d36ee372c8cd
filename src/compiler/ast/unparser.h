/* SPDX-License-Identifier: MIT
 *
 * What the files of the unparser share.
 */
#ifndef KILN_COMPILER_AST_UNPARSER_H
#define KILN_COMPILER_AST_UNPARSER_H

#include "compiler/ast/ast.h"

/* How tightly an expression holds together; one that holds less than its place asks
 * for stands in parentheses. */
enum binding_power {
    POWER_TUPLE,
    POWER_TEST,
    POWER_OR,
    POWER_AND,
    POWER_NOT,
    POWER_COMPARE,
    POWER_BIT_OR,
    POWER_BIT_XOR,
    POWER_BIT_AND,
    POWER_SHIFT,
    POWER_ARITHMETIC,
    POWER_TERM,
    POWER_FACTOR,
    POWER_POWER,
    POWER_AWAIT,
    POWER_ATOM,
};

struct unparser {
    struct ctx *ctx;
    char *text;
    size_t size, capacity;
};

void unparse_bytes(struct unparser *out, const char *bytes, size_t size);
void unparse_word(struct unparser *out, const char *word);
void unparse_name(struct unparser *out, name_id name);
void unparse_expr(struct unparser *out, const struct ast_expr *expr,
                  enum binding_power power);

/* unparse_operator.c */
void unparse_bool_op(struct unparser *out, const struct ast_expr *expr,
                     enum binding_power power);
void unparse_bin_op(struct unparser *out, const struct ast_expr *expr,
                    enum binding_power power);
void unparse_unary_op(struct unparser *out, const struct ast_expr *expr,
                      enum binding_power power);
void unparse_compare(struct unparser *out, const struct ast_expr *expr,
                     enum binding_power power);

/* unparse_display.c */
void unparse_dict(struct unparser *out, const struct ast_Dict *node);
void unparse_list(struct unparser *out, const char *open, const struct ast_exprs *elts,
                  const char *close);
void unparse_tuple(struct unparser *out, const struct ast_exprs *elts,
                   enum binding_power power);
void unparse_comprehension(struct unparser *out, const char *open,
                           const struct ast_expr *element, const struct ast_expr *value,
                           const struct ast_comprehensions *generators, const char *close);

/* unparse_call.c */
void unparse_call(struct unparser *out, const struct ast_Call *node);
void unparse_lambda(struct unparser *out, const struct ast_Lambda *node,
                    enum binding_power power);

/* unparse_constant.c */
void unparse_constant(struct unparser *out, const struct ast_Constant *node);
void unparse_string(struct unparser *out, const char *bytes, size_t size);
/* unparse_fstring.c */
void unparse_joined_str(struct unparser *out, const struct ast_expr *expr);
void unparse_formatted_value(struct unparser *out, const struct ast_expr *expr);

#endif
