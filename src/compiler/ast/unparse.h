/* SPDX-License-Identifier: MIT
 *
 * tree → text, for annotations that are kept as text
 * (from __future__ import annotations).
 */
#ifndef KILN_COMPILER_AST_UNPARSE_H
#define KILN_COMPILER_AST_UNPARSE_H

#include "compiler/ast/ast.h"

/* A VALUE_STR with the expression in CPython's own words. */
const struct value *ast_unparse(struct ctx *ctx, const struct ast_expr *expr);

#endif
