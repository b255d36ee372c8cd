/* SPDX-License-Identifier: MIT
 *
 * Definitions of functions and classes, decorated or not.
 */
#include "compiler/parse/parser.h"

/* decorators: ('@' named_expression NEWLINE)+ */
static struct ast_exprs take_decorators(struct parser *parser)
{
    size_t mark = parse_mark(parser);
    struct ast_exprs decorators;
    while (parse_accept(parser, TOK_AT)) {
        struct ast_expr *decorator = parse_named_expression(parser);
        PARSE_PUSH(parser, decorator);
        parse_expect(parser, TOK_NEWLINE);
    }
    PARSE_GATHER(parser, mark, &decorators);
    return decorators;
}

/* function_def: decorators function_def_raw   class_def: decorators class_def_raw
 * The statement's own place does not include the decorators. */
struct ast_stmt *parse_decorated(struct parser *parser)
{
    struct ast_exprs decorators = take_decorators(parser);
    if (parse_next_is(parser, TOK_CLASS))
        return parse_class(parser, decorators);
    return parse_function(parser, decorators);
}

/* '(' [params] ')' */
static struct ast_arguments *take_params(struct parser *parser)
{
    parse_expect(parser, TOK_LPAR);
    struct ast_arguments *args = parse_parameters(parser, TOK_RPAR);
    parse_expect(parser, TOK_RPAR);
    return args;
}

/* ['->' expression] */
static struct ast_expr *take_returns(struct parser *parser)
{
    return parse_accept(parser, TOK_RARROW) ? parse_expression(parser) : NULL;
}

/* function_def_raw:
 * ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block */
struct ast_stmt *parse_function(struct parser *parser, struct ast_exprs decorators)
{
    const struct token *first = parser->at;
    bool async = parse_accept(parser, TOK_ASYNC);
    const struct token *keyword = parse_expect(parser, TOK_DEF);
    name_id name = parse_expect(parser, TOK_NAME)->name;
    struct ast_type_params type_params = parse_type_params(parser);
    struct ast_arguments *args = take_params(parser);
    struct ast_expr *returns = take_returns(parser);
    parse_expect(parser, TOK_COLON);
    struct ast_stmts body = parse_block(parser, "function definition", keyword);
    struct span span = parse_block_span(parser, first);
    if (async)
        return NEW_STMT(parser, span, AsyncFunctionDef, .name = name, .args = args,
                        .body = body, .decorator_list = decorators, .returns = returns,
                        .type_params = type_params);
    return NEW_STMT(parser, span, FunctionDef, .name = name, .args = args, .body = body,
                    .decorator_list = decorators, .returns = returns,
                    .type_params = type_params);
}

/* class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block */
struct ast_stmt *parse_class(struct parser *parser, struct ast_exprs decorators)
{
    const struct token *first = parser->at++;
    name_id name = parse_expect(parser, TOK_NAME)->name;
    struct ast_type_params type_params = parse_type_params(parser);
    struct parse_arguments arguments = {{0}, {0}};
    if (parse_next_is(parser, TOK_LPAR))
        arguments = parse_call_arguments(parser, false);
    parse_expect(parser, TOK_COLON);
    struct ast_stmts body = parse_block(parser, "class definition", first);
    return NEW_STMT(parser, parse_block_span(parser, first), ClassDef, .name = name,
                    .bases = arguments.args, .keywords = arguments.keywords, .body = body,
                    .decorator_list = decorators, .type_params = type_params);
}
