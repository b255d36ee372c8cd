/* SPDX-License-Identifier: MIT
 *
 * The lexer's loop: which kind of token begins here.  It must agree with
 * tok_get_normal_mode of CPython's Parser/lexer/lexer.c.
 */
#include "compiler/lex/lexer.h"

#include <string.h>

/* After the comment, if any, that begins at `start`. */
static const char *lex_newline(struct lexer *lexer, const char *start, const char *at)
{
    if (!lexer->bracket_count)
        lexer_add(lexer, TOK_NEWLINE, start, at);
    lexer_next_line(lexer, at);
    lexer->at_line_start = true;
    return at + 1;
}

static const char *lex_comment(struct lexer *lexer, const char *start)
{
    const char *at = memchr(start, '\n', (size_t)(lexer->end - start));
    return lex_newline(lexer, start, at);
}

static const char *lex_end(struct lexer *lexer, const char *at)
{
    if (lexer->bracket_count)
        return lexer_fail_end(lexer);
    lexer_add(lexer, TOK_ENDMARKER, at, at);
    lexer->finished = true;
    return at;
}

/* . or ... or a number that begins with its fraction. */
static const char *lex_dot(struct lexer *lexer, const char *at)
{
    if (byte_classes[(unsigned char)at[1]] == BYTE_DIGIT)
        return lex_number(lexer, at);
    bool three = at[1] == '.' && at[2] == '.';
    lexer_add(lexer, three ? TOK_ELLIPSIS : TOK_DOT, at, at + (three ? 3 : 1));
    return at + (three ? 3 : 1);
}

static const char *lex_control(struct lexer *lexer, const char *at)
{
    return lexer_fail(lexer, at + 1, "invalid non-printable character U+%04X",
                      (unsigned)*at);
}

static const char *lex_stray(struct lexer *lexer, const char *at)
{
    lexer_add(lexer, TOK_STRAY, at, at + 1);
    return at + 1;
}

/* One token of code, and the blanks before it. */
static const char *lex_code(struct lexer *lexer, const char *at)
{
    for (;;) {
        switch ((enum byte_class)byte_classes[(unsigned char)*at]) {
        case BYTE_BLANK:
            at++;
            continue;
        case BYTE_NAME:
        case BYTE_PREFIX:
            return lex_name(lexer, at);
        case BYTE_OPERATOR:
            return lex_operator(lexer, at);
        case BYTE_OPEN:
            return lex_open(lexer, at);
        case BYTE_CLOSE:
            return lex_close(lexer, at);
        case BYTE_NEWLINE:
            return lex_newline(lexer, at, at);
        case BYTE_QUOTE:
            return lex_string(lexer, at, at);
        case BYTE_DIGIT:
            return lex_number(lexer, at);
        case BYTE_DOT:
            return lex_dot(lexer, at);
        case BYTE_COMMENT:
            return lex_comment(lexer, at);
        case BYTE_BACKSLASH:
            at = lex_continuation(lexer, at);
            if (!at)
                return NULL;
            continue;
        case BYTE_END:
            return lex_end(lexer, at);
        case BYTE_CONTROL:
            return lex_control(lexer, at);
        case BYTE_STRAY:
            return lex_stray(lexer, at);
        }
    }
}

static void lex_all(struct lexer *lexer)
{
    const char *at = lexer->text;
    while (at && !lexer->finished) {
        const struct open_fstring *fstring = lexer_fstring(lexer);
        if (fstring && fstring->in_body)
            at = lex_fstring_body(lexer, at);
        else if (!lexer->at_line_start || lex_indentation(lexer, &at))
            at = lex_code(lexer, at);
    }
}

/* A token is four bytes long on average, blanks and comments counted. */
static void begin_tokens(struct lexer *lexer, const struct source_text *text)
{
    struct tokens *tokens = lexer->tokens;
    lexer->capacity = text->size / 4 + 16;
    tokens->items = ctx_alloc_fleeting(lexer->ctx, lexer->capacity * sizeof *tokens->items);
    tokens->count = 0;
    tokens->text = text;
    tokens->error = (struct lex_error){0};
    tokens->warnings = CTX_NEW(lexer->ctx, struct lex_warning *);
    *tokens->warnings = NULL;
}

void lex_tokens(struct ctx *ctx, const struct source_text *text, struct tokens *tokens)
{
    struct lexer lexer;
    lexer.ctx = ctx;
    lexer.tokens = tokens;
    begin_tokens(&lexer, text);
    lexer.text = lexer.line_start = lexer.chunk_start = text->bytes;
    lexer.end = text->bytes + text->size;
    lexer.line = 1;
    lexer.at_line_start = true;
    lexer.finished = false;
    lexer.fstrings = target_has(ctx->target, FEATURE_TOKENIZED_FSTRINGS);
    lexer.templates = target_has(ctx->target, FEATURE_TEMPLATE_STRINGS);
    lexer.spec_ends = target_has(ctx->target, FEATURE_SPEC_ENDS_AT_FIELD);
    lexer.indent_count = lexer.bracket_count = lexer.fstring_count = 0;
    lexer.columns[0] = lexer.alt_columns[0] = 0;
    lexer.last_warning = tokens->warnings;
    lex_all(&lexer);
}

void lex_warn(struct ctx *ctx, const struct tokens *tokens, uint32_t count)
{
    struct lex_warning *warning = *tokens->warnings;
    for (; warning && warning->token < count; warning = warning->next)
        ctx_warn_as(ctx, &warning->warning);
    *tokens->warnings = warning;
}

void lex_fail(struct ctx *ctx, const struct tokens *tokens)
{
    const struct lex_error *error = &tokens->error;
    ctx->whole_line = error->whole_line;
    fail_place(ctx, error->class_name, &error->place, "%s%s",
               error->undecoded ? "(unicode error) " : "", error->message);
}

void lex_fail_rest(struct ctx *ctx, const struct tokens *tokens)
{
    if (!tokens->error.undecoded)
        lex_fail(ctx, tokens);
    fail_class(ctx, "UnicodeDecodeError", (struct span){0, 0, 0, 0}, "%s",
               tokens->error.message);
}
