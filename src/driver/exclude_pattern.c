/* SPDX-License-Identifier: MIT
 *
 * Tokens and failures of a translation: see exclude_pattern.h.  It must agree
 * with the class Tokenizer of CPython's re/_parser.py.
 */
#include "driver/exclude_pattern.h"

#include "base/quote.h"

#include <stdarg.h>

/* A backslash at the very end fails as soon as it becomes the next token,
 * before anything that is wrong with the token before it. */
static void look_ahead(struct re_pattern *p)
{
    p->ahead = 0;
    if (p->failed || p->index == p->size)
        return;
    unsigned length = p->text[p->index] == '\\' ? 2 : 1;
    if (length > p->size - p->index) {
        re_fail(p, 0, "bad escape (end of pattern)");
        return;
    }
    p->index += length;
    p->ahead = length;
}

void re_seek(struct re_pattern *p, size_t position)
{
    p->index = position;
    look_ahead(p);
}

size_t re_tell(const struct re_pattern *p)
{
    return p->index - p->ahead;
}

struct re_token re_next(struct re_pattern *p)
{
    struct re_token token = {re_tell(p), p->ahead};
    look_ahead(p);
    return token;
}

bool re_is(const struct re_pattern *p, struct re_token token, char character)
{
    return token.length == 1 && p->text[token.start] == (unsigned char)character;
}

bool re_sees(const struct re_pattern *p, char character)
{
    return re_is(p, (struct re_token){re_tell(p), p->ahead}, character);
}

bool re_accept(struct re_pattern *p, char character)
{
    bool seen = re_sees(p, character);
    if (seen)
        look_ahead(p);
    return seen;
}

static unsigned digit_value(uint32_t point)
{
    if (point >= '0' && point <= '9')
        return point - '0';
    point |= 0x20;
    return point >= 'a' && point <= 'f' ? point - 'a' + 10 : 99;
}

uint64_t re_digits(struct re_pattern *p, unsigned base, unsigned most, uint64_t value)
{
    while (most-- && p->ahead == 1 && digit_value(p->text[p->index - 1]) < base) {
        if (value < UINT64_MAX / 32)
            value = value * base + digit_value(p->text[p->index - 1]);
        look_ahead(p);
    }
    return value;
}

static void add_continuation(struct buf *out, uint32_t point, int shift)
{
    buf_add_byte(out, (char)(0x80 | (point >> shift & 0x3F)));
}

/* As a file name is encoded: an escaped byte is that byte again. */
static void add_encoded(struct buf *out, uint32_t point)
{
    if (point < 0x80 || (point >= 0xDC80 && point <= 0xDCFF)) {
        buf_add_byte(out, (char)(point & 0xFF));
    } else if (point < 0x800) {
        buf_add_byte(out, (char)(0xC0 | point >> 6));
    } else if (point < 0x10000) {
        buf_add_byte(out, (char)(0xE0 | point >> 12));
        add_continuation(out, point, 6);
    } else {
        buf_add_byte(out, (char)(0xF0 | point >> 18));
        add_continuation(out, point, 12);
        add_continuation(out, point, 6);
    }
    if (point >= 0x80 && (point < 0xDC80 || point > 0xDCFF))
        add_continuation(out, point, 0);
}

void re_cite(struct re_pattern *p, size_t from, size_t size)
{
    for (size_t i = from; i < from + size; i++)
        add_encoded(p->error, p->text[i]);
}

void re_cite_name(struct re_pattern *p, size_t from, size_t size)
{
    struct buf *error = p->error, name = BUF_INIT;
    p->error = &name;
    re_cite(p, from, size);
    p->error = error;
    quote_name(error, buf_text(&name), name.size, UNICODE_VERSION(17, 0));
    buf_free(&name);
}

/* re.error counts lines when the pattern has several. */
static void add_position(struct re_pattern *p, size_t position)
{
    size_t line = 1, start = 0, newlines = 0;
    for (size_t i = 0; i < p->size; i++) {
        if (p->text[i] != '\n')
            continue;
        newlines++;
        if (i < position) {
            line++;
            start = i + 1;
        }
    }
    buf_printf(p->error, " at position %zu", position);
    if (newlines)
        buf_printf(p->error, " (line %zu, column %zu)", line, position - start + 1);
}

void re_close_failure(struct re_pattern *p, size_t back)
{
    add_position(p, re_tell(p) - back);
    p->failed = true;
    p->ahead = 0;
    p->index = p->size;
}

void re_fail(struct re_pattern *p, size_t back, const char *format, ...)
{
    if (p->failed)
        return;
    va_list arguments;
    va_start(arguments, format);
    buf_vprintf(p->error, format, arguments);
    va_end(arguments);
    re_close_failure(p, back);
}

void re_fail_citing(struct re_pattern *p, size_t back, const char *words, size_t from,
                    size_t size)
{
    if (p->failed)
        return;
    buf_add_text(p->error, words);
    re_cite(p, from, size);
    re_close_failure(p, back);
}

void re_fail_anywhere(struct re_pattern *p, const char *words)
{
    if (!p->failed)
        buf_add_text(p->error, words);
    p->failed = true;
    p->ahead = 0;
}
