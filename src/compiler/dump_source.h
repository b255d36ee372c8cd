/* SPDX-License-Identifier: MIT
 *
 * The first stages on a source, up to the one to be shown, for dump.c and the tests.
 */
#ifndef KILN_COMPILER_DUMP_SOURCE_H
#define KILN_COMPILER_DUMP_SOURCE_H

#include "compiler/ctx.h"
#include "compiler/dump.h"

/* Stages tokens to scopes, of ctx->level; `source` ends with a NUL. */
void dump_source(struct ctx *ctx, enum dump_stage stage, const char *source, size_t size,
                 struct buf *out);

#endif
