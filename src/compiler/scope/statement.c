/* SPDX-License-Identifier: MIT
 *
 * First pass, statements: symtable_visit_stmt.
 */
#include "compiler/scope/walk.h"

#include <string.h>

/* The name that an import binds: of a.b.c it is a. */
static void visit_alias(struct scope_walk *walk, const struct ast_alias *alias)
{
    name_id name = alias->asname ? alias->asname : alias->name;
    const struct intern_text *text = intern_get(walk->ctx->names, name);
    const char *dot = memchr(text->bytes, '.', text->size);
    if (text->size == 1 && text->bytes[0] == '*') {
        if (walk->current->kind != SCOPE_MODULE)
            scope_fail(walk->ctx, alias->span, "import * only allowed at module level");
        return;
    }
    if (dot)
        name = ctx_name(walk->ctx, text->bytes, (size_t)(dot - text->bytes));
    scope_add(walk, name, SYMBOL_IMPORT, alias->span);
}

static void visit_aliases(struct scope_walk *walk, const struct ast_aliases *aliases)
{
    for (uint32_t i = 0; i < aliases->count; i++)
        visit_alias(walk, aliases->items[i]);
}

/* PEP 810: where a lazy import may stand. */
static void check_lazy(struct scope_walk *walk, const struct ast_stmt *stmt,
                       const char *what)
{
    const struct scope *scope = walk->current;
    const char *where = scope->in_try_block             ? "try/except blocks"
                        : scope->kind == SCOPE_FUNCTION ? "functions"
                        : scope->kind == SCOPE_CLASS    ? "classes"
                                                        : NULL;
    if (where)
        scope_fail(walk->ctx, stmt->span, "lazy %s not allowed inside %s", what, where);
}

static void check_lazy_star(struct scope_walk *walk, const struct ast_stmt *stmt)
{
    const struct ast_aliases *names = &stmt->ImportFrom.names;
    check_lazy(walk, stmt, "from ... import");
    for (uint32_t i = 0; i < names->count; i++)
        if (!strcmp(scope_text(walk, names->items[i]->name), "*"))
            scope_fail(walk->ctx, stmt->span, "lazy from ... import * is not allowed");
}

static void visit_import_from(struct scope_walk *walk, const struct ast_stmt *stmt)
{
    if (stmt->ImportFrom.is_lazy)
        check_lazy_star(walk, stmt);
    visit_aliases(walk, &stmt->ImportFrom.names);
    if (walk->early_checks)
        future_check_place(walk->ctx, walk->future, stmt);
}

/* What a block did with a name before it says global or nonlocal. */
static void check_declaration(struct scope_walk *walk, const struct ast_stmt *stmt,
                              name_id name, const char *word)
{
    unsigned flags = scope_flags_here(walk, walk->current, name);
    const char *text = scope_text(walk, name);
    if (flags & SYMBOL_PARAM)
        scope_fail(walk->ctx, stmt->span, "name '%s' is parameter and %s", text, word);
    if (flags & SYMBOL_USE)
        scope_fail(walk->ctx, stmt->span, "name '%s' is used prior to %s declaration", text,
                   word);
    if (flags & SYMBOL_ANNOT)
        scope_fail(walk->ctx, stmt->span, "annotated name '%s' can't be %s", text, word);
    if (flags & SYMBOL_LOCAL)
        scope_fail(walk->ctx, stmt->span, "name '%s' is assigned to before %s declaration",
                   text, word);
}

static void visit_declaration(struct scope_walk *walk, const struct ast_stmt *stmt,
                              const struct ast_idents *names, unsigned flag)
{
    for (uint32_t i = 0; i < names->count; i++) {
        name_id name = names->items[i];
        check_declaration(walk, stmt, name, flag == SYMBOL_GLOBAL ? "global" : "nonlocal");
        scope_add(walk, name, flag, stmt->span);
        scope_note_directive(walk, name, stmt->span);
    }
}

static void visit_annotated_name(struct scope_walk *walk, const struct ast_stmt *stmt)
{
    const struct ast_expr *target = stmt->AnnAssign.target;
    name_id name = target->Name.id;
    unsigned flags = scope_flags_here(walk, walk->current, name);
    if ((flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) && stmt->AnnAssign.simple &&
        walk->current->kind != SCOPE_MODULE)
        scope_fail(walk->ctx, stmt->span, "annotated name '%s' can't be %s",
                   scope_text(walk, name), flags & SYMBOL_GLOBAL ? "global" : "nonlocal");
    if (stmt->AnnAssign.simple)
        scope_add(walk, name, SYMBOL_ANNOT | SYMBOL_LOCAL, target->span);
    else if (stmt->AnnAssign.value)
        scope_add(walk, name, SYMBOL_LOCAL, target->span);
}

static void visit_annotated_assignment(struct scope_walk *walk, const struct ast_stmt *stmt)
{
    if (walk->deferred_annotations)
        walk->current->annotations_used = true;
    if (stmt->AnnAssign.target->kind == AST_Name)
        visit_annotated_name(walk, stmt);
    else
        scope_visit_expr(walk, stmt->AnnAssign.target);
    scope_visit_annotation(walk, stmt->AnnAssign.annotation);
    scope_visit_optional(walk, stmt->AnnAssign.value);
}

/* 3.14 finds here what code generation found before. */
static void check_async_stmt(struct scope_walk *walk, const struct ast_stmt *stmt,
                             const char *what)
{
    if (walk->early_checks && !walk->current->coroutine)
        scope_fail(walk->ctx, stmt->span, "'async %s' outside async function", what);
}

static void visit_conditional(struct scope_walk *walk, const struct ast_stmts *body,
                              const struct ast_stmts *orelse)
{
    struct scope *scope = walk->current;
    bool outer = scope->in_conditional_block;
    scope->in_conditional_block = true;
    scope_visit_stmts(walk, body);
    scope_visit_stmts(walk, orelse);
    scope->in_conditional_block = outer;
}

static void visit_for(struct scope_walk *walk, const struct ast_For *loop)
{
    scope_visit_expr(walk, loop->target);
    scope_visit_expr(walk, loop->iter);
    visit_conditional(walk, &loop->body, &loop->orelse);
}

static void visit_with(struct scope_walk *walk, const struct ast_With *with)
{
    struct scope *scope = walk->current;
    bool outer = scope->in_conditional_block;
    scope->in_conditional_block = true;
    for (uint32_t i = 0; i < with->items.count; i++) {
        scope_visit_expr(walk, with->items.items[i].context_expr);
        scope_visit_optional(walk, with->items.items[i].optional_vars);
    }
    scope_visit_stmts(walk, &with->body);
    scope->in_conditional_block = outer;
}

static void visit_handlers(struct scope_walk *walk, const struct ast_handlers *handlers)
{
    for (uint32_t i = 0; i < handlers->count; i++) {
        const struct ast_handler *handler = handlers->items[i];
        scope_visit_optional(walk, handler->type);
        if (handler->name)
            scope_add(walk, handler->name, SYMBOL_LOCAL, handler->span);
        scope_visit_stmts(walk, &handler->body);
    }
}

static void visit_try(struct scope_walk *walk, const struct ast_Try *try)
{
    struct scope *scope = walk->current;
    bool conditional = scope->in_conditional_block, in_try = scope->in_try_block;
    scope->in_conditional_block = scope->in_try_block = true;
    bool else_first = target_has(walk->ctx->target, FEATURE_ELSE_BEFORE_HANDLERS);
    scope_visit_stmts(walk, &try->body);
    if (else_first)
        scope_visit_stmts(walk, &try->orelse);
    visit_handlers(walk, &try->handlers);
    if (!else_first)
        scope_visit_stmts(walk, &try->orelse);
    scope_visit_stmts(walk, &try->finalbody);
    scope->in_conditional_block = conditional;
    scope->in_try_block = in_try;
}

static void visit_match(struct scope_walk *walk, const struct ast_Match *match)
{
    struct scope *scope = walk->current;
    bool outer = scope->in_conditional_block;
    scope_visit_expr(walk, match->subject);
    scope->in_conditional_block = true;
    scope_visit_cases(walk, &match->cases);
    scope->in_conditional_block = outer;
}

static void visit_return(struct scope_walk *walk, const struct ast_expr *value)
{
    if (!value)
        return;
    scope_visit_expr(walk, value);
    walk->current->returns_value = true;
}

/* What binds nothing by itself. */
static void visit_simple_stmt(struct scope_walk *walk, const struct ast_stmt *stmt)
{
    switch ((int)stmt->kind) {
    case AST_Expr:
        scope_visit_expr(walk, stmt->Expr.value);
        break;
    case AST_Assign:
        scope_visit_exprs(walk, &stmt->Assign.targets);
        scope_visit_expr(walk, stmt->Assign.value);
        break;
    case AST_AugAssign:
        scope_visit_expr(walk, stmt->AugAssign.target);
        scope_visit_expr(walk, stmt->AugAssign.value);
        break;
    case AST_Delete:
        scope_visit_exprs(walk, &stmt->Delete.targets);
        break;
    case AST_Raise:
        scope_visit_optional(walk, stmt->Raise.exc);
        scope_visit_optional(walk, stmt->Raise.cause);
        break;
    case AST_Assert:
        scope_visit_expr(walk, stmt->Assert.test);
        scope_visit_optional(walk, stmt->Assert.msg);
        break;
    }
}

static void visit_stmt(struct scope_walk *walk, const struct ast_stmt *stmt)
{
    scope_deepen(walk);
    switch (stmt->kind) {
    case AST_FunctionDef:
        scope_visit_function(walk, stmt, &stmt->FunctionDef, false);
        break;
    case AST_AsyncFunctionDef:
        scope_visit_function(walk, stmt, &stmt->FunctionDef, true);
        break;
    case AST_ClassDef:
        scope_visit_class(walk, stmt);
        break;
    case AST_Return:
        visit_return(walk, stmt->Return.value);
        break;
    case AST_TypeAlias:
        scope_visit_type_alias(walk, stmt);
        break;
    case AST_AnnAssign:
        visit_annotated_assignment(walk, stmt);
        break;
    case AST_AsyncFor:
        check_async_stmt(walk, stmt, "for");
        visit_for(walk, &stmt->For);
        break;
    case AST_For:
        visit_for(walk, &stmt->For);
        break;
    case AST_While:
        scope_visit_expr(walk, stmt->While.test);
        visit_conditional(walk, &stmt->While.body, &stmt->While.orelse);
        break;
    case AST_If:
        scope_visit_expr(walk, stmt->If.test);
        visit_conditional(walk, &stmt->If.body, &stmt->If.orelse);
        break;
    case AST_AsyncWith:
        check_async_stmt(walk, stmt, "with");
        visit_with(walk, &stmt->With);
        break;
    case AST_With:
        visit_with(walk, &stmt->With);
        break;
    case AST_Match:
        visit_match(walk, &stmt->Match);
        break;
    case AST_Try:
    case AST_TryStar:
        visit_try(walk, &stmt->Try);
        break;
    case AST_Import:
        if (stmt->Import.is_lazy)
            check_lazy(walk, stmt, "import");
        visit_aliases(walk, &stmt->Import.names);
        break;
    case AST_ImportFrom:
        visit_import_from(walk, stmt);
        break;
    case AST_Global:
        visit_declaration(walk, stmt, &stmt->Global.names, SYMBOL_GLOBAL);
        break;
    case AST_Nonlocal:
        visit_declaration(walk, stmt, &stmt->Nonlocal.names, SYMBOL_NONLOCAL);
        break;
    case AST_Expr:
    case AST_Assign:
    case AST_AugAssign:
    case AST_Delete:
    case AST_Raise:
    case AST_Assert:
        visit_simple_stmt(walk, stmt);
        break;
    case AST_Pass:
    case AST_Break:
    case AST_Continue:
        break;
    }
    walk->depth--;
}

void scope_visit_stmts(struct scope_walk *walk, const struct ast_stmts *stmts)
{
    for (uint32_t i = 0; i < stmts->count; i++)
        visit_stmt(walk, stmts->items[i]);
}
