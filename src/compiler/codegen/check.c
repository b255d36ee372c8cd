/* SPDX-License-Identifier: MIT
 *
 * Warnings about expressions that cannot be meant: `x is 1`, a literal that is
 * called, a subscript that must fail.
 */
#include "compiler/codegen/expression.h"

static const char *constant_type(const struct generator *gen, const struct value *value)
{
    switch (value->kind) {
    case VALUE_NONE:
        return "NoneType";
    case VALUE_FALSE:
    case VALUE_TRUE:
        return "bool";
    case VALUE_ELLIPSIS:
        return "ellipsis";
    case VALUE_INT:
    case VALUE_BIGINT:
        return "int";
    case VALUE_FLOAT:
        return "float";
    case VALUE_COMPLEX:
        return "complex";
    case VALUE_STR:
        return "str";
    case VALUE_BYTES:
        return "bytes";
    case VALUE_TUPLE:
        return "tuple";
    case VALUE_FROZENSET:
        return "frozenset";
    case VALUE_SLICE:
        return "slice";
    case VALUE_CODE:
        break; /* no constant of the tree is one */
    }
    fail_unsupported(gen->ctx, "a code object in the tree");
}

/* The type that the value has in any case, NULL where there is none (infer_type). */
static const char *known_type(const struct generator *gen, const struct ast_expr *expr)
{
    switch ((int)expr->kind) {
    case AST_Tuple:
        return "tuple";
    case AST_List:
    case AST_ListComp:
        return "list";
    case AST_Dict:
    case AST_DictComp:
        return "dict";
    case AST_Set:
    case AST_SetComp:
        return "set";
    case AST_GeneratorExp:
        return "generator";
    case AST_Lambda:
        return "function";
    case AST_JoinedStr:
    case AST_FormattedValue:
        return "str";
    case AST_TemplateStr:
    case AST_Interpolation:
        return "string.templatelib.Template";
    case AST_Constant:
        return constant_type(gen, &expr->Constant.value);
    }
    return NULL;
}

/* The constants of which there is one each may be compared with `is`.  Tuples of
 * constants are constants by now until 3.13, and are meant since then, too. */
static bool is_literal(const struct ast_expr *expr)
{
    if (expr->kind == AST_Tuple)
        return gen_all_constant(&expr->Tuple.elts, 0, expr->Tuple.elts.count);
    if (expr->kind != AST_Constant)
        return false;
    enum value_kind kind = expr->Constant.value.kind;
    return kind != VALUE_NONE && kind != VALUE_FALSE && kind != VALUE_TRUE &&
           kind != VALUE_ELLIPSIS;
}

/* Until 3.11. */
static void warn_of_literal(struct generator *gen, enum ast_cmpop op, struct location place)
{
    gen_warn(gen, place,
             op == AST_Is ? "\"is\" with a literal. Did you mean \"==\"?"
                          : "\"is not\" with a literal. Did you mean \"!=\"?");
}

/* check_compare: of a chain the first such comparison only. */
void gen_check_identity(struct generator *gen, const struct ast_expr *compare)
{
    const struct ast_expr *left = compare->Compare.left;
    for (uint32_t i = 0; i < compare->Compare.ops.count; i++) {
        const struct ast_expr *right = compare->Compare.comparators.items[i];
        enum ast_cmpop op = (enum ast_cmpop)compare->Compare.ops.items[i];
        bool identity = op == AST_Is || op == AST_IsNot;
        if (identity && (is_literal(left) || is_literal(right))) {
            if (!generator_has(gen, FEATURE_LITERAL_TYPES_NAMED))
                warn_of_literal(gen, op, location_of(compare->span));
            else
                gen_warn(gen, location_of(compare->span),
                         op == AST_Is
                             ? "\"is\" with '%s' literal. Did you mean \"==\"?"
                             : "\"is not\" with '%s' literal. Did you mean \"!=\"?",
                         known_type(gen, is_literal(left) ? left : right));
            return;
        }
        left = right;
    }
}

/* check_caller */
void gen_check_callable(struct generator *gen, const struct ast_expr *func)
{
    const char *type = known_type(gen, func);
    if (type && func->kind != AST_Lambda)
        gen_warn(gen, gen_here(gen, location_of(func->span)),
                 "'%s' object is not callable; perhaps you missed a comma?", type);
}

static bool is_sequence_constant(const struct value *value)
{
    return value->kind == VALUE_STR || value->kind == VALUE_BYTES ||
           value->kind == VALUE_TUPLE;
}

/* check_subscripter */
static void check_subscripted(struct generator *gen, const struct ast_expr *value)
{
    switch ((int)value->kind) {
    case AST_Constant:
        if (is_sequence_constant(&value->Constant.value))
            return;
        break;
    case AST_Set:
    case AST_SetComp:
    case AST_GeneratorExp:
    case AST_TemplateStr:
    case AST_Interpolation:
    case AST_Lambda:
        break;
    default:
        return;
    }
    gen_warn(gen, gen_here(gen, location_of(value->span)),
             "'%s' object is not subscriptable; perhaps you missed a comma?",
             known_type(gen, value));
}

static bool is_sequence(const struct ast_expr *expr)
{
    switch ((int)expr->kind) {
    case AST_Constant:
        return is_sequence_constant(&expr->Constant.value);
    case AST_Tuple:
    case AST_List:
    case AST_ListComp:
    case AST_JoinedStr:
    case AST_FormattedValue:
        return true;
    }
    return false;
}

static bool is_integer(const struct ast_expr *expr)
{
    if (expr->kind != AST_Constant)
        return false;
    enum value_kind kind = expr->Constant.value.kind;
    return kind == VALUE_INT || kind == VALUE_BIGINT || kind == VALUE_FALSE ||
           kind == VALUE_TRUE || kind == VALUE_SLICE;
}

/* check_index */
static void check_subscript_index(struct generator *gen, const struct ast_expr *value,
                                  const struct ast_expr *index)
{
    const char *type = known_type(gen, index);
    if (type && is_sequence(value) && !is_integer(index))
        gen_warn(gen, gen_here(gen, location_of(value->span)),
                 "%s indices must be integers or slices, not %s; "
                 "perhaps you missed a comma?",
                 known_type(gen, value), type);
}

void gen_check_subscript(struct generator *gen, const struct ast_expr *value,
                         const struct ast_expr *index)
{
    check_subscripted(gen, value);
    check_subscript_index(gen, value, index);
}
