/* SPDX-License-Identifier: MIT
 *
 * Decimal text to floating point: see decimal.h.  Short numbers take the way that
 * is exact in doubles (Clinger); the rest are divided as big integers.
 */
#include "base/decimal.h"

#include "base/bigint.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* Significant digits and the power of ten that they are multiplied with. */
struct decimal_text {
    char digits[DECIMAL_DIGITS];
    size_t count;
    int64_t exponent;
};

/* A digit at the end of the number; past the limit it only matters whether any is
 * not zero, for no two doubles' middle has that many. */
static void add_digit(struct decimal_text *number, char digit)
{
    if (number->count == 0 && digit == '0')
        return;
    if (number->count < DECIMAL_DIGITS - 1) {
        number->digits[number->count++] = digit;
        return;
    }
    if (digit != '0' && number->count < DECIMAL_DIGITS)
        number->digits[number->count++] = '1';
    else
        number->exponent++;
}

static int64_t read_exponent(const char *text, const char *end)
{
    const int64_t huge = 1000000000000;
    bool negative = text < end && *text == '-';
    if (text < end && (*text == '-' || *text == '+'))
        text++;
    int64_t exponent = 0;
    for (; text < end; text++)
        if (*text != '_' && exponent < huge)
            exponent = exponent * 10 + (*text - '0');
    return negative ? -exponent : exponent;
}

static void read_decimal(const char *text, const char *end, struct decimal_text *number)
{
    bool after_point = false;
    for (; text < end && (*text | 0x20) != 'e'; text++) {
        if (*text == '.')
            after_point = true;
        if (*text < '0' || *text > '9')
            continue;
        number->exponent -= after_point;
        add_digit(number, *text);
    }
    if (text < end)
        number->exponent += read_exponent(text + 1, end);
}

/* At most 15 digits and a power of ten that a double holds exactly: one rounding. */
static bool convert_short(const struct decimal_text *number, double *value)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (number->count > 15 || number->exponent > 22 || number->exponent < -22)
        return false;
    double digits = 0;
    for (size_t i = 0; i < number->count; i++)
        digits = digits * 10 + (number->digits[i] - '0');
    *value = number->exponent < 0 ? digits / powers[-number->exponent]
                                  : digits * powers[number->exponent];
    return true;
}

double decimal_to_double(const char *text, size_t size)
{
    struct decimal_text number;
    number.count = 0;
    number.exponent = 0;
    read_decimal(text, text + size, &number);
    double value;
    if (number.count == 0)
        return 0;
    if (convert_short(&number, &value))
        return value;
    int64_t magnitude = number.exponent + (int64_t)number.count;
    if (magnitude > 310)
        return HUGE_VAL;
    if (magnitude < -330)
        return 0;
    return bigint_to_double(number.digits, number.count, (int)number.exponent);
}
