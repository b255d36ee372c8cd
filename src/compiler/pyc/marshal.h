/* SPDX-License-Identifier: MIT
 *
 * A code object as bytes: what marshal.dumps() makes of it.
 */
#ifndef KILN_COMPILER_PYC_MARSHAL_H
#define KILN_COMPILER_PYC_MARSHAL_H

#include "compiler/value/value.h"

/* Appends it.  Which objects are written as references follows from the identity of
 * the values alone.  Sorts the elements of frozensets in place. */
void marshal_write(struct ctx *ctx, const struct value *code, struct buf *out);

#endif
