/* SPDX-License-Identifier: MIT
 *
 * The constants of a file: equal ones are one object.
 *
 * There is one cache for a whole file and one namespace in it, for the constants of
 * the source and of folding, and for the tuples and tables of code objects.  Equal
 * means: of the same type and equal, in all elements; 1, 1.0 and True differ, and so
 * do 0.0 and -0.0; a NaN equals itself only; code objects are compared by what they
 * do, not by qualname or file name (CPython: _PyCode_ConstantKey).  What came first
 * stays.
 */
#ifndef KILN_COMPILER_VALUE_CONST_CACHE_H
#define KILN_COMPILER_VALUE_CONST_CACHE_H

#include "compiler/value/interned.h"

struct const_slot {
    const struct value *value; /* NULL: empty */
    uint32_t hash;
};

/* One for each level that a file is compiled for. */
struct const_cache {
    struct interned *interned;
    struct const_slot *slots;
    uint32_t slot_count; /* a power of two */
    uint32_t count;
};

void const_cache_begin(struct ctx *ctx, struct const_cache *cache,
                       struct interned *interned);

/* The object to use for a constant of the tree: the one that is there, else a copy
 * of `value`, whose elements are merged too (CPython: merge_consts_recursive).
 * `value` is never changed nor kept, except for interned strings and NaNs. */
const struct value *const_merge(struct ctx *ctx, struct const_cache *cache,
                                const struct value *value);

/* The same for an object of this level's own making, as qualnames, results of
 * folding in the flow graph and the tables of a code object are: if nothing equal is
 * there, that very object is kept; elements are left alone (CPython:
 * _PyCompile_ConstCacheMergeOne). */
const struct value *const_adopt(struct ctx *ctx, struct const_cache *cache,
                                const struct value *value);

#endif
