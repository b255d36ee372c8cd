/* SPDX-License-Identifier: MIT
 *
 * Atoms, and what may follow them: attributes, calls, subscripts.  Then the
 * expressions that are lists of others: with stars, with walruses, with yield.
 */
#include "compiler/parse/literal.h"

static struct ast_expr *take_constant(struct parser *parser, enum value_kind kind)
{
    struct span span = parser->at++->span;
    return NEW_EXPR(parser, span, Constant, .value = {.kind = kind});
}

static struct ast_expr *take_number(struct parser *parser)
{
    const struct token *token = parser->at++;
    struct ast_expr *expr = NEW_EXPR(parser, token->span, Constant, .kind = 0);
    parse_number(parser, token, &expr->Constant.value);
    return expr;
}

static struct ast_expr *take_name(struct parser *parser)
{
    const struct token *token = parser->at++;
    return NEW_EXPR(parser, token->span, Name, .id = token->name, .ctx = AST_Load);
}

/* atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | (genexp | tuple | group)
 *     | (listcomp | list) | (dictcomp | setcomp | dict | set) | '...' */
struct ast_expr *parse_atom(struct parser *parser)
{
    switch (parser->at->kind) {
    case TOK_NAME:
        return take_name(parser);
    case TOK_NUMBER:
        return take_number(parser);
    case TOK_STRING:
    case TOK_FSTRING_START:
    case TOK_TSTRING_START:
        return parse_strings(parser);
    case TOK_LPAR:
        return parse_parentheses(parser);
    case TOK_LSQB:
        return parse_brackets(parser);
    case TOK_LBRACE:
        return parse_braces(parser);
    case TOK_NONE:
        return take_constant(parser, VALUE_NONE);
    case TOK_TRUE:
        return take_constant(parser, VALUE_TRUE);
    case TOK_FALSE:
        return take_constant(parser, VALUE_FALSE);
    case TOK_ELLIPSIS:
        return take_constant(parser, VALUE_ELLIPSIS);
    default:
        parse_fail(parser);
    }
}

/* primary '.' NAME */
static struct ast_expr *take_attribute(struct parser *parser, const struct token *first,
                                       struct ast_expr *value)
{
    parser->at++;
    name_id name = parse_expect(parser, TOK_NAME)->name;
    return NEW_EXPR(parser, parse_span(parser, first), Attribute, .value = value,
                    .attr = name, .ctx = AST_Load);
}

/* primary genexp | primary '(' [arguments] ')' */
static struct ast_expr *take_call(struct parser *parser, const struct token *first,
                                  struct ast_expr *function)
{
    struct parse_arguments arguments = parse_call_arguments(parser, true);
    return NEW_EXPR(parser, parse_span(parser, first), Call, .func = function,
                    .args = arguments.args, .keywords = arguments.keywords);
}

/* primary '[' slices ']' */
static struct ast_expr *take_subscript(struct parser *parser, const struct token *first,
                                       struct ast_expr *value)
{
    parser->at++;
    struct ast_expr *slice = parse_slices(parser);
    parse_expect(parser, TOK_RSQB);
    return NEW_EXPR(parser, parse_span(parser, first), Subscript, .value = value,
                    .slice = slice, .ctx = AST_Load);
}

struct ast_expr *parse_primary(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *expr = parse_atom(parser);
    for (;;) {
        switch (parser->at->kind) {
        case TOK_DOT:
            expr = take_attribute(parser, first, expr);
            break;
        case TOK_LPAR:
            expr = take_call(parser, first, expr);
            break;
        case TOK_LSQB:
            expr = take_subscript(parser, first, expr);
            break;
        default:
            return expr;
        }
    }
}

/* NAME ':=' ~ expression */
static struct ast_expr *take_assignment_expression(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *target = take_name(parser);
    target->Name.ctx = AST_Store;
    parser->at++;
    struct ast_expr *value = parse_expression(parser);
    return NEW_EXPR(parser, parse_span(parser, first), NamedExpr, .target = target,
                    .value = value);
}

/* named_expression: assignment_expression | expression !':=' */
struct ast_expr *parse_named_expression(struct parser *parser)
{
    if (parse_is_walrus(parser))
        return take_assignment_expression(parser);
    return parse_expression(parser);
}

/* '*' bitwise_or */
static struct ast_expr *take_starred(struct parser *parser)
{
    const struct token *first = parser->at++;
    struct ast_expr *value = parse_bitwise_or(parser);
    return NEW_EXPR(parser, parse_span(parser, first), Starred, .value = value,
                    .ctx = AST_Load);
}

/* star_named_expression: '*' bitwise_or | named_expression */
struct ast_expr *parse_star_named_expression(struct parser *parser)
{
    if (UNLIKELY(parse_next_is(parser, TOK_STAR)))
        return take_starred(parser);
    return parse_named_expression(parser);
}

/* star_expression: '*' bitwise_or | expression */
struct ast_expr *parse_star_expression(struct parser *parser)
{
    if (UNLIKELY(parse_next_is(parser, TOK_STAR)))
        return take_starred(parser);
    return parse_expression(parser);
}

struct ast_expr *parse_tuple_rest(struct parser *parser, const struct token *first,
                                  struct ast_expr *item,
                                  struct ast_expr *(*parse_item)(struct parser *))
{
    if (LIKELY(!parse_next_is(parser, TOK_COMMA)))
        return item;
    size_t mark = parse_mark(parser);
    struct ast_exprs items;
    PARSE_PUSH(parser, item);
    while (parse_accept(parser, TOK_COMMA) && parse_can_start(parser)) {
        item = parse_item(parser);
        PARSE_PUSH(parser, item);
    }
    PARSE_GATHER(parser, mark, &items);
    return NEW_EXPR(parser, parse_span(parser, first), Tuple, .elts = items,
                    .ctx = AST_Load);
}

/* star_expressions: star_expression (',' star_expression)* [','] */
struct ast_expr *parse_star_expressions(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *item = parse_star_expression(parser);
    return parse_tuple_rest(parser, first, item, parse_star_expression);
}

/* yield_expr: 'yield' 'from' expression | 'yield' [star_expressions] */
static struct ast_expr *take_yield(struct parser *parser)
{
    const struct token *first = parser->at++;
    if (parse_accept(parser, TOK_FROM)) {
        struct ast_expr *source = parse_expression(parser);
        return NEW_EXPR(parser, parse_span(parser, first), YieldFrom, .value = source);
    }
    struct ast_expr *value = NULL;
    if (parse_can_start(parser))
        value = parse_star_expressions(parser);
    return NEW_EXPR(parser, parse_span(parser, first), Yield, .value = value);
}

/* annotated_rhs: yield_expr | star_expressions */
struct ast_expr *parse_yield_or_star_expressions(struct parser *parser)
{
    if (UNLIKELY(parse_next_is(parser, TOK_YIELD)))
        return take_yield(parser);
    return parse_star_expressions(parser);
}
