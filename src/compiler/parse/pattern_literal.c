/* SPDX-License-Identifier: MIT
 *
 * Literals as patterns, and as the keys of mapping patterns (PEP 634).
 */
#include "compiler/parse/literal.h"
#include "compiler/parse/pattern.h"

static struct ast_expr *take_pattern_number(struct parser *parser)
{
    const struct token *token = parse_expect(parser, TOK_NUMBER);
    struct ast_expr *expr = NEW_EXPR(parser, token->span, Constant, .kind = 0);
    parse_number(parser, token, &expr->Constant.value);
    return expr;
}

/* signed_number: NUMBER | '-' NUMBER, and in 3.15 '+' NUMBER */
static struct ast_expr *take_signed_number(struct parser *parser)
{
    const struct token *first = parser->at;
    bool plus = target_has(parser->ctx->target, FEATURE_PATTERN_UNARY_PLUS) &&
                parse_accept(parser, TOK_PLUS);
    if (!plus && !parse_accept(parser, TOK_MINUS))
        return take_pattern_number(parser);
    struct ast_expr *number = take_pattern_number(parser);
    return NEW_EXPR(parser, parse_span(parser, first), UnaryOp,
                    .op = plus ? AST_UAdd : AST_USub, .operand = number);
}

/* _PyPegen_ensure_real, _PyPegen_ensure_imaginary */
static void check_complex(struct parser *parser, const struct ast_expr *number,
                          bool imaginary)
{
    if (number->kind == AST_UnaryOp)
        number = number->UnaryOp.operand;
    if ((number->Constant.value.kind == VALUE_COMPLEX) != imaginary)
        fail_syntax(parser->ctx, number->span, "%s number required in complex literal",
                    imaginary ? "imaginary" : "real");
}

/* signed_number !('+' | '-') | complex_number
 * complex_number: signed_real_number ('+' | '-') imaginary_number */
static struct ast_expr *take_number_literal(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *real = take_signed_number(parser);
    enum ast_operator op = parse_next_is(parser, TOK_PLUS) ? AST_Add : AST_Sub;
    if (!parse_accept(parser, TOK_PLUS) && !parse_accept(parser, TOK_MINUS))
        return real;
    check_complex(parser, real, false);
    struct ast_expr *imaginary = take_pattern_number(parser);
    check_complex(parser, imaginary, true);
    return NEW_EXPR(parser, parse_span(parser, first), BinOp, .left = real, .op = op,
                    .right = imaginary);
}

static bool is_singleton(const struct token *token)
{
    return token->kind == TOK_NONE || token->kind == TOK_TRUE || token->kind == TOK_FALSE;
}

static bool begins_strings(const struct token *token)
{
    return token->kind == TOK_STRING || token->kind == TOK_FSTRING_START ||
           token->kind == TOK_TSTRING_START;
}

static enum value_kind singleton_kind(const struct token *token)
{
    if (token->kind == TOK_NONE)
        return VALUE_NONE;
    return token->kind == TOK_TRUE ? VALUE_TRUE : VALUE_FALSE;
}

/* literal_pattern: signed_number !('+' | '-') | complex_number | strings
 *     | 'None' | 'True' | 'False' */
struct ast_pattern *parse_literal_pattern(struct parser *parser)
{
    const struct token *first = parser->at;
    if (is_singleton(first)) {
        parser->at++;
        return NEW_PATTERN(parser, first->span, MatchSingleton,
                           .value = {.kind = singleton_kind(first)});
    }
    struct ast_expr *value =
        begins_strings(first) ? parse_strings(parser) : take_number_literal(parser);
    return NEW_PATTERN(parser, parse_span(parser, first), MatchValue, .value = value);
}

/* literal_expr | attr, as the key of a mapping pattern */
struct ast_expr *parse_mapping_key(struct parser *parser)
{
    const struct token *token = parser->at;
    if (is_singleton(token)) {
        parser->at++;
        return NEW_EXPR(parser, token->span, Constant,
                        .value = {.kind = singleton_kind(token)});
    }
    if (begins_strings(token))
        return parse_strings(parser);
    if (token->kind != TOK_NAME)
        return take_number_literal(parser);
    if (token[1].kind != TOK_DOT)
        parse_fail(parser);
    return parse_name_or_attr(parser);
}
