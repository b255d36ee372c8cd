/* SPDX-License-Identifier: MIT
 *
 * The names of an inlined comprehension (PEP 709).  They are locals of the code
 * around for as long as it lasts: what they meant there lies on the stack meanwhile,
 * and is put back afterwards, after an exception too.
 */
#include "compiler/codegen/comprehension.h"

/* The body of a class, where even names that the comprehension only uses must not be
 * looked up in the class. */
static bool in_class_body(const struct generator *gen)
{
    return gen->body->scope->kind == SCOPE_CLASS && !gen->body->inlined_comprehensions;
}

static enum binding outer_binding(const struct symbol *outside)
{
    return outside ? (enum binding)outside->binding : BINDING_NONE;
}

/* A name that lives elsewhere inside than outside is handled as inside, for as long as
 * the comprehension lasts.  One that is free inside is handled as outside, and one
 * that is free outside and a cell inside stays free: a function cannot have both. */
static bool is_changed(const struct symbol *inside, const struct symbol *outside)
{
    enum binding outer = outer_binding(outside);
    return inside->binding != outer && inside->binding != BINDING_FREE &&
           !(inside->binding == BINDING_CELL && outer == BINDING_FREE);
}

/* The parameter .0 is none of the scope around, where nobody asks for it. */
static void change_symbol(struct inlined_comprehension *state, const struct symbol *inside,
                          struct symbol *outside)
{
    if (!outside)
        return;
    state->saved[state->saved_count++] = (struct saved_symbol){outside, *outside};
    outside->flags = inside->flags;
    outside->binding = inside->binding;
}

/* Of a cell it is the cell itself that is kept, and the comprehension gets another. */
static void push_local(struct generator *gen, struct inlined_comprehension *state,
                       const struct symbol *inside, enum binding outer,
                       struct location place)
{
    uint32_t local = unit_name(gen->ctx, &gen->body->unit.varnames, inside->name);
    if (!gen->body->scope->function_like && !gen_is_hidden(gen, local)) {
        gen_set_hidden(gen, local, true);
        state->hidden[state->hidden_count++] = local;
    }
    gen_emit(gen, OP_LOAD_FAST_AND_CLEAR, (int32_t)local, place);
    if (inside->binding == BINDING_CELL)
        gen_emit(gen, OP_MAKE_CELL, gen_deref(gen, inside->name, outer == BINDING_FREE),
                 place);
    state->locals[state->local_count++] = local;
}

static bool is_bound_inside(const struct symbol *symbol)
{
    return (symbol->flags & SYMBOL_LOCAL) && !(symbol->flags & SYMBOL_NONLOCAL);
}

/* In a class body every name is handled as inside.  Until 3.13 even those that the
 * comprehension only uses are put aside as if it bound them. */
static void push_symbols(struct generator *gen, const struct scope *scope,
                         struct inlined_comprehension *state, struct location place)
{
    bool class_body = in_class_body(gen);
    bool all = generator_has(gen, FEATURE_INLINED_GLOBALS);
    bool put_all_aside = class_body && generator_has(gen, FEATURE_CLASS_NAMES_PUT_ASIDE);
    gen->body->inlined_comprehensions++;
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        const struct symbol *inside = &scope->symbols[i];
        struct symbol *outside = scope_find(gen->body->scope, inside->name);
        enum binding outer = outer_binding(outside);
        if (class_body || (is_changed(inside, outside) && (all || is_bound_inside(inside))))
            change_symbol(state, inside, outside);
        if (class_body && !put_all_aside)
            outer = inside->binding;
        if (put_all_aside || is_bound_inside(inside))
            push_local(gen, state, inside, outer, place);
    }
}

void gen_push_inlined(struct generator *gen, const struct scope *scope,
                      struct inlined_comprehension *state, struct location place)
{
    uint32_t count = scope->symbol_count;
    *state = (struct inlined_comprehension){
        .saved = ctx_alloc(gen->ctx, count * sizeof *state->saved),
        .locals = ctx_alloc(gen->ctx, count * sizeof *state->locals),
        .hidden = ctx_alloc(gen->ctx, count * sizeof *state->hidden),
    };
    push_symbols(gen, scope, state, place);
    if (!state->local_count)
        return;
    gen_emit(gen, OP_SWAP, (int32_t)state->local_count + 1, place);
    state->cleanup = gen_label(gen);
    state->end = gen_label(gen);
    if (generator_has(gen, FEATURE_INLINED_BLOCKS))
        gen_push_block(gen, BLOCK_INLINED_COMPREHENSION, NO_LABEL, NO_LABEL, place);
    gen_jump(gen, OP_SETUP_FINALLY, state->cleanup, place);
}

/* What lies above the kept values, a result or an exception, stays above them. */
static void restore_locals(struct generator *gen, const struct inlined_comprehension *state,
                           struct location place)
{
    gen_emit(gen, OP_SWAP, (int32_t)state->local_count + 1, place);
    for (uint32_t i = state->local_count; i-- > 0;)
        gen_emit(gen, OP_STORE_FAST_MAYBE_NULL, (int32_t)state->locals[i], place);
}

void gen_pop_inlined(struct generator *gen, struct inlined_comprehension *state,
                     struct location place)
{
    gen->body->inlined_comprehensions--;
    for (uint32_t i = 0; i < state->saved_count; i++)
        *state->saved[i].symbol = state->saved[i].outside;
    if (state->local_count) {
        if (generator_has(gen, FEATURE_INLINED_BLOCKS))
            gen_pop_block(gen, BLOCK_INLINED_COMPREHENSION);
        gen_emit0(gen, OP_POP_BLOCK, location_none);
        gen_jump(gen, OP_JUMP_NO_INTERRUPT, state->end, location_none);
        gen_place(gen, state->cleanup);
        gen_emit(gen, OP_SWAP, 2, location_none);
        gen_emit0(gen, OP_POP_TOP, location_none);
        restore_locals(gen, state, place);
        gen_emit(gen, OP_RERAISE, 0, location_none);
        gen_place(gen, state->end);
        restore_locals(gen, state, place);
    }
    for (uint32_t i = 0; i < state->hidden_count; i++)
        gen_set_hidden(gen, state->hidden[i], false);
}
