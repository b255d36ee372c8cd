/* SPDX-License-Identifier: MIT
 *
 * Floats (CPython: Objects/floatobject.c).
 */
#include "compiler/value/number.h"

#include <errno.h>
#include <math.h>

static bool store_real(struct value *result, double number)
{
    *result = (struct value){.kind = VALUE_FLOAT, .real = number};
    return true;
}

/* float_rem: with the sign of the right operand, also where it is zero */
static double floor_modulo(double left, double right)
{
    double rest = fmod(left, right);
    if (rest == 0)
        return copysign(0.0, right);
    return (right < 0) != (rest < 0) ? rest + right : rest;
}

/* _float_div_mod */
static double floor_quotient(double left, double right)
{
    double rest = fmod(left, right), quotient = (left - rest) / right;
    if (rest != 0 && (right < 0) != (rest < 0))
        quotient -= 1.0;
    if (quotient == 0)
        return copysign(0.0, left / right);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static bool is_odd(double number)
{
    return fmod(fabs(number), 2.0) == 1.0;
}

/* The power is infinite. */
static double infinite_power(double base, double exponent)
{
    base = fabs(base);
    if (base == 1.0)
        return 1.0;
    return (exponent > 0.0) == (base > 1.0) ? fabs(exponent) : 0.0;
}

static double power_of_infinity(double base, double exponent)
{
    bool odd = is_odd(exponent);
    if (exponent > 0.0)
        return odd ? base : fabs(base);
    return odd ? copysign(0.0, base) : 0.0;
}

/* Both are finite, neither is zero; the exponent is whole where the base is
 * negative. */
static bool finite_power(double base, double exponent, double *power)
{
    bool negative = base < 0.0 && is_odd(exponent);
    base = fabs(base);
    *power = base == 1.0 ? 1.0 : pow(base, exponent);
    if (isinf(*power))
        return false;
    *power = negative ? -*power : *power;
    return true;
}

static bool power_of_negative(struct ctx *ctx, double left, double right,
                              struct value *result)
{
    struct value base = {.kind = VALUE_FLOAT, .real = left};
    struct value exponent = {.kind = VALUE_FLOAT, .real = right};
    return complex_binary(ctx, VALUE_POWER, &base, &exponent, result);
}

/* float_pow */
static bool raise_real(struct ctx *ctx, double base, double exponent, struct value *result)
{
    double power;
    if (exponent == 0)
        return store_real(result, 1.0);
    if (isnan(base))
        return store_real(result, base);
    if (isnan(exponent))
        return store_real(result, base == 1.0 ? 1.0 : exponent);
    if (isinf(exponent))
        return store_real(result, infinite_power(base, exponent));
    if (isinf(base))
        return store_real(result, power_of_infinity(base, exponent));
    if (base == 0.0)
        return exponent > 0.0 && store_real(result, is_odd(exponent) ? base : 0.0);
    if (base < 0.0 && exponent != floor(exponent))
        return power_of_negative(ctx, base, exponent, result);
    return finite_power(base, exponent, &power) && store_real(result, power);
}

bool real_binary(struct ctx *ctx, enum value_binary_op op, double left, double right,
                 struct value *result)
{
    switch (op) {
    case VALUE_ADD:
        return store_real(result, left + right);
    case VALUE_SUBTRACT:
        return store_real(result, left - right);
    case VALUE_MULTIPLY:
        return store_real(result, left * right);
    case VALUE_DIVIDE:
        return right != 0 && store_real(result, left / right);
    case VALUE_MODULO:
        return right != 0 && store_real(result, floor_modulo(left, right));
    case VALUE_FLOOR_DIVIDE:
        return right != 0 && store_real(result, floor_quotient(left, right));
    case VALUE_POWER:
        return raise_real(ctx, left, right, result);
    case VALUE_MATRIX_MULTIPLY:
    case VALUE_LEFT_SHIFT:
    case VALUE_RIGHT_SHIFT:
    case VALUE_OR:
    case VALUE_XOR:
    case VALUE_AND:
        return false;
    }
    return false;
}
