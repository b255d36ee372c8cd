/* SPDX-License-Identifier: MIT
 *
 * Actions of the second pass that look into literals and names: what they hold may
 * be wrong by itself.
 */
#include "compiler/parse/explainer.h"
#include "compiler/parse/literal_parts.h"

struct explain_node *explain_decode_string(struct explainer *explainer,
                                           const struct explain_alternative *alternative,
                                           struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    if (!target_has(explainer->ctx->target, FEATURE_TOKENIZED_FSTRINGS))
        return a;
    explainer->literals.at = a->first;
    literal_take_string(&explainer->literals);
    return a;
}

struct explain_node *explain_decode_fstring(struct explainer *explainer,
                                            const struct explain_alternative *alternative,
                                            struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    size_t mark = parse_mark(&explainer->literals);
    explainer->literals.at = a->first;
    literal_take_fstring(&explainer->literals);
    explainer->literals.room->used = mark;
    return explain_new_node(explainer,
                            a->first->kind == TOK_TSTRING_START ? EXPLAIN_TemplateStr
                                                                : EXPLAIN_JoinedStr,
                            a->first, b->first);
}

/* _PyPegen_concatenate_strings: bytes and text do not mix. */
static void check_mix(struct explainer *explainer, const struct explain_node *strings)
{
    bool bytes = false, text = false;
    for (uint32_t i = 0; i < strings->count; i++) {
        const struct token *token = strings->items[i]->first;
        struct literal_text literal;
        literal_open(&explainer->literals, token, &literal);
        bytes |= token->kind == TOK_STRING && literal.is_bytes;
        text |= token->kind != TOK_STRING || !literal.is_bytes;
    }
    if (bytes && text)
        explain_fail(explainer, "SyntaxError", explain_last_place(explainer),
                     "cannot mix bytes and nonbytes literals");
}

/* Literals that are followed by one that does not parse are left alone. */
static enum explain_kind kind_of_strings(struct explainer *explainer,
                                         const struct explain_node *strings)
{
    enum token_kind next = explain_kind_at(explainer, explainer->at);
    if (next == TOK_STRING || next == TOK_FSTRING_START || next == TOK_TSTRING_START)
        return EXPLAIN_Constant;
    if (target_has(explainer->ctx->target, FEATURE_TOKENIZED_FSTRINGS))
        check_mix(explainer, strings);
    explainer->literals.at = strings->first;
    const struct ast_expr *expr = parse_strings(&explainer->literals);
    if (expr->kind == AST_JoinedStr)
        return EXPLAIN_JoinedStr;
    return expr->kind == AST_TemplateStr ? EXPLAIN_TemplateStr : EXPLAIN_Constant;
}

/* _PyPegen_concatenate_strings */
struct explain_node *explain_join_strings(struct explainer *explainer,
                                          const struct explain_alternative *alternative,
                                          struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    return explain_new_node(explainer, kind_of_strings(explainer, a), a->first,
                            &explainer->tokens->items[explainer->at - 1]);
}

struct explain_node *explain_mixed_strings(struct explainer *explainer,
                                           const struct explain_alternative *alternative,
                                           struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    const struct explain_node *last = a->count ? a->items[a->count - 1] : a;
    explain_fail(explainer, "SyntaxError", explain_range(explainer, last, b),
                 "cannot mix t-string literals with string or bytes literals");
}

/* The letter of the innermost f-string or t-string that is open at a token. */
static char prefix_at(const struct explainer *explainer, const struct token *token)
{
    int closed = 0;
    for (; token > explainer->tokens->items; token--) {
        closed += token->kind == TOK_FSTRING_END || token->kind == TOK_TSTRING_END;
        if (token->kind != TOK_FSTRING_START && token->kind != TOK_TSTRING_START)
            continue;
        if (closed-- == 0)
            break;
    }
    return token->kind == TOK_TSTRING_START ? 't' : 'f';
}

static void check_conversion(struct explainer *explainer, const struct explain_node *name,
                             char prefix)
{
    const struct intern_text *text = intern_get(explainer->ctx->names, name->first->name);
    if (text->size != 1 || !strchr("sra", text->bytes[0]))
        explain_fail(explainer, "SyntaxError", explain_range(explainer, name, name),
                     "%c-string: invalid conversion character '%s': expected 's', 'r', or "
                     "'a'",
                     prefix, text->bytes);
}

/* _PyPegen_check_fstring_conversion */
struct explain_node *explain_conversion(struct explainer *explainer,
                                        const struct explain_alternative *alternative,
                                        struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    const struct target *target = explainer->ctx->target;
    char prefix = prefix_at(explainer, a->first);
    bool spelled = target_complains(target, COMPLAINT_EXCLAMATION);
    if (a->first->end != b->first->start)
        explain_fail(explainer, "SyntaxError", explain_range(explainer, a, b),
                     "%c-string: conversion type must come right after the %s mark", prefix,
                     spelled ? "exclamation" : "exclamanation");
    if (target_complains(target, COMPLAINT_EARLY_CONVERSIONS))
        check_conversion(explainer, b, prefix);
    return b;
}

/* _PyPegen_formatted_value, once the field is closed */
struct explain_node *explain_formatted(struct explainer *explainer,
                                       const struct explain_alternative *alternative,
                                       struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    if (a)
        check_conversion(explainer, a, prefix_at(explainer, a->first));
    const struct token *token = &explainer->tokens->items[explainer->at - 1];
    return explain_new_node(explainer, EXPLAIN_Other, token, token);
}

static bool is_named(const struct explainer *explainer, const struct token *token,
                     const char *name)
{
    size_t size = strlen(name);
    return token->end - token->start == size &&
           !memcmp(explainer->tokens->text->bytes + token->start, name, size);
}

/* _PyPegen_checked_from_import: "from __future__ import barry_as_FLUFL" holds from
 * here on, and __future__ is not imported lazily. */
struct explain_node *explain_from_import(struct explainer *explainer,
                                         const struct explain_alternative *alternative,
                                         struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    const struct target *target = explainer->ctx->target;
    const struct token *from = a->first - 1;
    if (from->kind != TOK_FROM || a->first != a->last ||
        !is_named(explainer, a->first, "__future__"))
        return b;
    if (from > explainer->tokens->items && from[-1].kind == TOK_NAME &&
        from[-1].name == NAME_LAZY && target_has(target, FEATURE_LAZY_IMPORTS))
        explain_fail(explainer, "SyntaxError", explain_token_place(explainer, from - 1),
                     "lazy from __future__ import is not allowed");
    if (target_has(target, FEATURE_BARRY_AS_FLUFL_IN_FILES))
        for (const struct token *token = b->first; token <= b->last; token++)
            if (token[-1].kind != TOK_AS && is_named(explainer, token, "barry_as_FLUFL"))
                explainer->literals.flufl = true;
    return b;
}

/* _PyPegen_check_barry_as_flufl */
struct explain_node *explain_not_equal(struct explainer *explainer,
                                       const struct explain_alternative *alternative,
                                       struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    bool flufl = explainer->literals.flufl;
    if (flufl && a->first->kind == TOK_NOTEQUAL)
        explain_fail(explainer, "SyntaxError", explain_last_place(explainer),
                     "with Barry as BDFL, use '<>' instead of '!='");
    return flufl == (a->first->kind == TOK_LESSGREATER) ? a : NULL;
}
