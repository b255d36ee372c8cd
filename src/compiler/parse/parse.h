/* SPDX-License-Identifier: MIT
 *
 * tokens → tree, by recursive descent over the target's grammar
 * (Grammar/python.gram).
 */
#ifndef KILN_COMPILER_PARSE_PARSE_H
#define KILN_COMPILER_PARSE_PARSE_H

#include "compiler/ast/ast.h"
#include "compiler/lex/lex.h"

/* The tree of a whole file.  Fails with CPython's SyntaxError. */
struct ast_module *parse_module(struct ctx *ctx, const struct tokens *tokens);

#endif
