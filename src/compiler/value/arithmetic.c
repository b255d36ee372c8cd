/* SPDX-License-Identifier: MIT
 *
 * Operators of constants: which type does it (CPython: PyNumber_* of
 * Objects/abstract.c), truth, and equality as far as sets need it.
 */
#include "compiler/value/arithmetic.h"

#include "compiler/value/number.h"

#include <string.h>

bool value_truth(const struct value *value)
{
    if (value_is_integer(value))
        return integer_sign(value) != 0;
    if (value->kind == VALUE_FLOAT)
        return value->real != 0;
    if (value->kind == VALUE_COMPLEX)
        return value->complex.real != 0 || value->complex.imaginary != 0;
    if (value->kind == VALUE_STR || value->kind == VALUE_BYTES)
        return value->text.size != 0;
    if (value->kind == VALUE_TUPLE || value->kind == VALUE_FROZENSET)
        return value->elements.count != 0;
    return value->kind != VALUE_NONE;
}

static const struct value no_number = {.kind = VALUE_INT, .integer = 0};
static const struct value minus_one = {.kind = VALUE_INT, .integer = -1};

static bool apply_sign(struct ctx *ctx, bool minus, const struct value *operand,
                       struct value *result)
{
    if (value_is_integer(operand))
        return integer_binary(ctx, minus ? VALUE_SUBTRACT : VALUE_ADD, &no_number, operand,
                              result);
    *result = *operand;
    if (minus && operand->kind == VALUE_FLOAT)
        result->real = -operand->real;
    if (minus && operand->kind == VALUE_COMPLEX) {
        result->complex.real = -operand->complex.real;
        result->complex.imaginary = -operand->complex.imaginary;
    }
    return value_is_number(operand);
}

bool value_unary(struct ctx *ctx, enum value_unary_op op, const struct value *operand,
                 struct value *result)
{
    switch (op) {
    case VALUE_NOT:
        *result = (struct value){.kind = value_truth(operand) ? VALUE_FALSE : VALUE_TRUE};
        return true;
    case VALUE_INVERT:
        return value_is_integer(operand) &&
               integer_binary(ctx, VALUE_SUBTRACT, &minus_one, operand, result);
    case VALUE_PLUS:
    case VALUE_MINUS:
        return apply_sign(ctx, op == VALUE_MINUS, operand, result);
    }
    return false;
}

static bool number_to_double(struct ctx *ctx, const struct value *value, double *number)
{
    if (value->kind != VALUE_FLOAT)
        return integer_to_double(ctx, value, number);
    *number = value->real;
    return true;
}

static bool combine_numbers(struct ctx *ctx, enum value_binary_op op,
                            const struct value *left, const struct value *right,
                            struct value *result)
{
    double a, b;
    if (value_is_integer(left) && value_is_integer(right))
        return integer_binary(ctx, op, left, right, result);
    if (left->kind == VALUE_COMPLEX || right->kind == VALUE_COMPLEX)
        return complex_binary(ctx, op, left, right, result);
    return number_to_double(ctx, left, &a) && number_to_double(ctx, right, &b) &&
           real_binary(ctx, op, a, b, result);
}

static bool may_be_repeated(const struct value *value)
{
    return value->kind == VALUE_STR || value->kind == VALUE_BYTES ||
           value->kind == VALUE_TUPLE;
}

bool value_binary(struct ctx *ctx, enum value_binary_op op, const struct value *left,
                  const struct value *right, struct value *result)
{
    if (value_is_number(left) && value_is_number(right))
        return combine_numbers(ctx, op, left, right, result);
    if (op == VALUE_ADD)
        return sequence_concat(ctx, left, right, result);
    if (op == VALUE_MULTIPLY && may_be_repeated(left) && value_is_integer(right))
        return sequence_repeat(ctx, left, right, result);
    if (op == VALUE_MULTIPLY && may_be_repeated(right) && value_is_integer(left))
        return sequence_repeat(ctx, right, left, result);
    return false;
}

/* A number as its real part, and its imaginary part or 0. */
static struct value real_part(const struct value *value, double *imaginary)
{
    *imaginary = 0;
    if (value->kind != VALUE_COMPLEX)
        return *value;
    *imaginary = value->complex.imaginary;
    return (struct value){.kind = VALUE_FLOAT, .real = value->complex.real};
}

static bool equal_numbers(struct ctx *ctx, const struct value *left,
                          const struct value *right)
{
    double i, j;
    struct value a = real_part(left, &i), b = real_part(right, &j);
    if (i != j)
        return false;
    if (a.kind == VALUE_FLOAT && b.kind == VALUE_FLOAT)
        return a.real == b.real;
    if (a.kind == VALUE_FLOAT)
        return integer_equal_real(ctx, &b, a.real);
    if (b.kind == VALUE_FLOAT)
        return integer_equal_real(ctx, &a, b.real);
    return integer_equal(&a, &b);
}

static bool compare_equal(struct ctx *ctx, const struct value *left,
                          const struct value *right);

/* The same elements may be the same object here, which equals itself. */
static bool equal_elements(struct ctx *ctx, const struct value *left,
                           const struct value *right)
{
    if (left->elements.count != right->elements.count)
        return false;
    for (uint32_t i = 0; i < left->elements.count; i++)
        if (left->elements.items[i] != right->elements.items[i] &&
            !compare_equal(ctx, left->elements.items[i], right->elements.items[i]))
            return false;
    return true;
}

/* left == right of two values that are not the same object. */
static bool compare_equal(struct ctx *ctx, const struct value *left,
                          const struct value *right)
{
    if (value_is_number(left) && value_is_number(right))
        return equal_numbers(ctx, left, right);
    if (left->kind != right->kind)
        return false;
    if (left->kind == VALUE_STR || left->kind == VALUE_BYTES)
        return left->text.size == right->text.size &&
               !memcmp(left->text.bytes, right->text.bytes, left->text.size);
    if (left->kind == VALUE_TUPLE)
        return equal_elements(ctx, left, right);
    return left->kind == VALUE_NONE || left->kind == VALUE_ELLIPSIS;
}

static uint32_t mix_words(uint32_t hash, uint64_t word)
{
    uint64_t mixed = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(mixed >> 32 ^ mixed);
}

/* The same for all numbers that are equal, whatever their types: that of the float
 * nearest to it. */
static uint32_t hash_number(struct ctx *ctx, const struct value *value)
{
    double imaginary, real;
    uint64_t bits[2];
    struct value part = real_part(value, &imaginary);
    if (!number_to_double(ctx, &part, &real))
        return 0;
    real += 0.0; /* no -0.0 */
    imaginary += 0.0;
    memcpy(&bits[0], &real, sizeof real);
    memcpy(&bits[1], &imaginary, sizeof imaginary);
    return mix_words(mix_words(1, bits[0]), bits[1]);
}

/* Elements that compare_equal finds equal have equal hashes. */
static uint32_t hash_element(struct ctx *ctx, const struct value *value)
{
    uint32_t hash = value->kind;
    if (value_is_number(value))
        return hash_number(ctx, value);
    if (value->kind == VALUE_STR || value->kind == VALUE_BYTES)
        for (uint32_t i = 0; i < value->text.size; i++)
            hash = mix_words(hash, (unsigned char)value->text.bytes[i]);
    else if (value->kind == VALUE_TUPLE)
        for (uint32_t i = 0; i < value->elements.count; i++)
            hash = mix_words(hash, hash_element(ctx, value->elements.items[i]));
    return hash;
}

/* The slot of `value` in a table of that many slots, a power of two: one that is
 * empty or has an equal element. */
static size_t find_slot(struct ctx *ctx, const struct value **slots, size_t count,
                        const struct value *value)
{
    size_t slot = hash_element(ctx, value) & (count - 1);
    while (slots[slot] && !compare_equal(ctx, slots[slot], value))
        slot = (slot + 1) & (count - 1);
    return slot;
}

void value_frozenset(struct ctx *ctx, const struct value *const *items, uint32_t count,
                     struct value *result)
{
    size_t slot_count = 4;
    while (slot_count < 2 * (size_t)count)
        slot_count *= 2;
    const struct value **kept = ctx_alloc(ctx, (count + slot_count) * sizeof *kept);
    const struct value **slots = kept + count;
    uint32_t size = 0;
    memset(slots, 0, slot_count * sizeof *slots);
    for (uint32_t i = 0; i < count; i++) {
        size_t slot = find_slot(ctx, slots, slot_count, items[i]);
        if (!slots[slot])
            kept[size++] = slots[slot] = items[i];
    }
    *result = (struct value){.kind = VALUE_FROZENSET};
    result->elements.items = kept;
    result->elements.count = size;
}
