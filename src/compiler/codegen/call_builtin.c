/* SPDX-License-Identifier: MIT
 *
 * any(), all() and tuple() of a generator expression, since 3.15 list() and set(), too,
 * as a loop in place (3.14: gh-131738).  Whether the name still means the builtin is
 * tested when the code runs.
 */
#include "compiler/codegen/expression.h"

#include "compiler/scope/scope.h"

/* Arguments of LOAD_COMMON_CONSTANT: which builtin it is. */
enum builtin_loop {
    BUILTIN_NONE,
    BUILTIN_TUPLE = 2,
    BUILTIN_ALL = 3,
    BUILTIN_ANY = 4,
    BUILTIN_LIST = 5,
    BUILTIN_SET = 6,
};

static enum builtin_loop builtin_called(const struct generator *gen,
                                        const struct ast_Call *call)
{
    if (call->func->kind != AST_Name || call->args.count != 1 || call->keywords.count ||
        call->args.items[0]->kind != AST_GeneratorExp ||
        scope_of(gen->scopes, call->args.items[0])->coroutine)
        return BUILTIN_NONE;
    name_id name = call->func->Name.id;
    bool more = generator_has(gen, FEATURE_LIST_AND_SET_LOOPS);
    return name == gen->known.all            ? BUILTIN_ALL
           : name == gen->known.any          ? BUILTIN_ANY
           : name == gen->known.tuple        ? BUILTIN_TUPLE
           : name == gen->known.list && more ? BUILTIN_LIST
           : name == gen->known.set && more  ? BUILTIN_SET
                                             : BUILTIN_NONE;
}

static bool tells_truth(enum builtin_loop builtin)
{
    return builtin == BUILTIN_ALL || builtin == BUILTIN_ANY;
}

static void load_truth(struct generator *gen, bool truth, struct location place)
{
    struct value value = {.kind = truth ? VALUE_TRUE : VALUE_FALSE};
    gen_const(gen, &value, place);
}

/* What is done with each item; leaves the loop where it decides any() or all(). */
static void visit_item(struct generator *gen, enum builtin_loop builtin, int32_t loop,
                       int32_t end, struct location place)
{
    if (!tells_truth(builtin)) {
        int32_t depth = generator_has(gen, FEATURE_TWO_SLOT_ITERATORS) ? 3 : 2;
        gen_emit(gen, builtin == BUILTIN_SET ? OP_SET_ADD : OP_LIST_APPEND, depth, place);
        gen_jump(gen, OP_JUMP, loop, place);
        gen_emit0(gen, OP_POP_ITER, location_none);
    } else {
        bool all = builtin == BUILTIN_ALL;
        gen_emit0(gen, OP_TO_BOOL, place);
        gen_jump(gen, all ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, loop, place);
        gen_emit0(gen, OP_POP_ITER, location_none);
        load_truth(gen, !all, place);
    }
    gen_jump(gen, OP_JUMP, end, place);
}

static void loop_over(struct generator *gen, const struct ast_expr *generator,
                      enum builtin_loop builtin, int32_t end, struct location place)
{
    if (!tells_truth(builtin))
        gen_emit(gen, builtin == BUILTIN_SET ? OP_BUILD_SET : OP_BUILD_LIST, 0, place);
    gen_expr(gen, generator);
    if (generator_has(gen, FEATURE_TWO_SLOT_ITERATORS))
        gen_emit0(gen, OP_PUSH_NULL, place);
    int32_t loop = gen_label(gen), cleanup = gen_label(gen);
    gen_place(gen, loop);
    gen_jump(gen, OP_FOR_ITER, cleanup, place);
    visit_item(gen, builtin, loop, end, place);
    gen_place(gen, cleanup);
    gen_emit0(gen, OP_END_FOR, location_none);
    gen_emit0(gen, OP_POP_ITER, location_none);
    if (builtin == BUILTIN_TUPLE)
        gen_emit(gen, OP_CALL_INTRINSIC_1, INTRINSIC_LIST_TO_TUPLE, place);
    else if (tells_truth(builtin))
        load_truth(gen, builtin == BUILTIN_ALL, place);
    gen_jump(gen, OP_JUMP, end, place);
}

void gen_builtin_call(struct generator *gen, const struct ast_expr *expr, int32_t end)
{
    enum builtin_loop builtin = builtin_called(gen, &expr->Call);
    if (!builtin)
        return;
    struct location place = location_of(expr->Call.func->span);
    int32_t other = gen_label(gen);
    gen_emit(gen, OP_COPY, 1, place);
    gen_emit(gen, OP_LOAD_COMMON_CONSTANT, (int32_t)builtin, place);
    gen_compare(gen, AST_Is, place);
    gen_jump(gen, OP_POP_JUMP_IF_FALSE, other, place);
    gen_emit0(gen, OP_POP_TOP, place);
    loop_over(gen, expr->Call.args.items[0], builtin, end, place);
    gen_place(gen, other);
}
