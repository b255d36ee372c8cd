/* SPDX-License-Identifier: MIT
 *
 * The tree: CPython's abstract syntax (Python.asdl), node for node and field for
 * field.  Everything lives in the arena.  ast.def lists nodes and fields; their
 * structs and their printer are made from it.
 */
#ifndef KILN_COMPILER_AST_AST_H
#define KILN_COMPILER_AST_AST_H

#include "compiler/value/value.h"

struct ast_expr;
struct ast_stmt;
struct ast_pattern;
struct ast_type_param;
struct ast_comprehension;
struct ast_handler;
struct ast_keyword;
struct ast_alias;
struct ast_withitem;
struct ast_case;
struct ast_arg;
struct ast_arguments;

/* The place of what CPython has made without one: -1 in all four. */
#define AST_NOWHERE ((struct span){UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX})

/* Sequences: `count` items in a row. */
#define AST_SEQUENCE(name, type)                                                         \
    struct name {                                                                        \
        type *items;                                                                     \
        uint32_t count;                                                                  \
    }
AST_SEQUENCE(ast_exprs, struct ast_expr *); /* NULL items: Dict.keys of a ** entry */
AST_SEQUENCE(ast_stmts, struct ast_stmt *);
AST_SEQUENCE(ast_patterns, struct ast_pattern *);
AST_SEQUENCE(ast_type_params, struct ast_type_param *);
AST_SEQUENCE(ast_idents, name_id);
AST_SEQUENCE(ast_cmpops, uint8_t);
AST_SEQUENCE(ast_comprehensions, struct ast_comprehension);
AST_SEQUENCE(ast_handlers, struct ast_handler *);
AST_SEQUENCE(ast_keywords, struct ast_keyword *);
AST_SEQUENCE(ast_aliases, struct ast_alias *);
AST_SEQUENCE(ast_withitems, struct ast_withitem);
AST_SEQUENCE(ast_cases, struct ast_case);
AST_SEQUENCE(ast_args, struct ast_arg *);

enum ast_boolop { AST_And, AST_Or };
enum ast_operator {
    AST_Add, AST_Sub, AST_Mult, AST_MatMult, AST_Div, AST_Mod, AST_Pow, AST_LShift,
    AST_RShift, AST_BitOr, AST_BitXor, AST_BitAnd, AST_FloorDiv,
};
enum ast_unaryop { AST_Invert, AST_Not, AST_UAdd, AST_USub };
enum ast_cmpop {
    AST_Eq, AST_NotEq, AST_Lt, AST_LtE, AST_Gt, AST_GtE, AST_Is, AST_IsNot, AST_In, AST_NotIn,
};
enum ast_context { AST_Load, AST_Store, AST_Del };

/* Field types of ast.def as C declares them. */
#define AST_FIELD_expr(name) struct ast_expr *name;
#define AST_FIELD_expr_opt(name) struct ast_expr *name;
#define AST_FIELD_exprs(name) struct ast_exprs name;
#define AST_FIELD_stmts(name) struct ast_stmts name;
#define AST_FIELD_ident(name) name_id name;
#define AST_FIELD_ident_opt(name) name_id name;
#define AST_FIELD_idents(name) struct ast_idents name;
#define AST_FIELD_string_opt(name) name_id name;
#define AST_FIELD_constant(name) struct value name;
#define AST_FIELD_number(name) int name;
#define AST_FIELD_boolop(name) enum ast_boolop name;
#define AST_FIELD_operator(name) enum ast_operator name;
#define AST_FIELD_unaryop(name) enum ast_unaryop name;
#define AST_FIELD_cmpops(name) struct ast_cmpops name;
#define AST_FIELD_context(name) enum ast_context name;
#define AST_FIELD_arguments(name) struct ast_arguments *name;
#define AST_FIELD_keywords(name) struct ast_keywords name;
#define AST_FIELD_comprehensions(name) struct ast_comprehensions name;
#define AST_FIELD_handlers(name) struct ast_handlers name;
#define AST_FIELD_aliases(name) struct ast_aliases name;
#define AST_FIELD_withitems(name) struct ast_withitems name;
#define AST_FIELD_cases(name) struct ast_cases name;
#define AST_FIELD_pattern(name) struct ast_pattern *name;
#define AST_FIELD_pattern_opt(name) struct ast_pattern *name;
#define AST_FIELD_patterns(name) struct ast_patterns name;
#define AST_FIELD_type_params(name) struct ast_type_params name;

#define F(type, name) AST_FIELD_##type(name)
#define V(feature, type, name) AST_FIELD_##type(name)

enum ast_stmt_kind {
#define STMT(kind, fields) AST_##kind,
#include "compiler/ast/ast.def"
#undef STMT
};

struct ast_stmt {
    enum ast_stmt_kind kind;
    struct span span;
    union {
#define STMT(kind, fields) struct ast_##kind { fields } kind;
#include "compiler/ast/ast.def"
#undef STMT
    };
};

enum ast_expr_kind {
#define EXPR(kind, fields) AST_##kind,
#include "compiler/ast/ast.def"
#undef EXPR
};

struct ast_expr {
    enum ast_expr_kind kind;
    struct span span;
    union {
#define EXPR(kind, fields) struct ast_##kind { fields } kind;
#include "compiler/ast/ast.def"
#undef EXPR
    };
};

enum ast_pattern_kind {
#define PATTERN(kind, fields) AST_##kind,
#include "compiler/ast/ast.def"
#undef PATTERN
};

struct ast_pattern {
    enum ast_pattern_kind kind;
    struct span span;
    union {
#define PATTERN(kind, fields) struct ast_##kind { fields } kind;
#include "compiler/ast/ast.def"
#undef PATTERN
    };
};

enum ast_type_param_kind {
#define TYPE_PARAM(kind, fields) AST_##kind,
#include "compiler/ast/ast.def"
#undef TYPE_PARAM
};

struct ast_type_param {
    enum ast_type_param_kind kind;
    struct span span;
    union {
#define TYPE_PARAM(kind, fields) struct ast_##kind { fields } kind;
#include "compiler/ast/ast.def"
#undef TYPE_PARAM
    };
};

#undef F
#undef V

struct ast_comprehension {
    struct ast_expr *target, *iter;
    struct ast_exprs ifs;
    bool is_async;
};

struct ast_handler { /* ExceptHandler */
    struct span span;
    struct ast_expr *type; /* or NULL */
    name_id name;
    struct ast_stmts body;
};

struct ast_arg {
    struct span span;
    name_id arg;
    struct ast_expr *annotation; /* or NULL */
};

struct ast_arguments {
    struct ast_args posonlyargs, args, kwonlyargs;
    struct ast_arg *vararg, *kwarg; /* or NULL */
    struct ast_exprs kw_defaults;   /* NULL items: none */
    struct ast_exprs defaults;
};

struct ast_keyword {
    struct span span;
    name_id arg; /* 0: ** */
    struct ast_expr *value;
};

struct ast_alias {
    struct span span;
    name_id name, asname;
};

struct ast_withitem {
    struct ast_expr *context_expr;
    struct ast_expr *optional_vars; /* or NULL */
};

struct ast_case { /* match_case */
    struct ast_pattern *pattern;
    struct ast_expr *guard; /* or NULL */
    struct ast_stmts body;
};

struct ast_module {
    struct ast_stmts body;
};

/* Appends what ast.dump(tree, include_attributes=True) of the target's own `ast`
 * module prints. */
void ast_dump(struct ctx *ctx, const struct ast_module *module, struct buf *out);

#endif
