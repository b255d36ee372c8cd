/* SPDX-License-Identifier: MIT
 *
 * Calls and lambdas as text (append_ast_call, append_ast_args of CPython).
 */
#include "compiler/ast/unparser.h"

static void unparse_separator(struct unparser *out, bool *first)
{
    if (!*first)
        unparse_word(out, ", ");
    *first = false;
}

static void unparse_keyword(struct unparser *out, const struct ast_keyword *keyword)
{
    if (keyword->arg)
        unparse_name(out, keyword->arg);
    unparse_word(out, keyword->arg ? "=" : "**");
    unparse_expr(out, keyword->value, POWER_TEST);
}

/* A generator expression alone needs no parentheses but its own. */
void unparse_call(struct unparser *out, const struct ast_Call *node)
{
    bool first = true;
    unparse_expr(out, node->func, POWER_ATOM);
    if (node->args.count == 1 && !node->keywords.count &&
        node->args.items[0]->kind == AST_GeneratorExp) {
        unparse_expr(out, node->args.items[0], POWER_TEST);
        return;
    }
    unparse_word(out, "(");
    for (uint32_t i = 0; i < node->args.count; i++) {
        unparse_separator(out, &first);
        unparse_expr(out, node->args.items[i], POWER_TEST);
    }
    for (uint32_t i = 0; i < node->keywords.count; i++) {
        unparse_separator(out, &first);
        unparse_keyword(out, node->keywords.items[i]);
    }
    unparse_word(out, ")");
}

static void unparse_arg(struct unparser *out, const struct ast_arg *arg,
                        const struct ast_expr *default_value)
{
    unparse_name(out, arg->arg);
    if (!default_value)
        return;
    unparse_word(out, "=");
    unparse_expr(out, default_value, POWER_TEST);
}

static void unparse_positional(struct unparser *out, const struct ast_arguments *args,
                               bool *first)
{
    uint32_t only = args->posonlyargs.count, count = only + args->args.count;
    uint32_t without_default = count - args->defaults.count;
    for (uint32_t i = 0; i < count; i++) {
        unparse_separator(out, first);
        unparse_arg(out, i < only ? args->posonlyargs.items[i] : args->args.items[i - only],
                    i < without_default ? NULL : args->defaults.items[i - without_default]);
        if (only && i + 1 == only)
            unparse_word(out, ", /");
    }
}

static void unparse_args(struct unparser *out, const struct ast_arguments *args)
{
    bool first = true;
    unparse_positional(out, args, &first);
    if (args->vararg || args->kwonlyargs.count) {
        unparse_separator(out, &first);
        unparse_word(out, "*");
        if (args->vararg)
            unparse_arg(out, args->vararg, NULL);
    }
    for (uint32_t i = 0; i < args->kwonlyargs.count; i++) {
        unparse_separator(out, &first);
        unparse_arg(out, args->kwonlyargs.items[i], args->kw_defaults.items[i]);
    }
    if (args->kwarg) {
        unparse_separator(out, &first);
        unparse_word(out, "**");
        unparse_arg(out, args->kwarg, NULL);
    }
}

void unparse_lambda(struct unparser *out, const struct ast_Lambda *node,
                    enum binding_power power)
{
    bool positional = node->args->args.count || node->args->posonlyargs.count;
    if (power > POWER_TEST)
        unparse_word(out, "(");
    unparse_word(out, positional ? "lambda " : "lambda");
    unparse_args(out, node->args);
    unparse_word(out, ": ");
    unparse_expr(out, node->body, POWER_TEST);
    if (power > POWER_TEST)
        unparse_word(out, ")");
}
