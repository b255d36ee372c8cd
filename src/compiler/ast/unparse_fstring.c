/* SPDX-License-Identifier: MIT
 *
 * f-strings as text: the pieces are put together first, and the whole is quoted as any
 * string (append_joinedstr, append_formattedvalue of CPython).
 */
#include "compiler/ast/unparser.h"

static void unparse_element(struct unparser *out, const struct ast_expr *expr,
                            bool in_format);

/* Braces doubled. */
static void unparse_plain(struct unparser *out, const struct value_bytes *text)
{
    for (uint32_t i = 0; i < text->size; i++) {
        unparse_bytes(out, text->bytes + i, 1);
        if (text->bytes[i] == '{' || text->bytes[i] == '}')
            unparse_bytes(out, text->bytes + i, 1);
    }
}

static void unparse_pieces(struct unparser *out, const struct ast_exprs *values,
                           bool in_format)
{
    for (uint32_t i = 0; i < values->count; i++)
        unparse_element(out, values->items[i], in_format);
}

static void unparse_element(struct unparser *out, const struct ast_expr *expr,
                            bool in_format)
{
    if (expr->kind == AST_Constant)
        unparse_plain(out, &expr->Constant.value.text);
    else if (expr->kind == AST_JoinedStr && in_format)
        unparse_pieces(out, &expr->JoinedStr.values, true);
    else
        unparse_expr(out, expr, POWER_TEST);
}

void unparse_joined_str(struct unparser *out, const struct ast_expr *expr)
{
    struct unparser body = {.ctx = out->ctx};
    unparse_pieces(&body, &expr->JoinedStr.values, false);
    unparse_word(out, "f");
    unparse_string(out, body.size ? body.text : "", body.size);
}

/* A value that begins with a brace is kept apart from the field's own. */
void unparse_formatted_value(struct unparser *out, const struct ast_expr *expr)
{
    const struct ast_FormattedValue *node = &expr->FormattedValue;
    struct unparser value = {.ctx = out->ctx};
    unparse_expr(&value, node->value, POWER_TEST + 1);
    unparse_word(out, value.size && value.text[0] == '{' ? "{ " : "{");
    unparse_bytes(out, value.text, value.size);
    if (node->conversion > 0) {
        char word[] = {'!', (char)node->conversion, '\0'};
        unparse_word(out, word);
    }
    if (node->format_spec) {
        unparse_word(out, ":");
        unparse_element(out, node->format_spec, true);
    }
    unparse_word(out, "}");
}
