/* SPDX-License-Identifier: MIT
 *
 * The code of a replacement field as text, for {code=} and for Interpolation.str.
 * Must agree with set_ftstring_expr and update_ftstring_expr of CPython's
 * Parser/lexer/lexer.c.
 */
#include "compiler/parse/literal_parts.h"

#include <string.h>

/* Until WHOLE_FIELD_TEXT the text ended with the first "!" outside of brackets, even
 * that of "!=". */
static const char *find_end(const struct parser *parser, const struct token *open,
                            const struct token *end)
{
    const char *text = parser->tokens->text->bytes;
    int depth = 0;
    if (target_has(parser->ctx->target, FEATURE_WHOLE_FIELD_TEXT))
        return text + end->start;
    for (const struct token *token = open + 1; token < end; token++) {
        enum token_kind kind = token->kind;
        if (kind == TOK_LPAR || kind == TOK_LSQB || kind == TOK_LBRACE ||
            kind == TOK_FSTRING_START)
            depth++;
        if (kind == TOK_RPAR || kind == TOK_RSQB || kind == TOK_RBRACE ||
            kind == TOK_FSTRING_END)
            depth--;
        if (kind == TOK_NOTEQUAL && depth == 0)
            return text + token->start;
    }
    return text + end->start;
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

/* Text without its comments; their newlines stay. */
static struct value strip_comments(struct parser *parser, const char *at, const char *end)
{
    bool heed = target_has(parser->ctx->target, FEATURE_QUOTES_IN_FIELD_TEXT);
    struct value value = {.kind = VALUE_STR, .text = {at, (uint32_t)(end - at)}};
    const char *comment = find_comment(at, end, heed);
    if (comment == end)
        return value;
    char *out = parse_alloc(parser, (size_t)(end - at));
    value.text = (struct value_bytes){out, 0};
    for (;;) {
        memcpy(out + value.text.size, at, (size_t)(comment - at));
        value.text.size += (uint32_t)(comment - at);
        if (comment == end)
            return value;
        at = memchr(comment, '\n', (size_t)(end - comment));
        if (!at)
            return value;
        comment = find_comment(at, end, heed);
    }
}

struct value literal_field_text(struct parser *parser, const struct token *open,
                                const struct token *end)
{
    const char *start = parser->tokens->text->bytes + open->end;
    return strip_comments(parser, start, find_end(parser, open, end));
}

/* Without the "=" and, until WHOLE_INTERPOLATION_TEXT, the blanks at its end. */
struct value literal_interpolation_text(struct parser *parser, const struct token *open,
                                        const struct token *equal, const struct token *end)
{
    const char *text = parser->tokens->text->bytes;
    if (target_has(parser->ctx->target, FEATURE_WHOLE_INTERPOLATION_TEXT))
        return strip_comments(parser, text + open->end,
                              text + (equal ? equal : end)->start);
    struct value value = literal_field_text(parser, open, end);
    const char *bytes = value.text.bytes;
    while (value.text.size && strchr(" \t\n\f=", bytes[value.text.size - 1]))
        value.text.size--;
    return value;
}
