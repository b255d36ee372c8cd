/* SPDX-License-Identifier: MIT
 *
 * f-strings and t-strings from their tokens (PEP 701, PEP 750).  Must agree with the
 * grammar rules fstring, tstring and fstring_replacement_field and with their actions
 * in CPython's Parser/action_helpers.c.
 */
#include "compiler/parse/literal_parts.h"

/* One part: text as it stands in a *STRING_MIDDLE is decoded when the whole literal
 * has been taken. */
struct fstring_part {
    struct ast_expr *expr;
    bool encoded;
};

struct fstring_parts {
    struct fstring_part *items;
    uint32_t count;
};

struct fstring_kind {
    bool is_raw, is_template;
    bool in_spec;
};

static void push_fstring_part(struct parser *parser, struct ast_expr *expr, bool encoded)
{
    struct fstring_part part = {expr, encoded};
    PARSE_PUSH(parser, part);
}

static bool is_middle(const struct parser *parser)
{
    return parse_next_is(parser, TOK_FSTRING_MIDDLE) ||
           parse_next_is(parser, TOK_TSTRING_MIDDLE);
}

/* Of a doubled brace the text has one, but its place takes in both. */
static struct ast_expr *cut_middle(struct parser *parser)
{
    const struct token *token = parser->at++;
    struct value value = {
        .kind = VALUE_STR,
        .text = {parser->tokens->text->bytes + token->start, token->end - token->start},
    };
    struct span span = token->span;
    span.end_column += token[1].start - token->end;
    return NEW_EXPR(parser, span, Constant, .value = value, .kind = 0);
}

/* Escapes are decoded later, UTF-8 at once: that is no SyntaxError. */
static struct ast_expr *take_middle(struct parser *parser)
{
    struct ast_expr *middle = cut_middle(parser);
    const struct value_bytes *text = &middle->Constant.value.text;
    if (UNLIKELY(parser->ctx->invalid_text))
        literal_check_utf8(parser, (struct literal_place){NULL, NULL, NULL}, text->bytes,
                           text->size);
    return middle;
}

static struct ast_expr *decode_part(struct parser *parser, struct literal_place place,
                                    struct ast_expr *expr, bool is_raw)
{
    const struct value_bytes *bytes = &expr->Constant.value.text;
    struct literal_text text = {bytes->bytes, bytes->size, is_raw, false, false};
    expr->Constant.value = literal_str(parser, place, &text);
    return expr;
}

/* fstring_conversion: "!" NAME */
static int take_field_conversion(struct parser *parser, char prefix)
{
    const struct token *mark = parse_expect(parser, TOK_EXCLAMATION);
    const struct token *token = parse_expect(parser, TOK_NAME);
    if (mark->end != token->start)
        fail_syntax(parser->ctx, parse_span(parser, mark),
                    "%c-string: conversion type must come right after the exclamation "
                    "mark",
                    prefix);
    const struct intern_text *name = intern_get(parser->ctx->names, token->name);
    char letter = name->bytes[0];
    if (name->size != 1 || (letter != 's' && letter != 'r' && letter != 'a'))
        fail_syntax(parser->ctx, token->span,
                    "%c-string: invalid conversion character '%s': expected 's', 'r', or "
                    "'a'",
                    prefix, name->bytes);
    return (unsigned char)letter;
}

static void take_field(struct parser *parser, struct fstring_kind kind);

static bool is_text_alone(const struct ast_exprs *parts)
{
    for (uint32_t i = 0; i < parts->count; i++)
        if (parts->items[i]->kind != AST_Constant)
            return false;
    return true;
}

static struct ast_exprs without_empty(struct ast_exprs parts)
{
    struct ast_exprs kept = {parts.items, 0};
    for (uint32_t i = 0; i < parts.count; i++)
        if (!literal_is_empty(parts.items[i]))
            kept.items[kept.count++] = parts.items[i];
    return kept;
}

/* _PyPegen_setup_full_format_spec; where it folds, several texts without a field
 * between them become a Constant in place of the JoinedStr. */
static struct ast_expr *make_spec(struct parser *parser, const struct token *colon,
                                  struct ast_exprs parts)
{
    bool fold = target_has(parser->ctx->target, FEATURE_FOLDED_FORMAT_SPECS);
    if (fold || parts.count == 1)
        parts = without_empty(parts);
    if (fold && parts.count > 1) {
        bool only_text = is_text_alone(&parts);
        parts = literal_fold(parser, parts);
        if (only_text && target_has(parser->ctx->target, FEATURE_WIDE_SPEC_TEXT))
            parts.items[0]->span = parse_span(parser, colon);
        if (only_text)
            return parts.items[0];
    }
    return NEW_EXPR(parser, parse_span(parser, colon), JoinedStr, .values = parts);
}

/* fstring_full_format_spec: ":" fstring_format_spec* */
static struct ast_expr *take_field_spec(struct parser *parser, struct fstring_kind kind)
{
    const struct token *colon = parse_expect(parser, TOK_COLON);
    bool is_raw = kind.is_raw && target_has(parser->ctx->target, FEATURE_RAW_FORMAT_SPECS);
    size_t mark = parse_mark(parser);
    while (is_middle(parser) || parse_next_is(parser, TOK_LBRACE)) {
        if (parse_next_is(parser, TOK_LBRACE)) {
            take_field(parser, (struct fstring_kind){kind.is_raw, false, true});
            continue;
        }
        struct literal_place place = {parser->at, NULL, NULL};
        struct ast_expr *text = cut_middle(parser);
        push_fstring_part(parser, decode_part(parser, place, text, is_raw), false);
    }
    struct fstring_parts parts;
    PARSE_GATHER(parser, mark, &parts);
    for (uint32_t i = 0; i < parts.count; i++)
        PARSE_PUSH(parser, parts.items[i].expr);
    struct ast_exprs exprs;
    PARSE_GATHER(parser, mark, &exprs);
    return make_spec(parser, colon, exprs);
}

/* What stands between the braces. */
struct field {
    const struct token *open, *equal, *end_of_code;
    struct ast_expr *value, *spec;
    int conversion;
};

static void read_field(struct parser *parser, struct fstring_kind kind, struct field *field)
{
    field->open = parse_expect(parser, TOK_LBRACE);
    field->value = parse_yield_or_star_expressions(parser);
    field->equal = parse_accept(parser, TOK_EQUAL) ? parser->at - 1 : NULL;
    field->end_of_code = parser->at;
    field->conversion = -1;
    field->spec = NULL;
    if (parse_next_is(parser, TOK_EXCLAMATION))
        field->conversion = take_field_conversion(parser, kind.is_template ? 't' : 'f');
    if (parse_next_is(parser, TOK_COLON))
        field->spec = take_field_spec(parser, kind);
    parse_expect(parser, TOK_RBRACE);
    if (field->equal && field->conversion < 0 && !field->spec)
        field->conversion = 'r';
}

/* The text of {code=}, from after the brace to the token after the code. */
static void push_field_text(struct parser *parser, const struct field *field, bool in_spec)
{
    const struct span *open = &field->open->span, *end = &field->end_of_code->span;
    struct span span = {open->line, open->column + 1, end->line, end->column};
    struct value value =
        literal_field_text(parser, field->open, field->end_of_code, in_spec);
    bool encoded = !target_has(parser->ctx->target, FEATURE_RAW_FIELD_TEXT);
    push_fstring_part(parser, NEW_EXPR(parser, span, Constant, .value = value, .kind = 0),
                      encoded);
}

/* fstring_replacement_field: "{" annotated_rhs "="? [conversion] [format_spec] "}" */
static void take_field(struct parser *parser, struct fstring_kind kind)
{
    struct field field;
    read_field(parser, kind, &field);
    struct span span = parse_span(parser, field.open);
    if (field.equal && kind.in_spec && /* CPython makes a Constant of NULL there */
        !target_has(parser->ctx->target, FEATURE_FOLDED_FORMAT_SPECS))
        fail_class(parser->ctx, "ValueError", (struct span){0, 0, 0, 0},
                   "field 'value' is required for Constant");
    if (field.equal)
        push_field_text(parser, &field, kind.in_spec);
    if (!kind.is_template) {
        push_fstring_part(parser,
                          NEW_EXPR(parser, span, FormattedValue, .value = field.value,
                                   .conversion = field.conversion,
                                   .format_spec = field.spec),
                          false);
        return;
    }
    struct value code =
        literal_interpolation_text(parser, field.open, field.equal, field.end_of_code);
    push_fstring_part(parser,
                      NEW_EXPR(parser, span, Interpolation, .value = field.value,
                               .str = code, .conversion = field.conversion,
                               .format_spec = field.spec),
                      false);
}

static bool starts_raw(const struct parser *parser, const struct token *start)
{
    const char *text = parser->tokens->text->bytes + start->start;
    return (text[0] | 0x20) == 'r' || (text[1] | 0x20) == 'r';
}

/* fstring: FSTRING_START fstring_middle* FSTRING_END */
void literal_take_fstring(struct parser *parser)
{
    const struct token *start = parser->at++;
    struct fstring_kind kind = {starts_raw(parser, start), start->kind == TOK_TSTRING_START,
                                false};
    size_t mark = parse_mark(parser);
    while (is_middle(parser) || parse_next_is(parser, TOK_LBRACE)) {
        if (parse_next_is(parser, TOK_LBRACE))
            take_field(parser, kind);
        else
            push_fstring_part(parser, take_middle(parser), true);
    }
    const struct token *end =
        parse_expect(parser, kind.is_template ? TOK_TSTRING_END : TOK_FSTRING_END);
    bool at_part = target_has(parser->ctx->target, FEATURE_DECODE_ERRORS_AT_PART);
    struct fstring_parts parts;
    PARSE_GATHER(parser, mark, &parts);
    for (uint32_t i = 0; i < parts.count; i++) {
        struct ast_expr *expr = parts.items[i].expr;
        if (parts.items[i].encoded)
            expr = decode_part(
                parser, (struct literal_place){end, end, at_part ? &expr->span : NULL},
                expr, kind.is_raw);
        if (!literal_is_empty(expr))
            PARSE_PUSH(parser, expr);
    }
}
