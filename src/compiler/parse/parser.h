/* SPDX-License-Identifier: MIT
 *
 * What the files of this folder share: the parser's place in the tokens, and the
 * rules that call each other across files.
 */
#ifndef KILN_COMPILER_PARSE_PARSER_H
#define KILN_COMPILER_PARSE_PARSER_H

#include "compiler/parse/parse.h"

struct parser {
    struct ctx *ctx;
    const struct tokens *tokens;
    const struct token *at; /* the next token; moving it back is allowed */
    int depth;              /* nesting of rules, against a checked limit */
};

/* The grammar's rules, by their names in python.gram; each takes what it parses
 * and does not return when it cannot. */
struct ast_expr *parse_expression(struct parser *parser);
struct ast_expr *parse_star_expressions(struct parser *parser);
struct ast_expr *parse_named_expression(struct parser *parser);

/* annotated_rhs | inside replacement fields: yield_expr | star_expressions */
struct ast_expr *parse_yield_or_star_expressions(struct parser *parser);

/* The parser only knows that it failed: leaves for the second, slower pass over
 * the file, which finds CPython's message. */
_Noreturn void parse_fail(struct parser *parser);

#endif
