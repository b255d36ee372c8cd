/* SPDX-License-Identifier: MIT
 *
 * Searching the table of Unicode: see unicode.h.  It must agree with
 * _PyUnicode_IsPrintable of each CPython.
 */
#include "base/unicode.h"

/* The last range that begins at or before the code point, which is at least
 * the first one's beginning. */
static const struct printable_range *range_of(uint32_t code_point)
{
    size_t low = 0, high = unicode_printable_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (unicode_printable[middle].first <= code_point)
            low = middle;
        else
            high = middle;
    }
    return &unicode_printable[low];
}

bool unicode_is_printable(uint32_t code_point, unsigned version)
{
    if (code_point < unicode_printable[0].first)
        return false;
    const struct printable_range *range = range_of(code_point);
    return code_point - range->first <= range->more &&
           UNICODE_VERSION(range->since_major, range->since_minor) <= version;
}
