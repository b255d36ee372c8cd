/* SPDX-License-Identifier: MIT
 *
 * Sources in ASCII that spell other characters: escapes and UTF-7 (CPython's
 * unicodeobject.c, the decoders unicode_escape, raw_unicode_escape and utf_7).
 */
#include "base/unicode.h"
#include "base/unicode_names.h"
#include "compiler/source/codec_forms.h"

#include <string.h>

static int read_digit(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static uint32_t read_hex(struct codec_reader *reader, size_t start, int count,
                         const char *truncated)
{
    uint32_t code = 0;
    for (; count; count--) {
        int digit = reader->at < reader->size ? read_digit(reader->bytes[reader->at]) : -1;
        if (digit < 0)
            codec_fail(reader, start, reader->at, truncated);
        code = code << 4 | (uint32_t)digit;
        reader->at++;
    }
    return code;
}

static uint32_t read_named(struct codec_reader *reader, size_t start)
{
    static const char malformed[] = "malformed \\N character escape";
    const struct target *target = reader->ctx->target;
    uint32_t code;
    if (reader->at == reader->size || reader->bytes[reader->at] != '{')
        codec_fail(reader, start, reader->at, malformed);
    const unsigned char *name = reader->bytes + ++reader->at;
    const unsigned char *close = memchr(name, '}', reader->size - reader->at);
    size_t size = close ? (size_t)(close - name) : reader->size - reader->at;
    reader->at += size;
    if (!close || !size)
        codec_fail(reader, start, reader->at, malformed);
    reader->at++;
    enum name_rules rules = target_has(target, FEATURE_LOOSE_DERIVED_NAMES)
                                ? NAME_RULES_LOOSE
                                : NAME_RULES_STRICT;
    if (!unicode_find_name((const char *)name, size,
                           UNICODE_VERSION(target->unicode_major, target->unicode_minor),
                           rules, &code))
        codec_fail(reader, start, reader->at, "unknown Unicode character name");
    return code;
}

static uint32_t read_octal(struct codec_reader *reader, unsigned char first)
{
    uint32_t code = first - '0';
    for (int i = 0; i < 2 && reader->at < reader->size; i++) {
        unsigned char c = reader->bytes[reader->at];
        if (c < '0' || c > '7')
            break;
        code = code << 3 | (uint32_t)(c - '0');
        reader->at++;
    }
    return code;
}

static uint32_t read_wide(struct codec_reader *reader, size_t start)
{
    uint32_t code = read_hex(reader, start, 8, "truncated \\UXXXXXXXX escape");
    if (code > 0x10FFFF)
        codec_fail(reader, start, reader->at, "illegal Unicode character");
    return code;
}

/* What stands behind a backslash; a pair with no meaning stays as it is. */
static void take_escape(struct codec_reader *reader, size_t start)
{
    static const char from[] = "\\'\"bftnrva", to[] = "\\'\"\b\f\t\n\r\v\a";
    unsigned char c = reader->bytes[reader->at++];
    const char *simple = c ? strchr(from, c) : NULL;
    uint32_t code = c;
    if (c == '\n')
        return;
    if (simple)
        code = (unsigned char)to[simple - from];
    else if (c >= '0' && c <= '7')
        code = read_octal(reader, c);
    else if (c == 'x')
        code = read_hex(reader, start, 2, "truncated \\xXX escape");
    else if (c == 'u')
        code = read_hex(reader, start, 4, "truncated \\uXXXX escape");
    else if (c == 'U')
        code = read_wide(reader, start);
    else if (c == 'N')
        code = read_named(reader, start);
    else
        reader->out = codec_put(reader->out, '\\');
    reader->out = codec_put(reader->out, code);
}

void codec_read_escapes(struct codec_reader *reader)
{
    while (reader->at < reader->size) {
        size_t start = reader->at++;
        if (reader->bytes[start] != '\\')
            reader->out = codec_put(reader->out, reader->bytes[start]);
        else if (reader->at == reader->size)
            codec_fail(reader, start, reader->at, "\\ at end of string");
        else
            take_escape(reader, start);
    }
}

static uint32_t read_raw(struct codec_reader *reader, size_t start)
{
    bool wide = reader->bytes[start + 1] == 'U';
    reader->at = start + 2;
    uint32_t code =
        read_hex(reader, start, wide ? 8 : 4,
                 wide ? "truncated \\UXXXXXXXX escape" : "truncated \\uXXXX escape");
    if (code > 0x10FFFF)
        codec_fail(reader, start, reader->at, "\\Uxxxxxxxx out of range");
    return code;
}

/* Any character after a backslash goes with it, a second backslash too. */
void codec_read_raw_escapes(struct codec_reader *reader)
{
    while (reader->at < reader->size) {
        size_t start = reader->at++;
        uint32_t code = reader->bytes[start];
        if (code == '\\' && reader->at < reader->size) {
            unsigned char next = reader->bytes[reader->at];
            if (next == 'u' || next == 'U') {
                code = read_raw(reader, start);
            } else {
                reader->out = codec_put(reader->out, code);
                code = next;
                reader->at++;
            }
        }
        reader->out = codec_put(reader->out, code);
    }
}

static int read_base64(unsigned char c)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* Units of UTF-16 that come one by one, of which `high` waits for its other half. */
static uint32_t put_unit(struct codec_reader *reader, uint32_t high, uint32_t unit)
{
    if (high && unit >= 0xDC00 && unit < 0xE000) {
        reader->out =
            codec_put(reader->out, 0x10000 + ((high & 0x3FF) << 10 | (unit & 0x3FF)));
        return 0;
    }
    if (high)
        reader->out = codec_put(reader->out, high);
    if (unit >= 0xD800 && unit < 0xDC00)
        return unit;
    reader->out = codec_put(reader->out, unit);
    return 0;
}

/* Base 64 up to what is none of its digits; that is dropped where it is a hyphen. */
static void take_shifted(struct codec_reader *reader, size_t start)
{
    uint32_t bits = 0, high = 0;
    int count = 0, digit = -1;
    for (; reader->at < reader->size; reader->at++) {
        digit = read_base64(reader->bytes[reader->at]);
        if (digit < 0)
            break;
        bits = bits << 6 | (uint32_t)digit;
        count += 6;
        if (count >= 16) {
            count -= 16;
            high = put_unit(reader, high, bits >> count);
            bits &= (1U << count) - 1;
        }
    }
    if (reader->at == reader->size)
        codec_fail(reader, start, reader->size, "unterminated shift sequence");
    if (count >= 6)
        codec_fail(reader, start, reader->at + 1, "partial character in shift sequence");
    if (bits)
        codec_fail(reader, start, reader->at + 1,
                   "non-zero padding bits in shift sequence");
    if (high && reader->bytes[reader->at] < 0x80)
        reader->out = codec_put(reader->out, high);
    reader->at += reader->bytes[reader->at] == '-';
}

void codec_read_utf7(struct codec_reader *reader)
{
    while (reader->at < reader->size) {
        size_t start = reader->at++;
        unsigned char c = reader->bytes[start];
        unsigned char next = start + 1 < reader->size ? reader->bytes[start + 1] : 0;
        if (c >= 0x80)
            codec_fail(reader, start, start + 1, "unexpected special character");
        if (c != '+' || next == '-') {
            reader->out = codec_put(reader->out, c);
            reader->at += c == '+';
        } else if (start + 1 < reader->size && read_base64(next) < 0) {
            codec_fail(reader, start, start + 2, "ill-formed sequence");
        } else {
            take_shifted(reader, start);
        }
    }
}
