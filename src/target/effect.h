/* SPDX-License-Identifier: MIT
 *
 * What every instruction does to the height of the stack: one table for each
 * version (dis.stack_effect).
 */
#ifndef KILN_TARGET_EFFECT_H
#define KILN_TARGET_EFFECT_H

#include "target/opcode.h"

#include <stdbool.h>

/* How the effect depends on the argument: base + slope times … */
enum effect_shape {
    EFFECT_LINEAR,    /* the argument */
    EFFECT_LOW_BIT,   /* its lowest bit */
    EFFECT_IS_THREE,  /* whether it is 3 */
    EFFECT_BIT_2,     /* its bit of value 4 */
    EFFECT_FOUR_BITS, /* how many of its lowest four bits are set */
    EFFECT_TWO_BYTES, /* its lowest byte and what is above that, added */
};

struct effect_row {
    uint8_t shape; /* of enum effect_shape */
    int8_t base;
    int8_t jump_base; /* where the instruction jumps, or its handler is entered */
    int8_t slope;
    int8_t taken; /* inputs that it pops, besides what a negative slope adds */
};

extern const struct effect_row effect_rows_py311[OPCODES];
extern const struct effect_row effect_rows_py312[OPCODES];
extern const struct effect_row effect_rows_py313[OPCODES];
extern const struct effect_row effect_rows_py314[OPCODES];
extern const struct effect_row effect_rows_py315[OPCODES];

static inline int effect_factor(enum effect_shape shape, int32_t arg)
{
    switch (shape) {
    case EFFECT_LINEAR:
        return arg;
    case EFFECT_LOW_BIT:
        return arg & 1;
    case EFFECT_IS_THREE:
        return arg == 3;
    case EFFECT_BIT_2:
        return arg >> 2 & 1;
    case EFFECT_FOUR_BITS:
        return (arg & 1) + (arg >> 1 & 1) + (arg >> 2 & 1) + (arg >> 3 & 1);
    case EFFECT_TWO_BYTES:
        return (arg & 0xff) + (arg >> 8);
    }
    return 0;
}

/* How much higher the stack is after the instruction. */
static inline int effect_of(const struct effect_row *row, int32_t arg, bool jump)
{
    int base = jump ? row->jump_base : row->base;
    if (!row->slope)
        return base;
    return base + row->slope * effect_factor((enum effect_shape)row->shape, arg);
}

/* How many values it pops, since 3.14. */
static inline int effect_taken(const struct effect_row *row, int32_t arg)
{
    if (row->slope >= 0)
        return row->taken;
    return row->taken - row->slope * effect_factor((enum effect_shape)row->shape, arg);
}

#endif
