/* SPDX-License-Identifier: MIT
 *
 * The loops of a comprehension, each inside the one before, and its element in the
 * innermost (compiler_comprehension_generator).
 */
#include "compiler/codegen/comprehension.h"

#include "target/effect.h"

/* One comprehension's walk from loop to loop. */
struct loop_walk {
    const struct comprehension_parts *parts;
    struct location place; /* of the comprehension */
    enum first_iterator first;
    int32_t depth; /* of the container below the iterators */
};

static void visit_loop(struct generator *gen, struct loop_walk *walk, uint32_t index);

/* The iterator is taken from the stack by an instruction of its own since 3.14. */
void gen_end_for(struct generator *gen)
{
    if (!gen_knows(gen, OP_END_FOR))
        return;
    gen_emit0(gen, OP_END_FOR, location_none);
    if (gen->ctx->target->effects[OP_END_FOR].base == -1)
        gen_emit0(gen, gen_knows(gen, OP_POP_ITER) ? OP_POP_ITER : OP_POP_TOP,
                  location_none);
}

/* Since 3.14 it knows where the await is that StopAsyncIteration comes from. */
void gen_end_async_for(struct generator *gen, int32_t send, struct location place)
{
    if (gen->ctx->target->opcodes[OP_END_ASYNC_FOR].flags & OPCODE_JUMP)
        gen_jump(gen, OP_END_ASYNC_FOR, send, place);
    else
        gen_emit0(gen, OP_END_ASYNC_FOR, place);
}

/* What the element's instructions belong to; a dict's are two expressions. */
static struct location element_place(const struct comprehension_parts *parts)
{
    struct location place = location_of(parts->element->span);
    if (parts->value) {
        place.end_line = (int32_t)parts->value->span.end_line;
        place.end_column = (int32_t)parts->value->span.end_column;
    }
    return place;
}

static void yield_element(struct generator *gen, struct location place)
{
    gen_yield_value(gen, place);
    gen_emit0(gen, OP_POP_TOP, place);
}

/* PEP 798: the values of the iterable on the stack. */
static void yield_each(struct generator *gen, struct location place)
{
    int32_t start = gen_label(gen), end = gen_label(gen);
    gen_emit0(gen, OP_GET_ITER, place);
    gen_place(gen, start);
    gen_jump(gen, OP_FOR_ITER, end, place);
    yield_element(gen, place);
    gen_jump(gen, OP_JUMP, start, location_none);
    gen_place(gen, end);
    gen_end_for(gen);
}

static void visit_element(struct generator *gen, const struct loop_walk *walk)
{
    const struct comprehension_parts *parts = walk->parts;
    struct location place = gen_here(gen, element_place(parts));
    bool starred = parts->element->kind == AST_Starred;
    gen_expr(gen, starred ? parts->element->Starred.value : parts->element);
    switch (parts->kind) {
    case COMPREHENSION_LIST:
        gen_emit(gen, starred ? OP_LIST_EXTEND : OP_LIST_APPEND, walk->depth + 1, place);
        return;
    case COMPREHENSION_SET:
        gen_emit(gen, starred ? OP_SET_UPDATE : OP_SET_ADD, walk->depth + 1, place);
        return;
    case COMPREHENSION_DICT:
        if (parts->value)
            gen_expr(gen, parts->value);
        gen_emit(gen, parts->value ? OP_MAP_ADD : OP_DICT_UPDATE, walk->depth + 1, place);
        return;
    case COMPREHENSION_GENERATOR:
    case COMPREHENSION_NONE:
        if (starred)
            yield_each(gen, place);
        else
            yield_element(gen, place);
        return;
    }
}

/* Target, conditions, and the next loop or the element.  Where the jump back stands
 * depends on which of the two it was. */
static struct location visit_loop_body(struct generator *gen, struct loop_walk *walk,
                                       uint32_t index, int32_t next)
{
    const struct ast_comprehension *loop = &walk->parts->generators->items[index];
    for (uint32_t i = 0; i < loop->ifs.count; i++)
        gen_jump_if(gen, loop->ifs.items[i], next, false, walk->place);
    if (loop->is_async)
        walk->depth++;
    if (index + 1 < walk->parts->generators->count) {
        gen_descend(gen);
        visit_loop(gen, walk, index + 1);
        gen->ctx->depth--;
        return location_of(walk->parts->element->span);
    }
    visit_element(gen, walk);
    return element_place(walk->parts);
}

/* `for x in [value]`, `for x in (value,)` of an inner loop is no loop but an
 * assignment (bpo-32856). */
static const struct ast_expr *assigned_value(const struct ast_comprehension *loop)
{
    const struct ast_expr *iter = loop->iter;
    const struct ast_exprs *elements = iter->kind == AST_List    ? &iter->List.elts
                                       : iter->kind == AST_Tuple ? &iter->Tuple.elts
                                                                 : NULL;
    if (!elements || elements->count != 1 || elements->items[0]->kind == AST_Starred)
        return NULL;
    return elements->items[0];
}

static void visit_assignment(struct generator *gen, struct loop_walk *walk, uint32_t index,
                             const struct ast_expr *value)
{
    int32_t next = gen_label(gen);
    gen_expr(gen, value);
    gen_expr(gen, walk->parts->generators->items[index].target);
    visit_loop_body(gen, walk, index, next);
    gen_place(gen, next);
}

/* Is the first loop's iterator made before the loops begin? */
static bool is_ready(const struct generator *gen, const struct loop_walk *walk,
                     uint32_t index)
{
    return !index &&
           (walk->first == FIRST_READY || !generator_has(gen, FEATURE_TWO_SLOT_ITERATORS));
}

/* Lays the iterator onto the stack, unless it is there. */
static void load_iterator(struct generator *gen, const struct loop_walk *walk,
                          uint32_t index)
{
    const struct ast_comprehension *loop = &walk->parts->generators->items[index];
    struct span whole = walk->parts->node->span;
    struct location place = gen_iterator_place(gen, loop->iter->span, whole);
    if (index)
        gen_expr(gen, loop->iter);
    else if (walk->first == FIRST_IN_LOCAL)
        gen_emit(gen, OP_LOAD_FAST, 0, gen_here(gen, walk->place));
    if (!is_ready(gen, walk, index))
        gen_emit0(gen, loop->is_async ? OP_GET_AITER : OP_GET_ITER, place);
}

static void visit_sync_loop(struct generator *gen, struct loop_walk *walk, uint32_t index)
{
    const struct ast_comprehension *loop = &walk->parts->generators->items[index];
    struct span whole = walk->parts->node->span;
    struct location iter_place = gen_iterator_place(gen, loop->iter->span, whole);
    int32_t start = gen_label(gen), next = gen_label(gen), end = gen_label(gen);
    load_iterator(gen, walk, index);
    bool two_slots = generator_has(gen, FEATURE_TWO_SLOT_ITERATORS);
    walk->depth += two_slots && !is_ready(gen, walk, index) ? 2 : 1;
    if (generator_has(gen, FEATURE_SECOND_GET_ITER))
        gen_emit0(gen, OP_GET_ITER, iter_place);
    gen_place(gen, start);
    gen_jump(gen, OP_FOR_ITER, end, iter_place);
    gen_expr(gen, loop->target);
    struct location back_place = visit_loop_body(gen, walk, index, next);
    gen_place(gen, next);
    gen_jump(gen, OP_JUMP, start, gen_here(gen, back_place));
    gen_place(gen, end);
    gen_end_for(gen);
}

static void await_next_item(struct generator *gen, const struct loop_walk *walk,
                            int32_t except, int32_t send)
{
    struct location place = gen_here(gen, walk->place);
    gen_jump(gen, OP_SETUP_FINALLY, except, place);
    gen_emit0(gen, OP_GET_ANEXT, place);
    gen_first_value(gen, place);
    gen_place(gen, send);
    gen_yield_from(gen, place, true);
    gen_emit0(gen, OP_POP_BLOCK, place);
}

static void visit_async_loop(struct generator *gen, struct loop_walk *walk, uint32_t index)
{
    const struct ast_comprehension *loop = &walk->parts->generators->items[index];
    int32_t start = gen_label(gen), send = gen_label(gen), except = gen_label(gen);
    int32_t next = gen_label(gen);
    load_iterator(gen, walk, index);
    gen_place(gen, start);
    gen_push_block(gen, BLOCK_ASYNC_COMPREHENSION_GENERATOR, start, NO_LABEL, walk->place);
    await_next_item(gen, walk, except, send);
    gen_expr(gen, loop->target);
    struct location back_place = visit_loop_body(gen, walk, index, next);
    gen_place(gen, next);
    gen_jump(gen, OP_JUMP, start, gen_here(gen, back_place));
    gen_pop_block(gen, BLOCK_ASYNC_COMPREHENSION_GENERATOR);
    gen_place(gen, except);
    gen_end_async_for(gen, send, gen_here(gen, walk->place));
}

static void visit_loop(struct generator *gen, struct loop_walk *walk, uint32_t index)
{
    const struct ast_comprehension *loop = &walk->parts->generators->items[index];
    const struct ast_expr *value = index ? assigned_value(loop) : NULL;
    if (loop->is_async)
        visit_async_loop(gen, walk, index);
    else if (value)
        visit_assignment(gen, walk, index, value);
    else
        visit_sync_loop(gen, walk, index);
}

void gen_comprehension_loops(struct generator *gen, const struct comprehension_parts *parts,
                             enum first_iterator first)
{
    struct loop_walk walk = {parts, location_of(parts->node->span), first, 0};
    visit_loop(gen, &walk, 0);
}
