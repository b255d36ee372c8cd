/* SPDX-License-Identifier: MIT
 *
 * The code of a replacement field as text, for {code=} and for Interpolation.str.
 * Must agree with set_ftstring_expr and update_ftstring_expr of CPython's
 * Parser/lexer/lexer.c.
 */
#include "compiler/parse/literal_parts.h"

#include <string.h>

/* The brace of the field that ends with `close`. */
static const struct token *matching_brace(const struct token *close)
{
    int depth = 1;
    while (depth) {
        close--;
        depth += (close->kind == TOK_RBRACE) - (close->kind == TOK_LBRACE);
    }
    return close;
}

/* Until FRESH_FIELD_TEXT the text of a field in a format specifier began with the first
 * of the fields that stand before it without a character between. */
static const struct token *find_start(const struct parser *parser, const struct token *open,
                                      bool in_spec)
{
    if (!in_spec || target_has(parser->ctx->target, FEATURE_FRESH_FIELD_TEXT))
        return open;
    while (open[-1].kind == TOK_RBRACE && open[-1].end == open->start)
        open = matching_brace(open - 1);
    return open;
}

/* What CPython's lexer takes for the end of a field's code. */
static bool may_end_code(enum token_kind kind)
{
    return kind == TOK_NOTEQUAL || kind == TOK_EXCLAMATION || kind == TOK_COLON ||
           kind == TOK_RBRACE;
}

static int nesting(enum token_kind kind)
{
    bool opens = kind == TOK_LPAR || kind == TOK_LSQB || kind == TOK_LBRACE ||
                 kind == TOK_FSTRING_START;
    bool closes = kind == TOK_RPAR || kind == TOK_RSQB || kind == TOK_RBRACE ||
                  kind == TOK_FSTRING_END;
    return opens - closes;
}

/* The first token from `open` on that may end the code, outside of brackets, or the
 * last one; `end` when there is none before it. */
static const struct token *find_early_end(const struct token *open, const struct token *end,
                                          bool first)
{
    const struct token *found = end;
    int depth = 0;
    for (const struct token *token = open + 1; token < end; token++) {
        if (depth == 0 && may_end_code((enum token_kind)token->kind)) {
            found = token;
            if (first)
                break;
        }
        depth += nesting((enum token_kind)token->kind);
    }
    return found;
}

/* Until WHOLE_FIELD_TEXT the text ended with the first token that may end it, even
 * "!=", and until FRESH_FIELD_TEXT with the last one before a format specifier. */
static const struct token *find_end(const struct parser *parser, const struct token *open,
                                    const struct token *end)
{
    const struct target *target = parser->ctx->target;
    if (!target_has(target, FEATURE_WHOLE_FIELD_TEXT))
        return find_early_end(open, end, true);
    if (end->kind == TOK_COLON && !target_has(target, FEATURE_FRESH_FIELD_TEXT))
        return find_early_end(open, end, false);
    return end;
}

/* Between FOLDED_FORMAT_SPECS and WHOLE_FIELD_TEXT: after a "=" anywhere in the code,
 * what ends it does so one bracket deep too, and a "{" outside of brackets begins it
 * anew (in_debug of lexer.c). */
static void narrow_code(const struct token **open, const struct token **end)
{
    const struct token *first = *open, *last = NULL;
    int depth = 0, strings = 0;
    bool debug = false;
    for (const struct token *token = *open + 1; token < *end; token++) {
        enum token_kind kind = (enum token_kind)token->kind;
        if (!last && may_end_code(kind) && depth <= (int)debug)
            last = token;
        if (kind == TOK_LBRACE && depth == 0 && debug) {
            first = token;
            last = NULL;
        }
        debug = debug || (kind == TOK_EQUAL && !strings);
        strings += (kind == TOK_FSTRING_START) - (kind == TOK_FSTRING_END);
        depth += nesting(kind);
    }
    *open = first;
    *end = last ? last : *end;
}

static bool narrows_code(const struct target *target)
{
    return target_has(target, FEATURE_FOLDED_FORMAT_SPECS) &&
           !target_has(target, FEATURE_WHOLE_FIELD_TEXT);
}

/* After the quoted text that begins at `at`: quotes come in odd numbers, so that
 * triple ones need no care. */
static const char *skip_quoted(const char *at, const char *end)
{
    char quote = *at++;
    for (; at < end && *at != quote; at++)
        if (*at == '\\' && at + 1 < end)
            at++;
    return at < end ? at + 1 : end;
}

/* The next "#" that begins a comment; in targets without QUOTES_IN_FIELD_TEXT, the next
 * one at all. */
static const char *find_comment(const char *at, const char *end, bool heed_quotes)
{
    while (at < end && *at != '#') {
        if (heed_quotes && (*at == '\'' || *at == '"'))
            at = skip_quoted(at, end);
        else
            at++;
    }
    return at;
}

/* The tokenizer decodes this text: what fails is no SyntaxError. */
static struct value decode_field_text(const struct parser *parser, struct value value)
{
    if (UNLIKELY(parser->ctx->invalid_text))
        literal_check_utf8(parser, (struct literal_place){NULL, NULL, NULL},
                           value.text.bytes, value.text.size);
    return value;
}

/* Text without its comments; their newlines stay. */
static struct value strip_comments(struct parser *parser, const char *at, const char *end)
{
    bool heed = target_has(parser->ctx->target, FEATURE_QUOTES_IN_FIELD_TEXT);
    struct value value = {.kind = VALUE_STR, .text = {at, (uint32_t)(end - at)}};
    const char *comment = find_comment(at, end, heed);
    if (comment == end)
        return decode_field_text(parser, value);
    char *out = parse_alloc(parser, (size_t)(end - at));
    value.text = (struct value_bytes){out, 0};
    for (;;) {
        memcpy(out + value.text.size, at, (size_t)(comment - at));
        value.text.size += (uint32_t)(comment - at);
        at = comment == end ? NULL : memchr(comment, '\n', (size_t)(end - comment));
        if (!at)
            return decode_field_text(parser, value);
        comment = find_comment(at, end, heed);
    }
}

struct value literal_field_text(struct parser *parser, const struct token *open,
                                const struct token *end, bool in_spec)
{
    const char *text = parser->tokens->text->bytes;
    open = find_start(parser, open, in_spec);
    if (!in_spec && narrows_code(parser->ctx->target)) {
        narrow_code(&open, &end);
        return strip_comments(parser, text + open->end, text + end->start);
    }
    const struct token *early = find_end(parser, open, end);
    if (early != end && in_spec &&
        !target_has(parser->ctx->target, FEATURE_WHOLE_FIELD_TEXT))
        fail_unsupported(parser->ctx, "{code=} in a format specifier, part of it shown");
    end = early;
    return strip_comments(parser, text + open->end, text + end->start);
}

/* Without the "=" and, until WHOLE_INTERPOLATION_TEXT, the blanks at its end. */
struct value literal_interpolation_text(struct parser *parser, const struct token *open,
                                        const struct token *equal, const struct token *end)
{
    const char *text = parser->tokens->text->bytes;
    if (target_has(parser->ctx->target, FEATURE_WHOLE_INTERPOLATION_TEXT))
        return strip_comments(parser, text + open->end,
                              text + (equal ? equal : end)->start);
    struct value value = literal_field_text(parser, open, end, false);
    const char *bytes = value.text.bytes;
    while (value.text.size && strchr(" \t\n\f=", bytes[value.text.size - 1]))
        value.text.size--;
    return value;
}
