/* SPDX-License-Identifier: MIT
 *
 * Patterns of match statements (PEP 634).
 */
#include "compiler/parse/pattern.h"

/* !('.' | '(' | '=') */
static bool ends_capture(const struct token *next)
{
    return next->kind != TOK_DOT && next->kind != TOK_LPAR && next->kind != TOK_EQUAL;
}

/* pattern_capture_target: !"_" NAME !('.' | '(' | '=') */
name_id parse_capture_target(struct parser *parser)
{
    const struct token *name = parse_expect(parser, TOK_NAME);
    if (parse_is_wildcard(name) || !ends_capture(parser->at))
        parse_fail(parser);
    return name->name;
}

/* name_or_attr: NAME ('.' NAME)* */
struct ast_expr *parse_name_or_attr(struct parser *parser)
{
    const struct token *first = parse_expect(parser, TOK_NAME);
    struct ast_expr *expr =
        NEW_EXPR(parser, first->span, Name, .id = first->name, .ctx = AST_Load);
    while (parse_accept(parser, TOK_DOT)) {
        name_id name = parse_expect(parser, TOK_NAME)->name;
        expr = NEW_EXPR(parser, parse_span(parser, first), Attribute, .value = expr,
                        .attr = name, .ctx = AST_Load);
    }
    return expr;
}

/* capture_pattern | wildcard_pattern | value_pattern | class_pattern */
static struct ast_pattern *take_name_pattern(struct parser *parser)
{
    const struct token *first = parser->at;
    if (parse_is_wildcard(first)) {
        parser->at++;
        return NEW_PATTERN(parser, first->span, MatchAs, .name = 0);
    }
    if (ends_capture(first + 1)) {
        parser->at++;
        return NEW_PATTERN(parser, first->span, MatchAs, .name = first->name);
    }
    struct ast_expr *expr = parse_name_or_attr(parser);
    if (parse_next_is(parser, TOK_LPAR))
        return parse_class_pattern(parser, first, expr);
    if (expr->kind != AST_Attribute || parse_next_is(parser, TOK_EQUAL))
        parse_fail(parser);
    return NEW_PATTERN(parser, parse_span(parser, first), MatchValue, .value = expr);
}

/* star_pattern: '*' pattern_capture_target | '*' wildcard_pattern
 * maybe_star_pattern: star_pattern | pattern */
static struct ast_pattern *take_maybe_star(struct parser *parser)
{
    const struct token *first = parser->at;
    if (!parse_accept(parser, TOK_STAR))
        return parse_pattern(parser);
    name_id name = 0;
    if (parse_next_is(parser, TOK_NAME) && parse_is_wildcard(parser->at))
        parser->at++;
    else
        name = parse_capture_target(parser);
    return NEW_PATTERN(parser, parse_span(parser, first), MatchStar, .name = name);
}

static bool starts_pattern(const struct parser *parser)
{
    uint8_t kind = parser->at->kind;
    return kind != TOK_RPAR && kind != TOK_RSQB && kind != TOK_COLON && kind != TOK_IF;
}

/* maybe_sequence_pattern after its first pattern: (',' maybe_star_pattern)* [','] */
static struct ast_patterns take_sequence_rest(struct parser *parser,
                                              struct ast_pattern *first)
{
    size_t mark = parse_mark(parser);
    struct ast_patterns patterns;
    PARSE_PUSH(parser, first);
    while (parse_accept(parser, TOK_COMMA) && starts_pattern(parser)) {
        struct ast_pattern *pattern = take_maybe_star(parser);
        PARSE_PUSH(parser, pattern);
    }
    PARSE_GATHER(parser, mark, &patterns);
    return patterns;
}

/* sequence_pattern: '[' [maybe_sequence_pattern] ']' | '(' [open_sequence_pattern] ')'
 * group_pattern: '(' pattern ')' */
static struct ast_pattern *take_bracketed(struct parser *parser, enum token_kind close)
{
    const struct token *first = parser->at++;
    struct ast_patterns patterns = {0};
    if (!parse_next_is(parser, close)) {
        struct ast_pattern *pattern = take_maybe_star(parser);
        if (close == TOK_RPAR && pattern->kind != AST_MatchStar &&
            parse_accept(parser, TOK_RPAR))
            return pattern;
        if (close == TOK_RPAR && !parse_next_is(parser, TOK_COMMA))
            parse_fail(parser);
        patterns = take_sequence_rest(parser, pattern);
    }
    parse_expect(parser, close);
    return NEW_PATTERN(parser, parse_span(parser, first), MatchSequence,
                       .patterns = patterns);
}

/* closed_pattern */
static struct ast_pattern *take_closed_pattern(struct parser *parser)
{
    switch (parser->at->kind) {
    case TOK_NAME:
        return take_name_pattern(parser);
    case TOK_LPAR:
        return take_bracketed(parser, TOK_RPAR);
    case TOK_LSQB:
        return take_bracketed(parser, TOK_RSQB);
    case TOK_LBRACE:
        return parse_mapping_pattern(parser);
    default:
        return parse_literal_pattern(parser);
    }
}

/* or_pattern: '|'.closed_pattern+ */
static struct ast_pattern *take_or_pattern(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_pattern *pattern = take_closed_pattern(parser);
    if (!parse_next_is(parser, TOK_VBAR))
        return pattern;
    size_t mark = parse_mark(parser);
    struct ast_patterns patterns;
    PARSE_PUSH(parser, pattern);
    while (parse_accept(parser, TOK_VBAR)) {
        pattern = take_closed_pattern(parser);
        PARSE_PUSH(parser, pattern);
    }
    PARSE_GATHER(parser, mark, &patterns);
    return NEW_PATTERN(parser, parse_span(parser, first), MatchOr, .patterns = patterns);
}

/* pattern: as_pattern | or_pattern
 * as_pattern: or_pattern 'as' pattern_capture_target */
struct ast_pattern *parse_pattern(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_pattern *pattern = take_or_pattern(parser);
    if (!parse_accept(parser, TOK_AS))
        return pattern;
    name_id name = parse_capture_target(parser);
    return NEW_PATTERN(parser, parse_span(parser, first), MatchAs, .pattern = pattern,
                       .name = name);
}

/* patterns: open_sequence_pattern | pattern
 * open_sequence_pattern: maybe_star_pattern ',' [maybe_sequence_pattern] */
struct ast_pattern *parse_patterns(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_pattern *pattern = take_maybe_star(parser);
    if (!parse_next_is(parser, TOK_COMMA)) {
        if (pattern->kind == AST_MatchStar)
            parse_fail(parser);
        return pattern;
    }
    struct ast_patterns patterns = take_sequence_rest(parser, pattern);
    return NEW_PATTERN(parser, parse_span(parser, first), MatchSequence,
                       .patterns = patterns);
}
