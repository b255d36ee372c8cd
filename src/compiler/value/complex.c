/* SPDX-License-Identifier: MIT
 *
 * Complex numbers (CPython: Objects/complexobject.c), in the order of operations of
 * each version, since every rounding and every sign of a zero can be seen.
 */
#include "compiler/value/number.h"

#include <errno.h>
#include <math.h>

struct pair {
    double real, imaginary;
};

/* An operand: `mixed` when it is real and the operation treats it so. */
struct operand {
    struct pair pair;
    bool mixed;
};

static bool take_operand(struct ctx *ctx, const struct value *value,
                         struct operand *operand)
{
    operand->mixed = value->kind != VALUE_COMPLEX &&
                     target_has(ctx->target, FEATURE_MIXED_COMPLEX_ARITHMETIC);
    operand->pair.imaginary = 0.0;
    if (value->kind == VALUE_COMPLEX)
        operand->pair = (struct pair){value->complex.real, value->complex.imaginary};
    else if (value->kind == VALUE_FLOAT)
        operand->pair.real = value->real;
    else
        return integer_to_double(ctx, value, &operand->pair.real);
    return true;
}

static struct pair add_pairs(const struct operand *a, const struct operand *b)
{
    struct pair sum = {a->pair.real + b->pair.real, 0};
    sum.imaginary = a->mixed   ? b->pair.imaginary
                    : b->mixed ? a->pair.imaginary
                               : a->pair.imaginary + b->pair.imaginary;
    return sum;
}

static struct pair subtract_pairs(const struct operand *a, const struct operand *b)
{
    struct pair difference = {a->pair.real - b->pair.real, 0};
    difference.imaginary = a->mixed   ? -b->pair.imaginary
                           : b->mixed ? a->pair.imaginary
                                      : a->pair.imaginary - b->pair.imaginary;
    return difference;
}

/* An infinite part counts as 1, another as 0, with its sign. */
static struct pair box_infinity(struct pair z)
{
    return (struct pair){copysign(isinf(z.real) ? 1.0 : 0.0, z.real),
                         copysign(isinf(z.imaginary) ? 1.0 : 0.0, z.imaginary)};
}

static struct pair drop_nans(struct pair z)
{
    return (struct pair){isnan(z.real) ? copysign(0.0, z.real) : z.real,
                         isnan(z.imaginary) ? copysign(0.0, z.imaginary) : z.imaginary};
}

static bool is_infinite(struct pair z)
{
    return isinf(z.real) || isinf(z.imaginary);
}

static bool is_finite(struct pair z)
{
    return isfinite(z.real) && isfinite(z.imaginary);
}

static struct pair multiply_plainly(struct pair z, struct pair w)
{
    return (struct pair){z.real * w.real - z.imaginary * w.imaginary,
                         z.real * w.imaginary + z.imaginary * w.real};
}

static bool product_overflows(struct pair z, struct pair w)
{
    return isinf(z.real * w.real) || isinf(z.imaginary * w.imaginary) ||
           isinf(z.real * w.imaginary) || isinf(z.imaginary * w.real);
}

/* C11, G.5.1: infinities that came out as nan+nanj */
static struct pair recover_product(struct pair z, struct pair w, struct pair product)
{
    bool recovers = is_infinite(z) || is_infinite(w);
    bool overflows = !recovers && product_overflows(z, w);
    if (is_infinite(z)) {
        z = box_infinity(z);
        w = drop_nans(w);
    }
    if (is_infinite(w)) {
        w = box_infinity(w);
        z = drop_nans(z);
    }
    if (overflows) {
        z = drop_nans(z);
        w = drop_nans(w);
    }
    if (!recovers && !overflows)
        return product;
    return (struct pair){(double)INFINITY * (z.real * w.real - z.imaginary * w.imaginary),
                         (double)INFINITY * (z.real * w.imaginary + z.imaginary * w.real)};
}

/* _Py_c_prod */
static struct pair multiply(const struct ctx *ctx, struct pair z, struct pair w)
{
    struct pair product = multiply_plainly(z, w);
    if (isnan(product.real) && isnan(product.imaginary) &&
        target_has(ctx->target, FEATURE_MIXED_COMPLEX_ARITHMETIC))
        return recover_product(z, w, product);
    return product;
}

static struct pair multiply_operands(const struct ctx *ctx, const struct operand *a,
                                     const struct operand *b)
{
    if (!a->mixed && !b->mixed)
        return multiply(ctx, a->pair, b->pair);
    struct pair pair = a->mixed ? b->pair : a->pair;
    double factor = a->mixed ? a->pair.real : b->pair.real;
    return (struct pair){pair.real * factor, pair.imaginary * factor};
}

/* C11, G.5.2: infinities and zeros that came out as nan+nanj */
static struct pair recover_quotient(struct pair a, struct pair b, struct pair quotient)
{
    if (is_infinite(a) && is_finite(b)) {
        struct pair box = box_infinity(a);
        quotient.real =
            (double)INFINITY * (box.real * b.real + box.imaginary * b.imaginary);
        quotient.imaginary =
            (double)INFINITY * (box.imaginary * b.real - box.real * b.imaginary);
    } else if (is_infinite(b) && is_finite(a)) {
        struct pair box = box_infinity(b);
        quotient.real = 0.0 * (a.real * box.real + a.imaginary * box.imaginary);
        quotient.imaginary = 0.0 * (a.imaginary * box.real - a.real * box.imaginary);
    }
    return quotient;
}

/* _Py_c_quot: errno is EDOM when the divisor is zero */
static struct pair divide_plainly(struct pair a, struct pair b)
{
    double real = fabs(b.real), imaginary = fabs(b.imaginary);
    if (real >= imaginary) {
        if (real == 0.0) {
            errno = EDOM;
            return (struct pair){0.0, 0.0};
        }
        double ratio = b.imaginary / b.real, by = b.real + b.imaginary * ratio;
        return (struct pair){(a.real + a.imaginary * ratio) / by,
                             (a.imaginary - a.real * ratio) / by};
    }
    if (imaginary >= real) {
        double ratio = b.real / b.imaginary, by = b.real * ratio + b.imaginary;
        return (struct pair){(a.real * ratio + a.imaginary) / by,
                             (a.imaginary * ratio - a.real) / by};
    }
    return (struct pair){(double)NAN, (double)NAN};
}

static struct pair divide_pairs(const struct ctx *ctx, struct pair a, struct pair b)
{
    struct pair quotient = divide_plainly(a, b);
    if (isnan(quotient.real) && isnan(quotient.imaginary) &&
        target_has(ctx->target, FEATURE_MIXED_COMPLEX_ARITHMETIC))
        return recover_quotient(a, b, quotient);
    return quotient;
}

/* _Py_rc_quot */
static struct pair divide_real(double a, struct pair b)
{
    double real = fabs(b.real), imaginary = fabs(b.imaginary);
    struct pair quotient = {(double)NAN, (double)NAN};
    if (real >= imaginary && real == 0.0) {
        errno = EDOM;
        return (struct pair){0.0, 0.0};
    }
    if (real >= imaginary) {
        double ratio = b.imaginary / b.real, by = b.real + b.imaginary * ratio;
        quotient = (struct pair){a / by, (-a * ratio) / by};
    } else if (imaginary >= real) {
        double ratio = b.real / b.imaginary, by = b.real * ratio + b.imaginary;
        quotient = (struct pair){(a * ratio) / by, (-a) / by};
    }
    if (isnan(quotient.real) && isnan(quotient.imaginary) && isfinite(a) &&
        is_infinite(b)) {
        struct pair box = box_infinity(b);
        quotient = (struct pair){0.0 * (a * box.real), 0.0 * (-a * box.imaginary)};
    }
    return quotient;
}

static struct pair divide_operands(const struct ctx *ctx, const struct operand *a,
                                   const struct operand *b)
{
    if (a->mixed)
        return divide_real(a->pair.real, b->pair);
    if (!b->mixed)
        return divide_pairs(ctx, a->pair, b->pair);
    double by = b->pair.real;
    if (by == 0)
        errno = EDOM;
    return (struct pair){a->pair.real / by, a->pair.imaginary / by};
}

/* _Py_c_pow: of what is not a small whole number */
static struct pair raise_by_angle(const struct ctx *ctx, struct pair a, struct pair b)
{
    if (b.real == 0.0 && b.imaginary == 0.0)
        return (struct pair){1.0, 0.0};
    if (a.real == 0.0 && a.imaginary == 0.0) {
        if (b.imaginary != 0.0 || b.real < 0.0)
            errno = EDOM;
        return (struct pair){0.0, 0.0};
    }
    double size = hypot(a.real, a.imaginary), angle = atan2(a.imaginary, a.real);
    double length = pow(size, b.real), phase = angle * b.real;
    if (b.imaginary != 0.0) {
        if (target_has(ctx->target, FEATURE_COMPLEX_POWER_BY_PRODUCT))
            length *= exp(-angle * b.imaginary);
        else
            length /= exp(angle * b.imaginary);
        phase += b.imaginary * log(size);
    }
    return (struct pair){length * cos(phase), length * sin(phase)};
}

/* c_powu */
static struct pair raise_by_squares(const struct ctx *ctx, struct pair base, long exponent)
{
    struct pair power = {1.0, 0.0};
    for (long mask = 1; exponent >= mask; mask <<= 1) {
        if (exponent & mask)
            power = multiply(ctx, power, base);
        base = multiply(ctx, base, base);
    }
    return power;
}

/* complex_pow */
static struct pair raise_pair(const struct ctx *ctx, struct pair a, struct pair b)
{
    struct pair power;
    if (b.imaginary != 0.0 || b.real != floor(b.real) || !(fabs(b.real) <= 100.0))
        power = raise_by_angle(ctx, a, b);
    else if (b.real > 0)
        power = raise_by_squares(ctx, a, (long)b.real);
    else
        power = divide_pairs(ctx, (struct pair){1.0, 0.0},
                             raise_by_squares(ctx, a, -(long)b.real));
    if (is_infinite(power) && errno == 0)
        errno = ERANGE;
    else if (!is_infinite(power) && errno == ERANGE)
        errno = 0;
    return power;
}

static struct pair combine(const struct ctx *ctx, enum value_binary_op op,
                           const struct operand *a, const struct operand *b)
{
    if (op == VALUE_ADD)
        return add_pairs(a, b);
    if (op == VALUE_SUBTRACT)
        return subtract_pairs(a, b);
    if (op == VALUE_MULTIPLY)
        return multiply_operands(ctx, a, b);
    if (op == VALUE_DIVIDE)
        return divide_operands(ctx, a, b);
    return raise_pair(ctx, a->pair, b->pair);
}

bool complex_binary(struct ctx *ctx, enum value_binary_op op, const struct value *left,
                    const struct value *right, struct value *result)
{
    struct operand a, b;
    bool known = op == VALUE_ADD || op == VALUE_SUBTRACT || op == VALUE_MULTIPLY ||
                 op == VALUE_DIVIDE || op == VALUE_POWER;
    if (!known || !take_operand(ctx, left, &a) || !take_operand(ctx, right, &b))
        return false;
    errno = 0;
    struct pair pair = combine(ctx, op, &a, &b);
    *result = (struct value){.kind = VALUE_COMPLEX, .complex = {pair.real, pair.imaginary}};
    return errno == 0;
}
