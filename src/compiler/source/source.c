/* SPDX-License-Identifier: MIT
 *
 * bytes → text: see source.h.  The order of the checks is that of decode_str in
 * CPython's tokenizer: newlines, byte order mark, cookie, decoding.
 */
#include "compiler/source/source.h"

#include "compiler/source/codec.h"
#include "compiler/source/cookie.h"
#include "compiler/source/utf8.h"

#include <string.h>

static const char MARK[] = "\xEF\xBB\xBF";

static _Noreturn void fail_source(struct ctx *ctx, const char *message)
{
    struct error_place place = {0, 0, 0, 0};
    fail_place(ctx, "SyntaxError", &place, "%s", message);
}

/* \r\n and \r become \n; the last line gets its newline. */
static void translate_newlines(struct ctx *ctx, struct source_text *text)
{
    const char *from = text->bytes, *end = text->bytes + text->size;
    if (text->size > UINT32_MAX - 2)
        fail_memory(ctx);
    char *copy = ctx_alloc(ctx, (size_t)text->size + 2), *to = copy;
    while (from < end) {
        const char *stop = memchr(from, '\r', (size_t)(end - from));
        size_t size = (size_t)((stop ? stop : end) - from);
        memcpy(to, from, size);
        to += size;
        from += size;
        if (!stop)
            break;
        *to++ = '\n';
        from += from[1] == '\n' ? 2 : 1;
    }
    bool crlf = text->size > 1 && end[-2] == '\r' && end[-1] == '\n';
    text->added_newline = to == copy || to[-1] != '\n';
    text->added_newline |= crlf && target_has(ctx->target, FEATURE_LINE_AFTER_LAST_CRLF);
    if (text->added_newline)
        *to++ = '\n';
    *to = '\0';
    text->bytes = copy;
    text->size = (uint32_t)(to - copy);
}

static void end_lines(struct ctx *ctx, struct source_text *text)
{
    bool ended = text->size && text->bytes[text->size - 1] == '\n';
    if (!ended || memchr(text->bytes, '\r', text->size))
        translate_newlines(ctx, text);
}

/* CPython 3.14: _PyTokenizer_ensure_utf8. */
static void check_utf8(struct ctx *ctx, struct source_text *text)
{
    size_t valid = utf8_valid_size(text->bytes, text->size);
    text->invalid = valid < text->size;
    if (!text->invalid || !target_has(ctx->target, FEATURE_CHECKED_UTF8))
        return;
    struct error_place place = {1, 1, 0, 0};
    const char *line = text->bytes, *bad = text->bytes + valid;
    for (const char *at = text->bytes; at < bad; at++) {
        if (*at == '\n') {
            place.line++;
            line = at + 1;
        }
    }
    for (; line < bad; line++)
        place.column += ((unsigned char)*line & 0xC0) != 0x80;
    place.end_line = place.line;
    place.end_column = place.column;
    ctx->whole_line = true;
    fail_place(ctx, "SyntaxError", &place,
               "Non-UTF-8 code starting with '\\x%.2x' on line %ld, but no encoding "
               "declared; see https://peps.python.org/pep-0263/ for details",
               (unsigned char)*bad, place.line);
}

static bool declares_utf8(const struct cookie *cookie)
{
    return cookie->size == 5 && !memcmp(cookie->name, "utf-8", 5);
}

static _Noreturn void fail_mark(struct ctx *ctx, const struct cookie *cookie)
{
    struct error_place place = {0, -1, 0, 0};
    if (target_has(ctx->target, FEATURE_CHECKED_UTF8))
        place =
            (struct error_place){cookie->line, 0, cookie->line, (long)cookie->line_size};
    ctx->whole_line = true;
    fail_place(ctx, "SyntaxError", &place, "encoding problem: %.*s with BOM",
               (int)cookie->size, cookie->name);
}

/* What errors are told with from here on. */
static void show_text(struct ctx *ctx, const struct source_text *text)
{
    ctx->invalid_text = text->invalid;
    ctx->added_newline = text->added_newline;
    ctx->text = text->bytes;
    ctx->text_size = text->size;
}

void source_decode(struct ctx *ctx, const char *bytes, size_t size,
                   struct source_text *text)
{
    if (memchr(bytes, '\0', size))
        fail_source(ctx, "source code string cannot contain null bytes");
    if (size > UINT32_MAX - 2)
        fail_memory(ctx);
    *text = (struct source_text){.bytes = bytes, .size = (uint32_t)size};
    end_lines(ctx, text);
    bool marked = ctx->marked = text->size >= 3 && !memcmp(text->bytes, MARK, 3);
    if (marked) {
        text->bytes += 3;
        text->size -= 3;
    }
    struct cookie cookie = cookie_find(text->bytes, text->size);
    show_text(ctx, text);
    if (marked && cookie.name && !declares_utf8(&cookie))
        fail_mark(ctx, &cookie);
    if (!cookie.name || declares_utf8(&cookie)) {
        check_utf8(ctx, text);
    } else {
        bool added = text->added_newline;
        size = text->size;
        text->bytes = codec_decode(ctx, cookie.name, cookie.size, text->bytes, &size);
        text->size = (uint32_t)size;
        end_lines(ctx, text);
        text->added_newline |= added;
    }
    ctx->byte_columns = !marked && !cookie.name &&
                        !target_has(ctx->target, FEATURE_ERROR_COLUMNS_IN_CHARACTERS);
    show_text(ctx, text);
}
