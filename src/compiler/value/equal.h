/* SPDX-License-Identifier: MIT
 *
 * Equality of constants as CPython's compiler has it: const_cache.h says what is
 * equal.  A NaN is equal to itself only.
 */
#ifndef KILN_COMPILER_VALUE_EQUAL_H
#define KILN_COMPILER_VALUE_EQUAL_H

#include "compiler/value/value.h"

bool value_equal(const struct value *one, const struct value *other);

/* Equal values have equal hashes. */
uint32_t value_hash(const struct value *value);

#endif
