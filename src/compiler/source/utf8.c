/* SPDX-License-Identifier: MIT
 *
 * UTF-8, as strict as CPython's codec: no surrogates, nothing overlong, nothing above
 * U+10FFFF.  See utf8.h.
 */
#include "compiler/source/utf8.h"

#include "base/platform.h"

#include <stdint.h>
#include <string.h>

/* What may follow a first byte: how many bytes, and the range of the second. */
struct utf8_lead {
    unsigned char more, low, high;
};

static struct utf8_lead lead_of(unsigned char c)
{
    if (c >= 0xC2 && c <= 0xDF)
        return (struct utf8_lead){1, 0x80, 0xBF};
    if (c >= 0xE0 && c <= 0xEF)
        return (struct utf8_lead){2, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF};
    if (c >= 0xF0 && c <= 0xF4)
        return (struct utf8_lead){3, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF};
    return (struct utf8_lead){0, 0, 0};
}

/* How many of the bytes that follow the first belong to the sequence. */
static size_t following(const unsigned char *at, size_t left, struct utf8_lead lead)
{
    size_t count = 0;
    while (count < lead.more && count + 1 < left) {
        unsigned char c = at[count + 1];
        if (count ? (c & 0xC0) != 0x80 : c < lead.low || c > lead.high)
            break;
        count++;
    }
    return count;
}

static size_t skip_ascii(const char *bytes, size_t at, size_t size)
{
    for (uint64_t word; size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < size && !((unsigned char)bytes[at] & 0x80))
        at++;
    return at;
}

size_t utf8_valid_size(const char *bytes, size_t size)
{
    size_t at = 0;
    while ((at = skip_ascii(bytes, at, size)) < size) {
        const unsigned char *first = (const unsigned char *)bytes + at;
        struct utf8_lead lead = lead_of(*first);
        if (!lead.more || following(first, size - at, lead) < lead.more)
            return at;
        at += lead.more + 1U;
    }
    return size;
}

const char *utf8_reason(const char *bytes, size_t size, size_t *length)
{
    const unsigned char *first = (const unsigned char *)bytes;
    struct utf8_lead lead = lead_of(*first);
    size_t count = following(first, size, lead);
    *length = count + 1;
    if (!lead.more)
        return "invalid start byte";
    return count + 1 == size ? "unexpected end of data" : "invalid continuation byte";
}
