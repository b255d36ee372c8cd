/* SPDX-License-Identifier: MIT
 *
 * What brackets hold: groups, tuples, lists, sets, dictionaries, and the
 * comprehensions of all of them.
 */
#include "compiler/parse/parser.h"

/* What follows the star of an element: a bitwise_or; or, where a comprehension
 * follows and may have a starred element, any expression (PEP 798). */
static struct ast_expr *take_unpacked(struct parser *parser)
{
    const struct token *first = parser->at;
    if (!target_has(parser->ctx->target, FEATURE_COMPREHENSION_UNPACKING))
        return parse_bitwise_or(parser);
    bool wide = first->kind == TOK_NOT || first->kind == TOK_LAMBDA;
    struct ast_expr *value = wide ? parse_expression(parser) : parse_bitwise_or(parser);
    struct ast_expr *whole = wide ? value : parse_expression_rest(parser, first, value);
    if ((wide || whole != value) && !parse_comprehension_follows(parser))
        parse_fail(parser);
    return whole;
}

/* The first element between parentheses. */
static struct ast_expr *take_grouped(struct parser *parser)
{
    const struct token *first = parser->at;
    if (LIKELY(!parse_accept(parser, TOK_STAR)))
        return parse_named_expression(parser);
    struct ast_expr *value = take_unpacked(parser);
    return NEW_EXPR(parser, parse_span(parser, first), Starred, .value = value,
                    .ctx = AST_Load);
}

/* 'if' disjunction, any number of them */
static struct ast_exprs take_conditions(struct parser *parser)
{
    size_t mark = parse_mark(parser);
    struct ast_exprs conditions;
    while (parse_accept(parser, TOK_IF)) {
        struct ast_expr *condition = parse_disjunction(parser);
        PARSE_PUSH(parser, condition);
    }
    PARSE_GATHER(parser, mark, &conditions);
    return conditions;
}

/* for_if_clause: ['async'] 'for' star_targets 'in' ~ disjunction ('if' disjunction)* */
static struct ast_comprehension take_for_clause(struct parser *parser)
{
    struct ast_comprehension clause = {.is_async = parse_accept(parser, TOK_ASYNC)};
    parse_expect(parser, TOK_FOR);
    clause.target = parse_star_targets(parser);
    parse_expect(parser, TOK_IN);
    clause.iter = parse_disjunction(parser);
    clause.ifs = take_conditions(parser);
    return clause;
}

/* for_if_clauses: for_if_clause+, of a comprehension with this element */
static struct ast_comprehensions take_clauses(struct parser *parser, bool unpacks)
{
    if (unpacks && !target_has(parser->ctx->target, FEATURE_COMPREHENSION_UNPACKING))
        parse_fail(parser);
    size_t mark = parse_mark(parser);
    struct ast_comprehensions clauses;
    do {
        struct ast_comprehension clause = take_for_clause(parser);
        PARSE_PUSH(parser, clause);
    } while (parse_comprehension_follows(parser));
    PARSE_GATHER(parser, mark, &clauses);
    return clauses;
}

/* [star_named_expression] (',' star_named_expression)* [','] up to `close`;
 * `first` is the element that was parsed already. */
static struct ast_exprs take_elements(struct parser *parser, struct ast_expr *first,
                                      enum token_kind close)
{
    size_t mark = parse_mark(parser);
    struct ast_exprs elements;
    PARSE_PUSH(parser, first);
    while (parse_accept(parser, TOK_COMMA) && !parse_next_is(parser, close)) {
        struct ast_expr *element = parse_star_named_expression(parser);
        PARSE_PUSH(parser, element);
    }
    parse_expect(parser, close);
    PARSE_GATHER(parser, mark, &elements);
    return elements;
}

/* genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' */
struct ast_expr *parse_generator(struct parser *parser, const struct token *open,
                                 struct ast_expr *element)
{
    struct ast_comprehensions clauses = take_clauses(parser, element->kind == AST_Starred);
    parse_expect(parser, TOK_RPAR);
    return NEW_EXPR(parser, parse_span(parser, open), GeneratorExp, .elt = element,
                    .generators = clauses);
}

/* group: '(' yield_expr ')' */
static struct ast_expr *take_grouped_yield(struct parser *parser)
{
    struct ast_expr *expr = parse_yield_or_star_expressions(parser);
    parse_expect(parser, TOK_RPAR);
    return expr;
}

/* tuple: '(' [star_named_expression ',' [star_named_expressions]] ')' */
static struct ast_expr *take_tuple(struct parser *parser, const struct token *open,
                                   struct ast_expr *first)
{
    struct ast_exprs elements = {0};
    if (first && !parse_next_is(parser, TOK_COMMA))
        parse_fail(parser);
    if (first)
        elements = take_elements(parser, first, TOK_RPAR);
    return NEW_EXPR(parser, parse_span(parser, open), Tuple, .elts = elements,
                    .ctx = AST_Load);
}

/* genexp | tuple | group
 * group: '(' (yield_expr | named_expression) ')' */
struct ast_expr *parse_parentheses(struct parser *parser)
{
    const struct token *open = parser->at++;
    if (parse_accept(parser, TOK_RPAR))
        return take_tuple(parser, open, NULL);
    if (parse_next_is(parser, TOK_YIELD))
        return take_grouped_yield(parser);
    bool starred = parse_next_is(parser, TOK_STAR);
    struct ast_expr *first = take_grouped(parser);
    if (!starred && parse_accept(parser, TOK_RPAR))
        return first;
    if (parse_comprehension_follows(parser))
        return parse_generator(parser, open, first);
    return take_tuple(parser, open, first);
}

/* listcomp: '[' named_expression for_if_clauses ']'
 * list: '[' [star_named_expressions] ']' */
struct ast_expr *parse_brackets(struct parser *parser)
{
    const struct token *open = parser->at++;
    if (parse_accept(parser, TOK_RSQB))
        return NEW_EXPR(parser, parse_span(parser, open), List, .ctx = AST_Load);
    struct ast_expr *first = parse_star_named_expression(parser);
    if (parse_comprehension_follows(parser)) {
        struct ast_comprehensions clauses =
            take_clauses(parser, first->kind == AST_Starred);
        parse_expect(parser, TOK_RSQB);
        return NEW_EXPR(parser, parse_span(parser, open), ListComp, .elt = first,
                        .generators = clauses);
    }
    struct ast_exprs elements = take_elements(parser, first, TOK_RSQB);
    return NEW_EXPR(parser, parse_span(parser, open), List, .elts = elements,
                    .ctx = AST_Load);
}

struct dict_item {
    struct ast_expr *key, *value; /* key NULL: ** value */
};

/* double_starred_kvpair: '**' bitwise_or | expression ':' expression */
static struct dict_item take_dict_item(struct parser *parser)
{
    struct dict_item item = {0};
    if (parse_accept(parser, TOK_DOUBLESTAR)) {
        item.value = parse_bitwise_or(parser);
    } else {
        item.key = parse_expression(parser);
        parse_expect(parser, TOK_COLON);
        item.value = parse_expression(parser);
    }
    return item;
}

/* dictcomp: '{' expression ':' expression for_if_clauses '}'
 *         | '{' '**' expression for_if_clauses '}' (PEP 798) */
static struct ast_expr *take_dict_comprehension(struct parser *parser,
                                                const struct token *open,
                                                struct dict_item item)
{
    struct ast_comprehensions clauses = take_clauses(parser, !item.key);
    parse_expect(parser, TOK_RBRACE);
    return NEW_EXPR(parser, parse_span(parser, open), DictComp,
                    .key = item.key ? item.key : item.value,
                    .value = item.key ? item.value : NULL, .generators = clauses);
}

/* dict: '{' [double_starred_kvpair (',' double_starred_kvpair)* [',']] '}' */
static struct ast_expr *take_dict(struct parser *parser, const struct token *open,
                                  struct dict_item item)
{
    size_t mark = parse_mark(parser);
    uint32_t count = 1;
    PARSE_PUSH(parser, item);
    while (parse_accept(parser, TOK_COMMA) && !parse_next_is(parser, TOK_RBRACE)) {
        item = take_dict_item(parser);
        PARSE_PUSH(parser, item);
        count++;
    }
    parse_expect(parser, TOK_RBRACE);
    struct ast_exprs keys = {parse_alloc(parser, count * sizeof *keys.items), count};
    struct ast_exprs values = {parse_alloc(parser, count * sizeof *values.items), count};
    while (PARSE_POP(parser, mark, &item)) {
        keys.items[--count] = item.key;
        values.items[count] = item.value;
    }
    return NEW_EXPR(parser, parse_span(parser, open), Dict, .keys = keys, .values = values);
}

/* set: '{' star_named_expressions '}'
 * setcomp: '{' named_expression for_if_clauses '}' */
static struct ast_expr *take_set(struct parser *parser, const struct token *open,
                                 struct ast_expr *first)
{
    if (parse_comprehension_follows(parser)) {
        struct ast_comprehensions clauses =
            take_clauses(parser, first->kind == AST_Starred);
        parse_expect(parser, TOK_RBRACE);
        return NEW_EXPR(parser, parse_span(parser, open), SetComp, .elt = first,
                        .generators = clauses);
    }
    struct ast_exprs elements = take_elements(parser, first, TOK_RBRACE);
    return NEW_EXPR(parser, parse_span(parser, open), Set, .elts = elements);
}

/* dictcomp | setcomp | dict | set */
struct ast_expr *parse_braces(struct parser *parser)
{
    const struct token *open = parser->at++;
    if (parse_accept(parser, TOK_RBRACE))
        return NEW_EXPR(parser, parse_span(parser, open), Dict, .keys = {0});
    struct dict_item item = {0};
    if (parse_accept(parser, TOK_DOUBLESTAR)) {
        item.value = take_unpacked(parser);
    } else {
        bool plain = !parse_next_is(parser, TOK_STAR) && !parse_is_walrus(parser);
        item.key = parse_star_named_expression(parser);
        if (!plain || !parse_accept(parser, TOK_COLON))
            return take_set(parser, open, item.key);
        item.value = parse_expression(parser);
    }
    if (parse_comprehension_follows(parser))
        return take_dict_comprehension(parser, open, item);
    return take_dict(parser, open, item);
}
