/* SPDX-License-Identifier: MIT
 *
 * Big numbers by GMP's low-level functions, which need no memory of their own for
 * what is asked of them here: see bigint.h.
 */
#include "base/bigint.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

static unsigned literal_digit(char digit)
{
    return digit <= '9' ? (unsigned)(digit - '0') : (unsigned)((digit | 0x20) - 'a' + 10);
}

/* Digits as GMP takes them: their values, underscores left out. */
static size_t take_digits(unsigned char *values, const char *digits, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        if (digits[i] != '_')
            values[count++] = (unsigned char)literal_digit(digits[i]);
    return count;
}

/* Fifteen bits from bit 15 * index on. */
static uint16_t digit_at(const mp_limb_t *limbs, size_t count, size_t index)
{
    size_t limb = index * 15 / GMP_NUMB_BITS, bit = index * 15 % GMP_NUMB_BITS;
    mp_limb_t digit = limbs[limb] >> bit;
    if (bit > GMP_NUMB_BITS - 15 && limb + 1 < count)
        digit |= limbs[limb + 1] << (GMP_NUMB_BITS - bit);
    return digit & 0x7fff;
}

bool bigint_split(struct arena *arena, const void *limbs, size_t count,
                  struct bigint *number)
{
    size_t digits = (count * GMP_NUMB_BITS + 14) / 15;
    uint16_t *items = arena_alloc(arena, digits * sizeof *items);
    if (!items)
        return false;
    for (size_t i = 0; i < digits; i++)
        items[i] = digit_at(limbs, count, i);
    while (digits > 0 && !items[digits - 1])
        digits--;
    *number = (struct bigint){items, (uint32_t)digits, false};
    return true;
}

bool bigint_parse(struct arena *arena, const char *digits, size_t size, int base,
                  struct bigint *number)
{
    unsigned char *values = arena_alloc(arena, size);
    /* A digit of any of the bases has at most four bits. */
    mp_limb_t *limbs = arena_alloc(arena, (size / (GMP_NUMB_BITS / 4) + 2) * sizeof *limbs);
    if (!values || !limbs)
        return false;
    size_t count = take_digits(values, digits, size);
    mp_size_t used = mpn_set_str(limbs, values, count, base);
    return bigint_split(arena, limbs, (size_t)used, number);
}

/* Enough for 10**1150 shifted by 64 bits. */
enum { LIMBS = 4096 / GMP_NUMB_BITS };

/* `digits` and then `zeros` zeros as a number; its count of limbs. */
static mp_size_t set_decimal(mp_limb_t *limbs, const char *digits, size_t size, int zeros)
{
    unsigned char values[DECIMAL_DIGITS + 400];
    size_t count = take_digits(values, digits, size);
    memset(values + count, 0, (size_t)zeros);
    return mpn_set_str(limbs, values, count + (size_t)zeros, 10);
}

static long bit_length(const mp_limb_t *limbs, mp_size_t count)
{
    return (long)mpn_sizeinbase(limbs, count, 2);
}

static mp_size_t shift_left(mp_limb_t *limbs, mp_size_t count, long bits)
{
    mp_size_t whole = bits / GMP_NUMB_BITS;
    unsigned rest = (unsigned)(bits % GMP_NUMB_BITS);
    mp_limb_t carry = 0;
    if (rest)
        carry = mpn_lshift(limbs + whole, limbs, count, rest);
    else if (whole)
        mpn_copyd(limbs + whole, limbs, count);
    if (whole)
        mpn_zero(limbs, whole);
    count += whole;
    if (carry)
        limbs[count++] = carry;
    return count;
}

/* quotient * 2**scale, and a bit more when `inexact`, as the nearest double; the
 * quotient has 63 or 64 bits. */
static double round_quotient(uint64_t quotient, bool inexact, long scale)
{
    int bits = quotient >> 63 ? 64 : 63;
    long top = bits - 1 + scale;
    long kept = top >= -1022 ? 53 : top + 1075;
    if (kept < 0)
        return 0;
    int dropped = bits - (int)kept;
    uint64_t whole = dropped < 64 ? quotient >> dropped : 0;
    uint64_t rest = dropped < 64 ? quotient & ((UINT64_C(1) << dropped) - 1) : quotient;
    uint64_t half = UINT64_C(1) << (dropped - 1);
    if (rest > half || (rest == half && (inexact || whole & 1)))
        whole++;
    return ldexp((double)whole, dropped + (int)scale);
}

/* num / den, both shifted so that the quotient has 63 or 64 bits; in all three is
 * room for that, and the quotient is 0. */
static double divide(mp_limb_t *num, mp_size_t num_count, mp_limb_t *den,
                     mp_size_t den_count, mp_limb_t *quotient, mp_limb_t *rest)
{
    long shift = 63 - bit_length(num, num_count) + bit_length(den, den_count);
    if (shift >= 0)
        num_count = shift_left(num, num_count, shift);
    else
        den_count = shift_left(den, den_count, -shift);
    mpn_tdiv_qr(quotient, rest, 0, num, num_count, den, den_count);
    uint64_t bits = 0;
    for (int i = 64 / GMP_NUMB_BITS - 1; i >= 0; i--)
        bits = (bits << (GMP_NUMB_BITS - 1) << 1) | quotient[i];
    return round_quotient(bits, !mpn_zero_p(rest, den_count), -shift);
}

double bigint_to_double(const char *digits, size_t size, int exponent)
{
    mp_limb_t num[LIMBS], den[LIMBS] = {1}, quotient[LIMBS] = {0}, rest[LIMBS];
    mp_size_t num_count, den_count = 1;
    num_count = set_decimal(num, digits, size, exponent > 0 ? exponent : 0);
    for (int i = exponent; i < 0; i++) {
        mp_limb_t carry = mpn_mul_1(den, den, den_count, 10);
        if (carry)
            den[den_count++] = carry;
    }
    return divide(num, num_count, den, den_count, quotient, rest);
}

static mp_size_t limb_count(size_t digits)
{
    return (mp_size_t)((digits * 15 + GMP_NUMB_BITS - 1) / GMP_NUMB_BITS);
}

void bigint_join(void *limbs, const struct bigint *number)
{
    mp_limb_t *items = limbs;
    for (size_t i = 0; i < number->count; i++) {
        size_t limb = i * 15 / GMP_NUMB_BITS, bit = i * 15 % GMP_NUMB_BITS;
        items[limb] |= (mp_limb_t)number->items[i] << bit;
        if (bit > GMP_NUMB_BITS - 15)
            items[limb + 1] |= (mp_limb_t)number->items[i] >> (GMP_NUMB_BITS - bit);
    }
}

/* The same without leading zeros; how many limbs there are. */
static mp_size_t join_magnitude(mp_limb_t *limbs, const struct bigint *number)
{
    bigint_join(limbs, number);
    mp_size_t count = limb_count(number->count);
    return count && !limbs[count - 1] ? count - 1 : count;
}

bool bigint_ratio(struct arena *arena, const struct bigint *a, const struct bigint *b,
                  double *ratio)
{
    *ratio = b->negative ? -0.0 : 0.0;
    if (!a->count)
        return true;
    size_t room = (size_t)(limb_count(a->count) + limb_count(b->count)) + 4;
    mp_limb_t *limbs = arena_alloc(arena, 4 * room * sizeof *limbs);
    if (!limbs)
        return false;
    memset(limbs, 0, 4 * room * sizeof *limbs);
    mp_limb_t *den = limbs + room;
    mp_size_t num_count = join_magnitude(limbs, a), den_count = join_magnitude(den, b);
    double magnitude =
        divide(limbs, num_count, den, den_count, limbs + 2 * room, limbs + 3 * room);
    *ratio = a->negative != b->negative ? -magnitude : magnitude;
    return true;
}
