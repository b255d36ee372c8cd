/* SPDX-License-Identifier: MIT
 *
 * flow graph → code object: numbers of instructions, arguments and caches, line table,
 * exception table, the row of locals (Python/assemble.c).
 */
#ifndef KILN_COMPILER_ASSEMBLE_ASSEMBLE_H
#define KILN_COMPILER_ASSEMBLE_ASSEMBLE_H

#include "compiler/flow/flow.h"

/* The code object of a unit, from its final graph. */
const struct value *assemble_code(struct flow_graph *graph, const struct value *filename);

/* Both stages: what a unit becomes when it is whole. */
const struct value *assemble_unit(struct ctx *ctx, struct code_unit *unit,
                                  struct const_cache *cache, const struct value *filename);

#endif
