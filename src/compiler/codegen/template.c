/* SPDX-License-Identifier: MIT
 *
 * t-strings (3.14: PEP 750): a tuple of the texts, which stand before, between and
 * after the interpolations, and a tuple of these.
 */
#include "compiler/codegen/expression.h"

/* An empty text stands where two interpolations touch, and at the ends. */
static void load_texts(struct generator *gen, const struct ast_exprs *values,
                       struct location place)
{
    int32_t count = 0;
    bool text_missing = true;
    for (uint32_t i = 0; i <= values->count; i++) {
        bool end = i == values->count;
        bool text = !end && values->items[i]->kind != AST_Interpolation;
        if (text)
            gen_expr(gen, values->items[i]);
        else if (text_missing)
            gen_name_const(gen, gen->known.empty, place);
        count += text || text_missing;
        text_missing = !text;
    }
    gen_emit(gen, OP_BUILD_TUPLE, count, place);
}

/* codegen_template_str */
void gen_template_str(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_exprs *values = &expr->TemplateStr.values;
    struct location place = location_of(expr->span);
    load_texts(gen, values, place);
    int32_t count = 0;
    for (uint32_t i = 0; i < values->count; i++) {
        if (values->items[i]->kind != AST_Interpolation)
            continue;
        gen_expr(gen, values->items[i]);
        count++;
    }
    gen_emit(gen, OP_BUILD_TUPLE, count, place);
    gen_emit0(gen, OP_BUILD_TEMPLATE, place);
}

/* codegen_interpolation */
void gen_interpolation(struct generator *gen, const struct ast_expr *expr)
{
    struct location place = location_of(expr->span);
    gen_expr(gen, expr->Interpolation.value);
    gen_const(gen, &expr->Interpolation.str, place);
    if (expr->Interpolation.format_spec)
        gen_expr(gen, expr->Interpolation.format_spec);
    gen_emit(gen, OP_BUILD_INTERPOLATION,
             (expr->Interpolation.format_spec ? 3 : 2) |
                 gen_conversion(expr->Interpolation.conversion) << 2,
             place);
}
