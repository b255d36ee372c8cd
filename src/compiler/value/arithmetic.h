/* SPDX-License-Identifier: MIT
 *
 * What Python's operators make of constants, as far as CPython folds them.
 *
 * Every function that returns bool says whether there is a result: false where
 * Python would raise, and where CPython refuses to fold because the result would be
 * too big (safe_multiply and its sisters).  Which one does not matter: the operation
 * is then left to run time.
 */
#ifndef KILN_COMPILER_VALUE_ARITHMETIC_H
#define KILN_COMPILER_VALUE_ARITHMETIC_H

#include "compiler/value/value.h"

/* Both in the order of the operators of the tree. */
enum value_unary_op { VALUE_INVERT, VALUE_NOT, VALUE_PLUS, VALUE_MINUS };
enum value_binary_op {
    VALUE_ADD,
    VALUE_SUBTRACT,
    VALUE_MULTIPLY,
    VALUE_MATRIX_MULTIPLY,
    VALUE_DIVIDE,
    VALUE_MODULO,
    VALUE_POWER,
    VALUE_LEFT_SHIFT,
    VALUE_RIGHT_SHIFT,
    VALUE_OR,
    VALUE_XOR,
    VALUE_AND,
    VALUE_FLOOR_DIVIDE,
};

/* Results may share memory with operands. */
bool value_unary(struct ctx *ctx, enum value_unary_op op, const struct value *operand,
                 struct value *result);
bool value_binary(struct ctx *ctx, enum value_binary_op op, const struct value *left,
                  const struct value *right, struct value *result);

/* container[index] */
bool value_subscript(struct ctx *ctx, const struct value *container,
                     const struct value *index, struct value *result);

/* container[slice], where the index is a VALUE_SLICE. */
bool value_take_slice(struct ctx *ctx, const struct value *container,
                      const struct value *slice, struct value *result);

/* bool(value) */
bool value_truth(const struct value *value);

/* frozenset(items): of equal elements the first stays; in the order of the items. */
void value_frozenset(struct ctx *ctx, const struct value *const *items, uint32_t count,
                     struct value *result);

#endif
