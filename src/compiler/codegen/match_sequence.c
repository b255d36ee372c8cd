/* SPDX-License-Identifier: MIT
 *
 * Sequence patterns.
 *
 * Must agree with compiler_pattern_sequence, pattern_helper_sequence_unpack,
 * pattern_helper_sequence_subscr and pattern_unpack_helper of CPython.
 */
#include "compiler/codegen/match.h"

enum { STARS_BEFORE_LIMIT = 1 << 8, STARS_AFTER_LIMIT = INT32_MAX >> 8 };

struct sequence_shape {
    int64_t star;       /* index of the starred pattern, -1: none */
    bool only_wildcard; /* nothing of it is captured or tested */
    bool star_wildcard;
};

static struct sequence_shape shape_of(struct match *match,
                                      const struct ast_patterns *patterns,
                                      struct location place)
{
    struct sequence_shape shape = {-1, true, false};
    for (uint32_t i = 0; i < patterns->count; i++) {
        const struct ast_pattern *pattern = patterns->items[i];
        if (pattern->kind != AST_MatchStar) {
            shape.only_wildcard &= pattern_is_wildcard(pattern);
            continue;
        }
        if (shape.star >= 0)
            gen_fail(match->gen, place, "multiple starred names in sequence pattern");
        shape.star_wildcard = !pattern->MatchStar.name;
        shape.only_wildcard &= shape.star_wildcard;
        shape.star = i;
    }
    return shape;
}

static void check_length(struct match *match, enum ast_cmpop op, int64_t length,
                         struct location place)
{
    gen_emit0(match->gen, OP_GET_LEN, place);
    gen_int(match->gen, length, place);
    gen_compare(match->gen, op, place);
    match_jump_to_fail(match, OP_POP_JUMP_IF_FALSE, place);
}

static void unpack_subject(struct match *match, const struct ast_patterns *patterns,
                           int64_t star, struct location place)
{
    if (star < 0) {
        gen_emit(match->gen, OP_UNPACK_SEQUENCE, (int32_t)patterns->count, place);
        return;
    }
    int64_t after = patterns->count - star - 1;
    if (star >= STARS_BEFORE_LIMIT || after >= STARS_AFTER_LIMIT)
        gen_fail(match->gen, place,
                 "too many expressions in star-unpacking sequence pattern");
    gen_emit(match->gen, OP_UNPACK_EX, (int32_t)(star + (after << 8)), place);
}

static void match_unpacked(struct match *match, const struct ast_patterns *patterns,
                           int64_t star, struct location place)
{
    unpack_subject(match, patterns, star, place);
    match->on_top += (int32_t)patterns->count;
    for (uint32_t i = 0; i < patterns->count; i++) {
        match->on_top--;
        match_subpattern(match, patterns->items[i]);
    }
}

/* With a star that captures nothing the elements are taken one by one; those behind it
 * by an index computed from the length, for negative ones may not be supported. */
static void match_elements(struct match *match, const struct ast_patterns *patterns,
                           int64_t star, struct location place)
{
    struct generator *gen = match->gen;
    match->on_top++;
    for (uint32_t i = 0; i < patterns->count; i++) {
        if (i == star || pattern_is_wildcard(patterns->items[i]))
            continue;
        place = gen_here(gen, place);
        gen_emit(gen, OP_COPY, 1, place);
        if (i < star) {
            gen_int(gen, i, place);
        } else {
            gen_emit0(gen, OP_GET_LEN, place);
            gen_int(gen, patterns->count - i, place);
            gen_binary(gen, AST_Sub, false, place);
        }
        gen_subscript_load(gen, place);
        match_subpattern(match, patterns->items[i]);
    }
    match->on_top--;
    gen_emit0(gen, OP_POP_TOP, gen_here(gen, place));
}

/* sequence_pattern */
void match_sequence(struct match *match, const struct ast_pattern *pattern)
{
    const struct ast_patterns *patterns = &pattern->MatchSequence.patterns;
    struct location place = location_of(pattern->span);
    struct sequence_shape shape = shape_of(match, patterns, place);
    match->on_top++;
    gen_emit0(match->gen, OP_MATCH_SEQUENCE, place);
    match_jump_to_fail(match, OP_POP_JUMP_IF_FALSE, place);
    if (shape.star < 0)
        check_length(match, AST_Eq, patterns->count, place);
    else if (patterns->count > 1)
        check_length(match, AST_GtE, (int64_t)patterns->count - 1, place);
    match->on_top--;
    if (shape.only_wildcard)
        gen_emit0(match->gen, OP_POP_TOP, place);
    else if (shape.star_wildcard)
        match_elements(match, patterns, shape.star, place);
    else
        match_unpacked(match, patterns, shape.star, place);
}
