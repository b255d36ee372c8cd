/* SPDX-License-Identifier: MIT
 *
 * Decimal text to floating point, correctly rounded, whatever the locale.
 */
#ifndef KILN_BASE_DECIMAL_H
#define KILN_BASE_DECIMAL_H

#include <stddef.h>

/* The double nearest to a number such as "1", "1_0.5e-3" or ".5": digits, at most
 * one point, an exponent; underscores are skipped.  Infinity when it is too big.
 * The form is not checked. */
double decimal_to_double(const char *text, size_t size);

#endif
