/* SPDX-License-Identifier: MIT
 *
 * tree → scopes: one scope for each block of names, and for every name in it where
 * it lives (Python/symtable.c).
 *
 * A tree that has scopes obeys the rules on global, nonlocal, parameters, walruses,
 * type parameters and annotation scopes: what breaks them ends here, with CPython's
 * words and place.
 */
#ifndef KILN_COMPILER_SCOPE_SCOPE_H
#define KILN_COMPILER_SCOPE_SCOPE_H

#include "compiler/ast/ast.h"

struct future; /* compiler/ast/future.h */

enum scope_kind {
    SCOPE_FUNCTION, /* def, lambda, comprehension, generator expression */
    SCOPE_CLASS,
    SCOPE_MODULE,
    SCOPE_ANNOTATION,
    SCOPE_TYPE_ALIAS,      /* the value of a type statement */
    SCOPE_TYPE_PARAMETERS, /* around a generic def, class or type statement */
    SCOPE_TYPE_VARIABLE,   /* a bound, a constraint or a default of a type parameter */
};

/* With CPython's numbers. */
enum scope_comprehension {
    COMPREHENSION_NONE,
    COMPREHENSION_LIST,
    COMPREHENSION_DICT,
    COMPREHENSION_SET,
    COMPREHENSION_GENERATOR,
};

/* What a block does with a name: DEF_* of pycore_symtable.h, the same bits. */
enum symbol_flag {
    SYMBOL_GLOBAL = 1 << 0,
    SYMBOL_LOCAL = 1 << 1,
    SYMBOL_PARAM = 1 << 2,
    SYMBOL_NONLOCAL = 1 << 3,
    SYMBOL_USE = 1 << 4,
    SYMBOL_FREE_CLASS = 1 << 6, /* free in a method, and bound in this class too */
    SYMBOL_IMPORT = 1 << 7,
    SYMBOL_ANNOT = 1 << 8,
    SYMBOL_COMP_ITER = 1 << 9, /* target of a comprehension's for */
    SYMBOL_TYPE_PARAM = 1 << 10,
    SYMBOL_COMP_CELL = 1 << 11, /* a cell in a comprehension inlined here */
    SYMBOL_BOUND = SYMBOL_LOCAL | SYMBOL_PARAM | SYMBOL_IMPORT,
};

/* Where a name lives. */
enum binding {
    BINDING_NONE, /* the scope has no such name */
    BINDING_LOCAL,
    BINDING_GLOBAL_EXPLICIT,
    BINDING_GLOBAL_IMPLICIT,
    BINDING_FREE,
    BINDING_CELL,
};

struct symbol {
    name_id name;    /* mangled */
    uint16_t flags;  /* of enum symbol_flag */
    uint8_t binding; /* of enum binding; codegen may change it for a while, as an
                        inlined comprehension demands, and must put it back */
};

struct scope_children {
    struct scope **items;
    uint32_t count, capacity;
};

struct scope { /* PySTEntryObject */
    enum scope_kind kind;
    enum scope_comprehension comprehension;
    name_id name;          /* of the def, class or type parameter; else as symtable.c
                              calls it: top, lambda, listcomp, __annotate__, … */
    name_id function_name; /* of a function's annotation scope: the function's */
    struct span span;
    struct scope *outer; /* NULL for the module */

    /* In the order in which symtable.c enters them; those that are only passed on to
     * an inner scope are the last. */
    struct symbol *symbols;
    uint32_t symbol_count, symbol_capacity;
    uint32_t *slots; /* hash table of indexes + 1; twice as many as symbol_capacity */

    struct ast_idents varnames; /* parameters, mangled: positional, keyword-only, *, ** */
    uint32_t varname_capacity;

    /* In source order.  Those of an inlined comprehension stand in its place. */
    struct scope_children children;

    /* The annotations of a module or class, or the last annotated name in a function
     * (3.14); they have no node of their own to be looked up by. */
    struct scope *annotation;

    const struct mangled_names *mangled_names; /* see scope_mangle; NULL: no restriction */

    bool function_like; /* _PyST_IsFunctionLike: fast locals */
    bool nested;        /* in something function-like, at whatever distance */
    bool generator;
    bool coroutine;
    bool varargs, varkeywords; /* has *args, **kwargs */
    bool returns_value;
    bool has_docstring; /* 3.14 */
    bool method;        /* 3.14: def or lambda right inside a class */
    bool comp_inlined;  /* 3.12: a comprehension that is part of its outer scope */
    bool can_see_class_scope;
    bool needs_class_closure;         /* a class: some method wants __class__ */
    bool needs_classdict;             /* a class: some inner scope wants __classdict__ */
    bool annotations_used;            /* 3.14 */
    bool has_conditional_annotations; /* 3.14 */

    /* While the tree is walked. */
    const char *info; /* what a SCOPE_TYPE_VARIABLE is, for messages */
    struct scope_directive *directives;
    int comp_iter_expr;
    bool comp_iter_target;
    bool in_conditional_block, in_try_block, in_unevaluated_annotation;
};

struct scopes {
    struct scope *module;
    struct scope_slot *slots; /* hash table: node → scope */
    uint32_t slot_count, used;
};

/* The scopes of a tree as the road has it (folded, docstrings removed or not). */
struct scopes *scope_build(struct ctx *ctx, const struct ast_module *module,
                           const struct future *future);

/* The scope that a node makes, by its address.  Never NULL for:
 *     struct ast_stmt       FunctionDef, AsyncFunctionDef, ClassDef, TypeAlias (its value)
 *     struct ast_expr       Lambda, ListComp, SetComp, DictComp, GeneratorExp
 *     type_params.items     of a generic def, class or type statement
 *     struct ast_type_param bound of a TypeVar, default of the others
 *     scope_default_key()   default of a TypeVar
 *     struct ast_arguments  of a def: its annotations (3.14); use annotations_used
 * NULL for nodes that make none, and for those in annotations that are not evaluated. */
struct scope *scope_of(const struct scopes *scopes, const void *node);

static inline const void *scope_default_key(const struct ast_type_param *param)
{
    return (const char *)param + 1;
}

/* The symbol of a name as it is mangled; NULL when the scope does not have it. */
struct symbol *scope_find(const struct scope *scope, name_id mangled);

/* _PyST_GetScope and _PyST_GetSymbol (without the binding) of a mangled name. */
enum binding scope_binding(const struct scope *scope, name_id mangled);
unsigned scope_flags(const struct scope *scope, name_id mangled);

/* _Py_MaybeMangle: the name as `scope` has it, where `private_name` is that of the
 * class around (NAME_NONE: none).  scope NULL: _Py_Mangle. */
name_id scope_mangle(struct ctx *ctx, name_id private_name, const struct scope *scope,
                     name_id name);

/* The names with this binding, or with one of these flags, sorted by their text, as
 * co_cellvars (BINDING_CELL, SYMBOL_COMP_CELL) and co_freevars (BINDING_FREE,
 * SYMBOL_FREE_CLASS) have them (dictbytype).  Which of __class__, __classdict__ and
 * __conditional_annotations__ a class has besides is codegen's business. */
struct ast_idents scope_names(struct ctx *ctx, const struct scope *scope,
                              enum binding binding, unsigned flags);

/* Appends the scopes as text, for --stage=scopes. */
void scope_dump(struct ctx *ctx, const struct scopes *scopes, struct buf *out);

#endif
