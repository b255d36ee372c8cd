/* SPDX-License-Identifier: MIT
 *
 * Compile-time values: what a constant of the tree holds.
 */
#ifndef KILN_COMPILER_VALUE_VALUE_H
#define KILN_COMPILER_VALUE_VALUE_H

#include "base/buf.h"
#include "compiler/ctx.h"

enum value_kind {
    VALUE_NONE,
    VALUE_FALSE,
    VALUE_TRUE,
    VALUE_ELLIPSIS,
    VALUE_INT,     /* fits into 64 bits */
    VALUE_BIGINT,  /* does not */
    VALUE_FLOAT,
    VALUE_COMPLEX,
    VALUE_STR,     /* UTF-8, lone surrogates as their three bytes */
    VALUE_BYTES,
    VALUE_TUPLE,
    VALUE_FROZENSET,
};

/* Magnitude in base 2**15, least significant first, as marshal writes it. */
struct value_digits {
    const uint16_t *items;
    uint32_t count;
    bool negative;
};

struct value_bytes {
    const char *bytes;
    uint32_t size;
};

struct value {
    enum value_kind kind;
    union {
        int64_t integer;
        struct value_digits digits;
        double real;
        struct { double real, imaginary; } complex;
        struct value_bytes text; /* STR and BYTES */
        struct { const struct value **items; uint32_t count; } elements;
    };
};

/* repr() of it, appended, as ast.dump shows it. */
void value_repr(struct ctx *ctx, const struct value *value, struct buf *out);

#endif
