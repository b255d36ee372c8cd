/* SPDX-License-Identifier: MIT
 *
 * Escape sequences of string and bytes literals.  Must agree with
 * decode_unicode_with_escapes and decode_bytes_with_escapes of CPython's
 * Parser/string_parser.c and with the decoders that they call.
 */
#include "compiler/parse/literal_parts.h"

#include "base/unicode.h"
#include "base/unicode_names.h"
#include "compiler/error_line.h"
#include "compiler/source/utf8.h"

#include <stdio.h>
#include <string.h>

/* A text being decoded; its value is never longer than itself. */
struct unescape {
    struct parser *parser;
    struct literal_place place;
    const char *start, *at, *end;
    char *out;
    const char *invalid; /* the first invalid escape, or NULL */
    int invalid_size;
};

void literal_warn_before(const struct parser *parser)
{
    const struct tokens *tokens = parser->tokens;
    lex_warn(parser->ctx, tokens, (uint32_t)(parser->at - tokens->items) + 1);
}

static const char *describe_escape(struct parser *parser, const char *escape, int size,
                                   bool warning)
{
    const char *octal = size > 2 ? "octal " : "";
    char *text = parse_alloc(parser, 160);
    if (target_has(parser->ctx->target, FEATURE_ESCAPE_ADVICE))
        snprintf(
            text, 160,
            "\"%.*s\" is an invalid %sescape sequence. %sDid you mean \"\\%.*s\"? A raw "
            "string is also an option.",
            size, escape, octal,
            warning ? "Such sequences will not work in the future. " : "", size, escape);
    else
        snprintf(text, 160, "invalid %sescape sequence '%.*s'", octal, size, escape);
    return text;
}

void literal_warn_escape(struct parser *parser, uint32_t line, struct error_place place,
                         const char *escape, int size)
{
    bool loud = target_has(parser->ctx->target, FEATURE_LOUD_ESCAPES);
    literal_warn_before(parser);
    ctx_warn_as(parser->ctx,
                &(struct ctx_warning){
                    .class_name = loud ? "SyntaxWarning" : "DeprecationWarning",
                    .message = describe_escape(parser, escape, size, true),
                    .line = line,
                    .error_message = describe_escape(parser, escape, size, false),
                    .error_place = place,
                });
}

static bool is_fstring_part(const struct token *token)
{
    return token->kind == TOK_FSTRING_MIDDLE || token->kind == TOK_FSTRING_END ||
           token->kind == TOK_TSTRING_MIDDLE || token->kind == TOK_TSTRING_END;
}

static void note_invalid(struct unescape *text, const char *escape, int size)
{
    if (text->invalid)
        return;
    text->invalid = escape;
    text->invalid_size = size;
}

/* CPython decodes a copy in which what is not ASCII is written as \UXXXXXXXX, and a
 * backslash before it as \u005c; errors count bytes of that copy. */
static size_t count_in_copy(const struct unescape *text, const char *place)
{
    size_t count = 0;
    for (const char *at = text->start; at < place; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '\\') {
            count += at + 1 < text->end && (unsigned char)at[1] < 0x80 ? 1 : 6;
            if (at + 1 < place && (unsigned char)at[1] < 0x80) {
                at++;
                count++;
            }
        } else {
            count += byte < 0x80 ? 1 : (byte & 0xC0) != 0x80 ? 10 : 0;
        }
    }
    return count;
}

static _Noreturn void fail_str(const struct unescape *text, const char *escape,
                               const char *end, const char *why)
{
    struct ctx *ctx = text->parser->ctx;
    size_t first = count_in_copy(text, escape), last = count_in_copy(text, end) - 1;
    const struct token *token = text->place.failed;
    if (!token)
        fail_class(ctx, "UnicodeDecodeError", (struct span){0, 0, 0, 0},
                   "'unicodeescape' codec can't decode bytes in position %zu-%zu: %s",
                   first, last, why);
    const struct span *span = text->place.failed_span;
    fail_syntax(ctx, span ? *span : token->span,
                "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                "%zu-%zu: %s",
                first, last, why);
}

static void put_code_point(struct unescape *text, uint32_t c)
{
    char *out = text->out;
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    } else {
        *out++ = (char)(0xF0 | c >> 18);
        *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    }
    text->out = out;
}

/* -1 when it is none. */
static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Up to `count` digits; how many there were. */
static int take_hex(struct unescape *text, int count, uint32_t *value)
{
    int taken = 0, digit;
    *value = 0;
    while (taken < count && text->at < text->end && (digit = hex_value(*text->at)) >= 0) {
        *value = *value << 4 | (unsigned)digit;
        text->at++;
        taken++;
    }
    return taken;
}

/* \xXX \uXXXX \UXXXXXXXX */
static void put_hex(struct unescape *text, const char *escape, int count, const char *why)
{
    uint32_t value;
    if (take_hex(text, count, &value) < count)
        fail_str(text, escape, text->at, why);
    if (value > 0x10FFFF)
        fail_str(text, escape, text->at, "illegal Unicode character");
    put_code_point(text, value);
}

/* \N{name} */
static void put_named(struct unescape *text, const char *escape)
{
    static const char malformed[] = "malformed \\N character escape";
    const struct target *target = text->parser->ctx->target;
    enum name_rules rules = target_has(target, FEATURE_LOOSE_DERIVED_NAMES)
                                ? NAME_RULES_LOOSE
                                : NAME_RULES_STRICT;
    if (text->at == text->end || *text->at != '{')
        fail_str(text, escape, text->at, malformed);
    const char *name = ++text->at;
    const char *close = memchr(name, '}', (size_t)(text->end - name));
    if (!close || close == name)
        fail_str(text, escape, close ? close : text->end, malformed);
    text->at = close + 1;
    uint32_t found;
    if (!unicode_find_name(name, (size_t)(close - name),
                           UNICODE_VERSION(target->unicode_major, target->unicode_minor),
                           rules, &found))
        fail_str(text, escape, text->at, "unknown Unicode character name");
    put_code_point(text, found);
}

/* \ooo, of which the first digit is taken already. */
static uint32_t take_octal(struct unescape *text, const char *escape)
{
    uint32_t value = (unsigned)(escape[1] - '0');
    for (int i = 0; i < 2 && text->at < text->end; i++) {
        if (*text->at < '0' || *text->at > '7')
            break;
        value = value * 8 + (unsigned)(*text->at++ - '0');
    }
    if (value > 0377)
        note_invalid(text, escape, 4);
    return value;
}

/* The escapes of one letter that str and bytes have in common; 0 for others. */
static char simple_escape(char letter)
{
    switch (letter) {
    case '\\':
    case '\'':
    case '"':
        return letter;
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return 0;
    }
}

/* The backslash stays. */
static void keep_escape(struct unescape *text, const char *escape)
{
    note_invalid(text, escape, 2);
    *text->out++ = '\\';
    text->at = escape + 1;
    if ((unsigned char)*text->at < 0x80)
        *text->out++ = *text->at++;
}

static void put_str_escape(struct unescape *text, const char *escape)
{
    char letter = *text->at++;
    char simple = simple_escape(letter);
    if (simple)
        *text->out++ = simple;
    else if (letter >= '0' && letter <= '7')
        put_code_point(text, take_octal(text, escape));
    else if (letter == 'x')
        put_hex(text, escape, 2, "truncated \\xXX escape");
    else if (letter == 'u')
        put_hex(text, escape, 4, "truncated \\uXXXX escape");
    else if (letter == 'U')
        put_hex(text, escape, 8, "truncated \\UXXXXXXXX escape");
    else if (letter == 'N')
        put_named(text, escape);
    else if (letter != '\n')
        keep_escape(text, escape);
}

static void put_bytes_escape(struct unescape *text, const char *escape)
{
    char letter = *text->at++;
    char simple = simple_escape(letter);
    uint32_t value;
    if (simple) {
        *text->out++ = simple;
    } else if (letter >= '0' && letter <= '7') {
        *text->out++ = (char)take_octal(text, escape);
    } else if (letter == 'x') {
        if (take_hex(text, 2, &value) < 2)
            fail_syntax(text->parser->ctx, text->place.failed->span,
                        "(value error) invalid \\x escape at position %ld",
                        (long)(escape - text->start));
        *text->out++ = (char)value;
    } else if (letter != '\n') {
        keep_escape(text, escape);
    }
}

/* Quotes that the token begins with, of the kind of the first one. */
static long count_quotes(const struct parser *parser, const struct token *token)
{
    const char *text = parser->tokens->text->bytes, *first = text + token->start;
    long count = 0;
    for (const char *at = first; at < text + token->end; at++) {
        if (*at != '"' && *at != '\'')
            break;
        count += *at == *first;
    }
    return count;
}

/* The escape itself, to which CPython counts in that copy, and quotes only where the
 * token begins with them. */
static struct error_place place_of_escape(const struct unescape *text)
{
    const struct parser *parser = text->parser;
    const struct token *token = text->place.warned;
    const char *line = text->start;
    long column = token->span.column, number = token->span.line;
    for (const char *at = text->start; at < text->invalid; at++) {
        if (*at != '\n')
            continue;
        line = at + 1;
        number++;
        column = 0;
    }
    column += (long)count_in_copy(text, text->invalid + 1);
    column -= line == text->start ? 0 : (long)count_in_copy(text, line);
    if (line == text->start)
        column += count_quotes(parser, token);
    struct error_line shown = error_line_find(parser->ctx, number);
    struct error_place place = {number, column, number, column + 2};
    if (parser->ctx->byte_columns)
        return place;
    place.column = error_line_column(&shown, place.column);
    place.end_column = error_line_column(&shown, place.end_column);
    return place;
}

/* Only the first one of a literal is told.  Of \{ in an f-string the tokenizer has
 * warned already. */
static void tell_invalid(const struct unescape *text)
{
    const struct token *token = text->place.warned;
    char escaped = text->invalid[1];
    if (is_fstring_part(token) && (escaped == '{' || escaped == '}'))
        return;
    struct error_place place = ctx_place(text->parser->ctx, token->span);
    if (target_has(text->parser->ctx->target, FEATURE_ESCAPE_LINES))
        place = place_of_escape(text);
    literal_warn_escape(text->parser, (uint32_t)place.line, place, text->invalid,
                        text->invalid_size);
}

static void copy_to_backslash(struct unescape *text)
{
    size_t rest = (size_t)(text->end - text->at);
    const char *backslash = memchr(text->at, '\\', rest);
    size_t plain = backslash ? (size_t)(backslash - text->at) : rest;
    memcpy(text->out, text->at, plain);
    text->out += plain;
    text->at += plain;
}

static struct value_bytes unescape(struct parser *parser, struct literal_place place,
                                   const char *bytes, uint32_t size,
                                   void (*put)(struct unescape *text, const char *escape))
{
    char *out = parse_alloc(parser, size);
    struct unescape text = {parser, place, bytes, bytes, bytes + size, out, NULL, 0};
    for (;;) {
        copy_to_backslash(&text);
        if (text.at == text.end)
            break;
        const char *escape = text.at++;
        if (text.at == text.end || (unsigned char)*text.at >= 0x80)
            *text.out++ = '\\'; /* written as \u005c by CPython: never invalid */
        else
            put(&text, escape);
    }
    if (text.invalid)
        tell_invalid(&text);
    return (struct value_bytes){out, (uint32_t)(text.out - out)};
}

struct value_bytes literal_decode_str(struct parser *parser, struct literal_place place,
                                      const char *bytes, uint32_t size)
{
    return unescape(parser, place, bytes, size, put_str_escape);
}

struct value_bytes literal_decode_bytes(struct parser *parser, struct literal_place place,
                                        const char *bytes, uint32_t size)
{
    return unescape(parser, place, bytes, size, put_bytes_escape);
}

void literal_check_utf8(const struct parser *parser, struct literal_place place,
                        const char *bytes, size_t size)
{
    char message[128];
    if (utf8_valid_size(bytes, size) == size)
        return;
    utf8_complain(bytes, size, message, sizeof message);
    if (!place.failed)
        fail_class(parser->ctx, "UnicodeDecodeError", (struct span){0, 0, 0, 0}, "%s",
                   message);
    fail_syntax(parser->ctx, place.failed_span ? *place.failed_span : place.failed->span,
                "(unicode error) %s", message);
}

/* Before a text with escapes is decoded, each run of what is not ASCII is. */
static void check_utf8_text(const struct parser *parser, struct literal_place place,
                            const struct literal_text *text, bool escapes)
{
    if (!escapes) {
        literal_check_utf8(parser, place, text->bytes, text->size);
        return;
    }
    for (uint32_t i = 0; i < text->size; i++) {
        uint32_t start = i;
        while (i < text->size && (unsigned char)text->bytes[i] >= 0x80)
            i++;
        literal_check_utf8(parser, place, text->bytes + start, i - start);
    }
}

struct value literal_str(struct parser *parser, struct literal_place place,
                         const struct literal_text *text)
{
    struct value value = {.kind = VALUE_STR, .text = {text->bytes, text->size}};
    bool escapes = !text->is_raw && text->size && memchr(text->bytes, '\\', text->size);
    if (UNLIKELY(parser->ctx->invalid_text))
        check_utf8_text(parser, place, text, escapes || (text->is_format && !text->is_raw));
    if (escapes)
        value.text = literal_decode_str(parser, place, text->bytes, text->size);
    return value;
}
