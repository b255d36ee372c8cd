/* SPDX-License-Identifier: MIT
 *
 * Subscripts and slices.
 */
#include "compiler/codegen/expression.h"

enum { SUBSCRIPT_OF_BINARY_OP = 26 }; /* NB_SUBSCR (3.14) */

void gen_subscript_load(struct generator *gen, struct location place)
{
    if (gen_knows(gen, OP_BINARY_SUBSCR))
        gen_emit0(gen, OP_BINARY_SUBSCR, place);
    else
        gen_emit(gen, OP_BINARY_OP, SUBSCRIPT_OF_BINARY_OP, place);
}

static bool is_constant_or_absent(const struct ast_expr *expr)
{
    return !expr || expr->kind == AST_Constant;
}

/* Since 3.14 a slice of constants is a constant. */
static bool is_constant_slice(const struct generator *gen, const struct ast_expr *slice)
{
    return generator_has(gen, FEATURE_SLICE_CONSTANTS) &&
           is_constant_or_absent(slice->Slice.lower) &&
           is_constant_or_absent(slice->Slice.upper) &&
           is_constant_or_absent(slice->Slice.step);
}

bool gen_is_slice_pair(const struct generator *gen, const struct ast_expr *slice)
{
    return slice->kind == AST_Slice && !slice->Slice.step &&
           gen_knows(gen, OP_BINARY_SLICE) && !is_constant_slice(gen, slice);
}

static void visit_bound(struct generator *gen, const struct ast_expr *bound,
                        struct location place)
{
    if (bound)
        gen_expr(gen, bound);
    else
        gen_none(gen, place);
}

void gen_slice_pair(struct generator *gen, const struct ast_expr *slice)
{
    struct location place = location_of(slice->span);
    visit_bound(gen, slice->Slice.lower, place);
    visit_bound(gen, slice->Slice.upper, place);
}

static const struct value *bound_value(const struct ast_expr *bound)
{
    static const struct value absent = {.kind = VALUE_NONE};
    return bound ? &bound->Constant.value : &absent;
}

static void load_constant_slice(struct generator *gen, const struct ast_expr *slice)
{
    const struct value *items[] = {
        bound_value(slice->Slice.lower),
        bound_value(slice->Slice.upper),
        bound_value(slice->Slice.step),
    };
    struct value value = {.kind = VALUE_SLICE, .elements = {items, 3}};
    gen_const(gen, &value, location_of(slice->span));
}

void gen_slice(struct generator *gen, const struct ast_expr *expr)
{
    if (is_constant_slice(gen, expr)) {
        load_constant_slice(gen, expr);
        return;
    }
    gen_slice_pair(gen, expr);
    if (expr->Slice.step)
        gen_expr(gen, expr->Slice.step);
    gen_emit(gen, OP_BUILD_SLICE, expr->Slice.step ? 3 : 2, location_of(expr->span));
}

static void use_item(struct generator *gen, enum ast_context context, struct location place)
{
    switch (context) {
    case AST_Load:
        gen_subscript_load(gen, place);
        return;
    case AST_Store:
        gen_emit0(gen, OP_STORE_SUBSCR, place);
        return;
    case AST_Del:
        gen_emit0(gen, OP_DELETE_SUBSCR, place);
        return;
    }
}

/* compiler_subscript */
void gen_subscript(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_expr *slice = expr->Subscript.slice;
    enum ast_context context = expr->Subscript.ctx;
    struct location place = location_of(expr->span);
    if (context == AST_Load)
        gen_check_subscript(gen, expr->Subscript.value, slice);
    gen_expr(gen, expr->Subscript.value);
    if (context != AST_Del && gen_is_slice_pair(gen, slice)) {
        gen_slice_pair(gen, slice);
        gen_emit0(gen, context == AST_Load ? OP_BINARY_SLICE : OP_STORE_SLICE, place);
        return;
    }
    gen_expr(gen, slice);
    use_item(gen, context, place);
}
