/* SPDX-License-Identifier: MIT
 *
 * The flow graphs of a module as text.
 */
#ifndef KILN_TESTS_NATIVE_DUMP_FLOW_H
#define KILN_TESTS_NATIVE_DUMP_FLOW_H

#include "compiler/ast/future.h"
#include "target/pass.h"

/* Appends the graph of each unit as it is after the first run of `pass` (PASS_END: after
 * all), tabs instead of newlines, in the order in which units are finished.
 * `names_end`: how many names there were when the parser was done. */
void dump_flow(struct ctx *ctx, const struct ast_module *module,
               const struct future *future, size_t names_end, enum flow_pass pass,
               struct buf *out);

#endif
