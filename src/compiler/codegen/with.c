/* SPDX-License-Identifier: MIT
 *
 * with and async with (PEP 343, PEP 492).
 *
 * Must agree with compiler_with, compiler_async_with and compiler_with_except_finish of
 * CPython.
 */
#include "compiler/codegen/statement.h"

/* The two statements have the same fields. */
struct with_parts {
    const struct ast_withitems *items;
    const struct ast_stmts *body;
    struct location place;
    bool async;
};

enum awaitable_of { AWAIT_ENTER = 1, AWAIT_EXIT = 2 };

static void await_with(struct generator *gen, enum awaitable_of what, struct location place)
{
    gen_emit(gen, OP_GET_AWAITABLE, what, place);
    gen_first_value(gen, place);
    gen_yield_from(gen, place, true);
}

void gen_await_exit(struct generator *gen, struct location place)
{
    await_with(gen, AWAIT_EXIT, place);
}

/* Arguments of LOAD_SPECIAL. */
enum special_method { SPECIAL_ENTER, SPECIAL_EXIT, SPECIAL_AENTER, SPECIAL_AEXIT };

/* Since 3.14: __exit__ and its self, below what the call of __enter__ returns. */
static void call_enter(struct generator *gen, bool async, struct location place)
{
    gen_emit(gen, OP_COPY, 1, place);
    gen_emit(gen, OP_LOAD_SPECIAL, async ? SPECIAL_AEXIT : SPECIAL_EXIT, place);
    gen_emit(gen, OP_SWAP, 2, place);
    gen_emit(gen, OP_SWAP, 3, place);
    gen_emit(gen, OP_LOAD_SPECIAL, async ? SPECIAL_AENTER : SPECIAL_ENTER, place);
    gen_emit(gen, OP_CALL, 0, place);
}

/* Lays __exit__ and what __enter__ returns onto the stack. */
static void enter_context(struct generator *gen, const struct with_parts *with,
                          struct location place)
{
    if (gen_knows(gen, OP_LOAD_SPECIAL))
        call_enter(gen, with->async, place);
    else
        gen_emit0(gen, with->async ? OP_BEFORE_ASYNC_WITH : OP_BEFORE_WITH, place);
    if (with->async)
        await_with(gen, AWAIT_ENTER, place);
}

/* After __exit__ was called with an exception: true means that it is dealt with. */
static void finish_exit(struct generator *gen, int32_t cleanup)
{
    int32_t suppress = gen_label(gen);
    gen_to_bool(gen, location_none);
    gen_jump(gen, OP_POP_JUMP_IF_TRUE, suppress, location_none);
    gen_emit(gen, OP_RERAISE, 2, location_none);
    gen_place(gen, suppress);
    gen_emit0(gen, OP_POP_TOP, location_none);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_emit0(gen, OP_POP_EXCEPT, location_none);
    gen_emit0(gen, OP_POP_TOP, location_none);
    gen_emit0(gen, OP_POP_TOP, location_none);
    if (gen_knows(gen, OP_LOAD_SPECIAL))
        gen_emit0(gen, OP_POP_TOP, location_none);
    int32_t exit = gen_label(gen);
    gen_skip(gen, exit);
    gen_place(gen, cleanup);
    gen_reraise_after_pop(gen, location_none);
    gen_place(gen, exit);
}

/* The same until 3.11, where the way on is what comes last. */
static void finish_exit_last(struct generator *gen, int32_t cleanup)
{
    int32_t exit = gen_label(gen);
    gen_jump(gen, OP_POP_JUMP_IF_TRUE, exit, location_none);
    gen_emit(gen, OP_RERAISE, 2, location_none);
    gen_place(gen, cleanup);
    gen_reraise_after_pop(gen, location_none);
    gen_place(gen, exit);
    gen_emit0(gen, OP_POP_TOP, location_none);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_emit0(gen, OP_POP_EXCEPT, location_none);
    gen_emit0(gen, OP_POP_TOP, location_none);
    gen_emit0(gen, OP_POP_TOP, location_none);
}

static void exit_with_exception(struct generator *gen, const struct with_parts *with,
                                int32_t cleanup, struct location place)
{
    gen_jump(gen, OP_SETUP_CLEANUP, cleanup, place);
    gen_emit0(gen, OP_PUSH_EXC_INFO, place);
    gen_emit0(gen, OP_WITH_EXCEPT_START, place);
    if (with->async)
        gen_await_exit(gen, place);
    if (target_has(gen->ctx->target, FEATURE_PLACES_LEFT_BEHIND))
        finish_exit_last(gen, cleanup);
    else
        finish_exit(gen, cleanup);
    gen_at(gen, location_none);
}

static void exit_normally(struct generator *gen, const struct with_parts *with,
                          int32_t exit, struct location place)
{
    gen_call_exit(gen, place);
    if (with->async)
        gen_await_exit(gen, place);
    gen_emit0(gen, OP_POP_TOP, place);
    gen_jump(gen, OP_JUMP, exit, place);
}

/* One item, and the later ones inside it. */
static void with_item(struct generator *gen, const struct with_parts *with, uint32_t index)
{
    const struct ast_withitem *item = &with->items->items[index];
    bool apart = target_has(gen->ctx->target, FEATURE_CONTEXTS_AT_EXPRESSION);
    struct location place = apart ? location_of(item->context_expr->span) : with->place;
    if (with->async && gen->body->kind != BODY_ASYNC_FUNCTION)
        gen_fail(gen, with->place, "'async with' outside async function");
    int32_t block = gen_label(gen), final = gen_label(gen);
    int32_t exit = gen_label(gen), cleanup = gen_label(gen);
    gen_expr(gen, item->context_expr);
    enter_context(gen, with, place);
    gen_jump(gen, OP_SETUP_WITH, final, place);
    gen_place(gen, block);
    gen_push_block(gen, with->async ? BLOCK_ASYNC_WITH : BLOCK_WITH, block, final, place);
    if (item->optional_vars)
        gen_expr(gen, item->optional_vars);
    else
        gen_emit0(gen, OP_POP_TOP, place);
    if (index + 1 == with->items->count)
        gen_statements(gen, with->body);
    else
        with_item(gen, with, index + 1);
    gen_emit0(gen, OP_POP_BLOCK, with->async ? gen_here(gen, place) : location_none);
    gen_pop_block(gen, with->async ? BLOCK_ASYNC_WITH : BLOCK_WITH);
    exit_normally(gen, with, exit, place);
    gen_place(gen, final);
    exit_with_exception(gen, with, cleanup, place);
    gen_place(gen, exit);
}

/* with_stmt */
void gen_with(struct generator *gen, const struct ast_stmt *stmt)
{
    bool async = stmt->kind == AST_AsyncWith;
    struct with_parts with = {
        .items = async ? &stmt->AsyncWith.items : &stmt->With.items,
        .body = async ? &stmt->AsyncWith.body : &stmt->With.body,
        .place = location_of(stmt->span),
        .async = async,
    };
    with_item(gen, &with, 0);
}
