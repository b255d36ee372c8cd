/* SPDX-License-Identifier: MIT
 *
 * String literals up to 3.11: an f-string is one token, and its fields are found by
 * reading its text.  Must agree with _PyPegen_concatenate_strings and the functions
 * about f-strings of CPython 3.11's Parser/string_parser.c.
 */
#include "compiler/parse/literal_untokenized.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct span fstring_span(const struct token *first, const struct token *last)
{
    return (struct span){first->span.line, first->span.column, last->span.end_line,
                         last->span.end_column};
}

void fstring_fail(const struct fstring_text *string, const char *format, ...)
{
    char message[100];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    fail_syntax(string->parser->ctx, string->parser->at->span, "%s", message);
}

static void begin_parts(struct fstring_text *string)
{
    string->mark = string->pending = parse_mark(string->parser);
}

static void add_text(struct fstring_text *string, const char *bytes, size_t size)
{
    if (size)
        parse_push_bytes(string->parser, bytes, size);
}

static struct value cut_pending(struct fstring_text *string, enum value_kind kind)
{
    struct parser *parser = string->parser;
    size_t size = parse_mark(parser) - string->pending;
    const char *bytes = parse_cut_items(parser, string->pending);
    return (struct value){.kind = kind, .text = {bytes ? bytes : "", (uint32_t)size}};
}

/* make_str_node_and_del: the first literal of all decides the kind. */
static struct ast_expr *make_text(struct fstring_text *string, const struct token *first,
                                  const struct token *last)
{
    struct parser *parser = string->parser;
    bool is_u = parser->tokens->text->bytes[first->start] == 'u';
    struct value value = cut_pending(string, VALUE_STR);
    return NEW_EXPR(parser, fstring_span(first, last), Constant, .value = value,
                    .kind = is_u ? ctx_name(parser->ctx, "u", 1) : 0);
}

static void push_part(struct fstring_text *string, struct ast_expr *expr)
{
    PARSE_PUSH(string->parser, expr);
    string->pending = parse_mark(string->parser);
}

static void push_pending(struct fstring_text *string, const struct token *first,
                         const struct token *last)
{
    if (parse_mark(string->parser) > string->pending)
        push_part(string, make_text(string, first, last));
}

void fstring_add_field(struct fstring_text *string, const char *text, size_t size,
                       struct ast_expr *expr)
{
    add_text(string, text, size);
    push_pending(string, string->first, string->last);
    push_part(string, expr);
}

/* _PyPegen_FstringParser_Finish */
static struct ast_expr *finish_parts(struct fstring_text *string, const struct token *first,
                                     const struct token *last)
{
    struct ast_exprs parts;
    push_pending(string, first, last);
    PARSE_GATHER(string->parser, string->mark, &parts);
    return NEW_EXPR(string->parser, fstring_span(first, last), JoinedStr, .values = parts);
}

static void add_literal(struct fstring_text *string, const char *start, const char *end,
                        bool is_format)
{
    struct literal_text text = {start, (uint32_t)(end - start), string->is_raw, false,
                                is_format};
    struct literal_place place = {string->token, string->parser->at, NULL};
    struct value value = literal_str(string->parser, place, &text);
    add_text(string, value.text.bytes, value.text.size);
}

/* After a backslash: past the escape, but not past a brace, which counts. */
static const char *skip_escape(const struct fstring_text *string, const char *at)
{
    if (*at == '{')
        literal_warn_escape(string->parser, string->token->span.line,
                            ctx_place(string->parser->ctx, string->token->span), at - 1, 2);
    if (*at == '{' || *at == '}')
        return at;
    if (*at != 'N' || at + 1 == string->end || at[1] != '{')
        return at + 1;
    const char *close = memchr(at, '}', (size_t)(string->end - at));
    return close ? close + 1 : string->end;
}

static const char *find_brace(const struct fstring_text *string)
{
    const char *at = string->at;
    while (at < string->end && *at != '{' && *at != '}')
        if (*at++ == '\\' && !string->is_raw && at < string->end)
            at = skip_escape(string, at);
    return at;
}

/* fstring_find_literal: adds the text before a field, the end of a format specifier or
 * the end of all; false when it ended with a doubled brace and more may follow. */
static bool take_to_field(struct fstring_text *string)
{
    const char *start = string->at, *brace = find_brace(string);
    bool doubled = string->depth == 0 && string->end - brace >= 2 && brace[1] == *brace;
    if (doubled)
        brace++;
    else if (brace < string->end && *brace == '}' && string->depth == 0)
        fstring_fail(string, "f-string: single '}' is not allowed");
    add_literal(string, start, brace, true);
    string->at = brace + doubled;
    return !doubled;
}

/* _PyPegen_FstringParser_ConcatFstring */
static void take_parts(struct fstring_text *string)
{
    for (;;) {
        if (!take_to_field(string))
            continue;
        if (string->at == string->end || *string->at == '}')
            return;
        fstring_take_field(string);
    }
}

struct ast_expr *fstring_take_spec(struct fstring_text *outer)
{
    struct fstring_text spec = *outer;
    begin_parts(&spec);
    spec.depth++;
    take_parts(&spec);
    if (spec.at == spec.end)
        fstring_fail(&spec, "f-string: expecting '}'");
    outer->at = spec.at;
    return finish_parts(&spec, outer->token, outer->token);
}

static void add_bytes(struct fstring_text *string, const struct literal_text *text)
{
    for (uint32_t i = 0; i < text->size; i++)
        if ((unsigned char)text->bytes[i] >= 0x80)
            fail_syntax(string->parser->ctx, string->token->span,
                        "bytes can only contain ASCII literal characters");
    struct value_bytes bytes = {text->bytes, text->size};
    struct literal_place place = {string->token, string->parser->at, NULL};
    if (!text->is_raw && text->size && memchr(text->bytes, '\\', text->size))
        bytes = literal_decode_bytes(string->parser, place, text->bytes, text->size);
    add_text(string, bytes.bytes, bytes.size);
}

static void add_token(struct fstring_text *string, const struct literal_text *text)
{
    string->is_raw = text->is_raw;
    string->at = text->bytes;
    string->end = text->bytes + text->size;
    if (text->is_bytes)
        add_bytes(string, text);
    else if (text->is_format)
        take_parts(string);
    else
        add_literal(string, string->at, string->end, false);
}

/* The commonest: one literal that is no f-string.  Its text is not copied. */
static struct ast_expr *take_single(struct parser *parser, const struct token *token,
                                    const struct literal_text *text)
{
    struct literal_place place = {token, parser->at, NULL};
    bool is_u = parser->tokens->text->bytes[token->start] == 'u';
    struct value value = literal_str(parser, place, text);
    return NEW_EXPR(parser, token->span, Constant, .value = value,
                    .kind = is_u ? ctx_name(parser->ctx, "u", 1) : 0);
}

static struct ast_expr *take_bytes(struct fstring_text *string)
{
    struct value value = cut_pending(string, VALUE_BYTES);
    return NEW_EXPR(string->parser, fstring_span(string->first, string->last), Constant,
                    .value = value, .kind = 0);
}

/* strings: STRING+ */
struct ast_expr *literal_take_untokenized(struct parser *parser)
{
    struct fstring_text string = {.parser = parser, .first = parser->at};
    struct literal_text text;
    while (parse_next_is(parser, TOK_STRING))
        parser->at++;
    if (parse_next_is(parser, TOK_ERROR))
        lex_fail(parser->ctx, parser->tokens);
    string.last = parser->at - 1;
    literal_open(parser, string.first, &text);
    bool is_bytes = text.is_bytes, is_format = false;
    if (LIKELY(string.first == string.last && !is_bytes && !text.is_format))
        return take_single(parser, string.first, &text);
    begin_parts(&string);
    for (string.token = string.first; string.token <= string.last; string.token++) {
        literal_open(parser, string.token, &text);
        if (text.is_bytes != is_bytes)
            fstring_fail(&string, "cannot mix bytes and nonbytes literals");
        is_format |= text.is_format;
        add_token(&string, &text);
    }
    if (is_bytes)
        return take_bytes(&string);
    return is_format ? finish_parts(&string, string.first, string.last)
                     : make_text(&string, string.first, string.last);
}
