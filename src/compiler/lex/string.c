/* SPDX-License-Identifier: MIT
 *
 * String literals that are one token: where they end.
 */
#include "compiler/lex/lexer.h"

#include <string.h>

/* Where a string begins, to be told when it does not end. */
struct open_string {
    const char *start, *line_start;
    uint32_t line;
    char quote;
    int quote_size;
    bool escaped_quote; /* the quote occurs after a backslash */
};

/* In a field of an f-string that is quoted the same way, it is rather the f-string's
 * closing quote, and the field is not closed. */
static const char *fail_field(struct lexer *lexer, struct error_place place)
{
    const struct open_fstring *fstring = lexer_fstring(lexer);
    const struct open_bracket *open =
        &lexer->brackets[lexer->bracket_count - fstring->depth + fstring->field_depth];
    char letter = fstring->template ? 't' : 'f';
    if (fstring->field_depth >= 0 && open->line != (uint32_t)place.line &&
        target_has(lexer->ctx->target, FEATURE_UNCLOSED_FIELD_LINE))
        return lexer_fail_at(lexer, "SyntaxError", place,
                             "%c-string: expecting '}' to close '{' on line %u", letter,
                             (unsigned)open->line);
    return lexer_fail_at(lexer, "SyntaxError", place, "%c-string: expecting '}'", letter);
}

static const char *fail_unterminated(struct lexer *lexer, const struct open_string *string)
{
    long column = lexer_characters(string->line_start, string->start + 1);
    struct error_place place = {string->line, column, string->line, column};
    const struct open_fstring *fstring = lexer_fstring(lexer);
    if (fstring && fstring->quote == string->quote &&
        fstring->quote_size == string->quote_size)
        return fail_field(lexer, place);
    const char *hint = "";
    if (string->quote_size == 1 && string->escaped_quote &&
        target_has(lexer->ctx->target, FEATURE_ESCAPED_QUOTE_HINT))
        hint = "; perhaps you escaped the end quote?";
    return lexer_fail_at(lexer, "SyntaxError", place,
                         "unterminated %sstring literal (detected at line %u)%s",
                         string->quote_size == 3 ? "triple-quoted " : "",
                         (unsigned)lexer->line, hint);
}

/* Passes over the byte after a backslash, which may be the end. */
static const char *pass_escape(struct lexer *lexer, struct open_string *string,
                               const char *at)
{
    if (at == lexer->end)
        return at;
    if (*at == '\n')
        lexer_next_line(lexer, at);
    string->escaped_quote |= *at == string->quote;
    return at + 1;
}

static const char *add_string(struct lexer *lexer, const struct open_string *string,
                              const char *end)
{
    lexer_add_long(lexer, TOK_STRING, string->start, string->line, string->line_start, end);
    return end;
}

static const char *lex_short(struct lexer *lexer, struct open_string *string,
                             const char *at)
{
    for (;; at++) {
        while (*at != string->quote && *at != '\\' && *at != '\n' && *at)
            at++;
        if (*at == string->quote)
            return add_string(lexer, string, at + 1);
        if (*at != '\\')
            return fail_unterminated(lexer, string);
        at = pass_escape(lexer, string, at + 1) - 1;
    }
}

static const char *lex_long(struct lexer *lexer, struct open_string *string, const char *at)
{
    const char stops[] = {string->quote, '\\', '\n', '\0'};
    for (;; at++) {
        at += strcspn(at, stops);
        if (*at == string->quote) {
            if (at[1] == string->quote && at[2] == string->quote)
                return add_string(lexer, string, at + 3);
        } else if (*at == '\\') {
            at = pass_escape(lexer, string, at + 1) - 1;
        } else if (*at == '\n') {
            lexer_next_line(lexer, at);
        } else {
            return fail_unterminated(lexer, string);
        }
    }
}

const char *lex_string(struct lexer *lexer, const char *start, const char *quote)
{
    struct open_string string = {start, lexer->line_start, lexer->line, *quote, 1, false};
    if (quote[1] != *quote)
        return lex_short(lexer, &string, quote + 1);
    if (quote[2] != *quote)
        return add_string(lexer, &string, quote + 2);
    string.quote_size = 3;
    return lex_long(lexer, &string, quote + 3);
}
