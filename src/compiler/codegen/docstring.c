/* SPDX-License-Identifier: MIT
 *
 * Docstrings, whose indentation the compiler takes off.
 *
 * Must agree with _PyCompile_CleanDoc of CPython: inspect.cleandoc, but that blank
 * lines at both ends stay, for the sake of line numbers.
 */
#include "compiler/ast/fold.h"
#include "compiler/codegen/statement.h"

#include <string.h>

enum { TAB_WIDTH = 8 };

/* str.expandtabs(): columns are characters since the last \n or \r. */
static size_t expand_tabs(const char *text, size_t size, char *out)
{
    if (!memchr(text, '\t', size)) {
        if (out)
            memcpy(out, text, size);
        return size;
    }
    size_t used = 0, column = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\t') {
            size_t width = TAB_WIDTH - column % TAB_WIDTH;
            if (out)
                memset(out + used, ' ', width);
            used += width;
            column += width;
            continue;
        }
        if (out)
            out[used] = text[i];
        used++;
        column += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (text[i] == '\n' || text[i] == '\r')
            column = 0;
    }
    return used;
}

static const char *after_line(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline + 1 : end;
}

static const char *after_spaces(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    return at;
}

/* The smallest indentation of the lines after the first that are not blank. */
static size_t find_margin(const char *text, const char *end)
{
    size_t margin = SIZE_MAX;
    for (const char *line = after_line(text, end); line < end;
         line = after_line(line, end)) {
        const char *first = after_spaces(line, end);
        if (first < end && *first != '\n' && (size_t)(first - line) < margin)
            margin = (size_t)(first - line);
    }
    return margin == SIZE_MAX ? 0 : margin;
}

/* In place; the new size. */
static size_t remove_margin(char *text, size_t size)
{
    const char *end = text + size, *at = after_spaces(text, end);
    size_t margin = find_margin(text, end);
    char *out = text;
    while (at < end) {
        const char *next = after_line(at, end);
        memmove(out, at, (size_t)(next - at));
        out += next - at;
        at = next;
        for (size_t i = 0; i < margin && at < end && *at == ' '; i++)
            at++;
    }
    return (size_t)(out - text);
}

/* A surrogate, as its three bytes. */
static bool is_surrogate_at(const char *at, const char *end)
{
    return end - at >= 3 && (unsigned char)at[0] == 0xED && (unsigned char)at[1] >= 0xA0;
}

static size_t count_code_points(const char *text, const char *end)
{
    size_t count = 0;
    for (; text < end; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

/* CPython cleans UTF-8, which has no surrogates. */
static void refuse_unencodable(struct generator *gen, const char *text, size_t size)
{
    static const struct error_place nowhere = {0, 0, 0, 0};
    const char *end = text + size, *at = memchr(text, '\xED', size);
    while (at && !is_surrogate_at(at, end))
        at = memchr(at + 1, '\xED', (size_t)(end - at - 1));
    if (!at)
        return;
    size_t first = count_code_points(text, at), count = 0;
    for (const char *next = at; is_surrogate_at(next, end); next += 3)
        count++;
    if (count > 1)
        fail_place(gen->ctx, "UnicodeEncodeError", &nowhere,
                   "'utf-8' codec can't encode characters in position %zu-%zu: "
                   "surrogates not allowed",
                   first, first + count - 1);
    unsigned code = 0xD000 | ((unsigned)at[1] & 0x3F) << 6 | ((unsigned)at[2] & 0x3F);
    fail_place(gen->ctx, "UnicodeEncodeError", &nowhere,
               "'utf-8' codec can't encode character '\\u%04x' in position %zu: "
               "surrogates not allowed",
               code, first);
}

static const struct value *clean_docstring(struct generator *gen,
                                           const struct value_bytes *text)
{
    size_t size = expand_tabs(text->bytes, text->size, NULL);
    char *clean = ctx_alloc(gen->ctx, size + 1);
    expand_tabs(text->bytes, text->size, clean);
    refuse_unencodable(gen, clean, size);
    size = remove_margin(clean, size);
    clean[size] = '\0';
    return value_new_str(gen->ctx, clean, size);
}

const struct value *gen_docstring(struct generator *gen, const struct ast_stmts *body,
                                  struct ast_stmts *rest)
{
    *rest = *body;
    bool clean = target_has(gen->ctx->target, FEATURE_CLEANED_DOCSTRINGS);
    if (!ast_has_docstring(body) || (!clean && gen->ctx->level >= 2))
        return NULL;
    rest->items++;
    rest->count--;
    const struct value *docstring = &body->items[0]->Expr.value->Constant.value;
    if (!clean)
        return docstring;
    return gen->ctx->level < 2 ? clean_docstring(gen, &docstring->text) : NULL;
}
