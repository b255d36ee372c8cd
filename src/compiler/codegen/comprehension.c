/* SPDX-License-Identifier: MIT
 *
 * Comprehensions and generator expressions (compiler_comprehension): inlined into the
 * code around (3.12: PEP 709) or functions of their own that are called at once.
 */
#include "compiler/codegen/comprehension.h"

static struct comprehension_parts parts_of(const struct ast_expr *expr)
{
    switch ((int)expr->kind) {
    case AST_ListComp:
        return (struct comprehension_parts){
            COMPREHENSION_LIST, expr, &expr->ListComp.generators, expr->ListComp.elt, NULL};
    case AST_SetComp:
        return (struct comprehension_parts){
            COMPREHENSION_SET, expr, &expr->SetComp.generators, expr->SetComp.elt, NULL};
    case AST_DictComp:
        return (struct comprehension_parts){COMPREHENSION_DICT, expr,
                                            &expr->DictComp.generators, expr->DictComp.key,
                                            expr->DictComp.value};
    }
    return (struct comprehension_parts){COMPREHENSION_GENERATOR, expr,
                                        &expr->GeneratorExp.generators,
                                        expr->GeneratorExp.elt, NULL};
}

static name_id function_name(const struct generator *gen, enum scope_comprehension kind)
{
    switch (kind) {
    case COMPREHENSION_LIST:
        return gen->known.listcomp;
    case COMPREHENSION_SET:
        return gen->known.setcomp;
    case COMPREHENSION_DICT:
        return gen->known.dictcomp;
    case COMPREHENSION_GENERATOR:
    case COMPREHENSION_NONE:
        break;
    }
    return gen->known.genexpr;
}

/* Evaluated where the comprehension stands, before anything else of it.  Since 3.15 the
 * comprehension itself makes an iterator of it. */
static void visit_first_iterator(struct generator *gen,
                                 const struct comprehension_parts *parts)
{
    const struct ast_comprehension *first = &parts->generators->items[0];
    gen_expr(gen, first->iter);
    if (generator_has(gen, FEATURE_TWO_SLOT_ITERATORS))
        return;
    gen_emit0(gen, first->is_async ? OP_GET_AITER : OP_GET_ITER,
              gen_iterator_place(gen, first->iter->span, parts->node->span));
}

/* Since 3.14 the scopes' business. */
static void check_async(struct generator *gen, const struct comprehension_parts *parts,
                        const struct scope *scope, enum body_kind around)
{
    if (generator_has(gen, FEATURE_CONTEXT_CHECKED_IN_SCOPES) || !scope->coroutine ||
        parts->kind == COMPREHENSION_GENERATOR || around == BODY_ASYNC_FUNCTION ||
        around == BODY_COMPREHENSION)
        return;
    gen_fail(gen, location_of(parts->node->span),
             "asynchronous comprehension outside of an asynchronous function");
}

/* The container that is filled; a generator expression has none. */
static void build_container(struct generator *gen, const struct comprehension_parts *parts)
{
    struct location place = location_of(parts->node->span);
    switch (parts->kind) {
    case COMPREHENSION_LIST:
        gen_emit(gen, OP_BUILD_LIST, 0, place);
        return;
    case COMPREHENSION_SET:
        gen_emit(gen, OP_BUILD_SET, 0, place);
        return;
    case COMPREHENSION_DICT:
        gen_emit(gen, OP_BUILD_MAP, 0, place);
        return;
    case COMPREHENSION_GENERATOR:
    case COMPREHENSION_NONE:
        return;
    }
}

static void visit_inlined(struct generator *gen, const struct comprehension_parts *parts,
                          const struct scope *scope)
{
    struct location place = location_of(parts->node->span);
    struct inlined_comprehension state;
    visit_first_iterator(gen, parts);
    gen_push_inlined(gen, scope, &state, place);
    check_async(gen, parts, scope, gen->body->kind);
    build_container(gen, parts);
    gen_emit(gen, OP_SWAP, 2, place);
    gen_comprehension_loops(gen, parts, FIRST_ON_STACK);
    gen_pop_inlined(gen, &state, place);
}

/* A generator expression of 3.15 makes its first iterator before it becomes a
 * generator. */
static enum first_iterator begin_generator(struct generator *gen,
                                           const struct comprehension_parts *parts)
{
    if (parts->kind != COMPREHENSION_GENERATOR ||
        !generator_has(gen, FEATURE_TWO_SLOT_ITERATORS))
        return FIRST_IN_LOCAL;
    const struct ast_comprehension *first = &parts->generators->items[0];
    struct location place = location_of(first->iter->span);
    struct code_unit *unit = &gen->body->unit;
    unit_insert_first(gen->ctx, unit, first->is_async ? OP_GET_AITER : OP_GET_ITER, 0,
                      place);
    unit_insert_first(gen->ctx, unit, OP_LOAD_FAST, 0, place);
    unit_insert_first(gen->ctx, unit, OP_RESUME, RESUME_AT_GENERATOR_EXPRESSION,
                      location_none);
    return FIRST_READY;
}

static void visit_function(struct generator *gen, const struct comprehension_parts *parts,
                           const struct scope *scope)
{
    struct location place = location_of(parts->node->span);
    enum body_kind around = gen->body->kind;
    gen_enter(gen, function_name(gen, parts->kind), BODY_COMPREHENSION, scope, place.line);
    gen->body->unit.argcount = 1;
    gen_at(gen, place);
    enum first_iterator first = begin_generator(gen, parts);
    check_async(gen, parts, scope, around);
    build_container(gen, parts);
    gen_comprehension_loops(gen, parts, first);
    if (parts->kind == COMPREHENSION_GENERATOR)
        gen_wrap_stop_iteration(gen);
    else
        gen_emit0(gen, OP_RETURN_VALUE, gen_here(gen, place));
    gen_closure(gen, gen_leave(gen, true), 0, place);
}

void gen_comprehension(struct generator *gen, const struct ast_expr *expr)
{
    struct comprehension_parts parts = parts_of(expr);
    const struct scope *scope = scope_of(gen->scopes, expr);
    struct location place = location_of(expr->span);
    if (scope->comp_inlined) {
        visit_inlined(gen, &parts, scope);
        return;
    }
    visit_function(gen, &parts, scope);
    visit_first_iterator(gen, &parts);
    gen_invoke(gen, 0, place);
    if (scope->coroutine && parts.kind != COMPREHENSION_GENERATOR)
        gen_await_value(gen, place);
}
