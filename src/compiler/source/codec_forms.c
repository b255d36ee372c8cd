/* SPDX-License-Identifier: MIT
 *
 * Which decoder a codec has, UTF-16 and UTF-32, and what text is refused after
 * decoding: see codec_forms.h.
 */
#include "compiler/source/codec_forms.h"

#include <string.h>

/* A byte order mark cannot come: the cookie stands in a line of ASCII. */
static unsigned read_unit(const struct codec_reader *reader, bool big)
{
    const unsigned char *at = reader->bytes + reader->at;
    return big ? at[0] * 256U + at[1] : at[1] * 256U + at[0];
}

static void read_utf16(struct codec_reader *reader, bool big)
{
    size_t start;
    while (reader->at < reader->size) {
        start = reader->at;
        if (reader->size - start < 2)
            codec_fail(reader, start, reader->size, "truncated data");
        uint32_t unit = read_unit(reader, big);
        reader->at += 2;
        if (unit >= 0xDC00 && unit < 0xE000)
            codec_fail(reader, start, start + 2, "illegal encoding");
        if (unit >= 0xD800 && unit < 0xDC00) {
            if (reader->size - reader->at < 2)
                codec_fail(reader, start, reader->size, "unexpected end of data");
            uint32_t low = read_unit(reader, big);
            if (low < 0xDC00 || low >= 0xE000)
                codec_fail(reader, start, start + 2, "illegal UTF-16 surrogate");
            reader->at += 2;
            unit = 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
        }
        reader->out = codec_put(reader->out, unit);
    }
}

static void read_utf16_be(struct codec_reader *reader)
{
    read_utf16(reader, true);
}

static void read_utf16_le(struct codec_reader *reader)
{
    read_utf16(reader, false);
}

/* There is no NUL in a source, so no unit is a character. */
static void refuse_utf32(struct codec_reader *reader)
{
    codec_fail(reader, 0, 4, "code point not in range(0x110000)");
}

/* Whether a surrogate of three bytes stands here. */
static bool is_surrogate(const char *at)
{
    return (unsigned char)at[0] == 0xED && (unsigned char)at[1] >= 0xA0;
}

/* The text goes on as UTF-8, which has no surrogates. */
static void refuse_surrogates(struct ctx *ctx, const char *text, size_t size)
{
    size_t position = 0, last;
    const char *at = text, *end = text + size;
    for (; at < end && !is_surrogate(at); at++)
        position += ((unsigned char)at[1] & 0xC0) != 0x80;
    if (at == end)
        return;
    struct error_place place = {0, -1, 0, 0};
    for (last = position; is_surrogate(at + 3 * (last + 1 - position)); last++)
        continue;
    if (last > position)
        fail_place(ctx, "SyntaxError", &place,
                   "'utf-8' codec can't encode characters in position %zu-%zu: "
                   "surrogates not allowed",
                   position, last);
    fail_place(ctx, "SyntaxError", &place,
               "'utf-8' codec can't encode character '\\ud%x%02x' in position %zu: "
               "surrogates not allowed",
               ((unsigned char)at[1] & 0x3F) >> 2,
               ((unsigned)(unsigned char)at[1] << 6 & 0xC0) | ((unsigned char)at[2] & 0x3F),
               position);
}

/* Where the decoded text is no text of whole lines, versions of CPython go on in ways
 * of their own. */
static void check_text(struct ctx *ctx, const char *text, size_t size)
{
    if (memchr(text, '\0', size))
        fail_unsupported(ctx, "a NUL that the encoding of the source makes");
    if (memchr(text, '\r', size))
        fail_unsupported(ctx, "a carriage return that the encoding of the source makes");
    if (!size || text[size - 1] != '\n')
        fail_unsupported(ctx, "a last line that the encoding of the source does not end");
}

struct codec_form {
    const char *name, *shown;
    void (*read)(struct codec_reader *reader);
};

static const struct codec_form codec_forms[] = {
    {"hz", "hz", codec_read_hz},
    {"iso2022_jp", "iso2022_jp", codec_read_iso2022},
    {"iso2022_jp_1", "iso2022_jp_1", codec_read_iso2022},
    {"iso2022_jp_2", "iso2022_jp_2", codec_read_iso2022},
    {"iso2022_jp_2004", "iso2022_jp_2004", codec_read_iso2022},
    {"iso2022_jp_3", "iso2022_jp_3", codec_read_iso2022},
    {"iso2022_jp_ext", "iso2022_jp_ext", codec_read_iso2022},
    {"iso2022_kr", "iso2022_kr", codec_read_iso2022},
    {"raw_unicode_escape", "rawunicodeescape", codec_read_raw_escapes},
    {"unicode_escape", "unicodeescape", codec_read_escapes},
    {"utf_16", "utf-16-le", read_utf16_le},
    {"utf_16_be", "utf-16-be", read_utf16_be},
    {"utf_16_le", "utf-16-le", read_utf16_le},
    {"utf_32", "utf-32-le", refuse_utf32},
    {"utf_32_be", "utf-32-be", refuse_utf32},
    {"utf_32_le", "utf-32-le", refuse_utf32},
    {"utf_7", "utf7", codec_read_utf7},
};

const char *codec_forms_decode(struct ctx *ctx, const char *name, const char *bytes,
                               size_t *size)
{
    size_t i = 0, count = sizeof codec_forms / sizeof *codec_forms;
    while (i < count && strcmp(codec_forms[i].name, name) != 0)
        i++;
    if (i == count)
        return NULL;
    if (*size > UINT32_MAX / 4)
        fail_memory(ctx);
    char *text = ctx_alloc(ctx, *size * 3 + 1);
    struct codec_reader reader = {
        ctx, codec_forms[i].shown, (const unsigned char *)bytes, *size, 0, text};
    codec_forms[i].read(&reader);
    *reader.out = '\0';
    *size = (size_t)(reader.out - text);
    refuse_surrogates(ctx, text, *size);
    check_text(ctx, text, *size);
    return text;
}
