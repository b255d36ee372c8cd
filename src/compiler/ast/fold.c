/* SPDX-License-Identifier: MIT
 *
 * The walk of folding through statements: see fold.h (CPython: astfold_stmt and
 * astfold_body).
 */
#include "compiler/ast/fold.h"

#include "compiler/ast/fold_fields.h"
#include "compiler/ast/folder.h"

#include <string.h>

/* How deep we go where CPython goes as deep as its stack has room for. */
enum { FOLD_DEPTH_LIMIT = 10000 };

/* Which block of a statement. */
enum fold_block {
    FOLD_BLOCK_body,
    FOLD_BLOCK_orelse,
    FOLD_BLOCK_finalbody,
};

static struct ast_stmt *fold_stmt(struct folder *folder, struct ast_stmt *stmt);
static bool change_block(struct folder *folder, enum ast_stmt_kind kind,
                         enum fold_block block, struct ast_stmts *stmts);

void fold_enter(struct folder *folder)
{
    int limit = folder->ctx->target->tree_depth;
    if (++folder->depth <= (limit ? limit : FOLD_DEPTH_LIMIT))
        return;
    if (!limit)
        fail_unsupported(folder->ctx, "a tree nested more than 10000 deep");
    fail_class(folder->ctx, "RecursionError", (struct span){0},
               "maximum recursion depth exceeded during compilation");
}

void *fold_keep(struct folder *folder, const void *node, size_t size)
{
    return memcpy(ctx_alloc(folder->ctx, size), node, size);
}

static bool change_stmts(struct folder *folder, struct ast_stmts *stmts)
{
    CHANGE_POINTERS(folder, stmts, struct ast_stmt, fold_stmt)
}

static struct ast_handler *fold_handler(struct folder *folder, struct ast_handler *handler)
{
    struct ast_handler node = *handler;
    bool changed = fold_change_expr_opt(folder, &node.type);
    changed |= change_stmts(folder, &node.body);
    return changed ? fold_keep(folder, &node, sizeof node) : handler;
}

static bool change_handlers(struct folder *folder, struct ast_handlers *handlers)
{
    CHANGE_POINTERS(folder, handlers, struct ast_handler, fold_handler)
}

static bool change_withitem(struct folder *folder, struct ast_withitem *item)
{
    bool changed = fold_change_expr(folder, &item->context_expr);
    return fold_change_expr_opt(folder, &item->optional_vars) || changed;
}

static bool change_withitems(struct folder *folder, struct ast_withitems *items)
{
    CHANGE_STRUCTS(folder, items, struct ast_withitem, change_withitem)
}

static bool change_case(struct folder *folder, struct ast_case *node)
{
    bool changed = fold_change_pattern(folder, &node->pattern);
    changed |= fold_change_expr_opt(folder, &node->guard);
    return change_stmts(folder, &node->body) || changed;
}

static bool change_cases(struct folder *folder, struct ast_cases *cases)
{
    CHANGE_STRUCTS(folder, cases, struct ast_case, change_case)
}

bool ast_has_docstring(const struct ast_stmts *body)
{
    return body->count && body->items[0]->kind == AST_Expr &&
           body->items[0]->Expr.value->kind == AST_Constant &&
           body->items[0]->Expr.value->Constant.value.kind == VALUE_STR;
}

/* A statement in the place of another. */
static struct ast_stmt *new_stmt(struct folder *folder, enum ast_stmt_kind kind,
                                 struct span span)
{
    struct ast_stmt *stmt = CTX_NEW(folder->ctx, struct ast_stmt);
    *stmt = (struct ast_stmt){.kind = kind, .span = span};
    return stmt;
}

/* remove_docstring: `pass` where nothing else is in the block */
static void drop_docstring(struct folder *folder, struct ast_stmts *body)
{
    struct span span = body->items[0]->span;
    if (body->count > 1) {
        body->items++;
        body->count--;
        return;
    }
    span.end_line = span.line;
    span.end_column = span.column + (uint32_t)strlen("pass");
    struct ast_stmt *pass = new_stmt(folder, AST_Pass, span);
    body->items = fold_keep(folder, &pass, sizeof(struct ast_stmt *));
}

/* What became a string only now must not be taken for a docstring. */
static void hide_string(struct folder *folder, struct ast_stmts *body)
{
    struct ast_stmt *old = body->items[0];
    struct ast_expr *joined = CTX_NEW(folder->ctx, struct ast_expr);
    *joined = (struct ast_expr){.kind = AST_JoinedStr, .span = old->span};
    joined->JoinedStr.values.items =
        fold_keep(folder, &old->Expr.value, sizeof(struct ast_expr *));
    joined->JoinedStr.values.count = 1;
    struct ast_stmt *stmt = new_stmt(folder, AST_Expr, old->span);
    stmt->Expr.value = joined;
    body->items = fold_keep(folder, body->items, body->count * sizeof(struct ast_stmt *));
    body->items[0] = stmt;
}

/* The block of a module, class or function (astfold_body). */
static bool change_body(struct folder *folder, struct ast_stmts *body)
{
    bool docstring = ast_has_docstring(body), dropped = false;
    if (docstring && folder->early_docstrings && folder->level >= 2) {
        drop_docstring(folder, body);
        dropped = true;
    }
    bool changed = change_stmts(folder, body);
    if ((docstring && !dropped) || !ast_has_docstring(body))
        return changed || dropped;
    hide_string(folder, body);
    return true;
}

#define F(type, name) CHANGE_FIELD(type, name)
#define V(feature, type, name) CHANGE_FIELD(type, name)
#define CHANGE_stmts(field, block) changed |= change_block(folder, node.kind, block, field);
#define CHANGE_handlers(field, block) changed |= change_handlers(folder, field);
#define CHANGE_withitems(field, block) changed |= change_withitems(folder, field);
#define CHANGE_cases(field, block) changed |= change_cases(folder, field);

static struct ast_stmt *fold_stmt_parts(struct folder *folder, struct ast_stmt *stmt)
{
    struct ast_stmt node = *stmt;
    bool changed = false;
    switch (node.kind) {
#define STMT(Kind, fields) CHANGE_KIND(Kind, fields)
#include "compiler/ast/ast.def"
#undef STMT
    }
    return changed ? fold_keep(folder, &node, sizeof node) : stmt;
}

#undef F
#undef V
#undef CHANGE_stmts
#undef CHANGE_handlers
#undef CHANGE_withitems
#undef CHANGE_cases

static bool is_function(enum ast_stmt_kind kind)
{
    return kind == AST_FunctionDef || kind == AST_AsyncFunctionDef;
}

static bool is_loop_kind(enum ast_stmt_kind kind)
{
    return kind == AST_For || kind == AST_AsyncFor || kind == AST_While;
}

static bool change_block(struct folder *folder, enum ast_stmt_kind kind,
                         enum fold_block block, struct ast_stmts *stmts)
{
    enum fold_place place = folder->place;
    bool body = block == FOLD_BLOCK_body;
    if (block == FOLD_BLOCK_finalbody)
        folder->place = FOLD_IN_FINALLY;
    else if (body && is_function(kind))
        folder->place = FOLD_IN_FUNCTION;
    else if (body && is_loop_kind(kind))
        folder->place = FOLD_IN_LOOP;
    bool changed = body && (is_function(kind) || kind == AST_ClassDef)
                       ? change_body(folder, stmts)
                       : change_stmts(folder, stmts);
    folder->place = place;
    return changed;
}

/* PEP 765; columns are counted in bytes. */
static void warn_of_leaving(struct folder *folder, const struct ast_stmt *stmt)
{
    const char *word = stmt->kind == AST_Return  ? "return"
                       : stmt->kind == AST_Break ? "break"
                                                 : "continue";
    ctx_warn(folder->ctx, "SyntaxWarning", stmt->span, "'%s' in a 'finally' block", word);
}

static bool leaves_block(enum ast_stmt_kind kind)
{
    return kind == AST_Return || kind == AST_Break || kind == AST_Continue;
}

/* An annotation that is to be a string is put back. */
static void restore_annotation(struct ast_stmt *stmt, const struct ast_stmt *old)
{
    if (stmt == old)
        return;
    if (stmt->kind == AST_FunctionDef)
        stmt->FunctionDef.returns = old->FunctionDef.returns;
    else if (stmt->kind == AST_AsyncFunctionDef)
        stmt->AsyncFunctionDef.returns = old->AsyncFunctionDef.returns;
    else if (stmt->kind == AST_AnnAssign)
        stmt->AnnAssign.annotation = old->AnnAssign.annotation;
}

/* For: its iterable is looked at when all the rest is folded. */
static struct ast_stmt *fold_loop(struct folder *folder, struct ast_stmt *stmt,
                                  const struct ast_stmt *old)
{
    struct ast_expr *iter = stmt->For.iter;
    if (!fold_change_iterable(folder, &iter))
        return stmt;
    struct ast_stmt *result = stmt == old ? fold_keep(folder, stmt, sizeof *stmt) : stmt;
    result->For.iter = iter;
    return result;
}

static struct ast_stmt *fold_stmt(struct folder *folder, struct ast_stmt *stmt)
{
    fold_enter(folder);
    if (folder->place == FOLD_IN_FINALLY && folder->warn_finally &&
        leaves_block(stmt->kind))
        warn_of_leaving(folder, stmt);
    struct ast_stmt *result = fold_stmt_parts(folder, stmt);
    if (folder->keep_annotations)
        restore_annotation(result, stmt);
    if (result->kind == AST_For)
        result = fold_loop(folder, result, stmt);
    fold_leave(folder);
    return result;
}

const struct ast_module *ast_fold(struct ctx *ctx, const struct ast_module *module,
                                  int level, const struct future *future)
{
    struct folder folder = {
        .ctx = ctx,
        .level = level,
        .constants = target_has(ctx->target, FEATURE_CONSTANTS_FOLDED_IN_TREE),
        .keep_annotations = future->annotations,
        .early_docstrings = target_has(ctx->target, FEATURE_EARLY_DOCSTRING_REMOVAL),
        .warn_finally = target_has(ctx->target, FEATURE_FINALLY_WARNINGS),
        .debug = ctx_name(ctx, "__debug__", strlen("__debug__")),
    };
    struct ast_module folded = *module;
    if (!change_body(&folder, &folded.body))
        return module;
    return fold_keep(&folder, &folded, sizeof folded);
}
