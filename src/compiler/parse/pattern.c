/* SPDX-License-Identifier: MIT
 *
 * Patterns of match statements (PEP 634).
 */
#include "compiler/parse/literal.h"

#define NEW_PATTERN(parser, where, Kind, ...)                                              \
    keep_pattern(                                                                          \
        (parser),                                                                          \
        (struct ast_pattern){.kind = AST_##Kind, .span = (where), .Kind = {__VA_ARGS__}})

static struct ast_pattern *keep_pattern(struct parser *parser, struct ast_pattern pattern)
{
    struct ast_pattern *kept = parse_alloc(parser, sizeof *kept);
    *kept = pattern;
    return kept;
}

static struct ast_pattern *take_pattern(struct parser *parser);

static bool is_wildcard(const struct token *token)
{
    return token->name == NAME_UNDERSCORE;
}

/* !('.' | '(' | '=') */
static bool ends_capture(const struct token *next)
{
    return next->kind != TOK_DOT && next->kind != TOK_LPAR && next->kind != TOK_EQUAL;
}

/* pattern_capture_target: !"_" NAME !('.' | '(' | '=') */
static name_id take_capture_target(struct parser *parser)
{
    const struct token *name = parse_expect(parser, TOK_NAME);
    if (is_wildcard(name) || !ends_capture(parser->at))
        parse_fail(parser);
    return name->name;
}

static struct ast_expr *take_pattern_number(struct parser *parser)
{
    const struct token *token = parse_expect(parser, TOK_NUMBER);
    struct ast_expr *expr = NEW_EXPR(parser, token->span, Constant, .kind = 0);
    parse_number(parser, token, &expr->Constant.value);
    return expr;
}

/* signed_number: NUMBER | '-' NUMBER; and '+' NUMBER, which is the number alone */
static struct ast_expr *take_signed_number(struct parser *parser)
{
    const struct token *first = parser->at;
    if (target_has(parser->ctx->target, FEATURE_PATTERN_UNARY_PLUS) &&
        parse_accept(parser, TOK_PLUS))
        return take_pattern_number(parser);
    if (!parse_accept(parser, TOK_MINUS))
        return take_pattern_number(parser);
    struct ast_expr *number = take_pattern_number(parser);
    return NEW_EXPR(parser, parse_span(parser, first), UnaryOp, .op = AST_USub,
                    .operand = number);
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

static enum value_kind singleton_kind(const struct token *token)
{
    if (token->kind == TOK_NONE)
        return VALUE_NONE;
    return token->kind == TOK_TRUE ? VALUE_TRUE : VALUE_FALSE;
}

/* literal_pattern: 'None' | 'True' | 'False' */
static struct ast_pattern *take_singleton(struct parser *parser)
{
    const struct token *token = parser->at++;
    return NEW_PATTERN(parser, token->span, MatchSingleton,
                       .value = {.kind = singleton_kind(token)});
}

/* literal_pattern: signed_number !('+' | '-') | complex_number | strings */
static struct ast_pattern *take_literal(struct parser *parser, bool number)
{
    const struct token *first = parser->at;
    struct ast_expr *value = number ? take_number_literal(parser) : parse_strings(parser);
    return NEW_PATTERN(parser, parse_span(parser, first), MatchValue, .value = value);
}

/* name_or_attr: NAME ('.' NAME)* */
static struct ast_expr *take_name_or_attr(struct parser *parser)
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

/* NAME '=' pattern */
struct keyword_pattern {
    struct ast_pattern *pattern;
    name_id name;
};

static uint32_t take_keyword_patterns(struct parser *parser)
{
    uint32_t count = 0;
    do {
        struct keyword_pattern keyword = {.name = parse_expect(parser, TOK_NAME)->name};
        parse_expect(parser, TOK_EQUAL);
        keyword.pattern = take_pattern(parser);
        PARSE_PUSH(parser, keyword);
        count++;
    } while (parse_accept(parser, TOK_COMMA) && !parse_next_is(parser, TOK_RPAR));
    return count;
}

/* Is the next thing a keyword_pattern?  After other patterns `_` is a pattern of its
 * own wherever it stands, and `_=` an error. */
static bool keyword_pattern_follows(const struct parser *parser, bool first)
{
    const struct token *at = parser->at;
    return at->kind == TOK_NAME && at[1].kind == TOK_EQUAL && (first || !is_wildcard(at));
}

static struct ast_patterns take_positional_patterns(struct parser *parser)
{
    size_t mark = parse_mark(parser);
    struct ast_patterns patterns;
    bool first = true;
    while (!parse_next_is(parser, TOK_RPAR) && !keyword_pattern_follows(parser, first)) {
        struct ast_pattern *pattern = take_pattern(parser);
        PARSE_PUSH(parser, pattern);
        first = false;
        if (!parse_accept(parser, TOK_COMMA))
            break;
    }
    PARSE_GATHER(parser, mark, &patterns);
    return patterns;
}

/* class_pattern: name_or_attr '(' [positional_patterns] [keyword_patterns] [','] ')' */
static struct ast_pattern *take_class_pattern(struct parser *parser,
                                              const struct token *first,
                                              struct ast_expr *class)
{
    parser->at++;
    struct ast_patterns positional = take_positional_patterns(parser);
    size_t mark = parse_mark(parser);
    uint32_t count = 0;
    uint8_t before = parser->at[-1].kind;
    if ((before == TOK_LPAR || before == TOK_COMMA) && !parse_next_is(parser, TOK_RPAR))
        count = take_keyword_patterns(parser);
    parse_expect(parser, TOK_RPAR);
    struct ast_idents names = {NULL, count};
    struct ast_patterns values = {NULL, count};
    names.items = parse_alloc(parser, count * sizeof *names.items);
    values.items = parse_alloc(parser, count * sizeof *values.items);
    struct keyword_pattern keyword;
    while (PARSE_POP(parser, mark, &keyword)) {
        names.items[--count] = keyword.name;
        values.items[count] = keyword.pattern;
    }
    return NEW_PATTERN(parser, parse_span(parser, first), MatchClass, .cls = class,
                       .patterns = positional, .kwd_attrs = names, .kwd_patterns = values);
}

/* capture_pattern | wildcard_pattern | value_pattern | class_pattern */
static struct ast_pattern *take_name_pattern(struct parser *parser)
{
    const struct token *first = parser->at;
    if (is_wildcard(first)) {
        parser->at++;
        return NEW_PATTERN(parser, first->span, MatchAs, .name = 0);
    }
    if (ends_capture(first + 1)) {
        parser->at++;
        return NEW_PATTERN(parser, first->span, MatchAs, .name = first->name);
    }
    struct ast_expr *expr = take_name_or_attr(parser);
    if (parse_next_is(parser, TOK_LPAR))
        return take_class_pattern(parser, first, expr);
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
        return take_pattern(parser);
    name_id name = 0;
    if (parse_next_is(parser, TOK_NAME) && is_wildcard(parser->at))
        parser->at++;
    else
        name = take_capture_target(parser);
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

/* literal_expr | attr, as the key of a mapping pattern */
static struct ast_expr *take_mapping_key(struct parser *parser)
{
    const struct token *token = parser->at;
    if (token->kind == TOK_NONE || token->kind == TOK_TRUE || token->kind == TOK_FALSE) {
        parser->at++;
        return NEW_EXPR(parser, token->span, Constant,
                        .value = {.kind = singleton_kind(token)});
    }
    if (token->kind == TOK_STRING || token->kind == TOK_FSTRING_START ||
        token->kind == TOK_TSTRING_START)
        return parse_strings(parser);
    if (token->kind != TOK_NAME)
        return take_number_literal(parser);
    if (token[1].kind != TOK_DOT)
        parse_fail(parser);
    return take_name_or_attr(parser);
}

/* key_value_pattern: (literal_expr | attr) ':' pattern */
struct mapping_item {
    struct ast_expr *key;
    struct ast_pattern *pattern;
};

/* mapping_pattern: '{' [items_pattern] [double_star_pattern] [','] '}' */
static struct ast_pattern *take_mapping(struct parser *parser)
{
    const struct token *first = parser->at++;
    size_t mark = parse_mark(parser);
    struct mapping_item item;
    name_id rest = 0;
    while (!rest && !parse_next_is(parser, TOK_RBRACE)) {
        if (parse_accept(parser, TOK_DOUBLESTAR)) {
            rest = take_capture_target(parser);
        } else {
            item.key = take_mapping_key(parser);
            parse_expect(parser, TOK_COLON);
            item.pattern = take_pattern(parser);
            PARSE_PUSH(parser, item);
        }
        if (!parse_accept(parser, TOK_COMMA))
            break;
    }
    parse_expect(parser, TOK_RBRACE);
    uint32_t count = (uint32_t)((parse_mark(parser) - mark) / sizeof item);
    struct ast_exprs keys = {parse_alloc(parser, count * sizeof *keys.items), count};
    struct ast_patterns patterns = {parse_alloc(parser, count * sizeof *patterns.items),
                                    count};
    while (PARSE_POP(parser, mark, &item)) {
        keys.items[--count] = item.key;
        patterns.items[count] = item.pattern;
    }
    return NEW_PATTERN(parser, parse_span(parser, first), MatchMapping, .keys = keys,
                       .patterns = patterns, .rest = rest);
}

/* closed_pattern */
static struct ast_pattern *take_closed_pattern(struct parser *parser)
{
    switch (parser->at->kind) {
    case TOK_NAME:
        return take_name_pattern(parser);
    case TOK_STRING:
    case TOK_FSTRING_START:
    case TOK_TSTRING_START:
        return take_literal(parser, false);
    case TOK_NONE:
    case TOK_TRUE:
    case TOK_FALSE:
        return take_singleton(parser);
    case TOK_LPAR:
        return take_bracketed(parser, TOK_RPAR);
    case TOK_LSQB:
        return take_bracketed(parser, TOK_RSQB);
    case TOK_LBRACE:
        return take_mapping(parser);
    default:
        return take_literal(parser, true);
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
static struct ast_pattern *take_pattern(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_pattern *pattern = take_or_pattern(parser);
    if (!parse_accept(parser, TOK_AS))
        return pattern;
    name_id name = take_capture_target(parser);
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
