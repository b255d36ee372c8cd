/* SPDX-License-Identifier: MIT
 *
 * The native compiler: Kiln's own.
 */
#ifndef KILN_COMPILER_NATIVE_H
#define KILN_COMPILER_NATIVE_H

#include "compiler/compile.h"

/* Whether it makes code objects for this target. */
bool native_knows(const struct target *target);

/* A compiler for a target that it knows, to be destroyed by compiler_destroy; NULL
 * when memory ran out.  The filters are python's -W, in order; they must outlive it.
 * What it cannot do it answers with COMPILE_UNSUPPORTED. */
struct compiler *native_create(const struct target *target, const char *const *filters,
                               size_t filter_count);

#endif
