/* SPDX-License-Identifier: MIT
 *
 * Blocks of statements that are open, and the ways out of them: return, break and
 * continue unwind what they leave, innermost first.
 *
 * Must agree with compiler_push_fblock, compiler_unwind_fblock and
 * compiler_unwind_fblock_stack of CPython.
 */
#include "compiler/codegen/statement.h"

#include "compiler/scope/scope.h"

struct block *gen_push_block(struct generator *gen, enum block_kind kind, int32_t start,
                             int32_t exit, struct location place)
{
    struct body *body = gen->body;
    uint32_t limit = gen->ctx->target->block_limit;
    if (body->block_count >= limit)
        gen_fail(gen, place, "too many statically nested blocks");
    if (!body->blocks)
        body->blocks = ctx_alloc(gen->ctx, limit * sizeof *body->blocks);
    struct block *block = &body->blocks[body->block_count++];
    *block = (struct block){.kind = kind, .start = start, .exit = exit, .place = place};
    gen->quiet += kind == BLOCK_FINALLY_END;
    return block;
}

void gen_pop_block(struct generator *gen, enum block_kind kind)
{
    gen->body->block_count--;
    gen->quiet -= kind == BLOCK_FINALLY_END;
}

void gen_reraise_after_pop(struct generator *gen, struct location place)
{
    gen_emit(gen, OP_COPY, 3, place);
    gen_emit0(gen, OP_POP_EXCEPT, place);
    gen_emit(gen, OP_RERAISE, 1, place);
}

/* Since 3.14 the self of __exit__ lies below it, before that it is in it. */
void gen_call_exit(struct generator *gen, struct location place)
{
    gen_none(gen, place);
    gen_none(gen, place);
    gen_none(gen, place);
    gen_invoke(gen, gen_knows(gen, OP_LOAD_SPECIAL) ? 3 : 2, place);
}

/* Below the value to return, if there is one. */
static void swap_kept(struct generator *gen, bool keep, struct location place)
{
    if (keep)
        gen_emit(gen, OP_SWAP, 2, place);
}

/* What happens on the way out is the finally body's doing, not the statement's: what
 * follows it has no place. */
static void unwind_finally_try(struct generator *gen, struct location *place,
                               const struct block *block, bool keep)
{
    gen_emit0(gen, OP_POP_BLOCK, *place);
    if (keep)
        gen_push_block(gen, BLOCK_POP_VALUE, NO_LABEL, NO_LABEL, *place);
    gen_statements(gen, block->final);
    if (keep)
        gen_pop_block(gen, BLOCK_POP_VALUE);
    *place = location_none;
}

static void unwind_finally_end(struct generator *gen, struct location place, bool keep)
{
    swap_kept(gen, keep, place);
    gen_emit0(gen, OP_POP_TOP, place);
    swap_kept(gen, keep, place);
    gen_emit0(gen, OP_POP_BLOCK, place);
    gen_emit0(gen, OP_POP_EXCEPT, place);
}

static void unwind_with(struct generator *gen, struct location *place,
                        const struct block *block, bool keep)
{
    struct location at = block->place;
    gen_emit0(gen, OP_POP_BLOCK, at);
    if (keep && gen_knows(gen, OP_LOAD_SPECIAL))
        gen_emit(gen, OP_SWAP, 3, at);
    swap_kept(gen, keep, at);
    gen_call_exit(gen, at);
    if (block->kind == BLOCK_ASYNC_WITH)
        gen_await_exit(gen, at);
    gen_emit0(gen, OP_POP_TOP, at);
    *place = location_none;
}

void gen_unbind_handler_name(struct generator *gen, name_id name, struct location place)
{
    gen_none(gen, place);
    gen_name(gen, name, AST_Store, place);
    gen_name(gen, name, AST_Del, place);
}

static void unwind_handler(struct generator *gen, struct location place,
                           const struct block *block, bool keep)
{
    if (block->name)
        gen_emit0(gen, OP_POP_BLOCK, place);
    swap_kept(gen, keep, place);
    gen_emit0(gen, OP_POP_BLOCK, place);
    gen_emit0(gen, OP_POP_EXCEPT, place);
    if (block->name)
        gen_unbind_handler_name(gen, block->name, place);
}

/* `keep`: the value to return lies on the stack and stays there. */
static void unwind_block(struct generator *gen, struct location *place,
                         const struct block *block, bool keep)
{
    switch (block->kind) {
    case BLOCK_WHILE_LOOP:
    case BLOCK_EXCEPTION_HANDLER:
    case BLOCK_EXCEPTION_GROUP_HANDLER:
    case BLOCK_ASYNC_COMPREHENSION_GENERATOR:
    case BLOCK_STOP_ITERATION:
    case BLOCK_INLINED_COMPREHENSION:
        return;
    case BLOCK_FOR_LOOP:
    case BLOCK_ASYNC_FOR_LOOP:
    case BLOCK_POP_VALUE:
        swap_kept(gen, keep, *place);
        gen_emit0(gen, OP_POP_TOP, *place);
        return;
    case BLOCK_TRY_EXCEPT:
        gen_emit0(gen, OP_POP_BLOCK, *place);
        return;
    case BLOCK_FINALLY_TRY:
        unwind_finally_try(gen, place, block, keep);
        return;
    case BLOCK_FINALLY_END:
        unwind_finally_end(gen, *place, keep);
        return;
    case BLOCK_WITH:
    case BLOCK_ASYNC_WITH:
        unwind_with(gen, place, block, keep);
        return;
    case BLOCK_HANDLER_CLEANUP:
        unwind_handler(gen, *place, block, keep);
        return;
    }
}

static bool is_loop(const struct block *block)
{
    return block->kind == BLOCK_WHILE_LOOP || block->kind == BLOCK_FOR_LOOP ||
           block->kind == BLOCK_ASYNC_FOR_LOOP;
}

/* Unwinds all blocks, or with `loop` those inside the innermost loop, which is stored
 * there.  While one is unwound it counts as closed: its finally body may itself leave
 * what is around it. */
static void unwind_blocks(struct generator *gen, struct location *place, bool keep,
                          struct block *loop, bool *found)
{
    struct body *body = gen->body;
    if (!body->block_count)
        return;
    struct block top = body->blocks[body->block_count - 1];
    if (top.kind == BLOCK_EXCEPTION_GROUP_HANDLER)
        gen_fail(gen, *place,
                 "'break', 'continue' and 'return' cannot appear in an except* block");
    if (loop && is_loop(&top)) {
        *loop = top;
        *found = true;
        return;
    }
    body->block_count--;
    unwind_block(gen, place, &top, keep);
    unwind_blocks(gen, place, keep, loop, found);
    body->blocks[body->block_count++] = top;
}

/* return_stmt: an expression is evaluated before the blocks are left, a constant
 * after. */
void gen_return(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct scope *scope = gen->body->scope;
    const struct ast_expr *value = stmt->Return.value;
    struct location place = location_of(stmt->span);
    bool keep = value && value->kind != AST_Constant;
    if (!scope->function_like)
        gen_fail(gen, place, "'return' outside function");
    if (value && scope->coroutine && scope->generator)
        gen_fail(gen, place, "'return' with value in async generator");
    if (keep) {
        gen_expr(gen, value);
    } else if (value) {
        place = location_of(value->span);
        gen_emit0(gen, OP_NOP, place);
    }
    if (!value || value->span.line != stmt->span.line) {
        place = location_of(stmt->span);
        gen_emit0(gen, OP_NOP, place);
    }
    unwind_blocks(gen, &place, keep, NULL, NULL);
    if (!value)
        gen_none(gen, place);
    else if (!keep)
        gen_const(gen, &value->Constant.value, place);
    gen_emit0(gen, OP_RETURN_VALUE, place);
    gen_at(gen, place);
}

void gen_break(struct generator *gen, struct location place)
{
    struct location origin = place;
    struct block loop;
    bool found = false;
    gen_emit0(gen, OP_NOP, place);
    unwind_blocks(gen, &place, false, &loop, &found);
    if (!found)
        gen_fail(gen, origin, "'break' outside loop");
    unwind_block(gen, &place, &loop, false);
    gen_jump(gen, OP_JUMP, loop.exit, place);
    gen_at(gen, place);
}

void gen_continue(struct generator *gen, struct location place)
{
    struct location origin = place;
    struct block loop;
    bool found = false;
    gen_emit0(gen, OP_NOP, place);
    unwind_blocks(gen, &place, false, &loop, &found);
    if (!found)
        gen_fail(gen, origin, "'continue' not properly in loop");
    gen_jump(gen, OP_JUMP, loop.start, place);
    gen_at(gen, place);
}
