/* SPDX-License-Identifier: MIT
 *
 * String literals and their concatenation (grammar rule `strings`).  Must agree with
 * _PyPegen_parse_string and _PyPegen_concatenate_strings of CPython.
 */
#include "compiler/parse/literal_parts.h"

#include <string.h>

void literal_open(const struct parser *parser, const struct token *token,
                  struct literal_text *text)
{
    const char *at = parser->tokens->text->bytes + token->start;
    const char *end = parser->tokens->text->bytes + token->end;
    *text = (struct literal_text){0};
    for (; *at != '\'' && *at != '"'; at++) {
        char letter = *at | 0x20;
        text->is_raw |= letter == 'r';
        text->is_bytes |= letter == 'b';
        text->is_format |= letter == 'f';
    }
    bool triple = end - at >= 6 && at[1] == *at && at[2] == *at;
    at += triple ? 3 : 1;
    end -= triple ? 3 : 1;
    text->bytes = at;
    text->size = (uint32_t)(end - at);
}

static void check_ascii(struct parser *parser, const struct token *token,
                        const struct literal_text *text)
{
    for (uint32_t i = 0; i < text->size; i++)
        if ((unsigned char)text->bytes[i] >= 0x80)
            fail_syntax(parser->ctx, token->span,
                        "bytes can only contain ASCII literal characters");
}

static struct value bytes_value(struct parser *parser, const struct token *token,
                                const struct literal_text *text)
{
    struct value value = {.kind = VALUE_BYTES, .text = {text->bytes, text->size}};
    check_ascii(parser, token, text);
    if (!text->is_raw && text->size && memchr(text->bytes, '\\', text->size))
        value.text = literal_decode_bytes(
            parser, (struct literal_place){token, token, NULL}, text->bytes, text->size);
    return value;
}

/* 'u' as Constant.kind, for that prefix alone and in this case. */
static name_id kind_of_literal(const struct parser *parser, const struct token *token)
{
    return parser->tokens->text->bytes[token->start] == 'u' ? ctx_name(parser->ctx, "u", 1)
                                                            : 0;
}

/* string: STRING */
struct ast_expr *literal_take_string(struct parser *parser)
{
    const struct token *token = parser->at++;
    struct literal_text text;
    literal_open(parser, token, &text);
    struct value value =
        text.is_bytes
            ? bytes_value(parser, token, &text)
            : literal_str(parser, (struct literal_place){token, token, NULL}, &text);
    return NEW_EXPR(parser, token->span, Constant, .value = value,
                    .kind = kind_of_literal(parser, token));
}

/* The texts of constants, one after the other. */
static struct value join_texts(struct parser *parser, struct ast_expr *const *parts,
                               uint32_t count)
{
    struct value joined = parts[0]->Constant.value;
    size_t size = 0;
    for (uint32_t i = 0; i < count; i++)
        size += parts[i]->Constant.value.text.size;
    char *out = parse_alloc(parser, size);
    joined.text = (struct value_bytes){out, (uint32_t)size};
    for (uint32_t i = 0; i < count; i++) {
        const struct value_bytes *text = &parts[i]->Constant.value.text;
        if (text->size)
            memcpy(out, text->bytes, text->size);
        out += text->size;
    }
    return joined;
}

/* Constants as one, from the first to the last and of the first one's kind. */
static struct ast_expr *join_constants(struct parser *parser, struct ast_expr *const *parts,
                                       uint32_t count)
{
    if (count == 1)
        return parts[0];
    const struct span *first = &parts[0]->span, *last = &parts[count - 1]->span;
    struct span span = {first->line, first->column, last->end_line, last->end_column};
    struct value value = join_texts(parser, parts, count);
    return NEW_EXPR(parser, span, Constant, .value = value,
                    .kind = parts[0]->Constant.kind);
}

bool literal_is_empty(const struct ast_expr *expr)
{
    return expr->kind == AST_Constant && expr->Constant.value.kind == VALUE_STR &&
           expr->Constant.value.text.size == 0;
}

struct ast_exprs literal_fold(struct parser *parser, struct ast_exprs parts)
{
    struct ast_exprs folded = {parts.items, 0};
    for (uint32_t i = 0, next; i < parts.count; i = next) {
        struct ast_expr *part = parts.items[i];
        next = i + 1;
        if (part->kind == AST_Constant) {
            while (next < parts.count && parts.items[next]->kind == AST_Constant)
                next++;
            part = join_constants(parser, parts.items + i, next - i);
        }
        if (!literal_is_empty(part))
            folded.items[folded.count++] = part;
    }
    return folded;
}

static bool is_plain(enum token_kind kind)
{
    return kind == TOK_STRING || kind == TOK_FSTRING_START;
}

static bool is_string(enum token_kind kind)
{
    return is_plain(kind) || kind == TOK_TSTRING_START;
}

static _Noreturn void fail_mixed(struct parser *parser, const struct token *first)
{
    while (is_string(parser->at->kind)) {
        if (parse_next_is(parser, TOK_STRING))
            parser->at++;
        else
            literal_take_fstring(parser);
    }
    fail_syntax(parser->ctx, parse_span(parser, first),
                "cannot mix t-string literals with string or bytes literals");
}

/* strings: tstring+ */
static struct ast_expr *take_templates(struct parser *parser)
{
    const struct token *first = parser->at;
    size_t mark = parse_mark(parser);
    while (parse_next_is(parser, TOK_TSTRING_START))
        literal_take_fstring(parser);
    if (is_plain(parser->at->kind))
        fail_mixed(parser, first);
    struct ast_exprs parts;
    PARSE_GATHER(parser, mark, &parts);
    parts = literal_fold(parser, parts);
    return NEW_EXPR(parser, parse_span(parser, first), TemplateStr, .values = parts);
}

/* Which types of literals were met. */
struct string_mix {
    bool bytes, text, format;
};

static struct ast_exprs take_all(struct parser *parser, struct string_mix *mix)
{
    size_t mark = parse_mark(parser);
    while (is_plain(parser->at->kind)) {
        if (parse_next_is(parser, TOK_FSTRING_START)) {
            literal_take_fstring(parser);
            mix->format = true;
            continue;
        }
        struct ast_expr *string = literal_take_string(parser);
        bool is_bytes = string->Constant.value.kind == VALUE_BYTES;
        mix->bytes |= is_bytes;
        mix->text |= !is_bytes;
        PARSE_PUSH(parser, string);
    }
    struct ast_exprs parts;
    PARSE_GATHER(parser, mark, &parts);
    return parts;
}

/* CPython names the token after the literals; its NEWLINE takes in the newline. */
static _Noreturn void fail_bytes_mixed(struct parser *parser)
{
    struct span span = parser->at->span;
    if (parse_next_is(parser, TOK_ERROR))
        lex_fail(parser->ctx, parser->tokens);
    if (parse_next_is(parser, TOK_NEWLINE))
        span.end_column++;
    fail_syntax(parser->ctx, span, "cannot mix bytes and nonbytes literals");
}

/* strings: (fstring | string)+ */
static struct ast_expr *take_tokenized(struct parser *parser)
{
    const struct token *first = parser->at;
    struct string_mix mix = {false, false, false};
    struct ast_exprs parts = take_all(parser, &mix);
    if (parse_next_is(parser, TOK_TSTRING_START))
        fail_mixed(parser, first);
    if (mix.bytes && (mix.text || mix.format))
        fail_bytes_mixed(parser);
    if (!mix.format)
        return join_constants(parser, parts.items, parts.count);
    parts = literal_fold(parser, parts);
    return NEW_EXPR(parser, parse_span(parser, first), JoinedStr, .values = parts);
}

struct ast_expr *parse_strings(struct parser *parser)
{
    if (!target_has(parser->ctx->target, FEATURE_TOKENIZED_FSTRINGS))
        return literal_take_untokenized(parser);
    if (LIKELY(parse_next_is(parser, TOK_STRING) && !is_string(parser->at[1].kind)))
        return literal_take_string(parser);
    if (parse_next_is(parser, TOK_TSTRING_START))
        return take_templates(parser);
    return take_tokenized(parser);
}
