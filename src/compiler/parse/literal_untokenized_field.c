/* SPDX-License-Identifier: MIT
 *
 * The fields of an f-string of 3.11: where their code ends, and the code as tokens and
 * tree of its own.  Must agree with fstring_find_expr, fstring_compile_expr and
 * fstring_find_expr_location of CPython 3.11's Parser/string_parser.c.
 */
#include "compiler/parse/explain.h"
#include "compiler/parse/literal_untokenized.h"

#include <stdio.h>
#include <string.h>

enum { MAX_FIELD_BRACKETS = 200, MAX_SPEC_DEPTH = 2 };

/* The brackets that are open in the code. */
struct field_brackets {
    char open[MAX_FIELD_BRACKETS];
    int count;
};

static bool is_triple(const struct fstring_text *string, const char *at)
{
    return string->end - at > 2 && at[1] == *at && at[2] == *at;
}

/* Past the string literal that begins at `at`. */
static const char *skip_string(const struct fstring_text *string, const char *at)
{
    char quote = *at;
    bool triple = is_triple(string, at);
    for (at += triple ? 3 : 1; at < string->end; at++) {
        if (*at == '\\')
            fstring_fail(string, "f-string expression part cannot include a backslash");
        if (*at == quote && !triple)
            return at + 1;
        if (*at == quote && is_triple(string, at))
            return at + 3;
    }
    fstring_fail(string, "f-string: unterminated string");
}

static char opener_of(char closer)
{
    return closer == ')' ? '(' : closer == ']' ? '[' : '{';
}

static void open_bracket(const struct fstring_text *string, struct field_brackets *brackets,
                         char bracket)
{
    if (brackets->count == MAX_FIELD_BRACKETS)
        fstring_fail(string, "f-string: too many nested parenthesis");
    brackets->open[brackets->count++] = bracket;
}

static void close_bracket(const struct fstring_text *string,
                          struct field_brackets *brackets, char bracket)
{
    if (brackets->count == 0)
        fstring_fail(string, "f-string: unmatched '%c'", bracket);
    char opener = brackets->open[--brackets->count];
    if (opener != opener_of(bracket))
        fstring_fail(string,
                     "f-string: closing parenthesis '%c' does not match opening "
                     "parenthesis '%c'",
                     bracket, opener);
}

/* Outside of brackets: does the code end here?  Not before a comparison; those of two
 * characters are skipped whole. */
static bool ends_code(const struct fstring_text *string, const char **at)
{
    char c = **at;
    if (!strchr("!:}=<>", c))
        return false;
    if (*at + 1 == string->end)
        return c != '<' && c != '>';
    if ((*at)[1] == '=' && c != ':' && c != '}') {
        ++*at;
        return false;
    }
    return c != '<' && c != '>';
}

static const char *find_code_end(const struct fstring_text *string, const char *at)
{
    struct field_brackets brackets;
    brackets.count = 0;
    while (at < string->end) {
        char c = *at;
        if (c == '\\')
            fstring_fail(string, "f-string expression part cannot include a backslash");
        if (c == '\'' || c == '"') {
            at = skip_string(string, at);
            continue;
        }
        if (c == '#')
            fstring_fail(string, "f-string expression part cannot include '#'");
        if (c == '(' || c == '[' || c == '{')
            open_bracket(string, &brackets, c);
        else if (brackets.count == 0 && ends_code(string, &at))
            return at;
        else if (c == ')' || c == ']' || c == '}')
            close_bracket(string, &brackets, c);
        at++;
    }
    if (brackets.count)
        fstring_fail(string, "f-string: unmatched '%c'", brackets.open[brackets.count - 1]);
    fstring_fail(string, "f-string: expecting '}'");
}

/* Does nothing but blanks stand between the brace and a newline? */
static bool newline_follows(const char *at)
{
    while (*at == ' ' || *at == '\t' || *at == '\f')
        at++;
    return *at == '\n';
}

/* Line and column of the brace, which becomes the "(" of the code's own text. */
static void locate_brace(const struct fstring_text *string, const char *brace,
                         uint32_t *line, uint32_t *column)
{
    const char *text = string->parser->tokens->text->bytes;
    const char *line_start = text + string->token->start;
    *line = string->token->span.line;
    *column = string->token->span.column;
    for (const char *at = line_start; at < brace; at++) {
        if (*at != '\n')
            continue;
        line_start = at + 1;
        *column = 0;
        ++*line;
    }
    if (!newline_follows(brace + 1))
        *column += (uint32_t)(brace - line_start);
}

/* Tokens of the code, at the places where they stand in the file.  As in CPython, a
 * token that does not end on the first line keeps its column. */
static void move_tokens(struct tokens *tokens, uint32_t line, uint32_t column)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        struct span *span = &tokens->items[i].span;
        if (span->end_line == 1) {
            span->column += column;
            span->end_column += column;
        }
        span->line += line - 1;
        span->end_line += line - 1;
    }
    for (struct lex_warning *w = *tokens->warnings; w; w = w->next) {
        w->warning.line += line - 1;
        w->warning.error_place.line += line - 1;
        w->warning.error_place.end_line += line - 1;
    }
    tokens->error.place.line += line - 1;
    tokens->error.place.end_line += line - 1;
}

/* Columns of a text of its own, shifted so that none is left on its first line. */
static void move_undecoded(struct ctx *ctx, struct lex_error *error, bool first_line)
{
    size_t room = strlen(error->message) + sizeof "f-string: (unicode error) ";
    char *message = ctx_alloc(ctx, room);
    snprintf(message, room, "f-string: (unicode error) %s", error->message);
    if (first_line)
        error->place.column = error->place.end_column = 0;
    error->message = message;
    error->undecoded = false;
}

/* "(" code ")" as a text of its own. */
static struct source_text *wrap_code(struct parser *parser, const char *code, size_t size)
{
    struct source_text *text = CTX_NEW(parser->ctx, struct source_text);
    char *bytes = ctx_alloc(parser->ctx, size + 4);
    bytes[0] = '(';
    memcpy(bytes + 1, code, size);
    memcpy(bytes + 1 + size, ")\n", 3);
    *text = (struct source_text){
        .bytes = bytes, .size = (uint32_t)size + 3, .invalid = parser->ctx->invalid_text};
    return text;
}

static void check_not_empty(const struct fstring_text *string, const char *code,
                            const char *end)
{
    while (code < end && strchr(" \t\n\f", *code))
        code++;
    if (code < end)
        return;
    if (end < string->end && strchr("!:=", *end))
        fstring_fail(string, "f-string: expression required before '%c'", *end);
    fstring_fail(string, "f-string: empty expression not allowed");
}

/* fstring: star_expressions, of the code in parentheses */
static struct ast_expr *parse_code(const struct fstring_text *string, const char *code,
                                   const char *end)
{
    struct parser inner = *string->parser;
    struct tokens *tokens = CTX_NEW(inner.ctx, struct tokens);
    uint32_t line, column;
    check_not_empty(string, code, end);
    literal_warn_before(string->parser);
    locate_brace(string, code - 1, &line, &column);
    struct source_text *text = wrap_code(&inner, code, (size_t)(end - code));
    struct field_text outer = inner.ctx->field;
    inner.ctx->field = (struct field_text){text->bytes, text->size, line};
    lex_tokens(inner.ctx, text, tokens);
    bool first_line = line == 1 && tokens->error.place.line == 1;
    move_tokens(tokens, line, column);
    if (tokens->error.undecoded)
        move_undecoded(inner.ctx, &tokens->error, first_line);
    inner.tokens = tokens;
    inner.at = tokens->items;
    if (inner.explaining)
        explain_field(&inner, column);
    struct ast_expr *expr = parse_star_expressions(&inner);
    lex_warn(inner.ctx, tokens, tokens->count);
    inner.ctx->field = outer;
    return expr;
}

static int take_conversion(struct fstring_text *string)
{
    if (*string->at != '!')
        return -1;
    if (++string->at == string->end)
        fstring_fail(string, "f-string: expecting '}'");
    char letter = *string->at++;
    if (letter != 's' && letter != 'r' && letter != 'a')
        fstring_fail(string, "f-string: invalid conversion character: expected 's', 'r', "
                             "or 'a'");
    return (unsigned char)letter;
}

static struct ast_expr *take_spec(struct fstring_text *string)
{
    if (string->at == string->end)
        fstring_fail(string, "f-string: expecting '}'");
    if (*string->at != ':')
        return NULL;
    if (++string->at == string->end)
        fstring_fail(string, "f-string: expecting '}'");
    return fstring_take_spec(string);
}

/* Past "=" and blanks; how long the field's text is then, or 0 without "=". */
static size_t take_equal(struct fstring_text *string, const char *code)
{
    if (*string->at != '=')
        return 0;
    string->at++;
    while (string->at < string->end && strchr(" \t\n\f\v\r", *string->at))
        string->at++;
    return (size_t)(string->at - code);
}

void fstring_take_field(struct fstring_text *string)
{
    if (string->depth >= MAX_SPEC_DEPTH)
        fstring_fail(string, "f-string: expressions nested too deeply");
    const char *code = string->at + 1;
    string->at = find_code_end(string, code);
    struct ast_expr *value = parse_code(string, code, string->at);
    size_t shown = take_equal(string, code);
    int conversion = take_conversion(string);
    struct ast_expr *spec = take_spec(string);
    if (string->at == string->end || *string->at != '}')
        fstring_fail(string, "f-string: expecting '}'");
    string->at++;
    if (shown && conversion < 0 && !spec)
        conversion = 'r';
    struct ast_expr *field =
        NEW_EXPR(string->parser, fstring_span(string->first, string->last), FormattedValue,
                 .value = value, .conversion = conversion, .format_spec = spec);
    fstring_add_field(string, code, shown, field);
}
