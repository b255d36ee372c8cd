/* SPDX-License-Identifier: MIT
 *
 * The bytes of a .pyc file as text: every object where it stands, with its type, its
 * index if others may refer to it, and its content.
 */
#ifndef KILN_COMPILER_PYC_STRUCTURE_H
#define KILN_COMPILER_PYC_STRUCTURE_H

#include "compiler/ctx.h"
#include "base/buf.h"

/* Appends lines for the object that `bytes` are; `offset` is where they begin in the
 * file.  Whatever the bytes are: the last line says what is wrong with them. */
void structure_dump(struct ctx *ctx, const char *bytes, size_t size, size_t offset,
                    struct buf *out);

#endif
