/* SPDX-License-Identifier: MIT
 *
 * Future statements: see future.h (CPython: Python/future.c).  Their errors count
 * columns in bytes.
 */
#include "compiler/ast/future.h"

#include "compiler/ast/fold.h"

#include <string.h>

#define LATE_FUTURE "from __future__ imports must occur at the beginning of the file"

/* Features that are part of the language by now. */
static const char *const mandatory_features[] = {
    "nested_scopes",  "generators",     "division",         "absolute_import",
    "with_statement", "print_function", "unicode_literals", "generator_stop",
};

static bool is_mandatory(const char *feature)
{
    for (size_t i = 0; i < ARRAY_COUNT(mandatory_features); i++)
        if (!strcmp(feature, mandatory_features[i]))
            return true;
    return false;
}

static _Noreturn void fail_feature(struct ctx *ctx, const struct ast_stmt *stmt,
                                   const struct ast_alias *alias, const char *feature)
{
    bool ranged = target_has(ctx->target, FEATURE_FUTURE_ERROR_AT_NAME);
    struct span span = ranged ? alias->span : stmt->span;
    struct error_place place = {span.line, (long)span.column + 1, span.line, 0};
    if (ranged) {
        place.end_line = span.end_line;
        place.end_column = (long)span.end_column + 1;
    }
    if (!strcmp(feature, "braces"))
        fail_place(ctx, "SyntaxError", &place, "not a chance");
    fail_place(ctx, "SyntaxError", &place, "future feature %.100s is not defined", feature);
}

static void take_features(struct ctx *ctx, const struct ast_stmt *stmt,
                          struct future *future)
{
    for (uint32_t i = 0; i < stmt->ImportFrom.names.count; i++) {
        const struct ast_alias *alias = stmt->ImportFrom.names.items[i];
        const char *feature = intern_get(ctx->names, alias->name)->bytes;
        if (!strcmp(feature, "annotations"))
            future->annotations = true;
        else if (!strcmp(feature, "barry_as_FLUFL"))
            future->barry_as_flufl = true;
        else if (!is_mandatory(feature))
            fail_feature(ctx, stmt, alias, feature);
    }
    future->last = stmt->span;
}

static bool names_future(struct ctx *ctx, const struct ast_stmt *stmt)
{
    return stmt->kind == AST_ImportFrom && stmt->ImportFrom.module &&
           !strcmp(intern_get(ctx->names, stmt->ImportFrom.module)->bytes, "__future__");
}

static bool is_future(struct ctx *ctx, const struct ast_stmt *stmt)
{
    return names_future(ctx, stmt) &&
           (!stmt->ImportFrom.level || target_has(ctx->target, FEATURE_FUTURE_WITH_DOTS));
}

/* Further ones on the line where the first other statement ends. */
static void check_line(struct ctx *ctx, const struct ast_stmts *body, uint32_t index)
{
    for (uint32_t i = index + 1; i < body->count; i++) {
        const struct ast_stmt *stmt = body->items[i];
        if (stmt->span.line > body->items[i - 1]->span.line)
            return;
        struct error_place place = {stmt->span.line, stmt->span.column, stmt->span.line, 0};
        if (names_future(ctx, stmt))
            fail_place(ctx, "SyntaxError", &place, LATE_FUTURE);
    }
}

void future_parse(struct ctx *ctx, const struct ast_module *module, struct future *future)
{
    *future = (struct future){0};
    const struct ast_stmts *body = &module->body;
    uint32_t i = ast_has_docstring(body);
    while (i < body->count && is_future(ctx, body->items[i]))
        take_features(ctx, body->items[i++], future);
    if (target_has(ctx->target, FEATURE_FUTURE_BY_LINE))
        check_line(ctx, body, i);
}

/* Whether `stmt` begins after `future->last` ends. */
static bool is_late(struct ctx *ctx, const struct future *future, const struct span *span)
{
    if (target_has(ctx->target, FEATURE_FUTURE_BY_LINE))
        return span->line > future->last.line;
    return span->line > future->last.end_line ||
           (span->line == future->last.end_line && span->column > future->last.end_column);
}

void future_check_place(struct ctx *ctx, const struct future *future,
                        const struct ast_stmt *stmt)
{
    const struct span *span = &stmt->span;
    struct error_place place = {span->line, (long)span->column + 1, span->end_line,
                                (long)span->end_column + 1};
    if (is_future(ctx, stmt) && is_late(ctx, future, span))
        fail_place(ctx, "SyntaxError", &place, LATE_FUTURE);
}
