/* SPDX-License-Identifier: MIT
 *
 * The instructions that call what lies on the stack.
 */
#include "compiler/codegen/expression.h"

/* 3.11 alone has an instruction before it, which prepares methods. */
void gen_invoke(struct generator *gen, int32_t count, struct location place)
{
    if (gen_knows(gen, OP_PRECALL))
        gen_emit(gen, OP_PRECALL, count, place);
    gen_emit(gen, OP_CALL, count, place);
}

void gen_null_below(struct generator *gen, struct location place)
{
    if (target_has(gen->ctx->target, FEATURE_NULL_BEFORE_CALLABLE))
        gen_emit0(gen, OP_PUSH_NULL, place);
}

void gen_null_above(struct generator *gen, struct location place)
{
    if (!target_has(gen->ctx->target, FEATURE_NULL_BEFORE_CALLABLE))
        gen_emit0(gen, OP_PUSH_NULL, place);
}

/* With the names of the last arguments: until 3.12 an instruction before the call knows
 * them, since then they lie on the stack. */
void gen_invoke_named(struct generator *gen, int32_t count,
                      const struct ast_keywords *keywords, struct location names_place,
                      struct location place)
{
    const struct ast_keyword *const *items =
        (const struct ast_keyword *const *)keywords->items;
    if (gen_knows(gen, OP_KW_NAMES)) {
        gen_keyword_names(gen, OP_KW_NAMES, items, keywords->count, names_place);
        gen_invoke(gen, count, place);
    } else {
        gen_keyword_names(gen, OP_LOAD_CONST, items, keywords->count, names_place);
        gen_emit(gen, OP_CALL_KW, count, place);
    }
}
