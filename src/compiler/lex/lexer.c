/* SPDX-License-Identifier: MIT
 *
 * The list of tokens as it grows, and how it ends in an error: see lexer.h.
 */
#include "compiler/lex/lexer.h"

#include "compiler/error_line.h"
#include "compiler/source/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A token takes at least one byte, except for DEDENTs, of which there are no more
 * than INDENTs, and the parts of f-strings. */
void lexer_grow(struct lexer *lexer)
{
    struct tokens *tokens = lexer->tokens;
    if (lexer->capacity > UINT32_MAX / 2)
        fail_memory(lexer->ctx);
    lexer->capacity *= 2;
    struct token *items = ctx_alloc_fleeting(lexer->ctx, lexer->capacity * sizeof *items);
    memcpy(items, tokens->items, tokens->count * sizeof *items);
    tokens->items = items;
}

void lexer_add_long(struct lexer *lexer, enum token_kind kind, const char *start,
                    uint32_t line, const char *line_start, const char *end)
{
    struct token *token = lexer_add(lexer, kind, start, end);
    token->span = (struct span){line, (uint32_t)(start - line_start), lexer->line,
                                (uint32_t)(end - lexer->line_start)};
}

long lexer_characters(const char *start, const char *end)
{
    return utf8_characters(start, (size_t)(end - start));
}

/* The line may begin with the byte order mark there. */
static long first_line_column(const struct lexer *lexer, long bytes)
{
    struct error_line line = error_line_find(lexer->ctx, 1);
    return line.bytes ? error_line_column(&line, bytes) : bytes;
}

long lexer_columns(const struct lexer *lexer, const char *start, const char *end)
{
    if (lexer->ctx->byte_columns)
        return end - start;
    if (start == lexer->ctx->text)
        return first_line_column(lexer, end - start);
    return utf8_replaced_column(start, (size_t)(lexer->end - start), (size_t)(end - start));
}

static const char *format_text(struct lexer *lexer, const char *format, va_list arguments)
{
    char text[256];
    int size = vsnprintf(text, sizeof text, format, arguments);
    if (size < 0 || (size_t)size >= sizeof text)
        fail_memory(lexer->ctx);
    char *copy = ctx_alloc(lexer->ctx, (size_t)size + 1);
    return memcpy(copy, text, (size_t)size + 1);
}

static PRINTF_LIKE(2, 3) const
    char *format_message_of(struct lexer *lexer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_text(lexer, format, arguments);
    va_end(arguments);
    return text;
}

static void end_with_error(struct lexer *lexer, const char *class_name,
                           struct error_place place, const char *message)
{
    lexer_add(lexer, TOK_ERROR, lexer->line_start, lexer->line_start);
    lexer->tokens->error = (struct lex_error){class_name, message, place, false, true};
    lexer->finished = true;
}

const char *lexer_fail(struct lexer *lexer, const char *at, const char *format, ...)
{
    long column = lexer_characters(lexer->line_start, at);
    struct error_place place = {lexer->line, column, lexer->line, column};
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_text(lexer, format, arguments);
    va_end(arguments);
    end_with_error(lexer, "SyntaxError", place, message);
    return NULL;
}

const char *lexer_fail_at(struct lexer *lexer, const char *class_name,
                          struct error_place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_text(lexer, format, arguments);
    va_end(arguments);
    end_with_error(lexer, class_name, place, message);
    return NULL;
}

/* CPython: raise_unclosed_parentheses_error, and E_EOF in tokenizer_error. */
const char *lexer_fail_end(struct lexer *lexer)
{
    if (!lexer->bracket_count) {
        long column = lexer_columns(lexer, lexer->line_start, lexer->end);
        struct error_place place = {lexer->line, column, lexer->line, -1};
        return lexer_fail_at(lexer, "SyntaxError", place, "unexpected EOF while parsing");
    }
    const struct open_bracket *open = &lexer->brackets[lexer->bracket_count - 1];
    const char *line = lexer->text;
    for (uint32_t i = 1; i < open->line; i++)
        line = (const char *)memchr(line, '\n', (size_t)(lexer->end - line)) + 1;
    long column = lexer_columns(lexer, line, line + open->column) + 1;
    struct error_place place = {open->line, column, open->line, 0};
    return lexer_fail_at(lexer, "SyntaxError", place, "'%c' was never closed",
                         open->opener);
}

/* CPython's columns count bytes of the line, but in a text with U+FFFD in it. */
const char *lexer_fail_bytes(struct lexer *lexer, const char *start, const char *at)
{
    char message[128];
    size_t bytes = (size_t)(at - lexer->line_start);
    size_t left = (size_t)(lexer->end - lexer->line_start);
    struct error_place place = {lexer->line, (long)bytes, lexer->line, -1};
    if (!lexer->ctx->byte_columns)
        place.column = utf8_replaced_column(lexer->line_start, left, bytes);
    utf8_complain(start, (size_t)(at - start), message, sizeof message);
    lexer_fail_at(lexer, "SyntaxError", place, "%s", message);
    lexer->tokens->error.undecoded = true;
    return NULL;
}

static void add_lex_warning(struct lexer *lexer, const char *at, const char *message,
                            const char *error_message)
{
    long column = lexer_characters(lexer->line_start, at);
    struct error_place place = {lexer->line, column, lexer->line, column};
    struct lex_warning *warning = CTX_NEW(lexer->ctx, struct lex_warning);
    *warning = (struct lex_warning){
        .token = lexer->tokens->count,
        .warning = {"SyntaxWarning", message, lexer->line, error_message, place, true},
    };
    *lexer->last_warning = warning;
    lexer->last_warning = &warning->next;
}

void lexer_warn_number(struct lexer *lexer, const char *at, const char *kind)
{
    const char *message = format_message_of(lexer, "invalid %s literal", kind);
    add_lex_warning(lexer, at, message, message);
}

void lexer_warn_escape(struct lexer *lexer, const char *brace)
{
    char c = *brace;
    const char *message, *error;
    if (target_has(lexer->ctx->target, FEATURE_ESCAPE_ADVICE)) {
        message = format_message_of(
            lexer,
            "\"\\%c\" is an invalid escape sequence. Such sequences will not work "
            "in the future. Did you mean \"\\\\%c\"? A raw string is also an option.",
            c, c);
        error = format_message_of(lexer,
                                  "\"\\%c\" is an invalid escape sequence. Did you mean "
                                  "\"\\\\%c\"? A raw string is also an option.",
                                  c, c);
    } else {
        message = error = format_message_of(lexer, "invalid escape sequence '\\%c'", c);
    }
    add_lex_warning(lexer, brace + 1, message, error);
}
