/* SPDX-License-Identifier: MIT
 *
 * The line that CPython shows: must agree with err_programtext of its Python/errors.c,
 * which reads the file again, through a buffer of a thousand bytes, and with
 * _PyPegen_raise_error_known_location, which has the text as well.
 */
#include "compiler/error_line.h"

#include "compiler/source/utf8.h"

#include <string.h>

enum { PIECE_SIZE = 999 };

static struct error_line find_whole(const struct ctx *ctx, long number)
{
    const char *at = ctx->text, *end = at ? at + ctx->text_size : NULL;
    for (; at && at < end; number--) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *next = newline ? newline + 1 : end;
        bool added = next == end && newline && ctx->added_newline;
        if (number == 1)
            return (struct error_line){at, (size_t)(next - at) - added};
        at = next;
    }
    return (struct error_line){NULL, 0};
}

static struct error_line replace_invalid(struct ctx *ctx, struct error_line line)
{
    if (utf8_valid_size(line.bytes, line.size) == line.size)
        return line;
    char *copy = ctx_alloc(ctx, 3 * line.size);
    return (struct error_line){copy, utf8_replace(line.bytes, line.size, copy)};
}

/* The first piece, without the byte order mark; until 3.13.1 the last one, if it is
 * UTF-8, and with the mark. */
static struct error_line cut_piece(const struct ctx *ctx, struct error_line line)
{
    size_t mark = line.bytes == ctx->text && ctx->marked ? 3 : 0;
    if (target_has(ctx->target, FEATURE_ERROR_COLUMNS_IN_LINE)) {
        size_t most = PIECE_SIZE - mark;
        return (struct error_line){line.bytes, line.size < most ? line.size : most};
    }
    line = (struct error_line){line.bytes - mark, line.size + mark};
    if (line.size <= PIECE_SIZE)
        return line;
    size_t last = (line.size - 1) / PIECE_SIZE * PIECE_SIZE;
    struct error_line piece = {line.bytes + last, line.size - last};
    if (utf8_valid_size(piece.bytes, piece.size) < piece.size)
        return line;
    return piece;
}

struct error_line error_line_find(struct ctx *ctx, long number)
{
    struct error_line line = find_whole(ctx, number);
    if (line.bytes && ctx->filename_is_source)
        line = cut_piece(ctx, line);
    return line.bytes ? replace_invalid(ctx, line) : line;
}

long error_line_column(const struct error_line *line, long bytes)
{
    return bytes > 0 ? utf8_replaced_column(line->bytes, line->size, (size_t)bytes) : bytes;
}
