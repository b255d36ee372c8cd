/* SPDX-License-Identifier: MIT
 *
 * Where an instruction stands that has no node of its own.
 *
 * Until 3.11 CPython's compiler remembers the place that was set last, and what is
 * generated then gets it (SET_LOC, UNSET_LOC): that of the statement or expression
 * under way, unless a part of it left another behind.
 */
#include "compiler/codegen/generator.h"

void gen_at(struct generator *gen, struct location place)
{
    gen->body->place = place;
}

struct location gen_here(const struct generator *gen, struct location place)
{
    return target_has(gen->ctx->target, FEATURE_PLACES_LEFT_BEHIND) ? gen->body->place
                                                                    : place;
}

struct location gen_iterator_place(const struct generator *gen, struct span iterable,
                                   struct span whole)
{
    bool apart = target_has(gen->ctx->target, FEATURE_ITERATORS_AT_ITERABLE);
    return gen_here(gen, location_of(apart ? iterable : whole));
}
