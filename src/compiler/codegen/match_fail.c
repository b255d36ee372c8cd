/* SPDX-License-Identifier: MIT
 *
 * Where a pattern that does not match jumps to: a row of POP_TOPs, entered at the one
 * that leaves the stack as it was.
 *
 * Must agree with ensure_fail_pop, jump_to_fail_pop and emit_and_reset_fail_pop of
 * CPython.
 */
#include "compiler/codegen/match.h"

#include <string.h>

static void add_fail_label(struct match *match)
{
    struct generator *gen = match->gen;
    if (match->fail_count == match->fail_capacity) {
        uint32_t room = match->fail_count ? 2 * match->fail_count : 8;
        int32_t *grown = ctx_alloc(gen->ctx, room * sizeof *grown);
        if (match->fail_count)
            memcpy(grown, match->fail_pop, match->fail_count * sizeof *grown);
        match->fail_pop = grown;
        match->fail_capacity = room;
    }
    match->fail_pop[match->fail_count++] = gen_label(gen);
}

int32_t match_fail_label(struct match *match, uint32_t pops)
{
    while (match->fail_count <= pops)
        add_fail_label(match);
    return match->fail_pop[pops];
}

void match_jump_to_fail(struct match *match, enum opcode op, struct location place)
{
    uint32_t pops = (uint32_t)match->on_top + match->stores.count;
    gen_jump(match->gen, op, match_fail_label(match, pops), place);
}

void match_place_fails(struct match *match, struct location place)
{
    if (!match->fail_count)
        return;
    while (--match->fail_count) {
        gen_place(match->gen, match->fail_pop[match->fail_count]);
        gen_emit0(match->gen, OP_POP_TOP, place);
    }
    gen_place(match->gen, match->fail_pop[0]);
}
