/* SPDX-License-Identifier: MIT
 *
 * Displays and comprehensions as text (append_ast_dict and its like of CPython).
 */
#include "compiler/ast/unparser.h"

void unparse_dict(struct unparser *out, const struct ast_Dict *node)
{
    unparse_word(out, "{");
    for (uint32_t i = 0; i < node->values.count; i++) {
        const struct ast_expr *key = node->keys.items[i];
        if (i)
            unparse_word(out, ", ");
        if (key)
            unparse_expr(out, key, POWER_TEST);
        unparse_word(out, key ? ": " : "**");
        unparse_expr(out, node->values.items[i], key ? POWER_TEST : POWER_BIT_OR);
    }
    unparse_word(out, "}");
}

void unparse_list(struct unparser *out, const char *open, const struct ast_exprs *elts,
                  const char *close)
{
    unparse_word(out, open);
    for (uint32_t i = 0; i < elts->count; i++) {
        if (i)
            unparse_word(out, ", ");
        unparse_expr(out, elts->items[i], POWER_TEST);
    }
    unparse_word(out, close);
}

void unparse_tuple(struct unparser *out, const struct ast_exprs *elts,
                   enum binding_power power)
{
    bool parentheses = power > POWER_TUPLE || !elts->count;
    unparse_list(out, parentheses ? "(" : "", elts, elts->count == 1 ? "," : "");
    if (parentheses)
        unparse_word(out, ")");
}

static void unparse_generator(struct unparser *out, const struct ast_comprehension *part)
{
    unparse_word(out, part->is_async ? " async for " : " for ");
    unparse_expr(out, part->target, POWER_TUPLE);
    unparse_word(out, " in ");
    unparse_expr(out, part->iter, POWER_TEST + 1);
    for (uint32_t i = 0; i < part->ifs.count; i++) {
        unparse_word(out, " if ");
        unparse_expr(out, part->ifs.items[i], POWER_TEST + 1);
    }
}

void unparse_comprehension(struct unparser *out, const char *open,
                           const struct ast_expr *element, const struct ast_expr *value,
                           const struct ast_comprehensions *generators, const char *close)
{
    unparse_word(out, open);
    unparse_expr(out, element, POWER_TEST);
    if (value) {
        unparse_word(out, ": ");
        unparse_expr(out, value, POWER_TEST);
    }
    for (uint32_t i = 0; i < generators->count; i++)
        unparse_generator(out, &generators->items[i]);
    unparse_word(out, close);
}
