/* SPDX-License-Identifier: MIT
 *
 * UTF-8, as strict as CPython's codec: no surrogates, nothing overlong, nothing above
 * U+10FFFF.  See utf8.h.
 */
#include "compiler/source/utf8.h"

#include "base/platform.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
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

void utf8_complain(const char *bytes, size_t size, char *message, size_t room)
{
    size_t at = utf8_valid_size(bytes, size);
    const unsigned char *first = (const unsigned char *)bytes + at;
    struct utf8_lead lead = lead_of(*first);
    size_t last = at + following(first, size - at, lead);
    const char *reason = !lead.more         ? "invalid start byte"
                         : last + 1 == size ? "unexpected end of data"
                                            : "invalid continuation byte";
    if (last == at)
        snprintf(message, room,
                 "'utf-8' codec can't decode byte 0x%02x in position %zu: %s", *first, at,
                 reason);
    else
        snprintf(message, room, "'utf-8' codec can't decode bytes in position %zu-%zu: %s",
                 at, last, reason);
}

/* The size of the sequence that stands here, valid or not. */
static size_t measure_sequence(const char *at, size_t left, bool *valid)
{
    const unsigned char *first = (const unsigned char *)at;
    struct utf8_lead lead = lead_of(*first);
    size_t more = following(first, left, lead);
    *valid = *first < 0x80 || (lead.more && more == lead.more);
    return more + 1;
}

long utf8_characters(const char *bytes, size_t size)
{
    long count = 0;
    bool valid;
    for (size_t at = 0; at < size; count++)
        at += measure_sequence(bytes + at, size - at, &valid);
    return count;
}

long utf8_replaced_column(const char *line, size_t size, size_t count)
{
    long column = 0;
    size_t replaced = 0;
    for (size_t at = 0; at < size && replaced < count; column++) {
        bool valid;
        size_t length = measure_sequence(line + at, size - at, &valid);
        replaced += valid ? length : 3;
        at += length;
    }
    return column + (replaced < count);
}

size_t utf8_replace(const char *bytes, size_t size, char *to)
{
    const char *start = to;
    for (size_t at = 0; at < size;) {
        bool valid;
        size_t length = measure_sequence(bytes + at, size - at, &valid);
        memcpy(to, valid ? bytes + at : "\xEF\xBF\xBD", valid ? length : 3);
        to += valid ? length : 3;
        at += length;
    }
    return (size_t)(to - start);
}

void utf8_add_decoded(struct buf *out, const char *bytes, size_t size)
{
    while (size) {
        size_t valid = utf8_valid_size(bytes, size);
        buf_add(out, bytes, valid);
        bytes += valid;
        size -= valid;
        if (!size)
            return;
        unsigned char byte = (unsigned char)*bytes++;
        size--;
        buf_add_byte(out, '\xED');
        buf_add_byte(out, (char)(0xB0 | (byte >> 6 & 0x3)));
        buf_add_byte(out, (char)(0x80 | (byte & 0x3F)));
    }
}
