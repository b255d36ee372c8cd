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

/* A number in base 2**15, least significant digit first, without leading zeros
 * (0 has no digits and is not negative): what marshal writes of an int. */
struct bigint {
    const uint16_t *items;
    uint32_t count;
    bool negative;
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

/* The double nearest to a / b, ties to even; infinity when it is too big.  b is not
 * 0; zero has a sign.  False when memory ran out. */
NODISCARD bool bigint_ratio(struct arena *arena, const struct bigint *a,
                            const struct bigint *b, double *ratio);

enum bigint_operation {
    BIGINT_ADD,
    BIGINT_SUBTRACT,
    BIGINT_MULTIPLY,
    BIGINT_FLOOR_DIVIDE, /* these two: b is not 0 */
    BIGINT_MODULO,       /* has the sign of b */
    BIGINT_AND,          /* the three: as of infinite two's complements */
    BIGINT_OR,
    BIGINT_XOR,
};

/* The result lives in the arena; false when memory ran out. */
NODISCARD bool bigint_apply(struct arena *arena, enum bigint_operation operation,
                            const struct bigint *a, const struct bigint *b,
                            struct bigint *result);

/* a * 2**bits, rounded down. */
NODISCARD bool bigint_shift(struct arena *arena, const struct bigint *a, int64_t bits,
                            struct bigint *result);

/* How many bits the magnitude has. */
uint64_t bigint_bits(const struct bigint *a);

/* For bigint*.c, `limbs` pointing to mp_limb_t: limbs as digits; and digits as limbs,
 * into cleared memory. */
NODISCARD bool bigint_split(struct arena *arena, const void *limbs, size_t count,
                            struct bigint *number);
void bigint_join(void *limbs, const struct bigint *number);

#endif
