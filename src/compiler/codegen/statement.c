/* SPDX-License-Identifier: MIT
 *
 * Statements: which function makes each, and the simple ones.
 *
 * Must agree with compiler_visit_stmt of CPython.
 */
#include "compiler/codegen/statement.h"

void gen_statements(struct generator *gen, const struct ast_stmts *stmts)
{
    for (uint32_t i = 0; i < stmts->count; i++)
        gen_statement(gen, stmts->items[i]);
}

/* assignment: the targets from left to right, a copy of the value for all but the
 * last. */
static void assign_targets(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_exprs *targets = &stmt->Assign.targets;
    gen_expr(gen, stmt->Assign.value);
    for (uint32_t i = 0; i < targets->count; i++) {
        if (i + 1 < targets->count)
            gen_emit(gen, OP_COPY, 1, location_of(stmt->span));
        gen_expr(gen, targets->items[i]);
    }
}

/* raise_stmt */
static void raise_exception(struct generator *gen, const struct ast_stmt *stmt)
{
    int count = 0;
    if (stmt->Raise.exc) {
        gen_expr(gen, stmt->Raise.exc);
        count++;
        if (stmt->Raise.cause) {
            gen_expr(gen, stmt->Raise.cause);
            count++;
        }
    }
    gen_emit(gen, OP_RAISE_VARARGS, count, location_of(stmt->span));
}

/* A constant as a statement leaves only its line.  What takes a value away has none. */
static void evaluate(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_expr *value = stmt->Expr.value;
    if (value->kind == AST_Constant) {
        gen_emit0(gen, OP_NOP, location_of(stmt->span));
        return;
    }
    gen_expr(gen, value);
    gen_emit0(gen, OP_POP_TOP, location_none);
    gen_at(gen, location_none);
}

static bool is_full_tuple(const struct ast_expr *expr)
{
    if (expr->kind == AST_Tuple)
        return expr->Tuple.elts.count > 0;
    return expr->kind == AST_Constant && expr->Constant.value.kind == VALUE_TUPLE &&
           expr->Constant.value.elements.count > 0;
}

/* Where the raise of a failed assertion stands. */
static void load_assertion_error(struct generator *gen, struct location place)
{
    if (gen_knows(gen, OP_LOAD_ASSERTION_ERROR))
        gen_emit0(gen, OP_LOAD_ASSERTION_ERROR, place);
    else
        gen_emit(gen, OP_LOAD_COMMON_CONSTANT, 0, place);
}

/* assert_stmt (compiler_assert) */
static void check_assertion(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_expr *test = stmt->Assert.test;
    struct location place = location_of(stmt->span);
    if (is_full_tuple(test))
        gen_warn(gen, place, "assertion is always true, perhaps remove parentheses?");
    if (gen->ctx->level)
        return;
    int32_t end = gen_label(gen);
    gen_jump_if(gen, test, end, true, place);
    place = gen_here(gen, place);
    load_assertion_error(gen, place);
    if (stmt->Assert.msg) {
        gen_expr(gen, stmt->Assert.msg);
        gen_invoke(gen, 0, place);
    }
    if (target_has(gen->ctx->target, FEATURE_ASSERTIONS_RAISED_AT_TEST)) {
        place = location_of(test->span);
        gen_at(gen, place);
    }
    gen_emit(gen, OP_RAISE_VARARGS, 1, place);
    gen_place(gen, end);
}

/* Statements whose body may not be run, or not to its end (CODEGEN_COND_BLOCK). */
static bool may_not_run(enum ast_stmt_kind kind)
{
    return kind == AST_For || kind == AST_AsyncFor || kind == AST_While || kind == AST_If ||
           kind == AST_With || kind == AST_AsyncWith || kind == AST_Match ||
           kind == AST_Try || kind == AST_TryStar;
}

void gen_statement(struct generator *gen, const struct ast_stmt *stmt)
{
    gen_at(gen, location_of(stmt->span));
    bool conditional = may_not_run(stmt->kind);
    gen->body->conditional_blocks += conditional;
    switch (stmt->kind) {
    case AST_FunctionDef:
    case AST_AsyncFunctionDef:
        gen_function(gen, stmt);
        break;
    case AST_ClassDef:
        gen_class(gen, stmt);
        break;
    case AST_TypeAlias:
        gen_type_alias(gen, stmt);
        break;
    case AST_Return:
        gen_return(gen, stmt);
        break;
    case AST_Delete:
        gen_exprs(gen, &stmt->Delete.targets);
        break;
    case AST_Assign:
        assign_targets(gen, stmt);
        break;
    case AST_AugAssign:
        gen_augmented(gen, stmt);
        break;
    case AST_AnnAssign:
        gen_annotated_assign(gen, stmt);
        break;
    case AST_For:
        gen_for(gen, stmt);
        break;
    case AST_AsyncFor:
        gen_async_for(gen, stmt);
        break;
    case AST_While:
        gen_while(gen, stmt);
        break;
    case AST_If:
        gen_if(gen, stmt);
        break;
    case AST_With:
    case AST_AsyncWith:
        gen_with(gen, stmt);
        break;
    case AST_Match:
        gen_match(gen, stmt);
        break;
    case AST_Raise:
        raise_exception(gen, stmt);
        break;
    case AST_Try:
        gen_try(gen, stmt);
        break;
    case AST_TryStar:
        gen_try_star(gen, stmt);
        break;
    case AST_Assert:
        check_assertion(gen, stmt);
        break;
    case AST_Import:
        gen_import(gen, stmt);
        break;
    case AST_ImportFrom:
        gen_import_from(gen, stmt);
        break;
    case AST_Global:
    case AST_Nonlocal:
        break;
    case AST_Expr:
        evaluate(gen, stmt);
        break;
    case AST_Pass:
        gen_emit0(gen, OP_NOP, location_of(stmt->span));
        break;
    case AST_Break:
        gen_break(gen, location_of(stmt->span));
        break;
    case AST_Continue:
        gen_continue(gen, location_of(stmt->span));
        break;
    }
    gen->body->conditional_blocks -= conditional;
}
