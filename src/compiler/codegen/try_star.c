/* SPDX-License-Identifier: MIT
 *
 * try with except* (PEP 654).
 *
 * On the stack lie, while the handlers are tried, the exception group as it came, a
 * list of what the handlers raised, and the part of the group that is not handled yet.
 *
 * Must agree with compiler_try_star_except of CPython.
 */
#include "compiler/codegen/statement.h"

static void unbind_name(struct generator *gen, const struct ast_handler *handler)
{
    if (handler->name)
        gen_unbind_handler_name(gen, handler->name, location_none);
}

/* The body of a handler; what it raises is added to the list. */
static void run_star_handler(struct generator *gen, const struct ast_handler *handler,
                             int32_t next, int32_t after_error)
{
    struct location place = location_of(handler->span);
    int32_t cleanup_end = gen_label(gen), cleanup_body = gen_label(gen);
    if (handler->name)
        gen_name(gen, handler->name, AST_Store, place);
    else
        gen_emit0(gen, OP_POP_TOP, place);
    gen_jump(gen, OP_SETUP_CLEANUP, cleanup_end, place);
    gen_place(gen, cleanup_body);
    gen_push_block(gen, BLOCK_HANDLER_CLEANUP, cleanup_body, NO_LABEL, place)->name =
        handler->name;
    gen_statements(gen, &handler->body);
    gen_pop_block(gen, BLOCK_HANDLER_CLEANUP);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    unbind_name(gen, handler);
    gen_skip(gen, next);
    gen_place(gen, cleanup_end);
    unbind_name(gen, handler);
    gen_emit(gen, OP_LIST_APPEND, 3, location_none);
    gen_emit0(gen, OP_POP_TOP, location_none);
    gen_skip(gen, after_error);
}

/* The group as it came and the list come below the group on the stack; since 3.12 it is
 * the copy that goes on top. */
static void begin_results(struct generator *gen, struct location place)
{
    bool copy_first = target_has(gen->ctx->target, FEATURE_PLACES_LEFT_BEHIND);
    if (copy_first)
        gen_emit(gen, OP_COPY, 1, place);
    gen_emit(gen, OP_BUILD_LIST, 0, place);
    gen_emit(gen, copy_first ? OP_SWAP : OP_COPY, 2, place);
}

static void match_group(struct generator *gen, const struct ast_handler *handler,
                        enum opcode jump, int32_t label)
{
    struct location place = location_of(handler->span);
    gen_expr(gen, handler->type);
    gen_emit0(gen, OP_CHECK_EG_MATCH, place);
    gen_emit(gen, OP_COPY, 1, place);
    gen_jump(gen, jump, label, place);
}

/* What is left when the last handler is done goes to the list, too. */
static void end_handlers(struct generator *gen, int32_t reraise_star)
{
    gen_emit(gen, OP_LIST_APPEND, 1, location_none);
    gen_skip(gen, reraise_star);
}

/* As 3.11 begins: what does not match goes on before the body. */
static void handle_star_after_miss(struct generator *gen, const struct ast_handler *handler,
                                   bool first, bool last, int32_t reraise_star)
{
    struct location place = location_of(handler->span);
    int32_t next = gen_label(gen), matched = gen_label(gen);
    if (first)
        begin_results(gen, place);
    if (handler->type) {
        match_group(gen, handler, OP_POP_JUMP_IF_NOT_NONE, matched);
        gen_emit0(gen, OP_POP_TOP, place);
        gen_jump(gen, OP_JUMP, next, place);
    }
    gen_place(gen, matched);
    run_star_handler(gen, handler, next, next);
    gen_place(gen, next);
    if (last)
        end_handlers(gen, reraise_star);
}

static void handle_star(struct generator *gen, const struct ast_handler *handler,
                        bool first, bool last, int32_t reraise_star)
{
    struct location place = location_of(handler->span);
    int32_t next = gen_label(gen), after_error = gen_label(gen), no_match = gen_label(gen);
    if (first)
        begin_results(gen, place);
    if (handler->type)
        match_group(gen, handler, OP_POP_JUMP_IF_NONE, no_match);
    run_star_handler(gen, handler, next, after_error);
    gen_place(gen, next);
    gen_emit0(gen, OP_NOP, location_none); /* takes over the place of what goes before */
    gen_skip(gen, after_error);
    gen_place(gen, no_match);
    gen_at(gen, location_none);
    gen_emit0(gen, OP_POP_TOP, gen_here(gen, place));
    gen_place(gen, after_error);
    if (last)
        end_handlers(gen, reraise_star);
}

/* Raises what is left of the group and what the handlers raised, if there is any. */
static void reraise_rest(struct generator *gen, int32_t reraise_star, int32_t end)
{
    int32_t reraise = gen_label(gen);
    gen_place(gen, reraise_star);
    gen_prepare_reraise(gen);
    gen_emit(gen, OP_COPY, 1, location_none);
    gen_jump(gen, OP_POP_JUMP_IF_NOT_NONE, reraise, location_none);
    gen_emit0(gen, OP_POP_TOP, location_none);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_emit0(gen, OP_POP_EXCEPT, location_none);
    gen_skip(gen, end);
    gen_place(gen, reraise);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_emit(gen, OP_SWAP, 2, location_none);
    gen_emit0(gen, OP_POP_EXCEPT, location_none);
    gen_emit(gen, OP_RERAISE, 0, location_none);
}

static void try_except_star(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_TryStar *node = &stmt->TryStar;
    struct location place = location_of(stmt->span);
    int32_t body = gen_label(gen), except = gen_label(gen), orelse = gen_label(gen);
    int32_t end = gen_label(gen), cleanup = gen_label(gen), reraise_star = gen_label(gen);
    gen_jump(gen, OP_SETUP_FINALLY, except, place);
    gen_place(gen, body);
    gen_push_block(gen, BLOCK_TRY_EXCEPT, body, NO_LABEL, place);
    gen_statements(gen, &node->body);
    gen_pop_block(gen, BLOCK_TRY_EXCEPT);
    gen_emit0(gen, OP_POP_BLOCK, location_none);
    gen_skip(gen, orelse);

    gen_place(gen, except);
    gen_jump(gen, OP_SETUP_CLEANUP, cleanup, location_none);
    gen_emit0(gen, OP_PUSH_EXC_INFO, location_none);
    gen_push_block(gen, BLOCK_EXCEPTION_GROUP_HANDLER, NO_LABEL, NO_LABEL, place);
    uint32_t count = node->handlers.count;
    bool late_misses = target_has(gen->ctx->target, FEATURE_LATE_STAR_MISSES);
    void (*handle)(struct generator *, const struct ast_handler *, bool, bool, int32_t) =
        late_misses ? handle_star : handle_star_after_miss;
    for (uint32_t i = 0; i < count; i++)
        handle(gen, node->handlers.items[i], i == 0, i == count - 1, reraise_star);
    gen_at(gen, location_none);
    gen_pop_block(gen, BLOCK_EXCEPTION_GROUP_HANDLER);
    reraise_rest(gen, reraise_star, end);
    gen_place(gen, cleanup);
    gen_reraise_after_pop(gen, location_none);
    gen_place(gen, orelse);
    gen_statements(gen, &node->orelse);
    gen_place(gen, end);
}

static void protect_try_star(struct generator *gen, const struct ast_stmt *stmt)
{
    if (stmt->TryStar.handlers.count)
        try_except_star(gen, stmt);
    else
        gen_statements(gen, &stmt->TryStar.body);
}

void gen_try_star(struct generator *gen, const struct ast_stmt *stmt)
{
    if (stmt->TryStar.finalbody.count)
        gen_finally(gen, &stmt->TryStar.finalbody, protect_try_star, stmt);
    else
        try_except_star(gen, stmt);
}
