/* SPDX-License-Identifier: MIT
 *
 * Try statements.
 */
#include "compiler/parse/parser.h"

/* After 'except' ['*']: [expression ['as' NAME]] ':'; without `as`, 'expressions'
 * (PEP 758) */
static void take_handler_head(struct parser *parser, struct ast_handler *handler)
{
    const struct token *first = parser->at;
    handler->type = parse_expression(parser);
    if (parse_accept(parser, TOK_AS))
        handler->name = parse_expect(parser, TOK_NAME)->name;
    else if (target_has(parser->ctx->target, FEATURE_UNPARENTHESIZED_EXCEPT))
        handler->type = parse_tuple_rest(parser, first, handler->type, parse_expression);
}

/* except_block: 'except' [expression ['as' NAME]] ':' block
 * except_star_block: 'except' '*' expression ['as' NAME] ':' block */
static struct ast_handler *take_handler(struct parser *parser, bool star)
{
    const struct token *first = parser->at++;
    struct ast_handler *handler = parse_alloc(parser, sizeof *handler);
    *handler = (struct ast_handler){0};
    if (star)
        parse_expect(parser, TOK_STAR);
    if (star || !parse_next_is(parser, TOK_COLON))
        take_handler_head(parser, handler);
    parse_expect(parser, TOK_COLON);
    handler->body =
        parse_block(parser, star ? "'except*' statement" : "'except' statement", first);
    handler->span = parse_block_span(parser, first);
    return handler;
}

/* except_block+ | except_star_block+: the first one decides which */
static struct ast_handlers take_handlers(struct parser *parser, bool star)
{
    size_t mark = parse_mark(parser);
    struct ast_handlers handlers;
    while (parse_next_is(parser, TOK_EXCEPT)) {
        struct ast_handler *handler = take_handler(parser, star);
        PARSE_PUSH(parser, handler);
    }
    PARSE_GATHER(parser, mark, &handlers);
    return handlers;
}

/* [finally_block]; finally_block: 'finally' ':' block */
static struct ast_stmts take_finally(struct parser *parser)
{
    const struct token *keyword = parser->at;
    if (!parse_accept(parser, TOK_FINALLY))
        return (struct ast_stmts){0};
    parse_expect(parser, TOK_COLON);
    return parse_block(parser, "'finally' statement", keyword);
}

/* try_stmt: 'try' ':' block finally_block
 *     | 'try' ':' block except_block+ [else_block] [finally_block]
 *     | 'try' ':' block except_star_block+ [else_block] [finally_block] */
struct ast_stmt *parse_try(struct parser *parser)
{
    const struct token *first = parser->at++;
    parse_expect(parser, TOK_COLON);
    struct ast_stmts body = parse_block(parser, "'try' statement", first);
    bool star = parse_next_is(parser, TOK_EXCEPT) && parser->at[1].kind == TOK_STAR;
    struct ast_handlers handlers = take_handlers(parser, star);
    struct ast_stmts orelse = {0};
    if (handlers.count)
        orelse = parse_else(parser);
    else if (!parse_next_is(parser, TOK_FINALLY))
        parse_fail(parser);
    struct ast_stmts finalbody = take_finally(parser);
    struct span span = parse_block_span(parser, first);
    if (star)
        return NEW_STMT(parser, span, TryStar, .body = body, .handlers = handlers,
                        .orelse = orelse, .finalbody = finalbody);
    return NEW_STMT(parser, span, Try, .body = body, .handlers = handlers, .orelse = orelse,
                    .finalbody = finalbody);
}
