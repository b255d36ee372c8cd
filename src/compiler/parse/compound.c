/* SPDX-License-Identifier: MIT
 *
 * Compound statements: if, while, for, with, and which other file has the rest.
 */
#include "compiler/parse/parser.h"

/* else_block: 'else' ':' block */
struct ast_stmts parse_else(struct parser *parser)
{
    const struct token *keyword = parser->at;
    if (!parse_accept(parser, TOK_ELSE))
        return (struct ast_stmts){0};
    parse_expect(parser, TOK_COLON);
    return parse_block(parser, "'else' statement", keyword);
}

struct if_arm {
    const struct token *first;
    struct ast_expr *test;
    struct ast_stmts body;
};

static struct if_arm take_arm(struct parser *parser)
{
    struct if_arm arm = {.first = parser->at++};
    arm.test = parse_named_expression(parser);
    parse_expect(parser, TOK_COLON);
    arm.body = parse_block(
        parser, arm.first->kind == TOK_IF ? "'if' statement" : "'elif' statement",
        arm.first);
    return arm;
}

static struct ast_stmts keep_single(struct parser *parser, struct ast_stmt *stmt)
{
    struct ast_stmts single = {parse_alloc(parser, sizeof stmt), 1};
    single.items[0] = stmt;
    return single;
}

/* if_stmt: 'if' named_expression ':' block (elif_stmt | [else_block])
 * elif_stmt: 'elif' …; each is the only statement of the other's orelse */
static struct ast_stmt *take_if(struct parser *parser)
{
    size_t mark = parse_mark(parser);
    struct if_arm arm = take_arm(parser);
    while (parse_next_is(parser, TOK_ELIF)) {
        parse_push_open(parser, mark, &arm, sizeof arm);
        arm = take_arm(parser);
    }
    struct ast_stmts orelse = parse_else(parser);
    for (;;) {
        struct ast_stmt *stmt =
            NEW_STMT(parser, parse_block_span(parser, arm.first), If, .test = arm.test,
                     .body = arm.body, .orelse = orelse);
        if (!PARSE_POP(parser, mark, &arm))
            return stmt;
        orelse = keep_single(parser, stmt);
    }
}

/* while_stmt: 'while' named_expression ':' block [else_block] */
static struct ast_stmt *take_while(struct parser *parser)
{
    const struct token *first = parser->at++;
    struct ast_expr *test = parse_named_expression(parser);
    parse_expect(parser, TOK_COLON);
    struct ast_stmts body = parse_block(parser, "'while' statement", first);
    struct ast_stmts orelse = parse_else(parser);
    return NEW_STMT(parser, parse_block_span(parser, first), While, .test = test,
                    .body = body, .orelse = orelse);
}

/* for_stmt: ['async'] 'for' star_targets 'in' ~ star_expressions ':' block [else_block] */
static struct ast_stmt *take_for(struct parser *parser, const struct token *first)
{
    const struct token *keyword = parser->at++;
    struct ast_expr *target = parse_star_targets(parser);
    parse_expect(parser, TOK_IN);
    struct ast_expr *iter = parse_star_expressions(parser);
    parse_expect(parser, TOK_COLON);
    struct ast_stmts body = parse_block(parser, "'for' statement", keyword);
    struct ast_stmts orelse = parse_else(parser);
    struct span span = parse_block_span(parser, first);
    if (first->kind == TOK_ASYNC)
        return NEW_STMT(parser, span, AsyncFor, .target = target, .iter = iter,
                        .body = body, .orelse = orelse);
    return NEW_STMT(parser, span, For, .target = target, .iter = iter, .body = body,
                    .orelse = orelse);
}

/* The token after the bracket that closes the one at `open`. */
static const struct token *find_after_bracket(const struct token *open)
{
    int depth = 0;
    for (const struct token *token = open;; token++) {
        uint8_t kind = token->kind;
        if (kind == TOK_LPAR || kind == TOK_LSQB || kind == TOK_LBRACE)
            depth++;
        else if (kind == TOK_RPAR || kind == TOK_RSQB || kind == TOK_RBRACE)
            depth--;
        else if (kind == TOK_ENDMARKER || kind == TOK_ERROR)
            return token;
        if (!depth)
            return token + 1;
    }
}

/* with_item: expression 'as' star_target &(',' | ')' | ':') | expression */
static struct ast_withitem take_with_item(struct parser *parser)
{
    struct ast_withitem item = {.context_expr = parse_expression(parser)};
    if (parse_accept(parser, TOK_AS))
        item.optional_vars = parse_star_target(parser);
    return item;
}

/* '(' with_item (',' with_item)* [','] ')', of which the caller knows that a colon
 * follows; false, and nothing taken, where it is an expression that is no such list:
 * a tuple with a star, a walrus, a generator, (), (yield).  Until that shows, the
 * list and that expression read the same. */
static bool take_with_list(struct parser *parser)
{
    const struct token *open = parser->at++;
    size_t mark = parse_mark(parser);
    do {
        if (parse_next_is(parser, TOK_RPAR) && parser->at > open + 1)
            break;
        if (!parse_can_start(parser) || parse_next_is(parser, TOK_STAR))
            goto expression;
        struct ast_withitem item = take_with_item(parser);
        PARSE_PUSH(parser, item);
    } while (parse_accept(parser, TOK_COMMA));
    if (parse_accept(parser, TOK_RPAR))
        return true;
expression:
    parser->room->used = mark;
    parser->at = open;
    return false;
}

static struct ast_withitems take_with_items(struct parser *parser)
{
    size_t mark = parse_mark(parser);
    struct ast_withitems items;
    bool whole = parse_next_is(parser, TOK_LPAR) &&
                 find_after_bracket(parser->at)->kind == TOK_COLON;
    if (!whole || !take_with_list(parser)) {
        do {
            struct ast_withitem item = take_with_item(parser);
            PARSE_PUSH(parser, item);
        } while (parse_accept(parser, TOK_COMMA));
    }
    PARSE_GATHER(parser, mark, &items);
    return items;
}

/* with_stmt: ['async'] 'with' '(' with_item (',' with_item)* [','] ')' ':' block
 *     | ['async'] 'with' with_item (',' with_item)* ':' block */
static struct ast_stmt *take_with(struct parser *parser, const struct token *first)
{
    const struct token *keyword = parser->at++;
    struct ast_withitems items = take_with_items(parser);
    parse_expect(parser, TOK_COLON);
    struct ast_stmts body = parse_block(parser, "'with' statement", keyword);
    struct span span = parse_block_span(parser, first);
    if (first->kind == TOK_ASYNC)
        return NEW_STMT(parser, span, AsyncWith, .items = items, .body = body);
    return NEW_STMT(parser, span, With, .items = items, .body = body);
}

/* 'async' ('def' | 'with' | 'for') … */
static struct ast_stmt *take_async(struct parser *parser)
{
    const struct token *first = parser->at;
    if (first[1].kind == TOK_DEF)
        return parse_function(parser, (struct ast_exprs){0});
    parser->at++;
    if (parse_next_is(parser, TOK_WITH))
        return take_with(parser, first);
    if (parse_next_is(parser, TOK_FOR))
        return take_for(parser, first);
    parse_fail(parser);
}

/* compound_stmt; NULL where the statement is none */
struct ast_stmt *parse_compound(struct parser *parser)
{
    const struct token *first = parser->at;
    switch (first->kind) {
    case TOK_NAME:
        return parse_is_match(parser) ? parse_match(parser) : NULL;
    case TOK_IF:
        return take_if(parser);
    case TOK_DEF:
        return parse_function(parser, (struct ast_exprs){0});
    case TOK_FOR:
        return take_for(parser, first);
    case TOK_TRY:
        return parse_try(parser);
    case TOK_WITH:
        return take_with(parser, first);
    case TOK_CLASS:
        return parse_class(parser, (struct ast_exprs){0});
    case TOK_AT:
        return parse_decorated(parser);
    case TOK_WHILE:
        return take_while(parser);
    case TOK_ASYNC:
        return take_async(parser);
    default:
        return NULL;
    }
}
