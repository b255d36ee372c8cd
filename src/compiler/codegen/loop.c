/* SPDX-License-Identifier: MIT
 *
 * if, for, async for, while.
 *
 * Must agree with compiler_if, compiler_for, compiler_async_for and compiler_while of
 * CPython.
 */
#include "compiler/codegen/statement.h"

/* if_stmt */
void gen_if(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_If *node = &stmt->If;
    int32_t end = gen_label(gen);
    int32_t next = node->orelse.count ? gen_label(gen) : end;
    gen_jump_if(gen, node->test, next, false, location_of(stmt->span));
    gen_statements(gen, &node->body);
    if (node->orelse.count) {
        gen_skip(gen, end);
        gen_place(gen, next);
        gen_statements(gen, &node->orelse);
    }
    gen_place(gen, end);
}

/* for_stmt.  The NOP keeps the line of the target, for tracing, where the statement
 * goes over several. */
void gen_for(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_For *node = &stmt->For;
    struct location iterable = gen_iterator_place(gen, node->iter->span, stmt->span);
    int32_t start = gen_label(gen), body = gen_label(gen);
    int32_t cleanup = gen_label(gen), end = gen_label(gen);
    gen_push_block(gen, BLOCK_FOR_LOOP, start, end, location_of(stmt->span));
    gen_expr(gen, node->iter);
    gen_emit0(gen, OP_GET_ITER, iterable);
    gen_place(gen, start);
    gen_jump(gen, OP_FOR_ITER, cleanup, iterable);
    gen_place(gen, body);
    if (gen_knows(gen, OP_END_FOR))
        gen_emit0(gen, OP_NOP, location_of(node->target->span));
    gen_expr(gen, node->target);
    gen_statements(gen, &node->body);
    gen_jump(gen, OP_JUMP, start, location_none);
    gen_at(gen, location_none);
    gen_place(gen, cleanup);
    gen_end_for(gen);
    gen_pop_block(gen, BLOCK_FOR_LOOP);
    gen_statements(gen, &node->orelse);
    gen_place(gen, end);
}

/* async for: SETUP_FINALLY guards the call of __anext__; its end is told by
 * StopAsyncIteration. */
void gen_async_for(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_AsyncFor *node = &stmt->AsyncFor;
    struct location place = location_of(stmt->span);
    struct location iterable = location_of(node->iter->span);
    if (gen->body->kind != BODY_ASYNC_FUNCTION)
        gen_fail(gen, place, "'async for' outside async function");
    int32_t start = gen_label(gen), except = gen_label(gen), end = gen_label(gen);
    int32_t send = gen_label(gen);
    gen_expr(gen, node->iter);
    gen_emit0(gen, OP_GET_AITER, gen_iterator_place(gen, node->iter->span, stmt->span));
    gen_place(gen, start);
    gen_push_block(gen, BLOCK_FOR_LOOP, start, end, place);
    gen_jump(gen, OP_SETUP_FINALLY, except, place);
    gen_emit0(gen, OP_GET_ANEXT, place);
    gen_first_value(gen, place);
    gen_place(gen, send);
    gen_yield_from(gen, place, true);
    gen_emit0(gen, OP_POP_BLOCK, place);
    if (gen_knows(gen, OP_NOT_TAKEN))
        gen_emit0(gen, OP_NOT_TAKEN, place);
    gen_expr(gen, node->target);
    gen_statements(gen, &node->body);
    gen_jump(gen, OP_JUMP, start, location_none);
    gen_pop_block(gen, BLOCK_FOR_LOOP);
    gen_place(gen, except);
    gen_at(gen, iterable);
    gen_end_async_for(gen, send, iterable);
    gen_statements(gen, &node->orelse);
    gen_place(gen, end);
}

/* The way back to the test; until 3.13 the test stands at the end once more. */
static void repeat_while(struct generator *gen, const struct ast_expr *test, int32_t loop,
                         int32_t body, struct location place)
{
    gen_at(gen, place);
    if (target_has(gen->ctx->target, FEATURE_TEST_AT_LOOP_END))
        gen_jump_if(gen, test, body, true, place);
    else
        gen_jump(gen, OP_JUMP, loop, location_none);
}

/* while_stmt */
void gen_while(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_While *node = &stmt->While;
    struct location place = location_of(stmt->span);
    int32_t loop = gen_label(gen), body = gen_label(gen);
    int32_t anchor = gen_label(gen), end = gen_label(gen);
    gen_place(gen, loop);
    gen_push_block(gen, BLOCK_WHILE_LOOP, loop, end, place);
    gen_jump_if(gen, node->test, anchor, false, place);
    gen_place(gen, body);
    gen_statements(gen, &node->body);
    repeat_while(gen, node->test, loop, body, place);
    gen_pop_block(gen, BLOCK_WHILE_LOOP);
    gen_place(gen, anchor);
    gen_statements(gen, &node->orelse);
    gen_place(gen, end);
}
