/* SPDX-License-Identifier: MIT
 *
 * Making a code object, and what that does to its strings.
 */
#ifndef KILN_COMPILER_ASSEMBLE_CODE_H
#define KILN_COMPILER_ASSEMBLE_CODE_H

#include "compiler/value/const_cache.h"

/* A code object of these fields.  Its constants come from the cache, one by one; all
 * else is as the assembler made it.  In CPython's order the exception table, the line
 * table, the names, the tuple of constants and the names of locals enter the cache
 * (assemble.c: makecode); then names, and constants that look like names, are interned
 * (codeobject.c: _PyCode_New). */
const struct value *code_new(struct ctx *ctx, struct const_cache *cache,
                             const struct code_object *fields);

#endif
