/* SPDX-License-Identifier: MIT
 *
 * Integers of any size (CPython: Objects/longobject.c), and the limits within which
 * they are folded.
 */
#include "compiler/value/number.h"

#include <math.h>

enum { MAX_FOLDED_BITS = 128 }; /* of a product, a power or a left shift */
enum { SMALL_DIGITS = 5 };      /* digits of 64 bits */

bool integer_small(const struct value *value, int64_t *number)
{
    *number = value->kind == VALUE_INT ? value->integer : value->kind == VALUE_TRUE;
    return value->kind != VALUE_BIGINT;
}

int integer_sign(const struct value *value)
{
    int64_t number;
    if (!integer_small(value, &number))
        return value->digits.negative ? -1 : 1;
    return (number > 0) - (number < 0);
}

/* An integer as big number; `room` holds the digits of a small one. */
static void view_integer(const struct value *value, uint16_t room[SMALL_DIGITS],
                         struct bigint *number)
{
    int64_t small;
    if (!integer_small(value, &small)) {
        *number = (struct bigint){value->digits.items, value->digits.count,
                                  value->digits.negative};
        return;
    }
    uint64_t rest = small < 0 ? -(uint64_t)small : (uint64_t)small;
    *number = (struct bigint){room, 0, small < 0};
    for (; rest; rest >>= 15)
        room[number->count++] = rest & 0x7fff;
}

/* A big number as the value that it is. */
static void store_integer(const struct bigint *number, struct value *value)
{
    uint64_t limit = (uint64_t)INT64_MAX + number->negative, magnitude = 0;
    uint64_t bits = bigint_bits(number);
    for (uint32_t i = number->count; bits <= 64 && i-- > 0;)
        magnitude = magnitude << 15 | number->items[i];
    if (bits > 64 || magnitude > limit) {
        *value = (struct value){.kind = VALUE_BIGINT,
                                .digits = {number->items, number->count, number->negative}};
        return;
    }
    *value = (struct value){.kind = VALUE_INT};
    /* Without a detour over 2**63, which no int64_t can hold. */
    value->integer =
        number->negative && magnitude ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
}

static uint64_t count_bits(const struct value *value)
{
    uint16_t room[SMALL_DIGITS];
    struct bigint number;
    view_integer(value, room, &number);
    return bigint_bits(&number);
}

bool integer_equal(const struct value *left, const struct value *right)
{
    int64_t a, b;
    bool a_small = integer_small(left, &a), b_small = integer_small(right, &b);
    if (a_small || b_small)
        return a_small && b_small && a == b;
    if (left->digits.count != right->digits.count ||
        left->digits.negative != right->digits.negative)
        return false;
    for (uint32_t i = 0; i < left->digits.count; i++)
        if (left->digits.items[i] != right->digits.items[i])
            return false;
    return true;
}

static bool divide_integers(struct ctx *ctx, const struct value *left,
                            const struct value *right, double *ratio)
{
    uint16_t left_room[SMALL_DIGITS], right_room[SMALL_DIGITS];
    struct bigint a, b;
    view_integer(left, left_room, &a);
    view_integer(right, right_room, &b);
    if (!bigint_ratio(ctx->arena, &a, &b, ratio))
        fail_memory(ctx);
    return !isinf(*ratio);
}

static const struct value integer_one = {.kind = VALUE_INT, .integer = 1};

bool integer_to_double(struct ctx *ctx, const struct value *value, double *number)
{
    int64_t small;
    if (!integer_small(value, &small))
        return divide_integers(ctx, value, &integer_one, number);
    *number = (double)small;
    return true;
}

/* Number of zero bits below the lowest one of a big number. */
static uint64_t trailing_zeros(const struct value_digits *digits)
{
    uint32_t i = 0;
    while (!digits->items[i])
        i++;
    uint64_t zeros = (uint64_t)i * 15;
    for (unsigned digit = digits->items[i]; !(digit & 1); digit >>= 1)
        zeros++;
    return zeros;
}

bool integer_equal_real(struct ctx *ctx, const struct value *value, double number)
{
    int64_t small;
    if (integer_small(value, &small))
        return number >= -0x1p63 && number < 0x1p63 && number == floor(number) &&
               (int64_t)number == small;
    double nearest;
    return integer_to_double(ctx, value, &nearest) && nearest == number &&
           count_bits(value) - trailing_zeros(&value->digits) <= 53;
}

static void apply_integers(struct ctx *ctx, enum bigint_operation operation,
                           const struct value *left, const struct value *right,
                           struct value *result)
{
    uint16_t left_room[SMALL_DIGITS], right_room[SMALL_DIGITS];
    struct bigint a, b, number;
    view_integer(left, left_room, &a);
    view_integer(right, right_room, &b);
    if (!bigint_apply(ctx->arena, operation, &a, &b, &number))
        fail_memory(ctx);
    store_integer(&number, result);
}

/* safe_multiply */
static bool multiply_integers(struct ctx *ctx, const struct value *left,
                              const struct value *right, struct value *result)
{
    if (integer_sign(left) && integer_sign(right) &&
        count_bits(left) + count_bits(right) > MAX_FOLDED_BITS)
        return false;
    apply_integers(ctx, BIGINT_MULTIPLY, left, right, result);
    return true;
}

/* The exponent is small enough for the result to be so too, or the base is 0. */
static void raise_integer(struct ctx *ctx, const struct value *base, int64_t exponent,
                          struct value *result)
{
    *result = integer_one;
    for (; exponent; exponent--) {
        struct value product;
        apply_integers(ctx, BIGINT_MULTIPLY, result, base, &product);
        *result = product;
    }
}

/* safe_power; a negative exponent makes floats of both (long_pow). */
static bool power_integers(struct ctx *ctx, const struct value *left,
                           const struct value *right, struct value *result)
{
    double base, power;
    int64_t exponent;
    int sign = integer_sign(right);
    if (sign < 0)
        return integer_to_double(ctx, left, &base) &&
               integer_to_double(ctx, right, &power) &&
               real_binary(ctx, VALUE_POWER, base, power, result);
    bool small = integer_small(right, &exponent);
    if (sign && !integer_sign(left)) {
        *result = (struct value){.kind = VALUE_INT, .integer = 0};
        return true;
    }
    if (!small || exponent > MAX_FOLDED_BITS ||
        (exponent && count_bits(left) > MAX_FOLDED_BITS / (uint64_t)exponent))
        return false;
    raise_integer(ctx, left, exponent, result);
    return true;
}

static void shift_integer(struct ctx *ctx, const struct value *value, int64_t bits,
                          struct value *result)
{
    uint16_t room[SMALL_DIGITS];
    struct bigint number, shifted;
    view_integer(value, room, &number);
    if (!bigint_shift(ctx->arena, &number, bits, &shifted))
        fail_memory(ctx);
    store_integer(&shifted, result);
}

/* safe_lshift */
static bool shift_left_integer(struct ctx *ctx, const struct value *left,
                               const struct value *right, struct value *result)
{
    int64_t bits;
    if (integer_sign(right) < 0)
        return false;
    bool small = integer_small(right, &bits);
    if (!integer_sign(left))
        bits = 0;
    else if (bits && (!small || bits > MAX_FOLDED_BITS ||
                      count_bits(left) > (uint64_t)(MAX_FOLDED_BITS - bits)))
        return false;
    else if (!small)
        return false;
    shift_integer(ctx, left, bits, result);
    return true;
}

static bool shift_right_integer(struct ctx *ctx, const struct value *left,
                                const struct value *right, struct value *result)
{
    int64_t bits;
    if (integer_sign(right) < 0)
        return false;
    if (!integer_small(right, &bits))
        bits = INT64_MAX;
    shift_integer(ctx, left, -bits, result);
    return true;
}

/* Of two booleans the operators & | ^ make a boolean. */
static bool apply_bitwise(struct ctx *ctx, enum bigint_operation operation,
                          const struct value *left, const struct value *right,
                          struct value *result)
{
    bool booleans = value_is_boolean(left) && value_is_boolean(right);
    apply_integers(ctx, operation, left, right, result);
    if (booleans)
        *result = (struct value){.kind = result->integer ? VALUE_TRUE : VALUE_FALSE};
    return true;
}

static bool apply_division(struct ctx *ctx, enum value_binary_op op,
                           const struct value *left, const struct value *right,
                           struct value *result)
{
    if (!integer_sign(right))
        return false;
    if (op != VALUE_DIVIDE) {
        apply_integers(ctx, op == VALUE_MODULO ? BIGINT_MODULO : BIGINT_FLOOR_DIVIDE, left,
                       right, result);
        return true;
    }
    double ratio;
    bool fits = divide_integers(ctx, left, right, &ratio);
    *result = (struct value){.kind = VALUE_FLOAT, .real = ratio};
    return fits;
}

/* Sums that cannot leave 64 bits. */
static bool add_small(const struct value *left, const struct value *right, bool minus,
                      struct value *result)
{
    int64_t a, b, half = INT64_MAX / 2;
    if (!integer_small(left, &a) || !integer_small(right, &b) || a > half || a < -half ||
        b > half || b < -half)
        return false;
    *result = (struct value){.kind = VALUE_INT, .integer = minus ? a - b : a + b};
    return true;
}

static bool add_integers(struct ctx *ctx, bool minus, const struct value *left,
                         const struct value *right, struct value *result)
{
    if (!add_small(left, right, minus, result))
        apply_integers(ctx, minus ? BIGINT_SUBTRACT : BIGINT_ADD, left, right, result);
    return true;
}

bool integer_binary(struct ctx *ctx, enum value_binary_op op, const struct value *left,
                    const struct value *right, struct value *result)
{
    switch (op) {
    case VALUE_ADD:
    case VALUE_SUBTRACT:
        return add_integers(ctx, op == VALUE_SUBTRACT, left, right, result);
    case VALUE_MULTIPLY:
        return multiply_integers(ctx, left, right, result);
    case VALUE_DIVIDE:
    case VALUE_MODULO:
    case VALUE_FLOOR_DIVIDE:
        return apply_division(ctx, op, left, right, result);
    case VALUE_POWER:
        return power_integers(ctx, left, right, result);
    case VALUE_LEFT_SHIFT:
        return shift_left_integer(ctx, left, right, result);
    case VALUE_RIGHT_SHIFT:
        return shift_right_integer(ctx, left, right, result);
    case VALUE_OR:
        return apply_bitwise(ctx, BIGINT_OR, left, right, result);
    case VALUE_XOR:
        return apply_bitwise(ctx, BIGINT_XOR, left, right, result);
    case VALUE_AND:
        return apply_bitwise(ctx, BIGINT_AND, left, right, result);
    case VALUE_MATRIX_MULTIPLY:
        return false;
    }
    return false;
}
