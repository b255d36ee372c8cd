/* SPDX-License-Identifier: MIT
 *
 * Arithmetic of big numbers: see bigint.h.
 *
 * Both operands are spread into equally many limbs, one more than the larger needs,
 * so that no sum carries out of them and two's complements have their sign bit.
 */
#include "base/bigint.h"

#include <gmp.h>
#include <string.h>

struct wide_pair {
    mp_limb_t *a, *b, *result; /* `result` and `spare` are twice as wide */
    mp_limb_t *spare;
    mp_size_t width;
    bool negative; /* the result */
};

static bool spread_pair(struct arena *arena, const struct bigint *a, const struct bigint *b,
                        struct wide_pair *pair)
{
    size_t digits = a->count > b->count ? a->count : b->count;
    size_t width = digits * 15 / GMP_NUMB_BITS + 2;
    mp_limb_t *limbs = arena_alloc(arena, 6 * width * sizeof *limbs);
    if (!limbs)
        return false;
    memset(limbs, 0, 6 * width * sizeof *limbs);
    *pair = (struct wide_pair){
        .a = limbs,
        .b = limbs + width,
        .result = limbs + 2 * width,
        .spare = limbs + 4 * width,
        .width = (mp_size_t)width,
    };
    bigint_join(pair->a, a);
    bigint_join(pair->b, b);
    return true;
}

static void add_signed(struct wide_pair *pair, bool a_negative, bool b_negative)
{
    pair->negative = a_negative;
    if (a_negative == b_negative) {
        mpn_add_n(pair->result, pair->a, pair->b, pair->width);
    } else if (mpn_cmp(pair->a, pair->b, pair->width) >= 0) {
        mpn_sub_n(pair->result, pair->a, pair->b, pair->width);
    } else {
        mpn_sub_n(pair->result, pair->b, pair->a, pair->width);
        pair->negative = b_negative;
    }
}

static mp_size_t used_limbs(const mp_limb_t *limbs, mp_size_t count)
{
    while (count && !limbs[count - 1])
        count--;
    return count;
}

/* Quotient to `result`, remainder to `spare`, rounded towards zero; then both
 * corrected to round down where the signs differ. */
static void divide_floor(struct wide_pair *pair, bool a_negative, bool b_negative,
                         bool want_rest)
{
    mp_size_t width = pair->width, size = used_limbs(pair->b, width);
    mpn_tdiv_qr(pair->result, pair->spare, 0, pair->a, width, pair->b, size);
    bool apart = a_negative != b_negative;
    if (apart && used_limbs(pair->spare, size)) {
        mpn_add_1(pair->result, pair->result, width, 1);
        mpn_sub_n(pair->spare, pair->b, pair->spare, width);
    }
    pair->negative = want_rest ? b_negative : apart;
    if (want_rest)
        memcpy(pair->result, pair->spare, (size_t)width * sizeof *pair->result);
}

static void apply_bits(struct wide_pair *pair, enum bigint_operation operation,
                       bool a_negative, bool b_negative)
{
    if (a_negative)
        mpn_neg(pair->a, pair->a, pair->width);
    if (b_negative)
        mpn_neg(pair->b, pair->b, pair->width);
    for (mp_size_t i = 0; i < pair->width; i++) {
        mp_limb_t a = pair->a[i], b = pair->b[i];
        pair->result[i] = operation == BIGINT_AND  ? (a & b)
                          : operation == BIGINT_OR ? (a | b)
                                                   : (a ^ b);
    }
    pair->negative = pair->result[pair->width - 1] >> (GMP_NUMB_BITS - 1);
    if (pair->negative)
        mpn_neg(pair->result, pair->result, pair->width);
}

static void apply(struct wide_pair *pair, enum bigint_operation operation, bool a_negative,
                  bool b_negative)
{
    switch (operation) {
    case BIGINT_ADD:
        add_signed(pair, a_negative, b_negative);
        return;
    case BIGINT_SUBTRACT:
        add_signed(pair, a_negative, !b_negative);
        return;
    case BIGINT_MULTIPLY:
        mpn_mul_n(pair->result, pair->a, pair->b, pair->width);
        pair->negative = a_negative != b_negative;
        return;
    case BIGINT_FLOOR_DIVIDE:
    case BIGINT_MODULO:
        divide_floor(pair, a_negative, b_negative, operation == BIGINT_MODULO);
        return;
    case BIGINT_AND:
    case BIGINT_OR:
    case BIGINT_XOR:
        apply_bits(pair, operation, a_negative, b_negative);
        return;
    }
}

bool bigint_apply(struct arena *arena, enum bigint_operation operation,
                  const struct bigint *a, const struct bigint *b, struct bigint *result)
{
    struct wide_pair pair;
    if (!spread_pair(arena, a, b, &pair))
        return false;
    apply(&pair, operation, a->negative, b->negative);
    if (!bigint_split(arena, pair.result, 2 * (size_t)pair.width, result))
        return false;
    result->negative = pair.negative && result->count;
    return true;
}

uint64_t bigint_bits(const struct bigint *a)
{
    if (!a->count)
        return 0;
    uint64_t bits = (uint64_t)(a->count - 1) * 15;
    for (unsigned top = a->items[a->count - 1]; top; top >>= 1)
        bits++;
    return bits;
}

/* 2**bits */
static bool make_power(struct arena *arena, uint64_t bits, struct bigint *power)
{
    size_t count = bits / 15 + 1;
    uint16_t *items = arena_alloc(arena, count * sizeof *items);
    if (!items)
        return false;
    memset(items, 0, count * sizeof *items);
    items[count - 1] = (uint16_t)(1U << bits % 15);
    *power = (struct bigint){items, (uint32_t)count, false};
    return true;
}

bool bigint_shift(struct arena *arena, const struct bigint *a, int64_t bits,
                  struct bigint *result)
{
    /* Beyond all bits of the number there is only its sign. */
    uint64_t distance = bits < 0 ? -(uint64_t)bits : (uint64_t)bits;
    if (bits < 0 && distance > bigint_bits(a))
        distance = bigint_bits(a) + 1;
    struct bigint power;
    return make_power(arena, distance, &power) &&
           bigint_apply(arena, bits < 0 ? BIGINT_FLOOR_DIVIDE : BIGINT_MULTIPLY, a, &power,
                        result);
}
