/* SPDX-License-Identifier: MIT
 *
 * tree + scopes → code units, as compile.c (3.11 to 3.13) and codegen.c (3.14 and
 * later) of CPython make them.
 *
 * A code object is finished while the code around it is still being generated, for
 * both enter their constants into one cache, and the order counts.  What finishing
 * means only the road knows: codegen is handed it.
 */
#ifndef KILN_COMPILER_CODEGEN_CODEGEN_H
#define KILN_COMPILER_CODEGEN_CODEGEN_H

#include "compiler/ast/ast.h"
#include "compiler/codegen/unit.h"

struct scopes;      /* compiler/scope/scope.h */
struct const_cache; /* compiler/value/const_cache.h */
struct future;      /* compiler/ast/future.h */

/* Makes a code object (VALUE_CODE) of a unit that is whole: flow graph, assembler. */
struct codegen_finish {
    const struct value *(*finish)(struct codegen_finish *self, struct ctx *ctx,
                                  struct code_unit *unit);
};

/* The code object of a module, from its folded tree. */
const struct value *codegen_module(struct ctx *ctx, const struct ast_module *module,
                                   const struct scopes *scopes, const struct future *future,
                                   struct const_cache *cache,
                                   struct codegen_finish *finish);

#endif
