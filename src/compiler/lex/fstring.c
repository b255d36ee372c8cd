/* SPDX-License-Identifier: MIT
 *
 * f-strings and t-strings as tokens (PEP 701, PEP 750): their start, the text
 * between fields, their end.  Must agree with tok_get_fstring_mode of CPython, the
 * empty middles included.
 */
#include "compiler/lex/lexer.h"

static char letter(const struct open_fstring *fstring)
{
    return fstring->template ? 't' : 'f';
}

const char *lex_fstring_start(struct lexer *lexer, const char *start, const char *quote)
{
    int size = quote[1] == *quote && quote[2] == *quote ? 3 : 1;
    const char *at = quote + size;
    if (lexer->fstring_count + 1 >= MAX_FSTRINGS)
        return lexer_fail(lexer, at, "too many nested f-strings%s",
                          lexer->templates ? " or t-strings" : "");
    struct open_fstring *fstring = &lexer->fstring[lexer->fstring_count++];
    *fstring = (struct open_fstring){
        .start = start,
        .line_start = lexer->line_start,
        .line = lexer->line,
        .quote = *quote,
        .quote_size = (uint8_t)size,
        .in_body = true,
        .field_depth = -1,
    };
    for (; start < quote; start++) {
        fstring->raw |= (*start | 0x20) == 'r';
        fstring->template |= (*start | 0x20) == 't';
    }
    lexer_add(lexer, fstring->template ? TOK_TSTRING_START : TOK_FSTRING_START,
              fstring->start, at);
    return at;
}

/* What is cut at present: the text from `start`, which lies on that line. */
struct fstring_middle {
    const char *start, *line_start;
    uint32_t line;
    bool in_name; /* after \N{ */
};

static const char *add_middle(struct lexer *lexer, const struct fstring_middle *middle,
                              const char *end, const char *rest)
{
    bool template = lexer_fstring(lexer)->template;
    lexer_add_long(lexer, template ? TOK_TSTRING_MIDDLE : TOK_FSTRING_MIDDLE, middle->start,
                   middle->line, middle->line_start, end);
    return rest;
}

static bool enter_field(struct lexer *lexer, const char *at)
{
    struct open_fstring *fstring = lexer_fstring(lexer);
    if (++fstring->field_depth >= MAX_FIELD_NESTING) {
        lexer_fail(lexer, at, "%c-string: expressions nested too deeply", letter(fstring));
        return false;
    }
    fstring->in_body = false;
    return true;
}

static const char *close_fstring(struct lexer *lexer, const char *at)
{
    const struct open_fstring *fstring = lexer_fstring(lexer);
    const char *end = at + fstring->quote_size;
    lexer_add(lexer, fstring->template ? TOK_TSTRING_END : TOK_FSTRING_END, at, end);
    lexer->fstring_count--;
    return end;
}

static const char *fail_fstring(struct lexer *lexer)
{
    const struct open_fstring *fstring = lexer_fstring(lexer);
    long column = lexer_characters(fstring->line_start, fstring->start + 1);
    struct error_place place = {fstring->line, column, fstring->line, column};
    return lexer_fail_at(lexer, "SyntaxError", place,
                         "unterminated %s%c-string literal (detected at line %u)",
                         fstring->quote_size == 3 ? "triple-quoted " : "", letter(fstring),
                         (unsigned)lexer->line);
}

/* A newline where the string may not have one, or the end of the text. */
static const char *end_line(struct lexer *lexer, const struct fstring_middle *middle,
                            const char *at, bool in_spec)
{
    struct open_fstring *fstring = lexer_fstring(lexer);
    if (!in_spec || *at != '\n')
        return fail_fstring(lexer);
    if (target_has(lexer->ctx->target, FEATURE_ONE_LINE_FORMAT_SPECS))
        return lexer_fail(lexer, at + 1,
                          "%c-string: newlines are not allowed in format specifiers for "
                          "single quoted %c-strings",
                          letter(fstring), letter(fstring));
    fstring->in_body = false;
    return add_middle(lexer, middle, at, at);
}

/* At {: a field begins, unless it is doubled. */
static const char *open_brace(struct lexer *lexer, const struct fstring_middle *middle,
                              const char *at, bool in_spec)
{
    if (at[1] == '{' && !in_spec)
        return add_middle(lexer, middle, at + 1, at + 2);
    if (!enter_field(lexer, at))
        return NULL;
    lexer_fstring(lexer)->in_spec = false;
    return add_middle(lexer, middle, at, at);
}

/* At }: a format specifier ends, unless it is doubled. */
static const char *close_brace(struct lexer *lexer, const struct fstring_middle *middle,
                               const char *at, bool in_spec)
{
    struct open_fstring *fstring = lexer_fstring(lexer);
    if (middle->in_name)
        return add_middle(lexer, middle, at + 1, at + 1);
    if (at[1] == '}' && !in_spec && !fstring->depth)
        return add_middle(lexer, middle, at + 1, at + 2);
    fstring->in_body = false;
    fstring->in_spec = false;
    return add_middle(lexer, middle, at, at);
}

/* At the byte after a backslash; returns where to go on. */
static const char *escape(struct lexer *lexer, struct fstring_middle *middle,
                          const char *at)
{
    const struct open_fstring *fstring = lexer_fstring(lexer);
    if (*at == '{' || *at == '}') {
        if (!fstring->raw)
            lexer_warn_escape(lexer, at);
        return at;
    }
    if (at == lexer->end)
        return at;
    if (*at == '\n')
        lexer_next_line(lexer, at);
    if (*at != 'N' || at[1] != '{' || fstring->raw)
        return at + 1;
    middle->in_name = true;
    return at + 2;
}

static bool at_quotes(const struct open_fstring *fstring, const char *at)
{
    return *at == fstring->quote &&
           (fstring->quote_size == 1 || (at[1] == *at && at[2] == *at));
}

/* The text from `start` to a brace, to the closing quotes, or to an error. */
static const char *lex_middle(struct lexer *lexer, const char *start)
{
    const struct open_fstring *fstring = lexer_fstring(lexer);
    struct fstring_middle middle = {start, lexer->line_start, lexer->line, false};
    bool in_spec = fstring->field_depth >= 0 && (fstring->in_spec || !lexer->spec_ends);
    const char *at = start;
    for (;;) {
        if (at_quotes(fstring, at))
            return add_middle(lexer, &middle, at, at);
        if (at == lexer->end || (*at == '\n' && fstring->quote_size == 1))
            return end_line(lexer, &middle, at, in_spec);
        if (*at == '{')
            return open_brace(lexer, &middle, at, in_spec);
        if (*at == '}')
            return close_brace(lexer, &middle, at, in_spec);
        if (*at == '\\') {
            at = escape(lexer, &middle, at + 1);
            continue;
        }
        if (*at == '\n')
            lexer_next_line(lexer, at);
        at++;
    }
}

const char *lex_fstring_body(struct lexer *lexer, const char *at)
{
    if (*at == '{' && at[1] != '{') {
        if (!enter_field(lexer, at))
            return NULL;
        return lex_open(lexer, at);
    }
    if (at_quotes(lexer_fstring(lexer), at))
        return close_fstring(lexer, at);
    return lex_middle(lexer, at);
}
