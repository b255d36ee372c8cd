/* SPDX-License-Identifier: MIT
 *
 * Expressions made of operators, from `lambda` and `if` down to `**` and `await`:
 * precedence climbing over the left-associative ones, loops for what nests to the
 * right, so that long chains cost no stack.
 */
#include "compiler/parse/parser.h"

/* Left-associative operators; a higher level binds tighter, 0 is no operator. */
struct binary_row {
    uint8_t level, op;
};

static const struct binary_row binary_rows[TOK_KINDS] = {
    [TOK_VBAR] = {1, AST_BitOr},        [TOK_CIRCUMFLEX] = {2, AST_BitXor},
    [TOK_AMPER] = {3, AST_BitAnd},      [TOK_LEFTSHIFT] = {4, AST_LShift},
    [TOK_RIGHTSHIFT] = {4, AST_RShift}, [TOK_PLUS] = {5, AST_Add},
    [TOK_MINUS] = {5, AST_Sub},         [TOK_STAR] = {6, AST_Mult},
    [TOK_SLASH] = {6, AST_Div},         [TOK_DOUBLESLASH] = {6, AST_FloorDiv},
    [TOK_PERCENT] = {6, AST_Mod},       [TOK_AT] = {6, AST_MatMult},
};

/* Operator + 1, so that 0 is none. */
static const uint8_t unary_rows[TOK_KINDS] = {
    [TOK_TILDE] = AST_Invert + 1,
    [TOK_PLUS] = AST_UAdd + 1,
    [TOK_MINUS] = AST_USub + 1,
};

static const uint8_t compare_rows[TOK_KINDS] = {
    [TOK_LESSGREATER] = AST_NotEq + 1,
    [TOK_EQEQUAL] = AST_Eq + 1,
    [TOK_NOTEQUAL] = AST_NotEq + 1,
    [TOK_LESS] = AST_Lt + 1,
    [TOK_LESSEQUAL] = AST_LtE + 1,
    [TOK_GREATER] = AST_Gt + 1,
    [TOK_GREATEREQUAL] = AST_GtE + 1,
    [TOK_IS] = AST_Is + 1,
    [TOK_IN] = AST_In + 1,
    [TOK_NOT] = AST_NotIn + 1,
};

/* After a bitwise_or: does a comparison, `and` or `or` go on? */
static const bool continues_disjunction[TOK_KINDS] = {
    [TOK_LESSGREATER] = true,  [TOK_EQEQUAL] = true, [TOK_NOTEQUAL] = true,
    [TOK_LESS] = true,         [TOK_GREATER] = true, [TOK_LESSEQUAL] = true,
    [TOK_GREATEREQUAL] = true, [TOK_IS] = true,      [TOK_IN] = true,
    [TOK_NOT] = true,          [TOK_AND] = true,     [TOK_OR] = true,
};

const bool parse_starts_expression[TOK_KINDS] = {
    [TOK_NAME] = true,          [TOK_NUMBER] = true,        [TOK_STRING] = true,
    [TOK_FSTRING_START] = true, [TOK_TSTRING_START] = true, [TOK_LPAR] = true,
    [TOK_LSQB] = true,          [TOK_LBRACE] = true,        [TOK_ELLIPSIS] = true,
    [TOK_PLUS] = true,          [TOK_MINUS] = true,         [TOK_TILDE] = true,
    [TOK_STAR] = true,          [TOK_FALSE] = true,         [TOK_NONE] = true,
    [TOK_TRUE] = true,          [TOK_AWAIT] = true,         [TOK_LAMBDA] = true,
    [TOK_NOT] = true,
};

/* await_primary: 'await' primary | primary */
static struct ast_expr *take_await_primary(struct parser *parser)
{
    const struct token *first = parser->at;
    if (LIKELY(!parse_accept(parser, TOK_AWAIT)))
        return parse_primary(parser);
    struct ast_expr *value = parse_primary(parser);
    return NEW_EXPR(parser, parse_span(parser, first), Await, .value = value);
}

/* A factor whose last part is still to come. */
struct open_factor {
    const struct token *first;
    struct ast_expr *base; /* of `**`; NULL: `first` is a unary operator */
};

static struct ast_expr *close_factor(struct parser *parser, const struct open_factor *open,
                                     struct ast_expr *last)
{
    struct span span = parse_span(parser, open->first);
    if (open->base)
        return NEW_EXPR(parser, span, BinOp, .left = open->base, .op = AST_Pow,
                        .right = last);
    return NEW_EXPR(parser, span, UnaryOp,
                    .op = (enum ast_unaryop)(unary_rows[open->first->kind] - 1),
                    .operand = last);
}

/* Both rules below, where there is an operator; `base` was parsed already, or NULL. */
static struct ast_expr *take_powers(struct parser *parser, const struct token *first,
                                    struct ast_expr *base)
{
    size_t mark = parse_mark(parser);
    struct open_factor open;
    for (;; first = parser->at, base = NULL) {
        if (!base && !unary_rows[first->kind])
            base = take_await_primary(parser);
        if (base && !parse_next_is(parser, TOK_DOUBLESTAR))
            break;
        parser->at++;
        open = (struct open_factor){first, base};
        parse_push_open(parser, mark, &open, sizeof open);
    }
    while (PARSE_POP(parser, mark, &open))
        base = close_factor(parser, &open, base);
    return base;
}

/* factor: ('+' | '-' | '~') factor | power
 * power: await_primary '**' factor | await_primary */
static struct ast_expr *take_factor(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *base = NULL;
    if (LIKELY(!unary_rows[first->kind])) {
        base = take_await_primary(parser);
        if (LIKELY(!parse_next_is(parser, TOK_DOUBLESTAR)))
            return base;
    }
    return take_powers(parser, first, base);
}

/* Operators of `level` and tighter after `left`, which began at `first`. */
static struct ast_expr *climb_operators(struct parser *parser, const struct token *first,
                                        struct ast_expr *left, int level)
{
    for (;;) {
        struct binary_row row = binary_rows[parser->at->kind];
        if (row.level < level)
            return left;
        const struct token *second = ++parser->at;
        struct ast_expr *right = take_factor(parser);
        if (binary_rows[parser->at->kind].level > row.level)
            right = climb_operators(parser, second, right, row.level + 1);
        left = NEW_EXPR(parser, parse_span(parser, first), BinOp, .left = left,
                        .op = (enum ast_operator)row.op, .right = right);
    }
}

/* bitwise_or, bitwise_xor, bitwise_and, shift_expr, sum, term */
struct ast_expr *parse_bitwise_or(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *left = take_factor(parser);
    if (LIKELY(!binary_rows[parser->at->kind].level))
        return left;
    return climb_operators(parser, first, left, 1);
}

struct compared {
    struct ast_expr *right;
    uint8_t op;
};

/* '!=' is '<>' under `from __future__ import barry_as_FLUFL`
 * (_PyPegen_check_barry_as_flufl). */
static void check_not_equal(struct parser *parser, uint8_t kind)
{
    if ((kind == TOK_NOTEQUAL && parser->flufl) ||
        (kind == TOK_LESSGREATER && !parser->flufl))
        parse_fail(parser);
}

/* compare_op_bitwise_or_pair */
static struct compared take_compared(struct parser *parser)
{
    uint8_t kind = parser->at->kind;
    uint8_t op = compare_rows[kind] - 1;
    check_not_equal(parser, kind);
    parser->at++;
    if (kind == TOK_NOT)
        parse_expect(parser, TOK_IN);
    else if (kind == TOK_IS && parse_accept(parser, TOK_NOT))
        op = AST_IsNot;
    return (struct compared){parse_bitwise_or(parser), op};
}

/* comparison: bitwise_or compare_op_bitwise_or_pair+ | bitwise_or */
static struct ast_expr *take_comparison_rest(struct parser *parser,
                                             const struct token *first,
                                             struct ast_expr *left)
{
    if (!compare_rows[parser->at->kind])
        return left;
    size_t mark = parse_mark(parser);
    uint32_t count = 0;
    do {
        struct compared pair = take_compared(parser);
        PARSE_PUSH(parser, pair);
        count++;
    } while (compare_rows[parser->at->kind]);
    struct ast_cmpops ops = {parse_alloc(parser, count), count};
    struct ast_exprs rights = {parse_alloc(parser, count * sizeof *rights.items), count};
    struct compared pair;
    while (PARSE_POP(parser, mark, &pair)) {
        ops.items[--count] = pair.op;
        rights.items[count] = pair.right;
    }
    return NEW_EXPR(parser, parse_span(parser, first), Compare, .left = left, .ops = ops,
                    .comparators = rights);
}

/* inversion: 'not' inversion | comparison */
static struct ast_expr *take_inversion(struct parser *parser)
{
    const struct token *first = parser->at;
    while (parse_accept(parser, TOK_NOT))
        ;
    const struct token *operator= parser->at;
    if (operator- first> PARSE_MAX_CHAIN)
        parse_fail_depth(parser);
    struct ast_expr *expr = parse_bitwise_or(parser);
    expr = take_comparison_rest(parser, operator, expr);
    while (operator--> first)
        expr = NEW_EXPR(parser, parse_span(parser, operator), UnaryOp, .op = AST_Not,
                        .operand = expr);
    return expr;
}

/* The operands of `and` or `or` after the first. */
static struct ast_expr *take_operands(struct parser *parser, const struct token *first,
                                      struct ast_expr *left, enum ast_boolop op,
                                      struct ast_expr *(*take)(struct parser *))
{
    enum token_kind kind = op == AST_And ? TOK_AND : TOK_OR;
    size_t mark = parse_mark(parser);
    struct ast_exprs values;
    PARSE_PUSH(parser, left);
    while (parse_accept(parser, kind)) {
        struct ast_expr *value = take(parser);
        PARSE_PUSH(parser, value);
    }
    PARSE_GATHER(parser, mark, &values);
    return NEW_EXPR(parser, parse_span(parser, first), BoolOp, .op = op, .values = values);
}

/* conjunction: inversion ('and' inversion)+ | inversion */
static struct ast_expr *take_conjunction(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *left = take_inversion(parser);
    if (!parse_next_is(parser, TOK_AND))
        return left;
    return take_operands(parser, first, left, AST_And, take_inversion);
}

/* disjunction: conjunction ('or' conjunction)+ | conjunction, after an inversion */
static struct ast_expr *take_disjunction_rest(struct parser *parser,
                                              const struct token *first,
                                              struct ast_expr *left)
{
    if (parse_next_is(parser, TOK_AND))
        left = take_operands(parser, first, left, AST_And, take_inversion);
    if (parse_next_is(parser, TOK_OR))
        left = take_operands(parser, first, left, AST_Or, take_conjunction);
    return left;
}

struct ast_expr *parse_disjunction(struct parser *parser)
{
    const struct token *first = parser->at;
    if (UNLIKELY(first->kind == TOK_NOT))
        return take_disjunction_rest(parser, first, take_inversion(parser));
    struct ast_expr *left = parse_bitwise_or(parser);
    if (LIKELY(!continues_disjunction[parser->at->kind]))
        return left;
    left = take_comparison_rest(parser, first, left);
    return take_disjunction_rest(parser, first, left);
}

/* An expression whose last part, again an expression, is still to come. */
struct open_expression {
    const struct token *first;
    struct ast_arguments *args; /* of a lambda; NULL: a conditional of */
    struct ast_expr *body, *test;
};

static struct ast_expr *close_expression(struct parser *parser,
                                         const struct open_expression *open,
                                         struct ast_expr *last)
{
    struct span span = parse_span(parser, open->first);
    if (open->args)
        return NEW_EXPR(parser, span, Lambda, .args = open->args, .body = last);
    return NEW_EXPR(parser, span, IfExp, .test = open->test, .body = open->body,
                    .orelse = last);
}

/* lambdef: 'lambda' [lambda_params] ':' expression, up to the colon */
static void open_lambda(struct parser *parser, struct open_expression *open)
{
    parser->at++;
    open->args = parse_parameters(parser, TOK_COLON);
    parse_expect(parser, TOK_COLON);
}

/* 'if' disjunction 'else' of a conditional */
static void open_conditional(struct parser *parser, struct open_expression *open,
                             struct ast_expr *body)
{
    parser->at++;
    open->body = body;
    open->test = parse_disjunction(parser);
    parse_expect(parser, TOK_ELSE);
}

/* Lambdas and conditionals; `left` was parsed already, or NULL. */
static struct ast_expr *take_open_expressions(struct parser *parser,
                                              const struct token *first,
                                              struct ast_expr *left)
{
    size_t mark = parse_mark(parser);
    struct open_expression open;
    for (;; first = parser->at, left = NULL) {
        open = (struct open_expression){.first = first};
        if (!left && first->kind == TOK_LAMBDA) {
            open_lambda(parser, &open);
        } else {
            if (!left)
                left = parse_disjunction(parser);
            if (!parse_next_is(parser, TOK_IF))
                break;
            open_conditional(parser, &open, left);
        }
        parse_push_open(parser, mark, &open, sizeof open);
    }
    while (PARSE_POP(parser, mark, &open))
        left = close_expression(parser, &open, left);
    return left;
}

/* expression: disjunction 'if' disjunction 'else' expression | disjunction | lambdef */
struct ast_expr *parse_expression(struct parser *parser)
{
    const struct token *first = parser->at;
    if (UNLIKELY(first->kind == TOK_LAMBDA))
        return take_open_expressions(parser, first, NULL);
    struct ast_expr *left = parse_disjunction(parser);
    if (LIKELY(!parse_next_is(parser, TOK_IF)))
        return left;
    return take_open_expressions(parser, first, left);
}

struct ast_expr *parse_expression_rest(struct parser *parser, const struct token *first,
                                       struct ast_expr *left)
{
    left = take_comparison_rest(parser, first, left);
    left = take_disjunction_rest(parser, first, left);
    if (!parse_next_is(parser, TOK_IF))
        return left;
    return take_open_expressions(parser, first, left);
}
