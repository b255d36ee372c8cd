/* SPDX-License-Identifier: MIT
 *
 * A code object out of bytes: what marshal.loads() makes of them.
 */
#ifndef KILN_COMPILER_PYC_UNMARSHAL_H
#define KILN_COMPILER_PYC_UNMARSHAL_H

#include "compiler/value/value.h"

/* Why bytes were refused, and where. */
struct unmarshal_error {
    const char *reason;
    size_t offset;
};

/* The code object of ctx->target, 3.11 or later, that `bytes` are, from the first to
 * the last; any bytes may be given.  NULL: *error says why not.  Objects are the same
 * where references say so; texts stay where they are. */
const struct value *unmarshal_code(struct ctx *ctx, const char *bytes, size_t size,
                                   struct unmarshal_error *error);

#endif
