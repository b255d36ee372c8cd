/* SPDX-License-Identifier: MIT
 *
 * Arguments of calls and classes, and the slices of subscripts.
 */
#include "compiler/parse/parser.h"

/* What was seen decides what may come: positions before names (stars aside), and
 * no star after two. */
enum call_phase {
    CALL_POSITIONS, /* starred_expression | named_expression */
    CALL_KEYWORDS,  /* kwarg_or_starred */
    CALL_DOUBLE,    /* kwarg_or_double_starred */
};

struct call_item {
    struct ast_expr *arg; /* or NULL: */
    struct ast_keyword *keyword;
};

/* starred_expression: '*' expression */
static struct ast_expr *take_starred_argument(struct parser *parser)
{
    const struct token *first = parser->at++;
    struct ast_expr *value = parse_expression(parser);
    return NEW_EXPR(parser, parse_span(parser, first), Starred, .value = value,
                    .ctx = AST_Load);
}

/* NAME '=' expression | '**' expression */
static struct ast_keyword *take_keyword(struct parser *parser, bool named)
{
    const struct token *first = parser->at++;
    if (named)
        parser->at++;
    struct ast_keyword *keyword = parse_alloc(parser, sizeof *keyword);
    keyword->arg = named ? first->name : 0;
    keyword->value = parse_expression(parser);
    keyword->span = parse_span(parser, first);
    return keyword;
}

static struct call_item take_call_item(struct parser *parser, enum call_phase *phase)
{
    uint8_t kind = parser->at->kind;
    if (kind == TOK_STAR && *phase != CALL_DOUBLE)
        return (struct call_item){.arg = take_starred_argument(parser)};
    if (kind == TOK_DOUBLESTAR)
        *phase = CALL_DOUBLE;
    bool named = kind == TOK_NAME && parser->at[1].kind == TOK_EQUAL;
    if (named && *phase == CALL_POSITIONS)
        *phase = CALL_KEYWORDS;
    if (named || kind == TOK_DOUBLESTAR)
        return (struct call_item){.keyword = take_keyword(parser, named)};
    if (*phase != CALL_POSITIONS)
        parse_fail(parser);
    return (struct call_item){.arg = parse_named_expression(parser)};
}

/* The items pushed since `mark` as two lists, of which the second has `keywords`. */
static struct parse_arguments split_arguments(struct parser *parser, size_t mark,
                                              uint32_t args, uint32_t keywords)
{
    struct parse_arguments split = {{NULL, args}, {NULL, keywords}};
    if (args)
        split.args.items = parse_alloc(parser, args * sizeof *split.args.items);
    if (keywords)
        split.keywords.items = parse_alloc(parser, keywords * sizeof *split.keywords.items);
    struct call_item item;
    while (PARSE_POP(parser, mark, &item)) {
        if (item.arg)
            split.args.items[--args] = item.arg;
        else
            split.keywords.items[--keywords] = item.keyword;
    }
    return split;
}

/* args: a lone generator expression has the parentheses of the call as its own */
static struct parse_arguments take_lone_generator(struct parser *parser,
                                                  const struct token *open,
                                                  struct ast_expr *element)
{
    struct parse_arguments lone = {{parse_alloc(parser, sizeof element), 1}, {NULL, 0}};
    lone.args.items[0] = parse_generator(parser, open, element);
    return lone;
}

/* '(' [arguments] ')' | genexp
 * arguments: args [','] &')' */
struct parse_arguments parse_call_arguments(struct parser *parser, bool generator)
{
    const struct token *open = parse_expect(parser, TOK_LPAR);
    enum call_phase phase = CALL_POSITIONS;
    size_t mark = parse_mark(parser);
    uint32_t args = 0, keywords = 0;
    while (!parse_next_is(parser, TOK_RPAR)) {
        struct call_item item = take_call_item(parser, &phase);
        if (generator && item.arg && !args && !keywords &&
            parse_comprehension_follows(parser))
            return take_lone_generator(parser, open, item.arg);
        *(item.arg ? &args : &keywords) += 1;
        PARSE_PUSH(parser, item);
        if (!parse_accept(parser, TOK_COMMA))
            break;
    }
    parse_expect(parser, TOK_RPAR);
    return split_arguments(parser, mark, args, keywords);
}

static struct ast_expr *take_bound(struct parser *parser)
{
    return parse_can_start(parser) ? parse_expression(parser) : NULL;
}

/* slice: [expression] ':' [expression] [':' [expression]] | named_expression */
static struct ast_expr *take_slice(struct parser *parser)
{
    const struct token *first = parser->at;
    if (parse_is_walrus(parser))
        return parse_named_expression(parser);
    struct ast_expr *lower = NULL;
    if (!parse_next_is(parser, TOK_COLON))
        lower = parse_expression(parser);
    if (!parse_accept(parser, TOK_COLON))
        return lower;
    struct ast_expr *upper = take_bound(parser);
    struct ast_expr *step = parse_accept(parser, TOK_COLON) ? take_bound(parser) : NULL;
    return NEW_EXPR(parser, parse_span(parser, first), Slice, .lower = lower,
                    .upper = upper, .step = step);
}

/* slice | starred_expression */
static struct ast_expr *take_slice_or_starred(struct parser *parser)
{
    if (parse_next_is(parser, TOK_STAR))
        return take_starred_argument(parser);
    return take_slice(parser);
}

/* slices: slice !',' | (slice | starred_expression) (',' (slice | …))* [','] */
struct ast_expr *parse_slices(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *item = take_slice_or_starred(parser);
    if (item->kind != AST_Starred && !parse_next_is(parser, TOK_COMMA))
        return item;
    size_t mark = parse_mark(parser);
    struct ast_exprs items;
    PARSE_PUSH(parser, item);
    while (parse_accept(parser, TOK_COMMA) && !parse_next_is(parser, TOK_RSQB)) {
        item = take_slice_or_starred(parser);
        PARSE_PUSH(parser, item);
    }
    PARSE_GATHER(parser, mark, &items);
    return NEW_EXPR(parser, parse_span(parser, first), Tuple, .elts = items,
                    .ctx = AST_Load);
}
