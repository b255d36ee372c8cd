/* SPDX-License-Identifier: MIT
 *
 * Augmented assignment (compiler_augassign): the target's parts are evaluated once,
 * kept on the stack, and used twice.
 */
#include "compiler/codegen/expression.h"

/* x[a:b] op= …: three values to keep. */
static void load_slice_target(struct generator *gen, const struct ast_expr *slice,
                              struct location place)
{
    gen_slice_pair(gen, slice);
    for (int i = 0; i < 3; i++)
        gen_emit(gen, OP_COPY, 3, place);
    gen_emit0(gen, OP_BINARY_SLICE, place);
}

static void load_subscript_target(struct generator *gen, const struct ast_expr *target,
                                  struct location place)
{
    const struct ast_expr *slice = target->Subscript.slice;
    gen_expr(gen, target->Subscript.value);
    if (gen_is_slice_pair(gen, slice)) {
        load_slice_target(gen, slice, place);
        return;
    }
    gen_expr(gen, slice);
    gen_emit(gen, OP_COPY, 2, place);
    gen_emit(gen, OP_COPY, 2, place);
    gen_subscript_load(gen, place);
}

static void load_attribute_target(struct generator *gen, const struct ast_expr *target,
                                  struct location place)
{
    gen_expr(gen, target->Attribute.value);
    gen_emit(gen, OP_COPY, 1, place);
    gen_name_arg(gen, OP_LOAD_ATTR, target->Attribute.attr,
                 gen_attribute_place(gen, place, target));
}

static void store_attribute_target(struct generator *gen, const struct ast_expr *target,
                                   struct location place)
{
    place = gen_attribute_place(gen, place, target);
    gen_at(gen, place);
    gen_emit(gen, OP_SWAP, 2, place);
    gen_name_arg(gen, OP_STORE_ATTR, target->Attribute.attr, place);
}

/* The result goes below what was kept. */
static void store_subscript_target(struct generator *gen, const struct ast_expr *target,
                                   struct location place)
{
    bool pair = gen_is_slice_pair(gen, target->Subscript.slice);
    for (int depth = pair ? 4 : 3; depth > 1; depth--)
        gen_emit(gen, OP_SWAP, depth, place);
    gen_emit0(gen, pair ? OP_STORE_SLICE : OP_STORE_SUBSCR, place);
}

/* The parser lets through nothing but these three. */
void gen_augmented(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_expr *target = stmt->AugAssign.target;
    struct location place = location_of(target->span);
    if (target->kind == AST_Attribute)
        load_attribute_target(gen, target, place);
    else if (target->kind == AST_Subscript)
        load_subscript_target(gen, target, place);
    else
        gen_name(gen, target->Name.id, AST_Load, place);
    gen_expr(gen, stmt->AugAssign.value);
    gen_binary(gen, stmt->AugAssign.op, true, location_of(stmt->span));
    gen_at(gen, place);
    if (target->kind == AST_Attribute)
        store_attribute_target(gen, target, place);
    else if (target->kind == AST_Subscript)
        store_subscript_target(gen, target, place);
    else
        gen_name(gen, target->Name.id, AST_Store, place);
}
