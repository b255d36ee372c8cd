/* SPDX-License-Identifier: MIT
 *
 * Errors and warnings of code generation.
 *
 * Must agree with compiler_error, compiler_warn and forbidden_name of CPython: they
 * count columns in bytes.
 */
#include "compiler/codegen/generator.h"

#include "base/quote.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *format_complaint(struct generator *gen, const char *format,
                                    va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size < 0)
        fail_memory(gen->ctx);
    char *text = ctx_alloc(gen->ctx, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    return text;
}

void gen_fail(struct generator *gen, struct location place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_complaint(gen, format, arguments);
    va_end(arguments);
    struct error_place where = {place.line, place.column + 1, place.end_line,
                                place.end_column + 1};
    fail_place(gen->ctx, "SyntaxError", &where, "%s", text);
}

/* From 3.13.4 to 3.13.9 the registry of the module that compiles decides, which knows no
 * file names: what was told of a line is not told again. */
static bool was_told(const struct ctx *ctx, const char *text, int32_t line)
{
    for (size_t i = 0; i < ctx->result->diags.count; i++) {
        const struct diag *told = &ctx->result->diags.items[i];
        if (told->line == line && !strcmp(told->class_name, "SyntaxWarning") &&
            !strcmp(told->message, text))
            return true;
    }
    return false;
}

void gen_warn(struct generator *gen, struct location place, const char *format, ...)
{
    if (gen->quiet && target_has(gen->ctx->target, FEATURE_QUIET_FINALLY_COPY))
        return;
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_complaint(gen, format, arguments);
    va_end(arguments);
    if (target_has(gen->ctx->target, FEATURE_WARNINGS_TOLD_ONCE) &&
        was_told(gen->ctx, text, place.line))
        return;
    struct span span = {(uint32_t)place.line, (uint32_t)place.column,
                        (uint32_t)place.end_line, (uint32_t)place.end_column};
    ctx_warn(gen->ctx, "SyntaxWarning", span, "%s", text);
}

void gen_check_name(struct generator *gen, name_id name, enum ast_context context,
                    struct location place)
{
    if (name != gen->known.debug || context == AST_Load ||
        target_has(gen->ctx->target, FEATURE_CONTEXT_CHECKED_IN_SCOPES))
        return;
    gen_fail(gen, place,
             context == AST_Store ? "cannot assign to __debug__"
                                  : "cannot delete __debug__");
}

const char *gen_name_text(struct generator *gen, name_id name)
{
    return intern_get(gen->ctx->names, name)->bytes;
}

static const char *copy_out(struct generator *gen, struct buf *out)
{
    if (!buf_ok(out)) {
        buf_free(out);
        fail_memory(gen->ctx);
    }
    char *text = arena_copy(gen->ctx->arena, buf_text(out), out->size);
    buf_free(out);
    if (!text)
        fail_memory(gen->ctx);
    return text;
}

const char *gen_name_repr(struct generator *gen, name_id name)
{
    const struct intern_text *text = intern_get(gen->ctx->names, name);
    const struct target *target = gen->ctx->target;
    struct buf out = BUF_INIT;
    quote_text(&out, text->bytes, text->size,
               UNICODE_VERSION(target->unicode_major, target->unicode_minor));
    return copy_out(gen, &out);
}

const char *gen_value_repr(struct generator *gen, const struct value *value)
{
    struct buf out = BUF_INIT;
    value_repr(gen->ctx, value, &out);
    return copy_out(gen, &out);
}

/* A tuple of names as repr shows it. */
static const char *names_repr(struct generator *gen, const struct name_list *names)
{
    struct buf out = BUF_INIT;
    for (uint32_t i = 0; i < names->count; i++) {
        buf_add_text(&out, i ? ", " : "(");
        buf_add_text(&out, gen_name_repr(gen, names->items[i]));
    }
    buf_add_text(&out, names->count == 1 ? ",)" : ")");
    return copy_out(gen, &out);
}

void gen_fail_closure(struct generator *gen, const struct code_unit *inner, name_id name,
                      bool free)
{
    enum { REFERENCE_FREE = 4, REFERENCE_CELL = 5 };
    fail_class(gen->ctx, "SystemError", (struct span){0, 0, 0, 0},
               "compiler_lookup_arg(name=%s) with reftype=%d failed in %s; "
               "freevars of code %s: %s",
               gen_name_repr(gen, name), free ? REFERENCE_FREE : REFERENCE_CELL,
               gen_name_text(gen, gen->body->unit.name), gen_name_text(gen, inner->name),
               names_repr(gen, &inner->freevars));
}
