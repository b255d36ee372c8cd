/* SPDX-License-Identifier: MIT
 *
 * Simple statements: those that fit on one line.
 */
#include "compiler/parse/parser.h"

/* Operator + 1 of an augmented assignment. */
static const uint8_t augmented_rows[TOK_KINDS] = {
    [TOK_PLUSEQUAL] = AST_Add + 1,
    [TOK_MINEQUAL] = AST_Sub + 1,
    [TOK_STAREQUAL] = AST_Mult + 1,
    [TOK_ATEQUAL] = AST_MatMult + 1,
    [TOK_SLASHEQUAL] = AST_Div + 1,
    [TOK_PERCENTEQUAL] = AST_Mod + 1,
    [TOK_AMPEREQUAL] = AST_BitAnd + 1,
    [TOK_VBAREQUAL] = AST_BitOr + 1,
    [TOK_CIRCUMFLEXEQUAL] = AST_BitXor + 1,
    [TOK_LEFTSHIFTEQUAL] = AST_LShift + 1,
    [TOK_RIGHTSHIFTEQUAL] = AST_RShift + 1,
    [TOK_DOUBLESTAREQUAL] = AST_Pow + 1,
    [TOK_DOUBLESLASHEQUAL] = AST_FloorDiv + 1,
};

/* ':' expression ['=' annotated_rhs], after a target that is valid */
static struct ast_stmt *take_annotation(struct parser *parser, const struct token *first,
                                        struct ast_expr *target, bool simple)
{
    parse_make_target(parser, target, AST_Store);
    parse_expect(parser, TOK_COLON);
    struct ast_expr *annotation = parse_expression(parser);
    struct ast_expr *value = NULL;
    if (parse_accept(parser, TOK_EQUAL))
        value = parse_yield_or_star_expressions(parser);
    return NEW_STMT(parser, parse_span(parser, first), AnnAssign, .target = target,
                    .annotation = annotation, .value = value, .simple = simple);
}

static bool starts_at(const struct ast_expr *expr, const struct token *token)
{
    return expr->span.line == token->span.line && expr->span.column == token->span.column;
}

/* Does `expr`, which begins with the "(" `first`, begin with a single_target in
 * parentheses?  The grammar then wants the colon right after them: (x).y: int is
 * an error where (f()).y: int is none. */
static bool begins_with_grouped_target(const struct ast_expr *expr,
                                       const struct token *first)
{
    while (starts_at(expr, first)) {
        if (expr->kind == AST_Attribute)
            expr = expr->Attribute.value;
        else if (expr->kind == AST_Subscript)
            expr = expr->Subscript.value;
        else if (expr->kind == AST_Call)
            expr = expr->Call.func;
        else
            return false;
    }
    return parse_is_single_target(expr);
}

/* assignment: ('(' single_target ')' | single_subscript_attribute_target) ':' … */
static struct ast_stmt *take_annotated(struct parser *parser, const struct token *first,
                                       struct ast_expr *target)
{
    if (!parse_is_single_target(target))
        parse_fail(parser);
    if (first->kind == TOK_LPAR && starts_at(target, first) &&
        begins_with_grouped_target(target, first))
        parse_fail(parser);
    return take_annotation(parser, first, target, false);
}

/* assignment: NAME ':' expression ['=' annotated_rhs] */
static struct ast_stmt *take_annotated_name(struct parser *parser)
{
    const struct token *first = parser->at++;
    struct ast_expr *target =
        NEW_EXPR(parser, first->span, Name, .id = first->name, .ctx = AST_Store);
    return take_annotation(parser, first, target, true);
}

/* assignment: (star_targets '=')+ annotated_rhs !'=' */
static struct ast_stmt *take_assignment(struct parser *parser, const struct token *first,
                                        struct ast_expr *target)
{
    size_t mark = parse_mark(parser);
    struct ast_exprs targets;
    struct ast_expr *value = target;
    while (parse_accept(parser, TOK_EQUAL)) {
        parse_make_target(parser, value, AST_Store);
        PARSE_PUSH(parser, value);
        value = parse_yield_or_star_expressions(parser);
    }
    PARSE_GATHER(parser, mark, &targets);
    return NEW_STMT(parser, parse_span(parser, first), Assign, .targets = targets,
                    .value = value);
}

/* assignment: single_target augassign ~ annotated_rhs */
static struct ast_stmt *take_augmented(struct parser *parser, const struct token *first,
                                       struct ast_expr *target)
{
    if (!parse_is_single_target(target))
        parse_fail(parser);
    parse_make_target(parser, target, AST_Store);
    enum ast_operator op = augmented_rows[parser->at++->kind] - 1;
    struct ast_expr *value = parse_yield_or_star_expressions(parser);
    return NEW_STMT(parser, parse_span(parser, first), AugAssign, .target = target,
                    .op = op, .value = value);
}

/* assignment | star_expressions | yield_stmt */
static struct ast_stmt *take_expression_statement(struct parser *parser)
{
    const struct token *first = parser->at;
    if (first->kind == TOK_NAME && first[1].kind == TOK_COLON)
        return take_annotated_name(parser);
    struct ast_expr *expr = parse_yield_or_star_expressions(parser);
    if (parse_next_is(parser, TOK_NEWLINE))
        return NEW_STMT(parser, parse_span(parser, first), Expr, .value = expr);
    if (parse_next_is(parser, TOK_EQUAL))
        return take_assignment(parser, first, expr);
    if (parse_next_is(parser, TOK_COLON))
        return take_annotated(parser, first, expr);
    if (augmented_rows[parser->at->kind])
        return take_augmented(parser, first, expr);
    return NEW_STMT(parser, parse_span(parser, first), Expr, .value = expr);
}

/* 'pass', 'break', 'continue' */
static struct ast_stmt *take_bare_word(struct parser *parser, enum ast_stmt_kind kind)
{
    struct span span = parser->at++->span;
    return parse_keep_stmt(parser, (struct ast_stmt){.kind = kind, .span = span});
}

/* return_stmt: 'return' [star_expressions] */
static struct ast_stmt *take_return(struct parser *parser)
{
    const struct token *first = parser->at++;
    struct ast_expr *value = NULL;
    if (parse_can_start(parser))
        value = parse_star_expressions(parser);
    return NEW_STMT(parser, parse_span(parser, first), Return, .value = value);
}

/* raise_stmt: 'raise' expression ['from' expression] | 'raise' */
static struct ast_stmt *take_raise(struct parser *parser)
{
    const struct token *first = parser->at++;
    struct ast_expr *exception = NULL, *cause = NULL;
    if (parse_can_start(parser)) {
        exception = parse_expression(parser);
        if (parse_accept(parser, TOK_FROM))
            cause = parse_expression(parser);
    }
    return NEW_STMT(parser, parse_span(parser, first), Raise, .exc = exception,
                    .cause = cause);
}

/* assert_stmt: 'assert' expression [',' expression] */
static struct ast_stmt *take_assert(struct parser *parser)
{
    const struct token *first = parser->at++;
    struct ast_expr *test = parse_expression(parser), *message = NULL;
    if (parse_accept(parser, TOK_COMMA))
        message = parse_expression(parser);
    return NEW_STMT(parser, parse_span(parser, first), Assert, .test = test,
                    .msg = message);
}

/* del_stmt: 'del' del_targets &(';' | NEWLINE) */
static struct ast_stmt *take_delete(struct parser *parser)
{
    const struct token *first = parser->at++;
    size_t mark = parse_mark(parser);
    struct ast_exprs targets;
    do {
        struct ast_expr *target = parse_del_target(parser);
        PARSE_PUSH(parser, target);
    } while (parse_accept(parser, TOK_COMMA) && parse_can_start(parser));
    PARSE_GATHER(parser, mark, &targets);
    return NEW_STMT(parser, parse_span(parser, first), Delete, .targets = targets);
}

/* global_stmt: 'global' NAME (',' NAME)*   nonlocal_stmt: 'nonlocal' … */
static struct ast_stmt *take_declaration(struct parser *parser)
{
    const struct token *first = parser->at++;
    size_t mark = parse_mark(parser);
    struct ast_idents names;
    do {
        name_id name = parse_expect(parser, TOK_NAME)->name;
        PARSE_PUSH(parser, name);
    } while (parse_accept(parser, TOK_COMMA));
    PARSE_GATHER(parser, mark, &names);
    if (first->kind == TOK_GLOBAL)
        return NEW_STMT(parser, parse_span(parser, first), Global, .names = names);
    return NEW_STMT(parser, parse_span(parser, first), Nonlocal, .names = names);
}

/* type_alias: "type" NAME [type_params] '=' expression */
static struct ast_stmt *take_type_alias(struct parser *parser)
{
    const struct token *first = parser->at++;
    const struct token *name = parse_expect(parser, TOK_NAME);
    struct ast_expr *target =
        NEW_EXPR(parser, name->span, Name, .id = name->name, .ctx = AST_Store);
    struct ast_type_params params = parse_type_params(parser);
    parse_expect(parser, TOK_EQUAL);
    struct ast_expr *value = parse_expression(parser);
    return NEW_STMT(parser, parse_span(parser, first), TypeAlias, .name = target,
                    .type_params = params, .value = value);
}

/* A statement that begins with a name, which may be a soft keyword: no expression
 * goes on with a name, `import` or `from`. */
static struct ast_stmt *take_named_statement(struct parser *parser)
{
    const struct token *first = parser->at;
    const struct target *target = parser->ctx->target;
    if (first->name == NAME_TYPE && first[1].kind == TOK_NAME &&
        target_has(target, FEATURE_TYPE_PARAMETERS))
        return take_type_alias(parser);
    if (first->name == NAME_LAZY && target_has(target, FEATURE_LAZY_IMPORTS) &&
        (first[1].kind == TOK_IMPORT || first[1].kind == TOK_FROM))
        return parse_import(parser);
    return take_expression_statement(parser);
}

/* simple_stmt */
static struct ast_stmt *take_simple_statement(struct parser *parser)
{
    switch (parser->at->kind) {
    case TOK_NAME:
        return take_named_statement(parser);
    case TOK_RETURN:
        return take_return(parser);
    case TOK_IMPORT:
    case TOK_FROM:
        return parse_import(parser);
    case TOK_RAISE:
        return take_raise(parser);
    case TOK_PASS:
        return take_bare_word(parser, AST_Pass);
    case TOK_BREAK:
        return take_bare_word(parser, AST_Break);
    case TOK_CONTINUE:
        return take_bare_word(parser, AST_Continue);
    case TOK_DEL:
        return take_delete(parser);
    case TOK_ASSERT:
        return take_assert(parser);
    case TOK_GLOBAL:
    case TOK_NONLOCAL:
        return take_declaration(parser);
    default:
        return take_expression_statement(parser);
    }
}

/* simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE */
void parse_simple_statements(struct parser *parser)
{
    do {
        struct ast_stmt *stmt = take_simple_statement(parser);
        PARSE_PUSH(parser, stmt);
    } while (parse_accept(parser, TOK_SEMI) && !parse_next_is(parser, TOK_NEWLINE));
    parse_expect(parser, TOK_NEWLINE);
}
