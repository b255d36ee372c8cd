/* SPDX-License-Identifier: MIT
 *
 * Match statements: telling them from statements that begin with a name, subjects,
 * cases.
 */
#include "compiler/parse/parser.h"

/* Does a match statement begin here?  Only its first line ends with a colon, so
 * that one look at the end of the line decides; and only where what follows the
 * word could also begin an expression is there a need to look. */
bool parse_is_match(const struct parser *parser)
{
    const struct token *token = parser->at;
    if (LIKELY(token->name != NAME_MATCH) || !parse_starts_expression[token[1].kind])
        return false;
    while (token->kind != TOK_NEWLINE && token->kind != TOK_ENDMARKER &&
           token->kind != TOK_ERROR)
        token++;
    return token->kind == TOK_NEWLINE && token[-1].kind == TOK_COLON;
}

/* subject_expr: star_named_expression ',' star_named_expressions? | named_expression */
static struct ast_expr *take_subject(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *subject = parse_star_named_expression(parser);
    if (first->kind == TOK_STAR && !parse_next_is(parser, TOK_COMMA))
        parse_fail(parser);
    return parse_tuple_rest(parser, first, subject, parse_star_named_expression);
}

/* case_block: "case" patterns ['if' named_expression] ':' block */
static struct ast_case take_case(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_case block = {0};
    if (!parse_next_is(parser, TOK_NAME) || first->name != NAME_CASE)
        parse_fail(parser);
    parser->at++;
    block.pattern = parse_patterns(parser);
    if (parse_accept(parser, TOK_IF))
        block.guard = parse_named_expression(parser);
    parse_expect(parser, TOK_COLON);
    block.body = parse_block(parser, "'case' statement", first);
    return block;
}

static _Noreturn void fail_without_cases(struct parser *parser, const struct token *keyword)
{
    if (parse_next_is(parser, TOK_ERROR))
        parse_fail(parser);
    fail_class(parser->ctx, "IndentationError", parser->at->span,
               "expected an indented block after 'match' statement on line %lu",
               (unsigned long)keyword->span.line);
}

/* match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT */
struct ast_stmt *parse_match(struct parser *parser)
{
    const struct token *first = parser->at++;
    struct ast_expr *subject = take_subject(parser);
    parse_expect(parser, TOK_COLON);
    parse_expect(parser, TOK_NEWLINE);
    if (!parse_accept(parser, TOK_INDENT))
        fail_without_cases(parser, first);
    size_t mark = parse_mark(parser);
    struct ast_cases cases;
    do {
        struct ast_case block = take_case(parser);
        PARSE_PUSH(parser, block);
    } while (!parse_accept(parser, TOK_DEDENT));
    PARSE_GATHER(parser, mark, &cases);
    return NEW_STMT(parser, parse_block_span(parser, first), Match, .subject = subject,
                    .cases = cases);
}
