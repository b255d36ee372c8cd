/* SPDX-License-Identifier: MIT
 *
 * Patterns with items in them: of mappings and of classes (PEP 634).
 */
#include "compiler/parse/pattern.h"

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
        keyword.pattern = parse_pattern(parser);
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
    return at->kind == TOK_NAME && at[1].kind == TOK_EQUAL &&
           (first || !parse_is_wildcard(at));
}

static struct ast_patterns take_positional_patterns(struct parser *parser)
{
    size_t mark = parse_mark(parser);
    struct ast_patterns patterns;
    bool first = true;
    while (!parse_next_is(parser, TOK_RPAR) && !keyword_pattern_follows(parser, first)) {
        struct ast_pattern *pattern = parse_pattern(parser);
        PARSE_PUSH(parser, pattern);
        first = false;
        if (!parse_accept(parser, TOK_COMMA))
            break;
    }
    PARSE_GATHER(parser, mark, &patterns);
    return patterns;
}

/* class_pattern: name_or_attr '(' [positional_patterns] [keyword_patterns] [','] ')' */
struct ast_pattern *parse_class_pattern(struct parser *parser, const struct token *first,
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

/* key_value_pattern: (literal_expr | attr) ':' pattern */
struct mapping_item {
    struct ast_expr *key;
    struct ast_pattern *pattern;
};

/* mapping_pattern: '{' [items_pattern] [double_star_pattern] [','] '}' */
struct ast_pattern *parse_mapping_pattern(struct parser *parser)
{
    const struct token *first = parser->at++;
    size_t mark = parse_mark(parser);
    struct mapping_item item;
    name_id rest = 0;
    while (!rest && !parse_next_is(parser, TOK_RBRACE)) {
        if (parse_accept(parser, TOK_DOUBLESTAR)) {
            rest = parse_capture_target(parser);
        } else {
            item.key = parse_mapping_key(parser);
            parse_expect(parser, TOK_COLON);
            item.pattern = parse_pattern(parser);
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
