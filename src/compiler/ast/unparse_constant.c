/* SPDX-License-Identifier: MIT
 *
 * Constants as text: their repr(), but for infinities, which have no literal
 * (append_repr, append_ast_constant of CPython).
 */
#include "compiler/ast/unparser.h"

#include "base/quote.h"

#include <string.h>

/* Every "inf" of a float or complex number as a literal that is too large. */
static void add_finite(struct unparser *out, const char *text)
{
    for (const char *inf; (inf = strstr(text, "inf")); text = inf + 3) {
        unparse_bytes(out, text, (size_t)(inf - text));
        unparse_word(out, "1e309");
    }
    unparse_word(out, text);
}

static void take_text(struct unparser *out, struct buf *text, bool finite)
{
    bool fine = buf_ok(text);
    char *copy = fine ? arena_copy(out->ctx->arena, buf_text(text), text->size) : NULL;
    size_t size = text->size;
    buf_free(text);
    if (!copy)
        fail_memory(out->ctx);
    if (finite)
        add_finite(out, copy);
    else
        unparse_bytes(out, copy, size);
}

void unparse_string(struct unparser *out, const char *bytes, size_t size)
{
    const struct target *target = out->ctx->target;
    struct buf text = BUF_INIT;
    quote_text(&text, bytes, size,
               UNICODE_VERSION(target->unicode_major, target->unicode_minor));
    take_text(out, &text, false);
}

static void unparse_value(struct unparser *out, const struct value *value)
{
    if (value->kind == VALUE_TUPLE) {
        unparse_word(out, "(");
        for (uint32_t i = 0; i < value->elements.count; i++) {
            if (i)
                unparse_word(out, ", ");
            unparse_value(out, value->elements.items[i]);
        }
        unparse_word(out, value->elements.count == 1 ? ",)" : ")");
        return;
    }
    struct buf text = BUF_INIT;
    value_repr(out->ctx, value, &text);
    take_text(out, &text, value->kind == VALUE_FLOAT || value->kind == VALUE_COMPLEX);
}

void unparse_constant(struct unparser *out, const struct ast_Constant *node)
{
    if (node->value.kind == VALUE_ELLIPSIS) {
        unparse_word(out, "...");
        return;
    }
    if (node->kind)
        unparse_name(out, node->kind);
    unparse_value(out, &node->value);
}
