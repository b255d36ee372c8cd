/* SPDX-License-Identifier: MIT
 *
 * Several targets of one assignment, and starred ones.
 */
#include "compiler/codegen/expression.h"

#include <limits.h>

/* Below UNPACK_EX's count of the targets after the star it has 8 bits for those
 * before it. */
static void unpack_starred(struct generator *gen, uint32_t before, uint32_t after,
                           struct location place)
{
    if (before >= 1 << 8 || after >= INT_MAX >> 8)
        gen_fail(gen, place, "too many expressions in star-unpacking assignment");
    gen_emit(gen, OP_UNPACK_EX, (int32_t)(before | after << 8), place);
}

/* unpack_helper */
static void unpack_values(struct generator *gen, const struct ast_exprs *targets,
                          struct location place)
{
    bool starred = false;
    for (uint32_t i = 0; i < targets->count; i++) {
        if (targets->items[i]->kind != AST_Starred)
            continue;
        if (starred)
            gen_fail(gen, place, "multiple starred expressions in assignment");
        unpack_starred(gen, i, targets->count - i - 1, place);
        starred = true;
    }
    if (!starred)
        gen_emit(gen, OP_UNPACK_SEQUENCE, (int32_t)targets->count, place);
}

void gen_unpack(struct generator *gen, const struct ast_exprs *targets,
                struct location place)
{
    unpack_values(gen, targets, place);
    for (uint32_t i = 0; i < targets->count; i++) {
        const struct ast_expr *target = targets->items[i];
        gen_expr(gen, target->kind == AST_Starred ? target->Starred.value : target);
    }
}

/* Where a starred expression is allowed, whoever stands around it takes it apart. */
void gen_fail_starred(struct generator *gen, const struct ast_expr *expr)
{
    if (expr->Starred.ctx == AST_Store)
        gen_fail(gen, location_of(expr->span),
                 "starred assignment target must be in a list or tuple");
    gen_fail(gen, location_of(expr->span), "can't use starred expression here");
}
