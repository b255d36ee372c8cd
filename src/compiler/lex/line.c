/* SPDX-License-Identifier: MIT
 *
 * Where lines begin and how they are joined: indentation, and the backslash.
 */
#include "compiler/lex/lexer.h"

#include <string.h>

enum { TAB_SIZE = 8 };

/* A line's indentation twice: with tabs to every eighth column, and with tabs one
 * column wide.  Where the two disagree with the lines before, TabError. */
struct indentation {
    uint32_t column, alt_column;
    uint32_t joined_column; /* of the first backslash that joins lines before any code */
};

static const char *fail_tabs(struct lexer *lexer)
{
    struct error_place place = {lexer->line, 1, lexer->line, 0};
    return lexer_fail_at(lexer, "TabError", place,
                         "inconsistent use of tabs and spaces in indentation");
}

/* CPython counts from where its buffer begins, which does not move while lines are
 * joined or a string goes on; since 3.13 not further than the line is long. */
static const char *fail_continuation(struct lexer *lexer, const char *at)
{
    const char *newline = memchr(at - 1, '\n', (size_t)(lexer->end - at + 1));
    long length = newline + 1 - lexer->line_start;
    long bytes = at - lexer->chunk_start;
    long past = bytes > length ? bytes - length : 0;
    if (past && target_has(lexer->ctx->target, FEATURE_ERROR_COLUMNS_IN_LINE))
        past = 1;
    struct error_place place = {lexer->line, past, lexer->line, 0};
    place.column += lexer_columns(lexer, lexer->line_start,
                                  lexer->line_start + (bytes < length ? bytes : length));
    return lexer_fail_at(lexer, "SyntaxError", place,
                         "unexpected character after line continuation character");
}

const char *lex_continuation(struct lexer *lexer, const char *backslash)
{
    const char *at = backslash + 1;
    if (*at != '\n')
        return fail_continuation(lexer, at + 1);
    lexer_next_line(lexer, at);
    return at + 1 == lexer->end ? lexer_fail_end(lexer) : at + 1;
}

/* Blanks, form feeds and backslashes before the line's first character; NULL when
 * a backslash is wrong. */
static const char *measure(struct lexer *lexer, const char *at, struct indentation *in)
{
    for (;;) {
        if (*at == ' ') {
            const char *first = at;
            while (*at == ' ')
                at++;
            in->column += (uint32_t)(at - first);
            in->alt_column += (uint32_t)(at - first);
        } else if (*at == '\t') {
            in->column = (in->column / TAB_SIZE + 1) * TAB_SIZE;
            in->alt_column++;
            at++;
        } else if (*at == '\f') {
            in->column = in->alt_column = 0;
            at++;
        } else if (*at == '\\') {
            in->joined_column = in->joined_column ? in->joined_column : in->column;
            at = lex_continuation(lexer, at);
            if (!at)
                return NULL;
            lexer->chunk_start = lexer->line_start;
        } else {
            return at;
        }
    }
}

static const char *indent(struct lexer *lexer, const struct indentation *in, const char *at)
{
    if (lexer->indent_count + 1 >= MAX_INDENTS) {
        struct error_place place = {lexer->line, 1, lexer->line, 0};
        return lexer_fail_at(lexer, "IndentationError", place,
                             "too many levels of indentation");
    }
    if (in->alt_column <= lexer->alt_columns[lexer->indent_count])
        return fail_tabs(lexer);
    lexer->indent_count++;
    lexer->columns[lexer->indent_count] = in->column;
    lexer->alt_columns[lexer->indent_count] = in->alt_column;
    lexer_add(lexer, TOK_INDENT, lexer->line_start, at);
    return at;
}

static const char *dedent(struct lexer *lexer, const struct indentation *in, const char *at)
{
    int count = lexer->indent_count;
    while (count > 0 && in->column < lexer->columns[count])
        count--;
    if (in->column != lexer->columns[count]) {
        const char *end = memchr(at, '\n', (size_t)(lexer->end - at));
        long column = lexer_columns(lexer, lexer->line_start, end + 1);
        struct error_place place = {lexer->line, column, lexer->line, -1};
        return lexer_fail_at(lexer, "IndentationError", place,
                             "unindent does not match any outer indentation level");
    }
    if (in->alt_column != lexer->alt_columns[count])
        return fail_tabs(lexer);
    for (; lexer->indent_count > count; lexer->indent_count--)
        lexer_add(lexer, TOK_DEDENT, at, at);
    return at;
}

static const char *compare(struct lexer *lexer, struct indentation *in, const char *at)
{
    if (in->joined_column)
        in->column = in->alt_column = in->joined_column;
    uint32_t present = lexer->columns[lexer->indent_count];
    if (in->column > present)
        return indent(lexer, in, at);
    if (in->column < present)
        return dedent(lexer, in, at);
    if (in->alt_column != lexer->alt_columns[lexer->indent_count])
        return fail_tabs(lexer);
    return at;
}

/* Passes over lines without code; of the first one with code, compares the
 * indentation unless it continues an open bracket. */
bool lex_indentation(struct lexer *lexer, const char **position)
{
    const char *at = *position;
    for (;;) {
        lexer->chunk_start = lexer->line_start;
        struct indentation in = {0, 0, 0};
        at = measure(lexer, at, &in);
        if (at && *at == '#')
            at = memchr(at, '\n', (size_t)(lexer->end - at));
        if (at && *at == '\n') {
            lexer_next_line(lexer, at);
            at++;
            continue;
        }
        if (at && !lexer->bracket_count)
            at = compare(lexer, &in, at);
        lexer->at_line_start = false;
        *position = at;
        return at != NULL;
    }
}
