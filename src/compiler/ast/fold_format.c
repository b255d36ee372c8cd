/* SPDX-License-Identifier: MIT
 *
 * The operator % of a string literal: "%s: %5r" % (a, b) as f"{a!s}: {b!r:>5}"
 * (CPython: optimize_format).  Where one conversion is not %s, %r or %a, or is longer
 * than they may be, all stays as it is.
 */
#include "compiler/ast/folder.h"

#include <stdio.h>
#include <string.h>

/* Text from which characters are taken. */
struct format_text {
    const char *at, *end;
};

/* What stands between % and its letter. */
struct format_unit {
    bool left;            /* the flag - */
    int width, precision; /* -1: none */
    char letter;
};

static struct ast_expr *make_format_text(struct folder *folder, const char *bytes,
                                         size_t size)
{
    struct ast_expr *text = CTX_NEW(folder->ctx, struct ast_expr);
    *text = (struct ast_expr){.kind = AST_Constant, .span = AST_NOWHERE};
    text->Constant.value =
        (struct value){.kind = VALUE_STR, .text = {bytes, (uint32_t)size}};
    return text;
}

/* What is before the next conversion, %% as %; NULL if that is nothing.  A % alone
 * is made by str.replace, which does not give the shared object of the character. */
static struct ast_expr *take_plain_text(struct folder *folder, struct format_text *format)
{
    char *bytes = ctx_alloc(folder->ctx, (size_t)(format->end - format->at) + 1);
    size_t size = 0;
    bool replaced = false;
    while (format->at < format->end) {
        bool percent = *format->at == '%';
        if (percent && (format->end - format->at < 2 || format->at[1] != '%'))
            break;
        replaced |= percent;
        bytes[size++] = *format->at;
        format->at += 1 + percent;
    }
    bytes[size] = '\0';
    struct ast_expr *text = size ? make_format_text(folder, bytes, size) : NULL;
    if (text && replaced && size == 1)
        text->Constant.value.unshared = 1;
    return text;
}

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* At most two figures, and something after them. */
static bool take_figures(struct format_text *format, int *number)
{
    int count = 0;
    for (*number = 0; format->at < format->end && is_figure(*format->at); count++)
        *number = *number * 10 + (*format->at++ - '0');
    return count < 3 && format->at < format->end;
}

/* simple_format_arg_parse */
static bool take_unit(struct format_text *format, struct format_unit *unit)
{
    *unit = (struct format_unit){.width = -1, .precision = -1};
    for (; format->at < format->end && strchr("-+ #0", *format->at); format->at++) {
        if (!*format->at)
            break;
        unit->left |= *format->at == '-';
    }
    if (format->at < format->end && is_figure(*format->at) &&
        !take_figures(format, &unit->width))
        return false;
    if (format->at < format->end && *format->at == '.') {
        format->at++;
        if (!take_figures(format, &unit->precision))
            return false;
    }
    if (format->at == format->end)
        return false;
    unit->letter = *format->at++;
    return unit->letter == 's' || unit->letter == 'r' || unit->letter == 'a';
}

/* The format specifier of str that does the same; NULL if it is empty. */
static struct ast_expr *make_unit_spec(struct folder *folder,
                                       const struct format_unit *unit)
{
    enum { SPEC_ROOM = 32 };
    char *text = ctx_alloc(folder->ctx, SPEC_ROOM);
    int size = 0;
    if (!unit->left && unit->width > 0)
        text[size++] = '>';
    if (unit->width >= 0)
        size += snprintf(text + size, SPEC_ROOM - 1, "%d", unit->width);
    if (unit->precision >= 0)
        size += snprintf(text + size, SPEC_ROOM - (size_t)size, ".%d", unit->precision);
    return size ? make_format_text(folder, text, (size_t)size) : NULL;
}

static struct ast_expr *make_field(struct folder *folder, const struct format_unit *unit,
                                   struct ast_expr *item)
{
    struct ast_expr *field = CTX_NEW(folder->ctx, struct ast_expr);
    *field = (struct ast_expr){.kind = AST_FormattedValue, .span = item->span};
    field->FormattedValue.value = item;
    field->FormattedValue.conversion = unit->letter;
    field->FormattedValue.format_spec = make_unit_spec(folder, unit);
    return field;
}

/* Text and fields alternate; false where items and conversions do not match. */
static bool make_parts(struct folder *folder, struct format_text format,
                       const struct ast_exprs *items, struct ast_exprs *parts)
{
    uint32_t used = 0;
    struct format_unit unit;
    for (;; used++) {
        struct ast_expr *text = take_plain_text(folder, &format);
        if (text)
            parts->items[parts->count++] = text;
        if (format.at == format.end)
            return used == items->count;
        format.at++;
        if (used == items->count || !take_unit(&format, &unit))
            return false;
        parts->items[parts->count++] = make_field(folder, &unit, items->items[used]);
    }
}

struct ast_expr *fold_format(struct folder *folder, struct ast_expr *expr)
{
    const struct value_bytes *text = &expr->BinOp.left->Constant.value.text;
    const struct ast_exprs *items = &expr->BinOp.right->Tuple.elts;
    size_t room = (2 * (size_t)items->count + 1) * sizeof(struct ast_expr *);
    struct ast_exprs parts = {ctx_alloc(folder->ctx, room), 0};
    struct format_text format = {text->bytes, text->bytes + text->size};
    if (!make_parts(folder, format, items, &parts))
        return expr;
    struct ast_expr *joined = CTX_NEW(folder->ctx, struct ast_expr);
    *joined = (struct ast_expr){.kind = AST_JoinedStr, .span = expr->span};
    joined->JoinedStr.values = parts;
    return joined;
}
