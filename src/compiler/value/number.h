/* SPDX-License-Identifier: MIT
 *
 * Numbers among values, for the files of value/ only: arithmetic.c hands each
 * operation to the widest type of its operands.
 */
#ifndef KILN_COMPILER_VALUE_NUMBER_H
#define KILN_COMPILER_VALUE_NUMBER_H

#include "base/bigint.h"
#include "compiler/value/arithmetic.h"

static inline bool value_is_boolean(const struct value *value)
{
    return value->kind == VALUE_FALSE || value->kind == VALUE_TRUE;
}

/* An int, as which booleans count. */
static inline bool value_is_integer(const struct value *value)
{
    return value->kind == VALUE_INT || value->kind == VALUE_BIGINT ||
           value_is_boolean(value);
}

static inline bool value_is_number(const struct value *value)
{
    return value_is_integer(value) || value->kind == VALUE_FLOAT ||
           value->kind == VALUE_COMPLEX;
}

/* An integer that fits into 64 bits. */
bool integer_small(const struct value *value, int64_t *number);

int integer_sign(const struct value *value);

/* float(integer); false on overflow. */
bool integer_to_double(struct ctx *ctx, const struct value *value, double *number);

bool integer_equal(const struct value *left, const struct value *right);
/* Whether an integer and a float are the same number. */
bool integer_equal_real(struct ctx *ctx, const struct value *value, double number);

bool integer_binary(struct ctx *ctx, enum value_binary_op op, const struct value *left,
                    const struct value *right, struct value *result);
bool real_binary(struct ctx *ctx, enum value_binary_op op, double left, double right,
                 struct value *result);
/* One of the operands is complex, or a power of a negative float is asked for. */
bool complex_binary(struct ctx *ctx, enum value_binary_op op, const struct value *left,
                    const struct value *right, struct value *result);

/* The operators of str, bytes and tuple. */
bool sequence_concat(struct ctx *ctx, const struct value *left, const struct value *right,
                     struct value *result);
bool sequence_repeat(struct ctx *ctx, const struct value *sequence,
                     const struct value *times, struct value *result);

#endif
