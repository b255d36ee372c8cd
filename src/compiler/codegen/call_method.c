/* SPDX-License-Identifier: MIT
 *
 * object.method(…) without a bound method (maybe_optimize_method_call).
 */
#include "compiler/codegen/expression.h"

#include "compiler/scope/scope.h"

/* A name that the module imports is taken to be a module: its functions are no
 * methods. */
static bool is_imported(const struct generator *gen, const struct ast_expr *object)
{
    return object->kind == AST_Name &&
           (scope_flags(gen->scopes->module, object->Name.id) & SYMBOL_IMPORT);
}

static bool is_method_call(const struct generator *gen, const struct ast_Call *call)
{
    const struct ast_expr *method = call->func;
    uint32_t keywords = call->keywords.count;
    if (method->kind != AST_Attribute || method->Attribute.ctx != AST_Load)
        return false;
    if (call->args.count + keywords + (keywords != 0) >= STACK_GUIDELINE)
        return false;
    return gen_is_plain_call(&call->args, &call->keywords) &&
           !is_imported(gen, method->Attribute.value);
}

bool gen_method_call(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_expr *method = expr->Call.func;
    if (!is_method_call(gen, &expr->Call))
        return false;
    struct location place = gen_attribute_place(gen, location_of(method->span), method);
    if (!gen_super_attribute(gen, method, true)) {
        gen_expr(gen, method->Attribute.value);
        gen_name_arg(gen, OP_LOAD_METHOD, method->Attribute.attr, place);
    }
    gen_plain_call(gen, 0, &expr->Call.args, &expr->Call.keywords, place,
                   gen_attribute_place(gen, location_of(expr->span), method));
    return true;
}
