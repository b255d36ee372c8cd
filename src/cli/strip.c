/* SPDX-License-Identifier: MIT
 *
 * str.strip()
 */
#include "cli/strip.h"
#include "base/quote.h"

#include <stdbool.h>

static bool is_white_space(uint32_t point)
{
    return (point >= 0x09 && point <= 0x0d) || (point >= 0x1c && point <= 0x20) ||
           point == 0x85 || point == 0xa0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 ||
           point == 0x202f || point == 0x205f || point == 0x3000;
}

void cli_strip(const char **text, size_t *size)
{
    size_t first = *size, last = 0;
    for (size_t at = 0; at < *size;) {
        size_t next = at;
        if (!is_white_space(next_code_point(*text, *size, &next))) {
            first = at < first ? at : first;
            last = next;
        }
        at = next;
    }
    *text += first;
    *size = first < last ? last - first : 0;
}
