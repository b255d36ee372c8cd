/* SPDX-License-Identifier: MIT
 *
 * Big numbers: the one place that knows the GNU multiple precision library.
 */
#ifndef KILN_BASE_BIGINT_H
#define KILN_BASE_BIGINT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A magnitude in base 2**15, least significant digit first, without leading
 * zeros (0 has no digits): what marshal writes of an int. */
struct bigint {
    uint16_t *items;
    uint32_t count;
};

/* The number that `size` digits of `base` (2, 8, 10 or 16) stand for; underscores
 * are skipped.  Lives in the arena; false when memory ran out. */
NODISCARD bool bigint_parse(struct arena *arena, const char *digits, size_t size, int base,
                            struct bigint *number);

/* The double nearest to `digits` * 10**exponent, ties to even, where `digits` are
 * 1 to DECIMAL_DIGITS decimal digits, the first one not 0, and the value lies
 * between 1e-345 and 1e310. */
enum { DECIMAL_DIGITS = 801 };
double bigint_to_double(const char *digits, size_t size, int exponent);

#endif
