/* SPDX-License-Identifier: MIT
 *
 * Literals: from the text of NUMBER, STRING, FSTRING_* and TSTRING_* tokens to
 * constants, JoinedStr and TemplateStr nodes.
 */
#ifndef KILN_COMPILER_PARSE_LITERAL_H
#define KILN_COMPILER_PARSE_LITERAL_H

#include "compiler/parse/parser.h"

/* The value of a NUMBER token (underscores allowed; the lexer has checked the form). */
void parse_number(struct parser *parser, const struct token *token, struct value *value);

/* One or more adjacent string literals, from the present token on (grammar rule
 * `strings`): takes all STRING, FSTRING_START … and TSTRING_START … tokens that
 * follow each other, and gives a Constant, JoinedStr or TemplateStr with the
 * positions that the target's CPython gives it. */
struct ast_expr *parse_strings(struct parser *parser);

#endif
