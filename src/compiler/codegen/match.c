/* SPDX-License-Identifier: MIT
 *
 * match statements and the simple patterns.
 *
 * Must agree with compiler_match_inner, compiler_pattern, compiler_pattern_as,
 * compiler_pattern_value and pattern_helper_store_name of CPython.
 */
#include "compiler/codegen/match.h"

#include "compiler/codegen/statement.h"

#include <string.h>

bool match_has_store(const struct match *match, name_id name)
{
    for (uint32_t i = 0; i < match->stores.count; i++)
        if (match->stores.items[i] == name)
            return true;
    return false;
}

void match_add_store(struct match *match, name_id name)
{
    struct pattern_stores *stores = &match->stores;
    if (stores->count == stores->capacity) {
        uint32_t room = stores->count ? 2 * stores->count : 8;
        name_id *grown = ctx_alloc(match->gen->ctx, room * sizeof *grown);
        if (stores->count)
            memcpy(grown, stores->items, stores->count * sizeof *grown);
        stores->items = grown;
        stores->capacity = room;
    }
    stores->items[stores->count++] = name;
}

void match_fail_duplicate(struct match *match, name_id name, struct location place)
{
    gen_fail(match->gen, place, "multiple assignments to name %s in pattern",
             gen_name_repr(match->gen, name));
}

/* The value on top goes `count` - 1 places down. */
void match_rotate(struct match *match, int32_t count, struct location place)
{
    for (; count > 1; count--)
        gen_emit(match->gen, OP_SWAP, count, place);
}

void match_store(struct match *match, name_id name, struct location place)
{
    if (!name) {
        gen_emit0(match->gen, OP_POP_TOP, place);
        return;
    }
    gen_check_name(match->gen, name, AST_Store, place);
    if (match_has_store(match, name))
        match_fail_duplicate(match, name, place);
    match_rotate(match, match->on_top + (int32_t)match->stores.count + 1, place);
    match_add_store(match, name);
}

void match_subpattern(struct match *match, const struct ast_pattern *pattern)
{
    bool allow_irrefutable = match->allow_irrefutable;
    match->allow_irrefutable = true;
    match_pattern(match, pattern);
    match->allow_irrefutable = allow_irrefutable;
}

/* as_pattern, capture_pattern and wildcard_pattern */
static void match_as(struct match *match, const struct ast_pattern *pattern)
{
    const struct ast_MatchAs *node = &pattern->MatchAs;
    struct location place = location_of(pattern->span);
    if (node->pattern) {
        match->on_top++;
        gen_emit(match->gen, OP_COPY, 1, place);
        match_pattern(match, node->pattern);
        place = gen_here(match->gen, place);
        match->on_top--;
    } else if (!match->allow_irrefutable && node->name) {
        gen_fail(match->gen, place, "name capture %s makes remaining patterns unreachable",
                 gen_name_repr(match->gen, node->name));
    } else if (!match->allow_irrefutable) {
        gen_fail(match->gen, place, "wildcard makes remaining patterns unreachable");
    }
    match_store(match, node->name, place);
}

/* value_pattern and literal_pattern */
static void match_value(struct match *match, const struct ast_pattern *pattern)
{
    const struct ast_expr *value = pattern->MatchValue.value;
    struct location place = location_of(pattern->span);
    if (value->kind != AST_Constant && value->kind != AST_Attribute)
        gen_fail(match->gen, place,
                 "patterns may only match literals and attribute lookups");
    gen_expr(match->gen, value);
    gen_compare(match->gen, AST_Eq, place);
    gen_to_bool(match->gen, place);
    match_jump_to_fail(match, OP_POP_JUMP_IF_FALSE, place);
}

/* None, True and False */
static void match_singleton(struct match *match, const struct ast_pattern *pattern)
{
    struct location place = location_of(pattern->span);
    gen_const(match->gen, &pattern->MatchSingleton.value, place);
    gen_compare(match->gen, AST_Is, place);
    match_jump_to_fail(match, OP_POP_JUMP_IF_FALSE, place);
}

void match_pattern(struct match *match, const struct ast_pattern *pattern)
{
    gen_at(match->gen, location_of(pattern->span));
    switch (pattern->kind) {
    case AST_MatchValue:
        match_value(match, pattern);
        return;
    case AST_MatchSingleton:
        match_singleton(match, pattern);
        return;
    case AST_MatchSequence:
        match_sequence(match, pattern);
        return;
    case AST_MatchMapping:
        match_mapping(match, pattern);
        return;
    case AST_MatchClass:
        match_class(match, pattern);
        return;
    case AST_MatchStar:
        match_store(match, pattern->MatchStar.name, location_of(pattern->span));
        return;
    case AST_MatchAs:
        match_as(match, pattern);
        return;
    case AST_MatchOr:
        match_or(match, pattern);
        return;
    }
}

/* Since 3.14 it is that of the body, for the sake of events at branches. */
static struct location place_of_success(const struct generator *gen, struct location place)
{
    return gen_knows(gen, OP_NOT_TAKEN) ? location_next : place;
}

/* What comes after the body of a case has no place, or has what the body left. */
static void leave_case(struct generator *gen)
{
    if (target_has(gen->ctx->target, FEATURE_CASE_ENDS_UNPLACED))
        gen_at(gen, location_none);
}

/* case_block: the subject is kept for the cases after this one. */
static void match_case(struct generator *gen, const struct ast_case *branch, bool last,
                       bool last_of_all, int32_t end)
{
    struct location place = location_of(branch->pattern->span), here;
    struct match match = {
        .gen = gen,
        .allow_irrefutable = branch->guard || last_of_all,
    };
    if (!last)
        gen_emit(gen, OP_COPY, 1, place);
    match_pattern(&match, branch->pattern);
    here = gen_here(gen, place);
    for (uint32_t i = 0; i < match.stores.count; i++)
        gen_name(gen, match.stores.items[i], AST_Store, here);
    if (branch->guard)
        gen_jump_if(gen, branch->guard, match_fail_label(&match, 0), false, here);
    if (!last)
        gen_emit0(gen, OP_POP_TOP, place_of_success(gen, gen_here(gen, place)));
    gen_statements(gen, &branch->body);
    leave_case(gen);
    gen_jump(gen, OP_JUMP, end, gen_here(gen, location_none));
    gen_at(gen, place);
    match_place_fails(&match, place);
}

/* A last `case _:` after others needs no subject. */
static void match_default(struct generator *gen, const struct ast_case *branch, int32_t end)
{
    struct location place = location_of(branch->pattern->span);
    gen_at(gen, place);
    gen_emit0(gen, OP_NOP, place);
    if (branch->guard)
        gen_jump_if(gen, branch->guard, end, false, place);
    gen_statements(gen, &branch->body);
    leave_case(gen);
}

/* match_stmt */
void gen_match(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_cases *cases = &stmt->Match.cases;
    gen_expr(gen, stmt->Match.subject);
    int32_t end = gen_label(gen);
    uint32_t count = cases->count;
    bool has_default = count > 1 && pattern_is_wildcard(cases->items[count - 1].pattern);
    uint32_t tested = count - has_default;
    for (uint32_t i = 0; i < tested; i++)
        match_case(gen, &cases->items[i], i == tested - 1, i == count - 1, end);
    if (has_default)
        match_default(gen, &cases->items[count - 1], end);
    gen_place(gen, end);
}
