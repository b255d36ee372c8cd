/* SPDX-License-Identifier: MIT
 *
 * The tree as text.
 *
 * In: a tree.  Out: exactly what ast.dump(tree, include_attributes=True) of the
 * target's own `ast` module prints, on one line.  Nodes and fields come from
 * ast.def; only how the types of fields look is written here.
 */
#include "base/quote.h"
#include "compiler/ast/ast.h"

/* Deeper trees than this CPython's own ast.dump does not print either. */
#define DUMP_DEPTH_LIMIT 10000

struct ast_dumper {
    struct ctx *ctx;
    struct buf *out;
    bool omit_empty; /* lists, since 3.13 */
    bool omit_load;  /* since 3.15 */
    bool first;      /* no field of the node at hand was printed yet */
    int depth;
};

static void dump_expr(struct ast_dumper *dumper, const struct ast_expr *expr);
static void dump_stmt(struct ast_dumper *dumper, const struct ast_stmt *stmt);
static void dump_pattern(struct ast_dumper *dumper, const struct ast_pattern *pattern);

static void open_node(struct ast_dumper *dumper, const char *kind)
{
    if (++dumper->depth > DUMP_DEPTH_LIMIT)
        fail_unsupported(dumper->ctx, "dump of a tree nested more than 10000 deep");
    buf_add_text(dumper->out, kind);
    buf_add_byte(dumper->out, '(');
    dumper->first = true;
}

static void close_node(struct ast_dumper *dumper)
{
    dumper->depth--;
    buf_add_byte(dumper->out, ')');
    dumper->first = false;
}

static void dump_key(struct ast_dumper *dumper, const char *key)
{
    if (!dumper->first)
        buf_add_text(dumper->out, ", ");
    buf_add_text(dumper->out, key);
    buf_add_byte(dumper->out, '=');
    dumper->first = false;
}

static void dump_number(struct ast_dumper *dumper, const char *key, long number)
{
    dump_key(dumper, key);
    buf_printf(dumper->out, "%ld", number);
}

/* Closes a node that has a place in the source; -1 for AST_NOWHERE. */
static void close_placed(struct ast_dumper *dumper, const struct span *span)
{
    dump_number(dumper, "lineno", (int32_t)span->line);
    dump_number(dumper, "col_offset", (int32_t)span->column);
    dump_number(dumper, "end_lineno", (int32_t)span->end_line);
    dump_number(dumper, "end_col_offset", (int32_t)span->end_column);
    close_node(dumper);
}

static void dump_ident(struct ast_dumper *dumper, name_id name)
{
    const struct intern_text *text = intern_get(dumper->ctx->names, name);
    const struct target *target = dumper->ctx->target;
    quote_text(dumper->out, text->bytes, text->size,
               UNICODE_VERSION(target->unicode_major, target->unicode_minor));
}

/* Whether a list is shown at all; then its bracket is open. */
static bool open_list(struct ast_dumper *dumper, const char *key, uint32_t count)
{
    if (!count && dumper->omit_empty)
        return false;
    dump_key(dumper, key);
    buf_add_byte(dumper->out, '[');
    return true;
}

static void dump_separator(struct ast_dumper *dumper, uint32_t index)
{
    if (index)
        buf_add_text(dumper->out, ", ");
}

/* One field of a list type. */
#define DUMP_LIST(dumper, key, list, dump_item)                                            \
    if (open_list(dumper, key, (list)->count)) {                                           \
        for (uint32_t i = 0; i < (list)->count; i++) {                                     \
            dump_separator(dumper, i);                                                     \
            dump_item(dumper, (list)->items[i]);                                           \
        }                                                                                  \
        buf_add_byte((dumper)->out, ']');                                                  \
    }

static void dump_expr_or_none(struct ast_dumper *dumper, const struct ast_expr *expr)
{
    if (expr)
        dump_expr(dumper, expr);
    else
        buf_add_text(dumper->out, "None");
}

static void field_expr(struct ast_dumper *dumper, const char *key,
                       struct ast_expr *const *expr)
{
    dump_key(dumper, key);
    dump_expr(dumper, *expr);
}

static void field_expr_opt(struct ast_dumper *dumper, const char *key,
                           struct ast_expr *const *expr)
{
    if (*expr)
        field_expr(dumper, key, expr);
}

static void field_exprs(struct ast_dumper *dumper, const char *key,
                        const struct ast_exprs *exprs)
{
    DUMP_LIST(dumper, key, exprs, dump_expr_or_none)
}

static void field_stmts(struct ast_dumper *dumper, const char *key,
                        const struct ast_stmts *stmts)
{
    DUMP_LIST(dumper, key, stmts, dump_stmt)
}

static void field_ident(struct ast_dumper *dumper, const char *key, const name_id *name)
{
    dump_key(dumper, key);
    dump_ident(dumper, *name);
}

static void field_ident_opt(struct ast_dumper *dumper, const char *key, const name_id *name)
{
    if (*name)
        field_ident(dumper, key, name);
}

static void field_string_opt(struct ast_dumper *dumper, const char *key,
                             const name_id *text)
{
    field_ident_opt(dumper, key, text);
}

static void field_idents(struct ast_dumper *dumper, const char *key,
                         const struct ast_idents *names)
{
    DUMP_LIST(dumper, key, names, dump_ident)
}

static void field_constant(struct ast_dumper *dumper, const char *key,
                           const struct value *value)
{
    dump_key(dumper, key);
    value_repr(dumper->ctx, value, dumper->out);
}

static void field_number(struct ast_dumper *dumper, const char *key, const int *number)
{
    dump_number(dumper, key, *number);
}

static void dump_word(struct ast_dumper *dumper, const char *word)
{
    buf_add_text(dumper->out, word);
    buf_add_text(dumper->out, "()");
}

static void field_boolop(struct ast_dumper *dumper, const char *key,
                         const enum ast_boolop *op)
{
    dump_key(dumper, key);
    dump_word(dumper, *op == AST_And ? "And" : "Or");
}

static void field_operator(struct ast_dumper *dumper, const char *key,
                           const enum ast_operator *op)
{
    static const char *const words[] = {
        [AST_Add] = "Add",           [AST_Sub] = "Sub",       [AST_Mult] = "Mult",
        [AST_MatMult] = "MatMult",   [AST_Div] = "Div",       [AST_Mod] = "Mod",
        [AST_Pow] = "Pow",           [AST_LShift] = "LShift", [AST_RShift] = "RShift",
        [AST_BitOr] = "BitOr",       [AST_BitXor] = "BitXor", [AST_BitAnd] = "BitAnd",
        [AST_FloorDiv] = "FloorDiv",
    };
    dump_key(dumper, key);
    dump_word(dumper, words[*op]);
}

static void field_unaryop(struct ast_dumper *dumper, const char *key,
                          const enum ast_unaryop *op)
{
    static const char *const words[] = {
        [AST_Invert] = "Invert",
        [AST_Not] = "Not",
        [AST_UAdd] = "UAdd",
        [AST_USub] = "USub",
    };
    dump_key(dumper, key);
    dump_word(dumper, words[*op]);
}

static void dump_cmpop(struct ast_dumper *dumper, uint8_t op)
{
    static const char *const words[] = {
        [AST_Eq] = "Eq", [AST_NotEq] = "NotEq", [AST_Lt] = "Lt", [AST_LtE] = "LtE",
        [AST_Gt] = "Gt", [AST_GtE] = "GtE",     [AST_Is] = "Is", [AST_IsNot] = "IsNot",
        [AST_In] = "In", [AST_NotIn] = "NotIn",
    };
    dump_word(dumper, words[op]);
}

static void field_cmpops(struct ast_dumper *dumper, const char *key,
                         const struct ast_cmpops *ops)
{
    DUMP_LIST(dumper, key, ops, dump_cmpop)
}

static void field_context(struct ast_dumper *dumper, const char *key,
                          const enum ast_context *context)
{
    static const char *const words[] = {
        [AST_Load] = "Load",
        [AST_Store] = "Store",
        [AST_Del] = "Del",
    };
    if (*context == AST_Load && dumper->omit_load)
        return;
    dump_key(dumper, key);
    dump_word(dumper, words[*context]);
}

static void dump_arg(struct ast_dumper *dumper, const struct ast_arg *arg)
{
    open_node(dumper, "arg");
    field_ident(dumper, "arg", &arg->arg);
    field_expr_opt(dumper, "annotation", &arg->annotation);
    close_placed(dumper, &arg->span);
}

static void field_args(struct ast_dumper *dumper, const char *key,
                       const struct ast_args *args)
{
    DUMP_LIST(dumper, key, args, dump_arg)
}

static void field_arg_opt(struct ast_dumper *dumper, const char *key,
                          const struct ast_arg *arg)
{
    if (!arg)
        return;
    dump_key(dumper, key);
    dump_arg(dumper, arg);
}

static void field_arguments(struct ast_dumper *dumper, const char *key,
                            struct ast_arguments *const *field)
{
    const struct ast_arguments *arguments = *field;
    dump_key(dumper, key);
    open_node(dumper, "arguments");
    field_args(dumper, "posonlyargs", &arguments->posonlyargs);
    field_args(dumper, "args", &arguments->args);
    field_arg_opt(dumper, "vararg", arguments->vararg);
    field_args(dumper, "kwonlyargs", &arguments->kwonlyargs);
    field_exprs(dumper, "kw_defaults", &arguments->kw_defaults);
    field_arg_opt(dumper, "kwarg", arguments->kwarg);
    field_exprs(dumper, "defaults", &arguments->defaults);
    close_node(dumper);
}

static void dump_keyword(struct ast_dumper *dumper, const struct ast_keyword *keyword)
{
    open_node(dumper, "keyword");
    field_ident_opt(dumper, "arg", &keyword->arg);
    field_expr(dumper, "value", &keyword->value);
    close_placed(dumper, &keyword->span);
}

static void field_keywords(struct ast_dumper *dumper, const char *key,
                           const struct ast_keywords *keywords)
{
    DUMP_LIST(dumper, key, keywords, dump_keyword)
}

static void dump_comprehension(struct ast_dumper *dumper,
                               const struct ast_comprehension comprehension)
{
    open_node(dumper, "comprehension");
    field_expr(dumper, "target", &comprehension.target);
    field_expr(dumper, "iter", &comprehension.iter);
    field_exprs(dumper, "ifs", &comprehension.ifs);
    dump_number(dumper, "is_async", comprehension.is_async);
    close_node(dumper);
}

static void field_comprehensions(struct ast_dumper *dumper, const char *key,
                                 const struct ast_comprehensions *comprehensions)
{
    DUMP_LIST(dumper, key, comprehensions, dump_comprehension)
}

static void dump_handler(struct ast_dumper *dumper, const struct ast_handler *handler)
{
    open_node(dumper, "ExceptHandler");
    field_expr_opt(dumper, "type", &handler->type);
    field_ident_opt(dumper, "name", &handler->name);
    field_stmts(dumper, "body", &handler->body);
    close_placed(dumper, &handler->span);
}

static void field_handlers(struct ast_dumper *dumper, const char *key,
                           const struct ast_handlers *handlers)
{
    DUMP_LIST(dumper, key, handlers, dump_handler)
}

static void dump_alias(struct ast_dumper *dumper, const struct ast_alias *alias)
{
    open_node(dumper, "alias");
    field_ident(dumper, "name", &alias->name);
    field_ident_opt(dumper, "asname", &alias->asname);
    close_placed(dumper, &alias->span);
}

static void field_aliases(struct ast_dumper *dumper, const char *key,
                          const struct ast_aliases *aliases)
{
    DUMP_LIST(dumper, key, aliases, dump_alias)
}

static void dump_withitem(struct ast_dumper *dumper, const struct ast_withitem withitem)
{
    open_node(dumper, "withitem");
    field_expr(dumper, "context_expr", &withitem.context_expr);
    field_expr_opt(dumper, "optional_vars", &withitem.optional_vars);
    close_node(dumper);
}

static void field_withitems(struct ast_dumper *dumper, const char *key,
                            const struct ast_withitems *withitems)
{
    DUMP_LIST(dumper, key, withitems, dump_withitem)
}

static void field_pattern(struct ast_dumper *dumper, const char *key,
                          struct ast_pattern *const *pattern)
{
    dump_key(dumper, key);
    dump_pattern(dumper, *pattern);
}

static void field_pattern_opt(struct ast_dumper *dumper, const char *key,
                              struct ast_pattern *const *pattern)
{
    if (*pattern)
        field_pattern(dumper, key, pattern);
}

static void field_patterns(struct ast_dumper *dumper, const char *key,
                           const struct ast_patterns *patterns)
{
    DUMP_LIST(dumper, key, patterns, dump_pattern)
}

static void dump_case(struct ast_dumper *dumper, const struct ast_case match_case)
{
    open_node(dumper, "match_case");
    field_pattern(dumper, "pattern", &match_case.pattern);
    field_expr_opt(dumper, "guard", &match_case.guard);
    field_stmts(dumper, "body", &match_case.body);
    close_node(dumper);
}

static void field_cases(struct ast_dumper *dumper, const char *key,
                        const struct ast_cases *cases)
{
    DUMP_LIST(dumper, key, cases, dump_case)
}

/* One case for each kind: its name, its fields one after the other, its place. */
#define F(type, name) field_##type(dumper, #name, &node->name);
#define V(feature, type, name)                                                             \
    if (target_has(dumper->ctx->target, FEATURE_##feature))                                \
        field_##type(dumper, #name, &node->name);
#define DUMP_KIND(Kind, fields, sum)                                                       \
    case AST_##Kind: {                                                                     \
        const struct ast_##Kind *node = &sum->Kind;                                        \
        open_node(dumper, #Kind);                                                          \
        fields(void) node;                                                                 \
        break;                                                                             \
    }

static void dump_type_param(struct ast_dumper *dumper, const struct ast_type_param *param)
{
    switch (param->kind) {
#define TYPE_PARAM(Kind, fields) DUMP_KIND(Kind, fields, param)
#include "compiler/ast/ast.def"
#undef TYPE_PARAM
    }
    close_placed(dumper, &param->span);
}

static void field_type_params(struct ast_dumper *dumper, const char *key,
                              const struct ast_type_params *params)
{
    DUMP_LIST(dumper, key, params, dump_type_param)
}

static void dump_pattern(struct ast_dumper *dumper, const struct ast_pattern *pattern)
{
    switch (pattern->kind) {
#define PATTERN(Kind, fields) DUMP_KIND(Kind, fields, pattern)
#include "compiler/ast/ast.def"
#undef PATTERN
    }
    close_placed(dumper, &pattern->span);
}

static void dump_expr(struct ast_dumper *dumper, const struct ast_expr *expr)
{
    switch (expr->kind) {
#define EXPR(Kind, fields) DUMP_KIND(Kind, fields, expr)
#include "compiler/ast/ast.def"
#undef EXPR
    }
    close_placed(dumper, &expr->span);
}

static void dump_stmt(struct ast_dumper *dumper, const struct ast_stmt *stmt)
{
    switch (stmt->kind) {
#define STMT(Kind, fields) DUMP_KIND(Kind, fields, stmt)
#include "compiler/ast/ast.def"
#undef STMT
    }
    close_placed(dumper, &stmt->span);
}

#undef F
#undef V

/* type_ignores is always empty: type comments are not asked for. */
void ast_dump(struct ctx *ctx, const struct ast_module *module, struct buf *out)
{
    struct ast_dumper dumper = {
        .ctx = ctx,
        .out = out,
        .omit_empty = target_has(ctx->target, FEATURE_DUMP_OMITS_EMPTY),
        .omit_load = target_has(ctx->target, FEATURE_DUMP_OMITS_LOAD),
    };
    open_node(&dumper, "Module");
    field_stmts(&dumper, "body", &module->body);
    if (open_list(&dumper, "type_ignores", 0))
        buf_add_byte(out, ']');
    close_node(&dumper);
}
