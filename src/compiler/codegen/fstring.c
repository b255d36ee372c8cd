/* SPDX-License-Identifier: MIT
 *
 * f-strings.
 */
#include "compiler/codegen/expression.h"

/* "".join([…]), where the pieces are too many for the stack. */
static void join_pieces(struct generator *gen, const struct ast_exprs *values,
                        struct location place)
{
    gen_name_const(gen, gen->known.empty, place);
    gen_name_arg(gen, OP_LOAD_METHOD, gen->known.join, place);
    gen_emit(gen, OP_BUILD_LIST, 0, place);
    for (uint32_t i = 0; i < values->count; i++) {
        gen_expr(gen, values->items[i]);
        gen_emit(gen, OP_LIST_APPEND, 1, place);
    }
    gen_invoke(gen, 1, place);
}

/* compiler_joined_str */
void gen_joined_str(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_exprs *values = &expr->JoinedStr.values;
    struct location place = location_of(expr->span);
    if (values->count > STACK_GUIDELINE) {
        join_pieces(gen, values, place);
        return;
    }
    gen_exprs(gen, values);
    if (values->count > 1)
        gen_emit(gen, OP_BUILD_STRING, (int32_t)values->count, place);
    else if (!values->count && gen_knows(gen, OP_FORMAT_VALUE))
        gen_emit(gen, OP_BUILD_STRING, 0, place);
    else if (!values->count)
        gen_name_const(gen, gen->known.empty, place);
}

int32_t gen_conversion(int conversion)
{
    return conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
}

/* Until 3.12: one instruction, which is told whether there is a format. */
static void format_value(struct generator *gen, const struct ast_expr *expr)
{
    enum { WITH_FORMAT = 4 };
    const struct ast_expr *format = expr->FormattedValue.format_spec;
    int32_t conversion = gen_conversion(expr->FormattedValue.conversion);
    gen_expr(gen, expr->FormattedValue.value);
    if (format)
        gen_expr(gen, format);
    gen_emit(gen, OP_FORMAT_VALUE, conversion | (format ? WITH_FORMAT : 0),
             location_of(expr->span));
}

/* compiler_formatted_value */
void gen_formatted_value(struct generator *gen, const struct ast_expr *expr)
{
    struct location place = location_of(expr->span);
    int32_t conversion = gen_conversion(expr->FormattedValue.conversion);
    if (gen_knows(gen, OP_FORMAT_VALUE)) {
        format_value(gen, expr);
        return;
    }
    gen_expr(gen, expr->FormattedValue.value);
    if (conversion)
        gen_emit(gen, OP_CONVERT_VALUE, conversion, place);
    if (expr->FormattedValue.format_spec) {
        gen_expr(gen, expr->FormattedValue.format_spec);
        gen_emit0(gen, OP_FORMAT_WITH_SPEC, place);
    } else {
        gen_emit0(gen, OP_FORMAT_SIMPLE, place);
    }
}
