/* SPDX-License-Identifier: MIT
 *
 * tree → tree, as CPython changes it before anything is made of it: ast_opt.c until
 * 3.13, ast_preprocess.c since 3.14.
 *
 * Until 3.13 constant expressions become constants.  In all versions __debug__
 * becomes a constant, "%s" % (x,) a formatted string, and since 3.14 level 2 takes
 * docstrings out.
 *
 * The parsed tree stays as it is: what changes is copied together with what it is
 * part of, the rest is shared.  So one parse serves all levels.
 */
#ifndef KILN_COMPILER_AST_FOLD_H
#define KILN_COMPILER_AST_FOLD_H

#include "compiler/ast/future.h"

/* For the optimization level 0, 1 or 2.  Warns of what CPython warns of then. */
const struct ast_module *ast_fold(struct ctx *ctx, const struct ast_module *module,
                                  int level, const struct future *future);

/* Whether the statements begin with a docstring. */
bool ast_has_docstring(const struct ast_stmts *body);

#endif
