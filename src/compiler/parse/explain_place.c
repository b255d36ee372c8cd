/* SPDX-License-Identifier: MIT
 *
 * Where the second pass says that something is wrong: must agree with
 * _PyPegen_raise_error and _PyPegen_raise_error_known_location of CPython.
 */
#include "compiler/error_line.h"
#include "compiler/parse/explainer.h"

#include <stdarg.h>
#include <stdio.h>

enum { MAX_LINE_READ = 999 }; /* linebuf of err_programtext */

/* Has no place of its own in CPython. */
static bool lacks_place(const struct token *token)
{
    return token->kind == TOK_INDENT || token->kind == TOK_DEDENT ||
           token->kind == TOK_ENDMARKER;
}

struct span explain_token_span(const struct explainer *explainer, const struct token *token)
{
    struct span span = token->span;
    if (token->kind == TOK_NEWLINE &&
        target_has(explainer->ctx->target, FEATURE_TOKENIZED_FSTRINGS))
        span.end_column++;
    return span;
}

/* RAISE_SYNTAX_ERROR_KNOWN_LOCATION */
struct error_place explain_token_place(const struct explainer *explainer,
                                       const struct token *token)
{
    struct span span = explain_token_span(explainer, token);
    if (lacks_place(token))
        return (struct error_place){span.line, 0, span.end_line, 0};
    return (struct error_place){span.line, (long)span.column + 1, span.end_line,
                                (long)span.end_column + 1};
}

struct error_place explain_range(const struct explainer *explainer,
                                 const struct explain_node *a, const struct explain_node *b)
{
    if (a == b && a->first == a->last)
        return explain_token_place(explainer, a->first);
    return (struct error_place){a->span.line, (long)a->span.column + 1, b->span.end_line,
                                (long)b->span.end_column + 1};
}

/* RAISE_SYNTAX_ERROR */
struct error_place explain_place_of(const struct explainer *explainer,
                                    const struct token *token)
{
    if (!lacks_place(token))
        return explain_token_place(explainer, token);
    const struct token *last = &explainer->tokens->items[explainer->read - 1];
    return (struct error_place){token->span.line, last->span.end_column,
                                token->span.end_line, -1};
}

struct error_place explain_last_place(const struct explainer *explainer)
{
    return explain_place_of(explainer, &explainer->tokens->items[explainer->read - 1]);
}

/* RAISE_SYNTAX_ERROR_STARTING_FROM */
struct error_place explain_from(const struct explainer *explainer,
                                const struct explain_node *a)
{
    const struct token *last = &explainer->tokens->items[explainer->read - 1];
    return (struct error_place){a->span.line, (long)a->span.column + 1, last->span.end_line,
                                (long)last->span.end_column + (last->kind == TOK_NEWLINE)};
}

/* _PyPegen_byte_offset_to_character_offset: of the line where the error begins. */
static long characters(const struct explainer *explainer, long line, long bytes)
{
    if (bytes <= 0 || explainer->ctx->byte_columns)
        return bytes;
    struct error_line found = error_line_find(explainer->ctx, line);
    return error_line_column(&found, bytes);
}

void explain_fail(struct explainer *explainer, const char *class_name,
                  struct error_place place, const char *format, ...)
{
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    place.column = characters(explainer, place.line, place.column - (long)explainer->shift);
    place.end_column =
        characters(explainer, place.line, place.end_column - (long)explainer->shift);
    fail_place(explainer->ctx, class_name, &place, "%s%s", explainer->prefix, message);
}
