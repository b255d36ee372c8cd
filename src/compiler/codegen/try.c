/* SPDX-License-Identifier: MIT
 *
 * try with except and finally.
 *
 * Must agree with compiler_try_except and compiler_try_finally of CPython.
 */
#include "compiler/codegen/statement.h"

/* The finally body stands twice: for what runs through, and for exceptions, which are
 * raised again after it. */
void gen_finally(struct generator *gen, const struct ast_stmts *final,
                 void (*protect)(struct generator *gen, const struct ast_stmt *stmt),
                 const struct ast_stmt *stmt)
{
    struct location place = location_of(stmt->span);
    int32_t body = gen_label(gen), end = gen_label(gen);
    int32_t exit = gen_label(gen), cleanup = gen_label(gen);
    gen_jump(gen, OP_SETUP_FINALLY, end, place);
    gen_place(gen, body);
    gen_push_block(gen, BLOCK_FINALLY_TRY, body, end, place)->final = final;
    protect(gen, stmt);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_pop_block(gen, BLOCK_FINALLY_TRY);
    gen_statements(gen, final);
    gen_skip(gen, exit);

    gen_place(gen, end);
    gen_jump(gen, OP_SETUP_CLEANUP, cleanup, location_none);
    gen_emit0(gen, OP_PUSH_EXC_INFO, location_none);
    gen_push_block(gen, BLOCK_FINALLY_END, end, NO_LABEL, location_none);
    gen_statements(gen, final);
    gen_pop_block(gen, BLOCK_FINALLY_END);
    gen_emit(gen, OP_RERAISE, 0, gen_here(gen, location_none));
    gen_place(gen, cleanup);
    gen_reraise_after_pop(gen, gen_here(gen, location_none));
    gen_place(gen, exit);
}

/* except E as NAME: the name is unbound at the end of the body, however that ends. */
static void handle_named(struct generator *gen, const struct ast_handler *handler,
                         int32_t end)
{
    struct location place = location_of(handler->span);
    int32_t cleanup_end = gen_label(gen), cleanup_body = gen_label(gen);
    gen_name(gen, handler->name, AST_Store, place);
    gen_jump(gen, OP_SETUP_CLEANUP, cleanup_end, place);
    gen_place(gen, cleanup_body);
    gen_push_block(gen, BLOCK_HANDLER_CLEANUP, cleanup_body, NO_LABEL, place)->name =
        handler->name;
    gen_statements(gen, &handler->body);
    gen_pop_block(gen, BLOCK_HANDLER_CLEANUP);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_emit0(gen, OP_POP_EXCEPT, location_none);
    gen_unbind_handler_name(gen, handler->name, location_none);
    gen_skip(gen, end);
    gen_place(gen, cleanup_end);
    gen_unbind_handler_name(gen, handler->name, location_none);
    gen_emit(gen, OP_RERAISE, 1, location_none);
}

static void handle_unnamed(struct generator *gen, const struct ast_handler *handler,
                           int32_t end)
{
    struct location place = location_of(handler->span);
    int32_t cleanup_body = gen_label(gen);
    gen_emit0(gen, OP_POP_TOP, place);
    gen_place(gen, cleanup_body);
    gen_push_block(gen, BLOCK_HANDLER_CLEANUP, cleanup_body, NO_LABEL, place);
    gen_statements(gen, &handler->body);
    gen_pop_block(gen, BLOCK_HANDLER_CLEANUP);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_emit0(gen, OP_POP_EXCEPT, location_none);
    gen_skip(gen, end);
}

static void handle_exception(struct generator *gen, const struct ast_handlers *handlers,
                             uint32_t index, int32_t end)
{
    const struct ast_handler *handler = handlers->items[index];
    struct location place = location_of(handler->span);
    if (!handler->type && index + 1 < handlers->count)
        gen_fail(gen, place, "default 'except:' must be last");
    int32_t next = gen_label(gen);
    if (handler->type) {
        gen_expr(gen, handler->type);
        gen_emit0(gen, OP_CHECK_EXC_MATCH, place);
        gen_jump(gen, OP_POP_JUMP_IF_FALSE, next, place);
    }
    if (handler->name)
        handle_named(gen, handler, end);
    else
        handle_unnamed(gen, handler, end);
    gen_place(gen, next);
}

/* try_stmt without its finally */
static void try_except(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_Try *node = &stmt->Try;
    struct location place = location_of(stmt->span);
    int32_t body = gen_label(gen), except = gen_label(gen);
    int32_t end = gen_label(gen), cleanup = gen_label(gen);
    gen_jump(gen, OP_SETUP_FINALLY, except, place);
    gen_place(gen, body);
    gen_push_block(gen, BLOCK_TRY_EXCEPT, body, NO_LABEL, place);
    gen_statements(gen, &node->body);
    gen_pop_block(gen, BLOCK_TRY_EXCEPT);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_statements(gen, &node->orelse);
    gen_skip(gen, end);

    gen_place(gen, except);
    gen_jump(gen, OP_SETUP_CLEANUP, cleanup, location_none);
    gen_emit0(gen, OP_PUSH_EXC_INFO, location_none);
    gen_push_block(gen, BLOCK_EXCEPTION_HANDLER, NO_LABEL, NO_LABEL, place);
    for (uint32_t i = 0; i < node->handlers.count; i++)
        handle_exception(gen, &node->handlers, i, end);
    gen_pop_block(gen, BLOCK_EXCEPTION_HANDLER);
    gen_at(gen, location_none);
    gen_emit(gen, OP_RERAISE, 0, location_none);
    gen_place(gen, cleanup);
    gen_reraise_after_pop(gen, location_none);
    gen_place(gen, end);
}

static void protect_try(struct generator *gen, const struct ast_stmt *stmt)
{
    if (stmt->Try.handlers.count)
        try_except(gen, stmt);
    else
        gen_statements(gen, &stmt->Try.body);
}

void gen_try(struct generator *gen, const struct ast_stmt *stmt)
{
    if (stmt->Try.finalbody.count)
        gen_finally(gen, &stmt->Try.finalbody, protect_try, stmt);
    else
        try_except(gen, stmt);
}
