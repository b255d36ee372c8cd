/* SPDX-License-Identifier: MIT
 *
 * Mapping patterns and class patterns.
 *
 * Must agree with compiler_pattern_mapping, compiler_pattern_class and
 * validate_kwd_attrs of CPython.
 */
#include "compiler/codegen/match.h"

#include "compiler/value/arithmetic.h"

/* After MATCH_KEYS and MATCH_CLASS: None means that there is no match, else a tuple of
 * `count` values is taken apart. */
static void unpack_if_matched(struct match *match, int32_t count, struct location place)
{
    gen_emit(match->gen, OP_COPY, 1, place);
    gen_none(match->gen, place);
    gen_emit(match->gen, OP_IS_OP, 1, place);
    match_jump_to_fail(match, OP_POP_JUMP_IF_FALSE, place);
    gen_emit(match->gen, OP_UNPACK_SEQUENCE, count, place);
}

/* Lays the keys onto the stack; of the literal ones no two may be equal. */
static void load_keys(struct match *match, const struct ast_exprs *keys,
                      struct location place)
{
    struct generator *gen = match->gen;
    const struct value **seen = ctx_alloc(gen->ctx, (keys->count + 1) * sizeof *seen);
    uint32_t count = 0;
    struct value set;
    for (uint32_t i = 0; i < keys->count; i++) {
        const struct ast_expr *key = keys->items[i];
        if (key->kind == AST_Constant) {
            seen[count++] = &key->Constant.value;
            value_frozenset(gen->ctx, seen, count, &set);
            if (set.elements.count < count)
                gen_fail(gen, place, "mapping pattern checks duplicate key (%s)",
                         gen_value_repr(gen, &key->Constant.value));
        } else if (key->kind != AST_Attribute) {
            gen_fail(gen, place,
                     "mapping pattern keys may only match literals and attribute lookups");
        }
        gen_expr(gen, key);
    }
}

/* **rest: a copy of the subject without the keys. */
static void match_rest(struct match *match, int32_t count, name_id rest,
                       struct location place)
{
    struct generator *gen = match->gen;
    gen_emit(gen, OP_BUILD_MAP, 0, place);
    gen_emit(gen, OP_SWAP, 3, place);
    gen_emit(gen, OP_DICT_UPDATE, 2, place);
    gen_emit(gen, OP_UNPACK_SEQUENCE, count, place);
    for (; count; count--) {
        gen_emit(gen, OP_COPY, 1 + count, place);
        gen_emit(gen, OP_SWAP, 2, place);
        gen_emit0(gen, OP_DELETE_SUBSCR, place);
    }
    match_store(match, rest, place);
}

static void match_values(struct match *match, const struct ast_MatchMapping *node,
                         struct location place)
{
    int32_t count = (int32_t)node->keys.count;
    load_keys(match, &node->keys, place);
    gen_emit(match->gen, OP_BUILD_TUPLE, count, place);
    gen_emit0(match->gen, OP_MATCH_KEYS, place);
    match->on_top += 2; /* the keys, and the values */
    unpack_if_matched(match, count, place);
    match->on_top += count - 1;
    for (uint32_t i = 0; i < node->keys.count; i++) {
        match->on_top--;
        match_subpattern(match, node->patterns.items[i]);
    }
    place = gen_here(match->gen, place);
    match->on_top -= 2; /* the subject, and the keys */
    if (node->rest) {
        match_rest(match, count, node->rest, place);
    } else {
        gen_emit0(match->gen, OP_POP_TOP, place);
        gen_emit0(match->gen, OP_POP_TOP, place);
    }
}

/* mapping_pattern */
void match_mapping(struct match *match, const struct ast_pattern *pattern)
{
    const struct ast_MatchMapping *node = &pattern->MatchMapping;
    struct location place = location_of(pattern->span);
    match->on_top++;
    gen_emit0(match->gen, OP_MATCH_MAPPING, place);
    match_jump_to_fail(match, OP_POP_JUMP_IF_FALSE, place);
    if (!node->keys.count && !node->rest) {
        match->on_top--;
        gen_emit0(match->gen, OP_POP_TOP, place);
        return;
    }
    if (node->keys.count) {
        gen_emit0(match->gen, OP_GET_LEN, place);
        gen_int(match->gen, node->keys.count, place);
        gen_compare(match->gen, AST_GtE, place);
        match_jump_to_fail(match, OP_POP_JUMP_IF_FALSE, place);
    }
    match_values(match, node, place);
}

/* The places of errors are those of patterns: names of attributes have none. */
static void check_attributes(struct match *match, const struct ast_MatchClass *node)
{
    const struct ast_idents *names = &node->kwd_attrs;
    for (uint32_t i = 0; i < names->count; i++) {
        gen_check_name(match->gen, names->items[i], AST_Store,
                       location_of(node->kwd_patterns.items[i]->span));
        for (uint32_t j = i + 1; j < names->count; j++)
            if (names->items[i] == names->items[j])
                gen_fail(match->gen, location_of(node->kwd_patterns.items[j]->span),
                         "attribute name repeated in class pattern: %s",
                         gen_name_text(match->gen, names->items[i]));
    }
}

/* class_pattern */
void match_class(struct match *match, const struct ast_pattern *pattern)
{
    const struct ast_MatchClass *node = &pattern->MatchClass;
    struct location place = location_of(pattern->span);
    uint32_t positional = node->patterns.count;
    uint32_t count = positional + node->kwd_attrs.count;
    check_attributes(match, node);
    gen_expr(match->gen, node->cls);
    gen_names_const(match->gen, node->kwd_attrs.items, node->kwd_attrs.count, place);
    gen_emit(match->gen, OP_MATCH_CLASS, (int32_t)positional, place);
    match->on_top++;
    unpack_if_matched(match, (int32_t)count, place);
    match->on_top += (int32_t)count - 1;
    for (uint32_t i = 0; i < count; i++) {
        match->on_top--;
        const struct ast_pattern *part = i < positional
                                             ? node->patterns.items[i]
                                             : node->kwd_patterns.items[i - positional];
        if (pattern_is_wildcard(part))
            gen_emit0(match->gen, OP_POP_TOP, gen_here(match->gen, place));
        else
            match_subpattern(match, part);
    }
}
