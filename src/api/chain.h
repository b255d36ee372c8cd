/* SPDX-License-Identifier: MIT
 *
 * Two compilers behind one call: Kiln's own first, a real interpreter for what that
 * cannot do; or both, when they are to be compared.
 */
#ifndef KILN_API_CHAIN_H
#define KILN_API_CHAIN_H

#include "compiler/compile.h"
#include "interpreter/interpreter.h"

#include <stdbool.h>

/* Why the native compiler must not stand in for this interpreter; NULL: it may. */
const char *native_refusal(const struct interpreter_facts *facts);

struct chain_settings {
    struct target target;
    const char *python;         /* an interpreter of this minor version whose micro version
                                   decides, asked when something has to be compiled first;
                                   NULL: target's own */
    struct compiler *second;    /* an interpreter, or NULL; the chain destroys it */
    const char *no_second;      /* why there is none; outlives the chain */
    bool verify;                /* the second compiles everything too, and must agree */
    const char *const *filters; /* of warnings: outlive the chain */
    size_t filter_count;
};

/* NULL when memory ran out; the second compiler is destroyed then. */
struct compiler *chain_create(const struct chain_settings *settings);

#endif
