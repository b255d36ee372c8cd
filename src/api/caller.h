/* SPDX-License-Identifier: MIT
 *
 * A compiler that is the caller's: kiln_options.compile behind compile.h's call.
 */
#ifndef KILN_API_CALLER_H
#define KILN_API_CALLER_H

#include "compiler/compile.h"

#include <kiln.h>

/* NULL when memory ran out. */
struct compiler *caller_create(const struct target *target, kiln_compile_fn *compile,
                               void *context);

#endif
