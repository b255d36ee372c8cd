/* SPDX-License-Identifier: MIT
 *
 * File names as text: see quote.h.
 */
#include "base/quote.h"

#include <string.h>

/* How many bytes follow the first byte of an UTF-8 sequence, and the range that
 * the first of them must lie in (Unicode, table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF); 0 where no sequence begins. */
static int utf8_followers(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 1;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 2;
    return lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
}

/* One undecodable byte at a time gives what CPython's decoder gives with the
 * "surrogateescape" handler: the bytes of a broken sequence are never ASCII and
 * never begin another sequence. */
uint32_t next_code_point(const char *name, size_t size, size_t *position)
{
    const unsigned char *text = (const unsigned char *)name + *position;
    size_t left = size - *position;
    uint32_t escaped = 0xDC00 + text[0];
    unsigned char low, high;
    (*position)++;
    if (text[0] < 0x80)
        return text[0];
    int count = utf8_followers(text[0], &low, &high);
    if (!count || (size_t)count >= left || text[1] < low || text[1] > high)
        return escaped;
    uint32_t point = text[0] & (0x3FU >> count);
    for (int i = 1; i <= count; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return escaped;
        point = point << 6 | (text[i] & 0x3F);
    }
    *position += (size_t)count;
    return point;
}

static void write_escape(struct buf *out, uint32_t point)
{
    if (point == '\t' || point == '\n' || point == '\r')
        buf_printf(out, "\\%c", point == '\t' ? 't' : point == '\n' ? 'n' : 'r');
    else if (point <= 0xFF)
        buf_printf(out, "\\x%02x", (unsigned)point);
    else if (point <= 0xFFFF)
        buf_printf(out, "\\u%04x", (unsigned)point);
    else
        buf_printf(out, "\\U%08x", (unsigned)point);
}

/* Bytes at the beginning that stand for themselves in any Unicode version. */
static size_t plain_prefix(const char *name, size_t size, char quote)
{
    size_t length = 0;
    while (length < size && name[length] >= ' ' && name[length] < 0x7F &&
           name[length] != quote && name[length] != '\\')
        length++;
    return length;
}

/* The surrogate encoded in three bytes there, or 0. */
static uint32_t encoded_surrogate(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (size < 3 || bytes[0] != 0xED || bytes[1] < 0xA0 || bytes[1] > 0xBF ||
        (bytes[2] & 0xC0) != 0x80)
        return 0;
    return 0xD000 | (uint32_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
}

/* next_code_point, of text where surrogates are encoded. */
static uint32_t next_text_point(const char *text, size_t size, size_t *position)
{
    uint32_t point = encoded_surrogate(text + *position, size - *position);
    if (!point)
        return next_code_point(text, size, position);
    *position += 3;
    return point;
}

typedef uint32_t next_point(const char *text, size_t size, size_t *position);

static void quote_points(struct buf *out, const char *text, size_t size,
                         unsigned unicode_version, next_point *next)
{
    bool single = size && memchr(text, '\'', size);
    char quote = single && !memchr(text, '"', size) ? '"' : '\'';
    buf_add_byte(out, quote);
    for (size_t i = 0; i < size;) {
        size_t plain = plain_prefix(text + i, size - i, quote);
        buf_add(out, text + i, plain);
        i += plain;
        if (i == size)
            break;
        size_t start = i;
        uint32_t point = next(text, size, &i);
        if (point == '\\' || point == (unsigned char)quote)
            buf_add_byte(out, '\\');
        if (unicode_is_printable(point, unicode_version))
            buf_add(out, text + start, i - start);
        else
            write_escape(out, point);
    }
    buf_add_byte(out, quote);
}

void quote_name(struct buf *out, const char *name, size_t size, unsigned unicode_version)
{
    quote_points(out, name, size, unicode_version, next_code_point);
}

void quote_text(struct buf *out, const char *text, size_t size, unsigned unicode_version)
{
    quote_points(out, text, size, unicode_version, next_text_point);
}

/* Bytes alone would not do: undecodable ones sort below U+E000, and a name can
 * decode differently from another that it is the beginning of. */
int compare_names(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t i = 0, j = 0;
    while (i < a_size && j < b_size) {
        uint32_t left = next_code_point(a, a_size, &i);
        uint32_t right = next_code_point(b, b_size, &j);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return (i < a_size) - (j < b_size);
}

void escape_surrogates(struct buf *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        size_t start = i;
        uint32_t point = next_text_point(text, size, &i);
        if (point >= 0xD800 && point <= 0xDFFF)
            write_escape(out, point);
        else
            buf_add(out, text + start, i - start);
    }
}
