/* SPDX-License-Identifier: MIT
 *
 * Type parameters and the type statement (PEP 695, PEP 696).
 *
 * Must agree with compiler_type_params, compiler_type_param_bound_or_default,
 * compiler_typealias and compiler_typealias_body of CPython.
 */
#include "compiler/codegen/statement.h"

#include "compiler/scope/scope.h"

#include <string.h>

void gen_enter_type_params(struct generator *gen, name_id name, int first_line,
                           const struct ast_type_params *params)
{
    static const char prefix[] = "<generic parameters of ";
    const struct intern_text *text = intern_get(gen->ctx->names, name);
    size_t size = sizeof prefix - 1 + text->size + 1;
    char *bytes = ctx_alloc(gen->ctx, size);
    memcpy(bytes, prefix, sizeof prefix - 1);
    memcpy(bytes + sizeof prefix - 1, text->bytes, text->size);
    bytes[size - 1] = '>';
    name_id title = ctx_name(gen->ctx, bytes, size);
    gen_enter(gen, title, BODY_TYPE_PARAMETERS, scope_of(gen->scopes, params->items),
              first_line);
    if (target_has(gen->ctx->target, FEATURE_INTERNED_QUALNAMES))
        return;
    struct code_unit *unit = &gen->body->unit;
    unit->title = value_new_str(gen->ctx, bytes, size);
    if (unit->qualname == gen_name_value(gen, title))
        unit->qualname = unit->title;
}

/* A function that is evaluated when asked; since 3.14 it has the parameter of
 * __annotate__, with a default.  Flags of MAKE_FUNCTION. */
static int enter_lazy(struct generator *gen, name_id name, enum body_kind kind,
                      const struct scope *scope, struct location place)
{
    if (!target_has(gen->ctx->target, FEATURE_DEFERRED_ANNOTATIONS)) {
        gen_enter(gen, name, kind, scope, place.line);
        return 0;
    }
    gen_format_default(gen, place);
    gen_enter_annotate(gen, name, scope, place);
    return FUNCTION_DEFAULTS;
}

/* A bound, constraints or a default: a function that evaluates it when asked. */
static void lazy_value(struct generator *gen, const struct ast_expr *expr, name_id name,
                       const void *key, const struct ast_type_param *param)
{
    struct location place = location_of(expr->span);
    int flags =
        enter_lazy(gen, name, BODY_TYPE_PARAMETERS, scope_of(gen->scopes, key), place);
    if (param->kind == AST_TypeVarTuple && expr->kind == AST_Starred) {
        gen_expr(gen, expr->Starred.value);
        gen_emit(gen, OP_UNPACK_SEQUENCE, 1, place);
    } else {
        gen_expr(gen, expr);
    }
    if (target_has(gen->ctx->target, FEATURE_BOUNDS_AT_PARAMETER))
        place = location_of(param->span);
    gen_emit0(gen, OP_RETURN_VALUE, place);
    gen_closure(gen, gen_leave(gen, true), flags, place);
}

/* What the three kinds of parameters have in common. */
struct type_param_parts {
    name_id name;
    const struct ast_expr *bound, *default_value;
    const void *default_key;
    enum intrinsic_1 make;
};

static struct type_param_parts param_parts_of(const struct ast_type_param *param)
{
    switch (param->kind) {
    case AST_TypeVar:
        return (struct type_param_parts){param->TypeVar.name, param->TypeVar.bound,
                                         param->TypeVar.default_value,
                                         scope_default_key(param), INTRINSIC_TYPEVAR};
    case AST_ParamSpec:
        return (struct type_param_parts){param->ParamSpec.name, NULL,
                                         param->ParamSpec.default_value, param,
                                         INTRINSIC_PARAMSPEC};
    case AST_TypeVarTuple:
        break;
    }
    return (struct type_param_parts){param->TypeVarTuple.name, NULL,
                                     param->TypeVarTuple.default_value, param,
                                     INTRINSIC_TYPEVARTUPLE};
}

static void type_param(struct generator *gen, const struct ast_type_param *param,
                       bool *seen_default)
{
    struct type_param_parts parts = param_parts_of(param);
    struct location place = location_of(param->span);
    gen_name_const(gen, parts.name, place);
    if (parts.bound) {
        lazy_value(gen, parts.bound, parts.name, param, param);
        gen_emit(gen, OP_CALL_INTRINSIC_2,
                 parts.bound->kind == AST_Tuple ? INTRINSIC_TYPEVAR_WITH_CONSTRAINTS
                                                : INTRINSIC_TYPEVAR_WITH_BOUND,
                 place);
    } else {
        gen_emit(gen, OP_CALL_INTRINSIC_1, parts.make, place);
    }
    if (parts.default_value) {
        *seen_default = true;
        lazy_value(gen, parts.default_value, parts.name, parts.default_key, param);
        gen_emit(gen, OP_CALL_INTRINSIC_2, INTRINSIC_SET_TYPEPARAM_DEFAULT, place);
    } else if (*seen_default) {
        gen_fail(gen, place,
                 "non-default type parameter '%s' follows default type parameter",
                 gen_name_text(gen, parts.name));
    }
    gen_emit(gen, OP_COPY, 1, place);
    gen_name(gen, parts.name, AST_Store, place);
}

/* type_params */
void gen_type_params(struct generator *gen, const struct ast_type_params *params)
{
    bool seen_default = false;
    for (uint32_t i = 0; i < params->count; i++)
        type_param(gen, params->items[i], &seen_default);
    gen_emit(gen, OP_BUILD_TUPLE, (int32_t)params->count,
             location_of(params->items[0]->span));
}

/* The value of an alias: a function without a docstring. */
static void alias_value(struct generator *gen, const struct ast_stmt *stmt)
{
    struct location place = location_of(stmt->span);
    int flags = enter_lazy(gen, stmt->TypeAlias.name->Name.id, BODY_FUNCTION,
                           scope_of(gen->scopes, stmt), place);
    if (!target_has(gen->ctx->target, FEATURE_DOCSTRING_FLAG))
        gen_add_none(gen);
    gen_expr(gen, stmt->TypeAlias.value);
    gen_emit0(gen, OP_RETURN_VALUE, place);
    gen_closure(gen, gen_leave(gen, false), flags, place);
    gen_emit(gen, OP_BUILD_TUPLE, 3, place);
    gen_emit(gen, OP_CALL_INTRINSIC_1, INTRINSIC_TYPEALIAS, place);
}

/* type_alias */
void gen_type_alias(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_TypeAlias *node = &stmt->TypeAlias;
    struct location place = location_of(stmt->span);
    name_id name = node->name->Name.id;
    bool generic = node->type_params.count > 0;
    if (generic) {
        gen_null_below(gen, place);
        gen_enter_type_params(gen, name, place.line, &node->type_params);
    }
    gen_name_const(gen, name, place);
    if (generic)
        gen_type_params(gen, &node->type_params);
    else
        gen_none(gen, place);
    alias_value(gen, stmt);
    if (generic) {
        gen_closure(gen, gen_leave(gen, false), 0, place);
        gen_null_above(gen, place);
        gen_emit(gen, OP_CALL, 0, place);
    }
    gen_name(gen, name, AST_Store, place);
}
