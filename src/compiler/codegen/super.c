/* SPDX-License-Identifier: MIT
 *
 * super().attribute without a super object (3.12: gh-103497).
 */
#include "compiler/codegen/expression.h"

#include "compiler/scope/scope.h"

/* Does the name mean the builtin, as far as can be seen? */
static bool is_builtin_super(const struct generator *gen)
{
    name_id super = gen->known.super;
    return scope_binding(gen->body->scope, super) == BINDING_GLOBAL_IMPLICIT &&
           scope_binding(gen->scopes->module, super) == BINDING_NONE;
}

/* super(): the function needs a first argument and the cell __class__. */
static bool has_implied_arguments(const struct generator *gen)
{
    const struct code_unit *unit = &gen->body->unit;
    if (!unit->argcount && !unit->posonlyargcount)
        return false;
    return gen->body->kind != BODY_CLASS &&
           scope_binding(gen->body->scope, gen->known.class_) == BINDING_FREE;
}

/* can_optimize_super_call */
static bool is_plain_super(const struct generator *gen, const struct ast_expr *attribute)
{
    const struct ast_expr *call = attribute->Attribute.value;
    if (call->kind != AST_Call || call->Call.func->kind != AST_Name ||
        call->Call.func->Name.id != gen->known.super ||
        attribute->Attribute.attr == gen->known.class_ || call->Call.keywords.count ||
        !is_builtin_super(gen))
        return false;
    const struct ast_exprs *args = &call->Call.args;
    if (args->count == 2)
        return args->items[0]->kind != AST_Starred && args->items[1]->kind != AST_Starred;
    return !args->count && has_implied_arguments(gen);
}

/* load_args_for_super */
static void load_super_arguments(struct generator *gen, const struct ast_expr *call)
{
    struct location place = location_of(call->span);
    gen_name(gen, gen->known.super, AST_Load, location_of(call->Call.func->span));
    if (call->Call.args.count) {
        gen_exprs(gen, &call->Call.args);
        return;
    }
    gen_name(gen, gen->known.class_, AST_Load, place);
    gen_name(gen, gen->body->unit.varnames.items[0], AST_Load, place);
}

bool gen_super_attribute(struct generator *gen, const struct ast_expr *attribute,
                         bool method)
{
    if (!gen_knows(gen, OP_LOAD_SUPER_ATTR) || !is_plain_super(gen, attribute))
        return false;
    const struct ast_expr *call = attribute->Attribute.value;
    struct location place = location_of(attribute->span);
    load_super_arguments(gen, call);
    enum opcode op = call->Call.args.count
                         ? method ? OP_LOAD_SUPER_METHOD : OP_LOAD_SUPER_ATTR
                     : method ? OP_LOAD_ZERO_SUPER_METHOD
                              : OP_LOAD_ZERO_SUPER_ATTR;
    gen_name_arg(gen, op, attribute->Attribute.attr, place);
    gen_emit0(gen, OP_NOP, gen_attribute_place(gen, place, attribute));
    return true;
}
