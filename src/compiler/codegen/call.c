/* SPDX-License-Identifier: MIT
 *
 * Calls.
 */
#include "compiler/codegen/expression.h"

/* validate_keywords: a call is looked through before anything of it is generated, and
 * once more when its arguments are. */
static void check_keywords(struct generator *gen, const struct ast_keywords *keywords)
{
    for (uint32_t i = 0; i < keywords->count; i++) {
        name_id name = keywords->items[i]->arg;
        if (!name)
            continue;
        gen_check_name(gen, name, AST_Store,
                       gen_here(gen, location_of(keywords->items[i]->span)));
        for (uint32_t j = i + 1; j < keywords->count; j++)
            if (keywords->items[j]->arg == name)
                gen_fail(gen, location_of(keywords->items[j]->span),
                         "keyword argument repeated: %s", gen_name_text(gen, name));
    }
}

void gen_keyword_names(struct generator *gen, enum opcode op,
                       const struct ast_keyword *const *keywords, uint32_t count,
                       struct location place)
{
    name_id *names = ctx_alloc(gen->ctx, count * sizeof *names);
    for (uint32_t i = 0; i < count; i++)
        names[i] = keywords[i]->arg;
    gen_emit(gen, op, (int32_t)gen_add_names(gen, names, count), place);
}

bool gen_is_plain_call(const struct ast_exprs *args, const struct ast_keywords *keywords)
{
    for (uint32_t i = 0; i < args->count; i++)
        if (args->items[i]->kind == AST_Starred)
            return false;
    for (uint32_t i = 0; i < keywords->count; i++)
        if (!keywords->items[i]->arg)
            return false;
    return true;
}

void gen_plain_call(struct generator *gen, int count, const struct ast_exprs *args,
                    const struct ast_keywords *keywords, struct location names_place,
                    struct location place)
{
    int32_t total = count + (int32_t)(args->count + keywords->count);
    gen_exprs(gen, args);
    if (!keywords->count) {
        gen_invoke(gen, total, place);
        return;
    }
    for (uint32_t i = 0; i < keywords->count; i++)
        gen_expr(gen, keywords->items[i]->value);
    gen_invoke_named(gen, total, keywords, names_place, place);
}

void gen_call_rest(struct generator *gen, struct location place, int count,
                   const struct ast_exprs *args, const struct ast_keywords *keywords)
{
    check_keywords(gen, keywords);
    if (args->count + keywords->count * 2 <= STACK_GUIDELINE &&
        gen_is_plain_call(args, keywords))
        gen_plain_call(gen, count, args, keywords, place, place);
    else
        gen_unpacking_call(gen, count, args, keywords, place);
}

/* The callable, and NULL in the place of its self, which until 3.12 comes first. */
static void visit_callable(struct generator *gen, const struct ast_expr *func)
{
    bool null_first = generator_has(gen, FEATURE_NULL_BEFORE_CALLABLE);
    gen_check_callable(gen, func);
    if (null_first)
        gen_emit0(gen, OP_PUSH_NULL, location_of(func->span));
    gen_expr(gen, func);
    if (!null_first)
        gen_emit0(gen, OP_PUSH_NULL, location_of(func->span));
}

/* Since 3.14 a call of some builtins may be a loop instead. */
static void call_or_loop(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_expr *func = expr->Call.func;
    int32_t end = gen_label(gen);
    gen_check_callable(gen, func);
    gen_expr(gen, func);
    gen_builtin_call(gen, expr, end);
    gen_emit0(gen, OP_PUSH_NULL, location_of(func->span));
    gen_call_rest(gen, location_of(expr->span), 0, &expr->Call.args, &expr->Call.keywords);
    gen_place(gen, end);
}

/* compiler_call */
void gen_call(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_expr *func = expr->Call.func;
    check_keywords(gen, &expr->Call.keywords);
    if (gen_method_call(gen, expr))
        return;
    if (gen_knows(gen, OP_LOAD_COMMON_CONSTANT)) {
        call_or_loop(gen, expr);
        return;
    }
    visit_callable(gen, func);
    gen_call_rest(gen, location_of(expr->span), 0, &expr->Call.args, &expr->Call.keywords);
}
