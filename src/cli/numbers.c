/* SPDX-License-Identifier: MIT
 *
 * Numbers as Python's int() and float() read them.
 */
#include "cli/command.h"
#include "cli/strip.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Digits, single underscores between them allowed (PEP 515). */
static bool read_digits(const char *text, size_t size, bool negative, long long *value)
{
    bool digit_before = false;
    *value = 0;
    for (size_t i = 0; i < size; i++) {
        int digit = text[i] - '0';
        if (text[i] == '_' && digit_before) {
            digit_before = false;
            continue;
        }
        if (digit < 0 || digit > 9)
            return false;
        digit_before = true;
        if (negative)
            *value = *value < (LLONG_MIN + digit) / 10 ? LLONG_MIN : *value * 10 - digit;
        else
            *value = *value > (LLONG_MAX - digit) / 10 ? LLONG_MAX : *value * 10 + digit;
    }
    return digit_before;
}

bool cli_parse_int(const char *text, long long *value)
{
    size_t size = strlen(text);
    /* White space to str.strip(), but not to int(). */
    if (strpbrk(text, "\x1c\x1d\x1e\x1f"))
        return false;
    cli_strip(&text, &size);
    bool negative = size && *text == '-';
    size_t sign = size && (*text == '-' || *text == '+');
    return read_digits(text + sign, size - sign, negative, value);
}

bool cli_parse_seconds(const char *text, unsigned *milliseconds)
{
    size_t size = strlen(text);
    cli_strip(&text, &size);
    if (!size || text[strspn(text, "0123456789.eE+-")] != text[size])
        return false;
    char *end;
    double seconds = strtod(text, &end);
    if (end != text + size || !(seconds > 0))
        return false;
    double exact = seconds * 1000;
    *milliseconds = exact >= UINT_MAX ? UINT_MAX : exact < 1 ? 1 : (unsigned)exact;
    return true;
}
