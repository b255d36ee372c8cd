/* SPDX-License-Identifier: MIT
 *
 * What every stage is handed, and the one way out: see ctx.h.
 */
#include "compiler/ctx.h"

#include "compiler/lex/lex.h"
#include "compiler/source/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const known_names[] = {
#define TOKEN(kind, text)
#define OPERATOR(kind, spelling)
#define KEYWORD(kind, spelling) [NAME_##kind##_KEYWORD] = spelling,
#define SOFT(kind, spelling) [NAME_##kind] = spelling,
#include "compiler/lex/token.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
#undef SOFT
};

bool ctx_begin(struct ctx *ctx, struct arena *arena, struct intern *names,
               const struct target *target, const char *filename,
               struct compile_result *result)
{
    arena_reset(arena);
    intern_reset(names);
    names->arena = arena;
    ctx->arena = arena;
    ctx->names = names;
    ctx->target = target;
    ctx->filename = filename;
    ctx->level = 0;
    ctx->result = result;
    ctx->filters = NULL;
    ctx->text = NULL;
    ctx->text_size = 0;
    ctx->invalid_text = ctx->added_newline = false;
    ctx->byte_columns = false;
    ctx->depth = 0;
    ctx->status = COMPILE_OK;
    for (name_id id = NAME_NONE + 1; id < NAMES_KNOWN; id++)
        if (intern_bytes(names, known_names[id], strlen(known_names[id])) != id)
            return false;
    return true;
}

enum compile_status ctx_run(struct ctx *ctx, void (*run)(struct ctx *ctx, void *argument),
                            void *argument)
{
    if (setjmp(ctx->exit))
        return ctx->status;
    run(ctx, argument);
    return COMPILE_OK;
}

enum compile_status ctx_try(struct ctx *ctx, void (*run)(struct ctx *ctx, void *argument),
                            void *argument)
{
    jmp_buf outer;
    int depth = ctx->depth;
    memcpy(&outer, &ctx->exit, sizeof outer);
    enum compile_status status = ctx_run(ctx, run, argument);
    memcpy(&ctx->exit, &outer, sizeof outer);
    ctx->depth = depth;
    return status;
}

void ctx_leave(struct ctx *ctx, enum compile_status status)
{
    ctx->status = status;
    longjmp(ctx->exit, 1);
}

void *ctx_alloc(struct ctx *ctx, size_t size)
{
    void *memory = arena_alloc(ctx->arena, size);
    if (!memory)
        fail_memory(ctx);
    return memory;
}

name_id ctx_name(struct ctx *ctx, const char *bytes, size_t size)
{
    name_id id = intern_bytes(ctx->names, bytes, size);
    if (!id)
        fail_memory(ctx);
    return id;
}

/* Where a line of the text begins; the text's end where it has no such line. */
static const char *line_start(const struct ctx *ctx, uint32_t line)
{
    const char *at = ctx->text, *end = ctx->text + ctx->text_size;
    while (line > 1 && at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
        line--;
    }
    return at;
}

/* The column after as many bytes of the line where an error begins, counted from 1 and
 * in characters, not further than the line's end (CPython:
 * _PyPegen_byte_offset_to_character_offset). */
static long character_column(const struct ctx *ctx, uint32_t line, uint32_t bytes)
{
    if (!ctx->text || ctx->byte_columns)
        return (long)bytes + 1;
    const char *at = line_start(ctx, line), *end = ctx->text + ctx->text_size;
    const char *newline = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    size_t size = (size_t)((newline ? newline + 1 : end) - at);
    size -= newline && newline + 1 == end && ctx->added_newline;
    return utf8_replaced_column(at, size, (size_t)bytes + 1);
}

static struct error_place place_of(const struct ctx *ctx, struct span span)
{
    struct error_place place = {0, 0, 0, 0};
    if (span.line) {
        place.line = span.line;
        place.column = character_column(ctx, span.line, span.column);
    }
    if (span.end_line) {
        place.end_line = span.end_line;
        place.end_column = character_column(ctx, span.line, span.end_column);
    }
    return place;
}

static const char *format_message(struct ctx *ctx, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = size < 0 ? NULL : arena_alloc(&ctx->result->arena, (size_t)size + 1);
    if (!text)
        fail_memory(ctx);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    return text;
}

static void add_diag(struct ctx *ctx, enum diag_kind kind, const char *class_name,
                     const struct error_place *place, const char *message)
{
    if (!VEC_GROW(&ctx->result->diags))
        fail_memory(ctx);
    ctx->result->diags.items[ctx->result->diags.count++] = (struct diag){
        .kind = kind,
        .level = ctx->level,
        .class_name = class_name,
        .message = message,
        .filename = ctx->filename,
        .line = place->line,
        .column = place->column,
        .end_line = place->end_line,
        .end_column = place->end_column,
    };
}

void fail_syntax(struct ctx *ctx, struct span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(ctx, format, arguments);
    va_end(arguments);
    struct error_place place = place_of(ctx, span);
    add_diag(ctx, DIAG_ERROR, "SyntaxError", &place, message);
    ctx_leave(ctx, COMPILE_REJECTED);
}

void fail_class(struct ctx *ctx, const char *class_name, struct span span,
                const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(ctx, format, arguments);
    va_end(arguments);
    struct error_place place = place_of(ctx, span);
    add_diag(ctx, DIAG_ERROR, class_name, &place, message);
    ctx_leave(ctx, COMPILE_REJECTED);
}

void fail_place(struct ctx *ctx, const char *class_name, const struct error_place *place,
                const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(ctx, format, arguments);
    va_end(arguments);
    add_diag(ctx, DIAG_ERROR, class_name, place, message);
    ctx_leave(ctx, COMPILE_REJECTED);
}

void fail_memory(struct ctx *ctx)
{
    ctx_leave(ctx, COMPILE_NO_MEMORY);
}

void fail_unsupported(struct ctx *ctx, const char *what)
{
    ctx->result->reason = what;
    ctx_leave(ctx, COMPILE_UNSUPPORTED);
}

void ctx_warn(struct ctx *ctx, const char *class_name, struct span span, const char *format,
              ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(ctx, format, arguments);
    va_end(arguments);
    struct error_place place = place_of(ctx, span);
    enum warning_action action = WARNING_SHOW;
    if (ctx->filters)
        action =
            warning_decide(ctx->filters, class_name, message, ctx->filename, place.line);
    if (action == WARNING_SHOW)
        add_diag(ctx, DIAG_WARNING, class_name, &place, message);
    if (action != WARNING_ERROR)
        return;
    add_diag(ctx, DIAG_ERROR, "SyntaxError", &place, message);
    ctx_leave(ctx, COMPILE_REJECTED);
}
