/* SPDX-License-Identifier: MIT
 *
 * Intrinsics (3.12: gh-99005), which were instructions of their own before.
 */
#include "compiler/codegen/expression.h"

void gen_intrinsic(struct generator *gen, enum intrinsic_1 which, struct location place)
{
    static const enum opcode before[] = {
        [INTRINSIC_IMPORT_STAR] = OP_IMPORT_STAR,
        [INTRINSIC_ASYNC_GEN_WRAP] = OP_ASYNC_GEN_WRAP,
        [INTRINSIC_UNARY_POSITIVE] = OP_UNARY_POSITIVE,
        [INTRINSIC_LIST_TO_TUPLE] = OP_LIST_TO_TUPLE,
    };
    if (gen_knows(gen, OP_CALL_INTRINSIC_1))
        gen_emit(gen, OP_CALL_INTRINSIC_1, which, place);
    else
        gen_emit0(gen, before[which], place);
}

/* IMPORT_STAR takes the module away; the intrinsic has a result. */
void gen_import_star(struct generator *gen, struct location place)
{
    gen_intrinsic(gen, INTRINSIC_IMPORT_STAR, place);
    if (gen_knows(gen, OP_CALL_INTRINSIC_1))
        gen_emit0(gen, OP_POP_TOP, location_none);
}

void gen_prepare_reraise(struct generator *gen)
{
    if (gen_knows(gen, OP_CALL_INTRINSIC_2))
        gen_emit(gen, OP_CALL_INTRINSIC_2, INTRINSIC_PREP_RERAISE_STAR, location_none);
    else
        gen_emit0(gen, OP_PREP_RERAISE_STAR, location_none);
}
