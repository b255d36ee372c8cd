/* SPDX-License-Identifier: MIT
 *
 * Or-patterns: alternatives that bind the same names.
 *
 * Must agree with compiler_pattern_or of CPython.
 */
#include "compiler/codegen/match.h"

#include <string.h>

static _Noreturn void fail_different_names(struct match *match,
                                           const struct ast_pattern *pattern)
{
    gen_fail(match->gen, gen_here(match->gen, location_of(pattern->span)),
             "alternative patterns bind different names");
}

static uint32_t find_store(const struct match *match, name_id name)
{
    uint32_t at = 0;
    while (at < match->stores.count && match->stores.items[at] != name)
        at++;
    return at;
}

/* The first `count` stores, in the list and on the stack, go behind the next `by`. */
static void rotate_stores(struct match *match, uint32_t count, uint32_t by,
                          struct location place)
{
    name_id *items = match->stores.items;
    name_id *moved = ctx_alloc(match->gen->ctx, count * sizeof *moved);
    memcpy(moved, items, count * sizeof *moved);
    memmove(items, items + count, by * sizeof *items);
    memcpy(items + by, moved, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++)
        match_rotate(match, (int32_t)(count + by), place);
}

/* Brings the captured values into the order of the first alternative. */
static void reorder_stores(struct match *match, const struct pattern_stores *control,
                           const struct ast_pattern *whole, struct location place)
{
    if (match->stores.count != control->count)
        fail_different_names(match, whole);
    for (uint32_t i = control->count; i-- > 0;) {
        uint32_t at = find_store(match, control->items[i]);
        if (at == match->stores.count)
            fail_different_names(match, whole);
        if (at != i)
            rotate_stores(match, at + 1, i - at, place);
    }
}

static void match_alternative(struct match *match, const struct ast_pattern *whole,
                              uint32_t index, struct pattern_stores *control, int32_t end)
{
    const struct ast_pattern *pattern = whole->MatchOr.patterns.items[index];
    struct location place = location_of(pattern->span);
    gen_emit(match->gen, OP_COPY, 1, place);
    match_pattern(match, pattern);
    place = gen_here(match->gen, place);
    if (index == 0)
        *control = match->stores;
    else
        reorder_stores(match, control, whole, place);
    gen_jump(match->gen, OP_JUMP, end, place);
    match_place_fails(match, place);
}

/* Below the captured values lie a copy of the subject and what lay there before: they
 * have to go under it, each behind the earlier ones. */
static void store_captured(struct match *match, const struct pattern_stores *control,
                           struct location place)
{
    int32_t depth =
        (int32_t)control->count + 1 + match->on_top + (int32_t)match->stores.count;
    for (uint32_t i = 0; i < control->count; i++) {
        match_rotate(match, depth, place);
        if (match_has_store(match, control->items[i]))
            match_fail_duplicate(match, control->items[i], place);
        match_add_store(match, control->items[i]);
    }
}

/* or_pattern */
void match_or(struct match *match, const struct ast_pattern *pattern)
{
    struct location place = location_of(pattern->span);
    uint32_t count = pattern->MatchOr.patterns.count;
    struct pattern_stores control = {0};
    int32_t end = gen_label(match->gen);
    for (uint32_t i = 0; i < count; i++) {
        struct match alternative = {
            .gen = match->gen,
            .allow_irrefutable = i == count - 1 && match->allow_irrefutable,
        };
        match_alternative(&alternative, pattern, i, &control, end);
    }
    place = gen_here(match->gen, place);
    gen_emit0(match->gen, OP_POP_TOP, place);
    match_jump_to_fail(match, OP_JUMP, place);
    gen_place(match->gen, end);
    store_captured(match, &control, place);
    gen_emit0(match->gen, OP_POP_TOP, place);
}
