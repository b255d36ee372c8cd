/* SPDX-License-Identifier: MIT
 *
 * Expressions as text.
 *
 * In: an expression.  Out: its text.  Must agree with ast_unparse.c of CPython, which
 * is not ast.unparse of the library: spaces, parentheses and quotes are its own.
 */
#include "compiler/ast/unparse.h"

#include "compiler/ast/unparser.h"

#include <string.h>

void unparse_bytes(struct unparser *out, const char *bytes, size_t size)
{
    if (out->capacity - out->size <= size) {
        size_t room = 2 * out->capacity + size + 64;
        char *grown = ctx_alloc(out->ctx, room);
        if (out->size)
            memcpy(grown, out->text, out->size);
        out->text = grown;
        out->capacity = room;
    }
    memcpy(out->text + out->size, bytes, size);
    out->size += size;
    out->text[out->size] = '\0';
}

void unparse_word(struct unparser *out, const char *word)
{
    unparse_bytes(out, word, strlen(word));
}

void unparse_name(struct unparser *out, name_id name)
{
    const struct intern_text *text = intern_get(out->ctx->names, name);
    unparse_bytes(out, text->bytes, text->size);
}

static void unparse_if_expression(struct unparser *out, const struct ast_IfExp *node,
                                  enum binding_power power)
{
    if (power > POWER_TEST)
        unparse_word(out, "(");
    unparse_expr(out, node->body, POWER_TEST + 1);
    unparse_word(out, " if ");
    unparse_expr(out, node->test, POWER_TEST + 1);
    unparse_word(out, " else ");
    unparse_expr(out, node->orelse, POWER_TEST);
    if (power > POWER_TEST)
        unparse_word(out, ")");
}

static void unparse_await(struct unparser *out, const struct ast_Await *node,
                          enum binding_power power)
{
    unparse_word(out, power > POWER_AWAIT ? "(await " : "await ");
    unparse_expr(out, node->value, POWER_ATOM);
    if (power > POWER_AWAIT)
        unparse_word(out, ")");
}

static void unparse_named(struct unparser *out, const struct ast_NamedExpr *node,
                          enum binding_power power)
{
    if (power > POWER_TUPLE)
        unparse_word(out, "(");
    unparse_expr(out, node->target, POWER_ATOM);
    unparse_word(out, " := ");
    unparse_expr(out, node->value, POWER_ATOM);
    if (power > POWER_TUPLE)
        unparse_word(out, ")");
}

static void unparse_yield(struct unparser *out, const char *word,
                          const struct ast_expr *value)
{
    unparse_word(out, word);
    if (value) {
        unparse_word(out, " ");
        unparse_expr(out, value, POWER_TEST);
    }
    unparse_word(out, ")");
}

static bool is_integer_constant(const struct ast_expr *expr)
{
    return expr->kind == AST_Constant && (expr->Constant.value.kind == VALUE_INT ||
                                          expr->Constant.value.kind == VALUE_BIGINT);
}

/* 1 .real, for 1.real is no attribute. */
static void unparse_attribute(struct unparser *out, const struct ast_Attribute *node)
{
    unparse_expr(out, node->value, POWER_ATOM);
    unparse_word(out, is_integer_constant(node->value) ? " ." : ".");
    unparse_name(out, node->attr);
}

static void unparse_subscript(struct unparser *out, const struct ast_Subscript *node)
{
    unparse_expr(out, node->value, POWER_ATOM);
    unparse_word(out, "[");
    unparse_expr(out, node->slice, POWER_TUPLE);
    unparse_word(out, "]");
}

static void unparse_slice(struct unparser *out, const struct ast_Slice *node)
{
    if (node->lower)
        unparse_expr(out, node->lower, POWER_TEST);
    unparse_word(out, ":");
    if (node->upper)
        unparse_expr(out, node->upper, POWER_TEST);
    if (!node->step)
        return;
    unparse_word(out, ":");
    unparse_expr(out, node->step, POWER_TEST);
}

void unparse_expr(struct unparser *out, const struct ast_expr *expr,
                  enum binding_power power)
{
    switch (expr->kind) {
    case AST_BoolOp:
        unparse_bool_op(out, expr, power);
        return;
    case AST_NamedExpr:
        unparse_named(out, &expr->NamedExpr, power);
        return;
    case AST_BinOp:
        unparse_bin_op(out, expr, power);
        return;
    case AST_UnaryOp:
        unparse_unary_op(out, expr, power);
        return;
    case AST_Lambda:
        unparse_lambda(out, &expr->Lambda, power);
        return;
    case AST_IfExp:
        unparse_if_expression(out, &expr->IfExp, power);
        return;
    case AST_Dict:
        unparse_dict(out, &expr->Dict);
        return;
    case AST_Set:
        unparse_list(out, "{", &expr->Set.elts, "}");
        return;
    case AST_ListComp:
        unparse_comprehension(out, "[", expr->ListComp.elt, NULL,
                              &expr->ListComp.generators, "]");
        return;
    case AST_SetComp:
        unparse_comprehension(out, "{", expr->SetComp.elt, NULL, &expr->SetComp.generators,
                              "}");
        return;
    case AST_DictComp:
        unparse_comprehension(out, "{", expr->DictComp.key, expr->DictComp.value,
                              &expr->DictComp.generators, "}");
        return;
    case AST_GeneratorExp:
        unparse_comprehension(out, "(", expr->GeneratorExp.elt, NULL,
                              &expr->GeneratorExp.generators, ")");
        return;
    case AST_Await:
        unparse_await(out, &expr->Await, power);
        return;
    case AST_Yield:
        unparse_yield(out, "(yield", expr->Yield.value);
        return;
    case AST_YieldFrom:
        unparse_yield(out, "(yield from", expr->YieldFrom.value);
        return;
    case AST_Compare:
        unparse_compare(out, expr, power);
        return;
    case AST_Call:
        unparse_call(out, &expr->Call);
        return;
    case AST_FormattedValue:
        unparse_formatted_value(out, expr);
        return;
    case AST_JoinedStr:
        unparse_joined_str(out, expr);
        return;
    case AST_Constant:
        unparse_constant(out, &expr->Constant);
        return;
    case AST_Attribute:
        unparse_attribute(out, &expr->Attribute);
        return;
    case AST_Subscript:
        unparse_subscript(out, &expr->Subscript);
        return;
    case AST_Starred:
        unparse_word(out, "*");
        unparse_expr(out, expr->Starred.value, POWER_BIT_OR);
        return;
    case AST_Name:
        unparse_name(out, expr->Name.id);
        return;
    case AST_List:
        unparse_list(out, "[", &expr->List.elts, "]");
        return;
    case AST_Tuple:
        unparse_tuple(out, &expr->Tuple.elts, power);
        return;
    case AST_Slice:
        unparse_slice(out, &expr->Slice);
        return;
    case AST_Interpolation:
    case AST_TemplateStr:
        fail_unsupported(out->ctx,
                         "a template string in an annotation that is kept as text");
    }
}

const struct value *ast_unparse(struct ctx *ctx, const struct ast_expr *expr)
{
    struct unparser out = {.ctx = ctx};
    unparse_expr(&out, expr, POWER_TEST);
    return value_new_str(ctx, out.text, out.size);
}
