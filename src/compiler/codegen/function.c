/* SPDX-License-Identifier: MIT
 *
 * def, async def and lambda.
 *
 * Must agree with compiler_function, compiler_function_body, compiler_lambda,
 * compiler_default_arguments and wrap_in_stopiteration_handler of CPython.
 */
#include "compiler/codegen/statement.h"

#include "compiler/scope/scope.h"

/* A def and an async def have the same fields. */
static const struct ast_FunctionDef *function_of(const struct ast_stmt *stmt)
{
    _Static_assert(sizeof stmt->FunctionDef == sizeof stmt->AsyncFunctionDef,
                   "FunctionDef and AsyncFunctionDef have the same fields");
    return &stmt->FunctionDef;
}

static void check_arg_name(struct generator *gen, const struct ast_arg *arg)
{
    if (arg)
        gen_check_name(gen, arg->arg, AST_Store, gen_here(gen, location_of(arg->span)));
}

static void check_arg_names(struct generator *gen, const struct ast_args *args)
{
    for (uint32_t i = 0; i < args->count; i++)
        check_arg_name(gen, args->items[i]);
}

static void check_arguments(struct generator *gen, const struct ast_arguments *args)
{
    check_arg_names(gen, &args->posonlyargs);
    check_arg_names(gen, &args->args);
    check_arg_name(gen, args->vararg);
    check_arg_names(gen, &args->kwonlyargs);
    check_arg_name(gen, args->kwarg);
}

/* The dict of defaults of keyword-only arguments; false if there are none. */
static bool keyword_defaults(struct generator *gen, const struct ast_arguments *args,
                             struct location place)
{
    bool keys_together = gen_knows(gen, OP_BUILD_CONST_KEY_MAP);
    const struct value *names =
        value_new_elements(gen->ctx, VALUE_TUPLE, args->kwonlyargs.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < args->kwonlyargs.count; i++) {
        if (!args->kw_defaults.items[i])
            continue;
        name_id arg = args->kwonlyargs.items[i]->arg;
        const struct value *name = gen_mangled_value(gen, arg, gen_mangle(gen, arg));
        names->elements.items[count++] = name;
        if (!keys_together)
            gen_const(gen, name, place);
        gen_expr(gen, args->kw_defaults.items[i]);
    }
    if (!count)
        return false;
    struct value keys = {.kind = VALUE_TUPLE, .elements = {names->elements.items, count}};
    if (keys_together)
        gen_const(gen, &keys, place);
    gen_emit(gen, keys_together ? OP_BUILD_CONST_KEY_MAP : OP_BUILD_MAP, (int32_t)count,
             place);
    return true;
}

/* Lays the defaults onto the stack; flags of MAKE_FUNCTION. */
static int default_arguments(struct generator *gen, const struct ast_arguments *args,
                             struct location place)
{
    int flags = 0;
    if (args->defaults.count) {
        gen_exprs(gen, &args->defaults);
        gen_emit(gen, OP_BUILD_TUPLE, (int32_t)args->defaults.count, place);
        flags |= FUNCTION_DEFAULTS;
    }
    if (args->kwonlyargs.count && keyword_defaults(gen, args, place))
        flags |= FUNCTION_KWDEFAULTS;
    return flags;
}

static void count_arguments(struct generator *gen, const struct ast_arguments *args)
{
    struct code_unit *unit = &gen->body->unit;
    unit->argcount = (int)(args->posonlyargs.count + args->args.count);
    unit->posonlyargcount = (int)args->posonlyargs.count;
    unit->kwonlyargcount = (int)args->kwonlyargs.count;
}

void gen_decorators(struct generator *gen, const struct ast_exprs *decorators)
{
    gen_exprs(gen, decorators);
}

void gen_apply_decorators(struct generator *gen, const struct ast_exprs *decorators)
{
    for (uint32_t i = decorators->count; i-- > 0;)
        gen_invoke(gen, 0, location_of(decorators->items[i]->span));
}

int gen_first_line(const struct ast_stmt *stmt, const struct ast_exprs *decorators)
{
    return (int)(decorators->count ? decorators->items[0]->span.line : stmt->span.line);
}

void gen_wrap_stop_iteration(struct generator *gen)
{
    if (!target_has(gen->ctx->target, FEATURE_STOP_ITERATION_HANDLERS))
        return;
    int32_t handler = gen_label(gen);
    gen_insert_first(gen, OP_SETUP_CLEANUP, handler);
    gen_none(gen, location_none);
    gen_emit0(gen, OP_RETURN_VALUE, location_none);
    gen_place(gen, handler);
    gen_emit(gen, OP_CALL_INTRINSIC_1, INTRINSIC_STOPITERATION_ERROR, location_none);
    gen_emit(gen, OP_RERAISE, 1, location_none);
}

static void begin_body(struct generator *gen, bool wrap)
{
    int32_t start = gen_label(gen);
    gen_place(gen, start);
    if (wrap)
        gen_push_block(gen, BLOCK_STOP_ITERATION, start, NO_LABEL, location_none);
}

/* The statements of a generator or coroutine stand in a block that turns StopIteration
 * into RuntimeError. */
static void function_statements(struct generator *gen, const struct ast_stmts *stmts)
{
    const struct scope *scope = gen->body->scope;
    if (!target_has(gen->ctx->target, FEATURE_STOP_ITERATION_HANDLERS)) {
        gen_statements(gen, stmts);
        return;
    }
    bool wrap = scope->generator || scope->coroutine;
    bool nested = target_has(gen->ctx->target, FEATURE_STOP_ITERATION_BLOCKS);
    if (nested)
        begin_body(gen, wrap);
    gen_statements(gen, stmts);
    if (wrap)
        gen_wrap_stop_iteration(gen);
    if (wrap && nested)
        gen_pop_block(gen, BLOCK_STOP_ITERATION);
}

/* The first constant is the docstring, or None; since 3.14 a flag says which. */
static void function_docstring(struct generator *gen, const struct value *docstring)
{
    if (docstring)
        gen_add_const(gen, docstring);
    else if (!target_has(gen->ctx->target, FEATURE_DOCSTRING_FLAG))
        gen_add_none(gen);
}

static void function_body(struct generator *gen, const struct ast_stmt *stmt, int flags,
                          int first_line)
{
    const struct ast_FunctionDef *node = function_of(stmt);
    bool async = stmt->kind == AST_AsyncFunctionDef;
    gen_enter(gen, node->name, async ? BODY_ASYNC_FUNCTION : BODY_FUNCTION,
              scope_of(gen->scopes, stmt), first_line);
    struct ast_stmts rest;
    function_docstring(gen, gen_docstring(gen, &node->body, &rest));
    count_arguments(gen, node->args);
    function_statements(gen, &rest);
    gen_closure(gen, gen_leave(gen, true), flags, location_of(stmt->span));
}

/* Calls the scope around a generic def, with the defaults that lie on the stack. */
static void call_type_params(struct generator *gen, const struct body *inner, int count,
                             struct location place)
{
    bool null_below = target_has(gen->ctx->target, FEATURE_NULL_BEFORE_CALLABLE);
    gen_closure(gen, inner, 0, place);
    if (count)
        gen_emit(gen, OP_SWAP, count + 1, place);
    else
        gen_null_above(gen, place);
    /* The first argument takes the place of the NULL. */
    gen_emit(gen, OP_CALL, count && !null_below ? count - 1 : count, place);
}

/* Enters the scope of the type parameters (PEP 695).  Defaults are evaluated outside of
 * it and are its arguments; how many. */
static int enter_generic(struct generator *gen, const struct ast_FunctionDef *node,
                         int flags, int first_line, struct location place)
{
    int count = !!(flags & FUNCTION_DEFAULTS) + !!(flags & FUNCTION_KWDEFAULTS);
    if (count == 2)
        gen_emit(gen, OP_SWAP, 2, place);
    gen_enter_type_params(gen, node->name, first_line, &node->type_params);
    gen_type_params(gen, &node->type_params);
    for (int i = 0; i < count; i++)
        gen_emit(gen, OP_LOAD_FAST, i, place);
    return count;
}

static void leave_generic(struct generator *gen, int count, struct location place)
{
    gen_emit(gen, OP_SWAP, 2, place);
    gen_emit(gen, OP_CALL_INTRINSIC_2, INTRINSIC_SET_FUNCTION_TYPE_PARAMS, place);
    gen->body->unit.argcount = count;
    call_type_params(gen, gen_leave(gen, false), count, place);
}

/* function_def */
void gen_function(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_FunctionDef *node = function_of(stmt);
    struct location place = location_of(stmt->span);
    int first_line = gen_first_line(stmt, &node->decorator_list);
    bool generic = node->type_params.count > 0;
    int count = 0;
    check_arguments(gen, node->args);
    gen_decorators(gen, &node->decorator_list);
    if (generic)
        gen_null_below(gen, place);
    int flags = default_arguments(gen, node->args, place);
    if (generic)
        count = enter_generic(gen, node, flags, first_line, place);
    flags |= gen_annotations(gen, node->args, node->returns, place);
    function_body(gen, stmt, flags, first_line);
    if (generic)
        leave_generic(gen, count, place);
    gen_apply_decorators(gen, &node->decorator_list);
    gen_name(gen, node->name, AST_Store, place);
}

/* lambdef, which has no docstring. */
void gen_lambda(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_arguments *args = expr->Lambda.args;
    struct location place = location_of(expr->span);
    check_arguments(gen, args);
    int flags = default_arguments(gen, args, place);
    const struct scope *scope = scope_of(gen->scopes, expr);
    gen_enter(gen, gen->known.lambda, BODY_LAMBDA, scope, place.line);
    function_docstring(gen, NULL);
    count_arguments(gen, args);
    gen_expr(gen, expr->Lambda.body);
    struct location back = location_of(expr->Lambda.body->span);
    if (!target_has(gen->ctx->target, FEATURE_LAMBDAS_RETURN_AT_BODY))
        back = (struct location){place.line, place.line, 0, 0};
    if (!scope->generator)
        gen_emit0(gen, OP_RETURN_VALUE, gen_here(gen, back));
    gen_closure(gen, gen_leave(gen, !scope->generator), flags, place);
}
