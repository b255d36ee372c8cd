/* SPDX-License-Identifier: MIT
 *
 * Parameters of functions and lambdas, and type parameters (PEP 695).
 *
 * The grammar spells out which parameters may follow which; here one pass notes
 * what it has seen: a default (after which, up to the star, all need one), the
 * slash, the star, two stars (after which nothing comes).
 */
#include "compiler/parse/parser.h"

struct parameter {
    struct ast_arg *arg;
    struct ast_expr *value; /* or NULL */
};

struct parameter_list {
    struct ast_arguments *args;
    enum token_kind close; /* ":" of a lambda, whose parameters have no annotations */
    size_t mark;           /* where the parameters of the present kind begin */
    uint32_t defaults;     /* among them and those before a slash */
    bool slash, star;
};

/* param: NAME annotation?   param_star_annotation: NAME ':' star_expression */
static struct ast_arg *take_parameter(struct parser *parser, enum token_kind close,
                                      bool star)
{
    const struct token *first = parse_expect(parser, TOK_NAME);
    struct ast_arg *arg = parse_alloc(parser, sizeof *arg);
    arg->arg = first->name;
    arg->annotation = NULL;
    if (close == TOK_RPAR && parse_accept(parser, TOK_COLON))
        arg->annotation = star ? parse_star_expression(parser) : parse_expression(parser);
    arg->span = parse_span(parser, first);
    return arg;
}

/* param_maybe_default: param ['=' expression] */
static void take_maybe_default(struct parser *parser, struct parameter_list *list)
{
    struct parameter parameter = {.arg = take_parameter(parser, list->close, false)};
    if (parse_accept(parser, TOK_EQUAL))
        parameter.value = parse_expression(parser);
    else if (list->defaults && !list->star)
        parse_fail(parser);
    list->defaults += parameter.value != NULL;
    PARSE_PUSH(parser, parameter);
}

/* The parameters since the mark, and their values in a list of the same length. */
static void split_parameters(struct parser *parser, size_t mark, struct ast_args *args,
                             struct ast_exprs *values)
{
    struct parameter parameter;
    uint32_t count = (uint32_t)((parser->room->used - mark) / sizeof parameter);
    *args = (struct ast_args){NULL, count};
    *values = (struct ast_exprs){NULL, count};
    if (!count)
        return;
    args->items = parse_alloc(parser, count * sizeof *args->items);
    values->items = parse_alloc(parser, count * sizeof *values->items);
    while (PARSE_POP(parser, mark, &parameter)) {
        args->items[--count] = parameter.arg;
        values->items[count] = parameter.value;
    }
}

/* arguments.defaults: those of all parameters before the star, in order */
static void append_defaults(struct parser *parser, struct ast_exprs *defaults,
                            struct ast_exprs values)
{
    uint32_t first = 0;
    while (first < values.count && !values.items[first])
        first++;
    uint32_t more = values.count - first;
    if (!more)
        return;
    struct ast_exprs all = {NULL, defaults->count + more};
    all.items = parse_alloc(parser, all.count * sizeof *all.items);
    if (defaults->count)
        memcpy(all.items, defaults->items, defaults->count * sizeof *all.items);
    memcpy(all.items + defaults->count, values.items + first, more * sizeof *all.items);
    *defaults = all;
}

/* slash_no_default, slash_with_default: what came so far is positional only */
static void take_slash(struct parser *parser, struct parameter_list *list)
{
    struct ast_exprs values;
    if (list->slash || list->star || parse_mark(parser) == list->mark)
        parse_fail(parser);
    parser->at++;
    list->slash = true;
    split_parameters(parser, list->mark, &list->args->posonlyargs, &values);
    append_defaults(parser, &list->args->defaults, values);
}

static void close_positional(struct parser *parser, struct parameter_list *list)
{
    struct ast_exprs values;
    split_parameters(parser, list->mark, &list->args->args, &values);
    append_defaults(parser, &list->args->defaults, values);
}

/* star_etc: '*' param … | '*' ',' param_maybe_default+ … */
static void take_star(struct parser *parser, struct parameter_list *list)
{
    if (list->star)
        parse_fail(parser);
    parser->at++;
    close_positional(parser, list);
    list->star = true;
    if (!parse_next_is(parser, TOK_COMMA))
        list->args->vararg = take_parameter(parser, list->close, true);
    else if (parser->at[1].kind != TOK_NAME)
        parse_fail(parser);
}

/* kwds: '**' param_no_default, the last one */
static void take_double_star(struct parser *parser, struct parameter_list *list)
{
    parser->at++;
    list->args->kwarg = take_parameter(parser, list->close, false);
    parse_accept(parser, TOK_COMMA);
    if (!parse_next_is(parser, list->close))
        parse_fail(parser);
}

/* parameters, lambda_parameters */
struct ast_arguments *parse_parameters(struct parser *parser, enum token_kind close)
{
    struct ast_arguments *args = parse_alloc(parser, sizeof *args);
    *args = (struct ast_arguments){.posonlyargs = {0}};
    struct parameter_list list = {args, close, parse_mark(parser), 0, false, false};
    while (!parse_next_is(parser, close)) {
        if (parse_next_is(parser, TOK_SLASH))
            take_slash(parser, &list);
        else if (parse_next_is(parser, TOK_STAR))
            take_star(parser, &list);
        else if (parse_next_is(parser, TOK_DOUBLESTAR))
            take_double_star(parser, &list);
        else
            take_maybe_default(parser, &list);
        if (!parse_accept(parser, TOK_COMMA))
            break;
    }
    if (list.star)
        split_parameters(parser, list.mark, &args->kwonlyargs, &args->kw_defaults);
    else
        close_positional(parser, &list);
    return args;
}

/* type_param_default: '=' expression   type_param_starred_default: '=' star_expression */
static struct ast_expr *take_type_default(struct parser *parser, bool star)
{
    if (!target_has(parser->ctx->target, FEATURE_TYPE_PARAMETER_DEFAULTS) ||
        !parse_accept(parser, TOK_EQUAL))
        return NULL;
    return star ? parse_star_expression(parser) : parse_expression(parser);
}

/* type_param: NAME [':' expression] [type_param_default]
 *     | '*' NAME [type_param_starred_default] | '**' NAME [type_param_default] */
static struct ast_type_param *take_type_param(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_type_param *param = parse_alloc(parser, sizeof *param);
    *param = (struct ast_type_param){.kind = AST_TypeVar};
    if (parse_accept(parser, TOK_STAR)) {
        param->kind = AST_TypeVarTuple;
        param->TypeVarTuple.name = parse_expect(parser, TOK_NAME)->name;
        param->TypeVarTuple.default_value = take_type_default(parser, true);
    } else if (parse_accept(parser, TOK_DOUBLESTAR)) {
        param->kind = AST_ParamSpec;
        param->ParamSpec.name = parse_expect(parser, TOK_NAME)->name;
        param->ParamSpec.default_value = take_type_default(parser, false);
    } else {
        param->TypeVar.name = parse_expect(parser, TOK_NAME)->name;
        if (parse_accept(parser, TOK_COLON))
            param->TypeVar.bound = parse_expression(parser);
        param->TypeVar.default_value = take_type_default(parser, false);
    }
    param->span = parse_span(parser, first);
    return param;
}

/* [type_params]; type_params: '[' type_param (',' type_param)* [','] ']' */
struct ast_type_params parse_type_params(struct parser *parser)
{
    struct ast_type_params params = {0};
    if (!target_has(parser->ctx->target, FEATURE_TYPE_PARAMETERS) ||
        !parse_accept(parser, TOK_LSQB))
        return params;
    size_t mark = parse_mark(parser);
    do {
        struct ast_type_param *param = take_type_param(parser);
        PARSE_PUSH(parser, param);
    } while (parse_accept(parser, TOK_COMMA) && !parse_next_is(parser, TOK_RSQB));
    parse_expect(parser, TOK_RSQB);
    PARSE_GATHER(parser, mark, &params);
    return params;
}
