/* SPDX-License-Identifier: MIT
 *
 * What every stage is handed, and the one way out: see ctx.h.
 */
#include "compiler/ctx.h"

#include "compiler/error_line.h"
#include "compiler/lex/lex.h"

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
    arena_reset(&result->fleeting);
    intern_reset(names);
    names->arena = arena;
    ctx->arena = arena;
    ctx->fleeting = &result->fleeting;
    ctx->names = names;
    ctx->target = target;
    ctx->filename = filename;
    ctx->level = 0;
    ctx->result = result;
    ctx->filters = NULL;
    ctx->text = NULL;
    ctx->text_size = 0;
    ctx->invalid_text = false;
    ctx->filename_is_source = ctx->added_newline = ctx->marked = false;
    ctx->byte_columns = false;
    ctx->field = (struct field_text){NULL, 0, 0};
    ctx->whole_line = ctx->failed_at_end = false;
    ctx->last_statement = 0;
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
    struct field_text field = ctx->field;
    memcpy(&outer, &ctx->exit, sizeof outer);
    enum compile_status status = ctx_run(ctx, run, argument);
    memcpy(&ctx->exit, &outer, sizeof outer);
    ctx->depth = depth;
    ctx->field = field;
    return status;
}

void ctx_leave(struct ctx *ctx, enum compile_status status)
{
    ctx->status = status;
    longjmp(ctx->exit, 1);
}

name_id ctx_name(struct ctx *ctx, const char *bytes, size_t size)
{
    name_id id = intern_bytes(ctx->names, bytes, size);
    if (!id)
        fail_memory(ctx);
    return id;
}

/* Columns are characters, all of the line where the error begins. */
struct error_place ctx_place(struct ctx *ctx, struct span span)
{
    struct error_place place = {span.line, (long)span.column + 1, span.end_line,
                                (long)span.end_column + 1};
    if (!span.line)
        return (struct error_place){0, 0, 0, 0};
    if (!span.end_line)
        place.end_column = 0;
    if (!ctx->text || ctx->byte_columns)
        return place;
    struct error_line line = error_line_find(ctx, place.line);
    place.column = error_line_column(&line, place.column);
    place.end_column = error_line_column(&line, place.end_column);
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

/* All of the field's code up to the end of the line with the error. */
static size_t field_shown(const struct field_text *field, long line)
{
    const char *at = field->bytes, *end = at + field->size;
    for (long left = line - (long)field->line; at && at < end; left--) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
        if (left <= 0)
            break;
    }
    return at ? (size_t)(at - field->bytes) : 0;
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
        .text = ctx->field.bytes,
        .text_size = field_shown(&ctx->field, place->line),
        .line = place->line,
        .column = place->column,
        .end_line = place->end_line,
        .end_column = place->end_column,
        .whole_line = ctx->whole_line,
    };
    ctx->whole_line = false;
}

void fail_syntax(struct ctx *ctx, struct span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(ctx, format, arguments);
    va_end(arguments);
    struct error_place place = ctx_place(ctx, span);
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
    struct error_place place = ctx_place(ctx, span);
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

void ctx_warn_as(struct ctx *ctx, const struct ctx_warning *warning)
{
    struct error_place place = {warning->line, 0, 0, 0};
    enum warning_action action = WARNING_SHOW;
    if (ctx->filters)
        action = warning_decide(ctx->filters, warning->class_name, warning->message,
                                ctx->filename, warning->line);
    if (action == WARNING_SHOW)
        add_diag(ctx, DIAG_WARNING, warning->class_name, &place, warning->message);
    if (action != WARNING_ERROR)
        return;
    ctx->whole_line = warning->whole_line;
    add_diag(ctx, DIAG_ERROR, "SyntaxError", &warning->error_place, warning->error_message);
    ctx_leave(ctx, COMPILE_REJECTED);
}

void ctx_warn(struct ctx *ctx, const char *class_name, struct span span, const char *format,
              ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = format_message(ctx, format, arguments);
    va_end(arguments);
    struct error_place place = {span.line, (long)span.column + 1, span.end_line,
                                (long)span.end_column + 1};
    ctx_warn_as(
        ctx, &(struct ctx_warning){class_name, message, span.line, message, place, false});
}
