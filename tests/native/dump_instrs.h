/* SPDX-License-Identifier: MIT
 *
 * The units of a module as text.
 */
#ifndef KILN_TESTS_NATIVE_DUMP_INSTRS_H
#define KILN_TESTS_NATIVE_DUMP_INSTRS_H

#include "compiler/ast/future.h"

/* Appends the units in the order in which they are finished, tabs instead of newlines.
 * `names_end`: how many names there were when the parser was done. */
void dump_instrs(struct ctx *ctx, const struct ast_module *module,
                 const struct future *future, size_t names_end, struct buf *out);

#endif
