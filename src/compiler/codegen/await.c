/* SPDX-License-Identifier: MIT
 *
 * await, yield and yield from.
 */
#include "compiler/codegen/expression.h"

#include "compiler/scope/scope.h"

/* Until 3.11 an exception thrown in is SEND's own business. */
static void send_values(struct generator *gen, struct location place, bool await)
{
    int32_t send = gen_label(gen), resume = gen_label(gen), exit = gen_label(gen);
    gen_place(gen, send);
    gen_jump(gen, OP_SEND, exit, place);
    gen_place(gen, resume);
    gen_emit0(gen, OP_YIELD_VALUE, place);
    gen_emit(gen, OP_RESUME, await ? RESUME_AFTER_AWAIT : RESUME_AFTER_YIELD_FROM, place);
    gen_jump(gen, OP_JUMP_NO_INTERRUPT, send, place);
    gen_place(gen, exit);
}

/* Passes values on between the caller and what lies on the stack until that is
 * exhausted (ADD_YIELD_FROM).  An exception thrown in is CLEANUP_THROW's business. */
void gen_yield_from(struct generator *gen, struct location place, bool await)
{
    if (!gen_knows(gen, OP_END_SEND)) {
        send_values(gen, place, await);
        return;
    }
    int32_t send = gen_label(gen), fail = gen_label(gen), exit = gen_label(gen);
    gen_place(gen, send);
    gen_jump(gen, OP_SEND, exit, place);
    gen_jump(gen, OP_SETUP_FINALLY, fail, place);
    gen_emit(gen, OP_YIELD_VALUE, 1, place);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_emit(gen, OP_RESUME, await ? RESUME_AFTER_AWAIT : RESUME_AFTER_YIELD_FROM, place);
    gen_jump(gen, OP_JUMP_NO_INTERRUPT, send, place);
    gen_place(gen, fail);
    gen_emit0(gen, OP_CLEANUP_THROW, place);
    gen_place(gen, exit);
    gen_emit0(gen, OP_END_SEND, place);
}

/* Since 3.15 an iterator has a second place on the stack, for an index. */
void gen_first_value(struct generator *gen, struct location place)
{
    if (generator_has(gen, FEATURE_TWO_SLOT_ITERATORS))
        gen_emit0(gen, OP_PUSH_NULL, place);
    gen_none(gen, place);
}

void gen_await_value(struct generator *gen, struct location place)
{
    gen_emit(gen, OP_GET_AWAITABLE, 0, place);
    gen_first_value(gen, place);
    gen_yield_from(gen, place, true);
}

/* Since 3.14 the scopes' business. */
static void check_await(struct generator *gen, struct location place)
{
    enum body_kind kind = gen->body->kind;
    if (generator_has(gen, FEATURE_CONTEXT_CHECKED_IN_SCOPES))
        return;
    if (!gen->body->scope->function_like)
        gen_fail(gen, place, "'await' outside function");
    if (kind != BODY_ASYNC_FUNCTION && kind != BODY_COMPREHENSION)
        gen_fail(gen, place, "'await' outside async function");
}

void gen_await(struct generator *gen, const struct ast_expr *expr)
{
    struct location place = location_of(expr->span);
    check_await(gen, place);
    gen_expr(gen, expr->Await.value);
    gen_await_value(gen, place);
}

void gen_yield_value(struct generator *gen, struct location place)
{
    const struct scope *scope = gen->body->scope;
    if (scope->generator && scope->coroutine)
        gen_intrinsic(gen, INTRINSIC_ASYNC_GEN_WRAP, place);
    gen_emit(gen, OP_YIELD_VALUE, 0, place);
    gen_emit(gen, OP_RESUME, RESUME_AFTER_YIELD, place);
}

void gen_yield_expr(struct generator *gen, const struct ast_expr *expr)
{
    struct location place = location_of(expr->span);
    if (!gen->body->scope->function_like)
        gen_fail(gen, place, "'yield' outside function");
    if (expr->Yield.value)
        gen_expr(gen, expr->Yield.value);
    else
        gen_none(gen, place);
    gen_yield_value(gen, place);
}

/* Arguments of GET_ITER (3.15). */
enum { ITERATE_FOR_YIELD_FROM = 1 };

static void get_yield_from_iterator(struct generator *gen, struct location place)
{
    if (gen_knows(gen, OP_GET_YIELD_FROM_ITER))
        gen_emit0(gen, OP_GET_YIELD_FROM_ITER, place);
    else
        gen_emit(gen, OP_GET_ITER, ITERATE_FOR_YIELD_FROM, place);
}

void gen_yield_from_expr(struct generator *gen, const struct ast_expr *expr)
{
    struct location place = location_of(expr->span);
    if (!gen->body->scope->function_like)
        gen_fail(gen, place,
                 target_complains(gen->ctx->target, COMPLAINT_YIELD_FROM_NAMED)
                     ? "'yield from' outside function"
                     : "'yield' outside function");
    if (gen->body->kind == BODY_ASYNC_FUNCTION)
        gen_fail(gen, place, "'yield from' inside async function");
    gen_expr(gen, expr->YieldFrom.value);
    get_yield_from_iterator(gen, place);
    gen_none(gen, place);
    gen_yield_from(gen, place, false);
}
