/* SPDX-License-Identifier: MIT
 *
 * What is assigned to or deleted.  A target is parsed as the expression that it
 * looks like and made into a target afterwards: the grammar of targets is that of
 * expressions with less in it, so that nothing is parsed twice.
 */
#include "compiler/parse/parser.h"

static void make_targets(struct parser *parser, struct ast_exprs elements,
                         enum ast_context context)
{
    for (uint32_t i = 0; i < elements.count; i++)
        parse_make_target(parser, elements.items[i], context);
}

/* Sets the context (_PyPegen_set_expr_context) where it is a star_target or, with
 * AST_Del, a del_target.  Nesting is that of brackets, which the lexer limits. */
void parse_make_target(struct parser *parser, struct ast_expr *expr,
                       enum ast_context context)
{
    if (expr->kind == AST_Name) {
        expr->Name.ctx = context;
    } else if (expr->kind == AST_Attribute) {
        expr->Attribute.ctx = context;
    } else if (expr->kind == AST_Subscript) {
        expr->Subscript.ctx = context;
    } else if (expr->kind == AST_Tuple) {
        expr->Tuple.ctx = context;
        make_targets(parser, expr->Tuple.elts, context);
    } else if (expr->kind == AST_List) {
        expr->List.ctx = context;
        make_targets(parser, expr->List.elts, context);
    } else if (expr->kind == AST_Starred && context == AST_Store) {
        expr->Starred.ctx = context;
        parse_make_target(parser, expr->Starred.value, context);
    } else {
        parse_fail(parser);
    }
}

/* single_target: a name, an attribute or a subscript, in parentheses or not */
bool parse_is_single_target(const struct ast_expr *expr)
{
    return expr->kind == AST_Name || expr->kind == AST_Attribute ||
           expr->kind == AST_Subscript;
}

/* target_with_star_atom */
static struct ast_expr *take_target_as(struct parser *parser, enum ast_context context)
{
    struct ast_expr *target = parse_primary(parser);
    parse_make_target(parser, target, context);
    return target;
}

/* star_target: '*' (!'*' star_target) | target_with_star_atom */
struct ast_expr *parse_star_target(struct parser *parser)
{
    const struct token *first = parser->at;
    if (!parse_accept(parser, TOK_STAR))
        return take_target_as(parser, AST_Store);
    struct ast_expr *value = take_target_as(parser, AST_Store);
    return NEW_EXPR(parser, parse_span(parser, first), Starred, .value = value,
                    .ctx = AST_Store);
}

/* star_targets: star_target !',' | star_target (',' star_target)* [','] */
struct ast_expr *parse_star_targets(struct parser *parser)
{
    const struct token *first = parser->at;
    struct ast_expr *target = parse_star_target(parser);
    target = parse_tuple_rest(parser, first, target, parse_star_target);
    if (target->kind == AST_Tuple)
        target->Tuple.ctx = AST_Store;
    return target;
}

/* del_target: t_primary '.' NAME | t_primary '[' slices ']' | NAME
 *     | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']' */
struct ast_expr *parse_del_target(struct parser *parser)
{
    return take_target_as(parser, AST_Del);
}
