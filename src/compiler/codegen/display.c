/* SPDX-License-Identifier: MIT
 *
 * Lists, tuples and sets with values in them (starunpack_helper).
 */
#include "compiler/codegen/expression.h"

#include "compiler/value/arithmetic.h"

/* How a display is built: at once, or value after value and iterable after iterable. */
struct display_ops {
    enum opcode build, add, extend;
    bool tuple; /* a list first, made a tuple in the end */
};

static const struct display_ops list_ops = {OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND,
                                            false};
static const struct display_ops tuple_ops = {OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND,
                                             true};
static const struct display_ops set_ops = {OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE, false};

static bool has_starred(const struct ast_exprs *elements)
{
    for (uint32_t i = 0; i < elements->count; i++)
        if (elements->items[i]->kind == AST_Starred)
            return true;
    return false;
}

bool gen_all_constant(const struct ast_exprs *exprs, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (!exprs->items[i] || exprs->items[i]->kind != AST_Constant)
            return false;
    return true;
}

const struct value *gen_constant_tuple(struct generator *gen, const struct ast_exprs *exprs,
                                       uint32_t begin, uint32_t end)
{
    struct value *tuple = CTX_NEW(gen->ctx, struct value);
    const struct value **items = ctx_alloc(gen->ctx, (end - begin) * sizeof *items);
    for (uint32_t i = begin; i < end; i++)
        items[i - begin] = &exprs->items[i]->Constant.value;
    *tuple = (struct value){.kind = VALUE_TUPLE, .elements = {items, end - begin}};
    return tuple;
}

/* Until 3.13, where three constants or more are one constant by now. */
static void build_constant(struct generator *gen, const struct ast_exprs *elements,
                           int pushed, const struct display_ops *ops, struct location place)
{
    struct value all = *gen_constant_tuple(gen, elements, 0, elements->count);
    if (ops->tuple && !pushed) {
        gen_const(gen, &all, place);
        return;
    }
    if (ops->add == OP_SET_ADD)
        value_frozenset(gen->ctx, all.elements.items, all.elements.count, &all);
    gen_emit(gen, ops->build, pushed, place);
    gen_const(gen, &all, place);
    gen_emit(gen, ops->extend, 1, place);
    if (ops->tuple)
        gen_intrinsic(gen, INTRINSIC_LIST_TO_TUPLE, place);
}

static void build_at_once(struct generator *gen, const struct ast_exprs *elements,
                          int pushed, const struct display_ops *ops, struct location place)
{
    gen_exprs(gen, elements);
    gen_emit(gen, ops->tuple ? OP_BUILD_TUPLE : ops->build,
             (int32_t)elements->count + pushed, place);
}

/* What comes before the first starred element is built at once, unless that is much. */
static void build_in_steps(struct generator *gen, const struct ast_exprs *elements,
                           int pushed, bool much, const struct display_ops *ops,
                           struct location place)
{
    bool built = much;
    if (built)
        gen_emit(gen, ops->build, pushed, place);
    for (uint32_t i = 0; i < elements->count; i++) {
        const struct ast_expr *element = elements->items[i];
        bool starred = element->kind == AST_Starred;
        if (starred && !built) {
            gen_emit(gen, ops->build, (int32_t)i + pushed, place);
            built = true;
        }
        gen_expr(gen, starred ? element->Starred.value : element);
        if (built)
            gen_emit(gen, starred ? ops->extend : ops->add, 1, place);
    }
    if (ops->tuple)
        gen_intrinsic(gen, INTRINSIC_LIST_TO_TUPLE, place);
}

static void build_display(struct generator *gen, const struct ast_exprs *elements,
                          int pushed, const struct display_ops *ops, struct location place)
{
    uint32_t count = elements->count;
    bool much = count + (uint32_t)pushed > STACK_GUIDELINE;
    if (count > 2 && generator_has(gen, FEATURE_CONSTANTS_FOLDED_IN_TREE) &&
        gen_all_constant(elements, 0, count))
        build_constant(gen, elements, pushed, ops, place);
    else if (much || has_starred(elements))
        build_in_steps(gen, elements, pushed, much, ops, place);
    else
        build_at_once(gen, elements, pushed, ops, place);
}

void gen_argument_tuple(struct generator *gen, struct location place, int pushed,
                        const struct ast_exprs *elements)
{
    build_display(gen, elements, pushed, &tuple_ops, place);
}

static void visit_elements(struct generator *gen, const struct ast_exprs *elements,
                           enum ast_context context, const struct display_ops *ops,
                           struct location place)
{
    switch (context) {
    case AST_Load:
        build_display(gen, elements, 0, ops, place);
        return;
    case AST_Store:
        gen_unpack(gen, elements, place);
        return;
    case AST_Del:
        gen_exprs(gen, elements);
        return;
    }
}

void gen_list(struct generator *gen, const struct ast_expr *expr)
{
    visit_elements(gen, &expr->List.elts, expr->List.ctx, &list_ops,
                   location_of(expr->span));
}

void gen_tuple(struct generator *gen, const struct ast_expr *expr)
{
    visit_elements(gen, &expr->Tuple.elts, expr->Tuple.ctx, &tuple_ops,
                   location_of(expr->span));
}

void gen_set(struct generator *gen, const struct ast_expr *expr)
{
    build_display(gen, &expr->Set.elts, 0, &set_ops, location_of(expr->span));
}
