/* SPDX-License-Identifier: MIT
 *
 * What the files of this folder share.  The first pass walks the tree and notes what
 * each block does with each name; the second (analyze.c) goes over the scopes.
 */
#ifndef KILN_COMPILER_SCOPE_WALK_H
#define KILN_COMPILER_SCOPE_WALK_H

#include "compiler/ast/future.h"
#include "compiler/scope/scope.h"

/* Names that symtable.c itself speaks of. */
struct scope_words {
    name_id debug_, class_, classdict, conditional_annotations, super_, type_params_;
    name_id dot_type_params, generic_base, defaults, kwdefaults, format, iterable;
    name_id lambda, listcomp, setcomp, dictcomp, genexpr, annotate;
};

struct scope_walk { /* struct symtable */
    struct ctx *ctx;
    struct scopes *scopes;
    struct scope *current;
    name_id private_name; /* of the class around; NAME_NONE: none */
    const struct future *future;
    int depth, depth_limit; /* of statements and expressions in each other */
    /* Target features that are asked for often. */
    bool deferred_annotations, early_checks, string_annotations;
    struct scope_words words;
};

/* Where a global or nonlocal statement, or a walrus, stood. */
struct scope_directive {
    struct scope_directive *next;
    name_id name; /* mangled */
    struct span span;
};

/* Type parameters of a generic class: in the scopes around its body only these are
 * mangled. */
struct mangled_names {
    name_id *items;
    uint32_t count, capacity;
};

/* Room for one more item; `items` has `capacity` of them and grows to twice that. */
void *scope_grow(struct ctx *ctx, void *items, uint32_t *capacity, size_t item_size);

#define SCOPE_GROW(ctx, list, items_, capacity_, count_)                                   \
    ((list)->count_ < (list)->capacity_                                                    \
         ? (void)0                                                                         \
         : (void)((list)->items_ = scope_grow((ctx), (list)->items_, &(list)->capacity_,   \
                                              sizeof *(list)->items_)))

/* Symbols. */
void scope_make_symbols(struct ctx *ctx, struct scope *scope);
struct symbol *scope_enter_symbol(struct ctx *ctx, struct scope *scope, name_id name);
void scope_drop_symbol(struct scope *scope, name_id name);
void scope_sort_names(struct ctx *ctx, struct ast_idents *names);

/* Scopes.  A scope is made, entered, and left; an annotation scope may be entered
 * again. */
struct scope *scope_make(struct scope_walk *walk, enum scope_kind kind, name_id name,
                         const void *key, struct span span);
void scope_enter_made(struct scope_walk *walk, struct scope *scope, bool as_child);
void scope_enter(struct scope_walk *walk, enum scope_kind kind, name_id name,
                 const void *key, struct span span);
void scope_exit(struct scope_walk *walk);

/* What the current scope does with a name. */
void scope_add(struct scope_walk *walk, name_id name, unsigned flag, struct span span);
void scope_add_in(struct scope_walk *walk, struct scope *scope, name_id name, unsigned flag,
                  struct span span);
unsigned scope_flags_here(struct scope_walk *walk, const struct scope *scope, name_id name);
void scope_note_directive(struct scope_walk *walk, name_id name, struct span span);

/* "cannot assign to __debug__", where the stage finds it (3.14). */
void scope_check_name(struct scope_walk *walk, name_id name, enum ast_context context,
                      struct span span);

/* SyntaxError at a place; columns are bytes, as symtable.c gives them. */
_Noreturn void scope_fail(struct ctx *ctx, struct span span, const char *format, ...)
    PRINTF_LIKE(3, 4);
_Noreturn void scope_fail_depth(struct scope_walk *walk);

static inline const char *scope_text(const struct scope_walk *walk, name_id name)
{
    return intern_get(walk->ctx->names, name)->bytes;
}

static inline void scope_deepen(struct scope_walk *walk)
{
    if (UNLIKELY(++walk->depth > walk->depth_limit))
        scope_fail_depth(walk);
}

/* The walk. */
void scope_visit_stmts(struct scope_walk *walk, const struct ast_stmts *stmts);
void scope_visit_expr(struct scope_walk *walk, const struct ast_expr *expr);
void scope_visit_exprs(struct scope_walk *walk, const struct ast_exprs *exprs);
void scope_visit_keywords(struct scope_walk *walk, const struct ast_keywords *keywords);
void scope_visit_lambda(struct scope_walk *walk, const struct ast_expr *expr);
void scope_visit_cases(struct scope_walk *walk, const struct ast_cases *cases);
void scope_visit_function(struct scope_walk *walk, const struct ast_stmt *stmt,
                          const struct ast_FunctionDef *def, bool is_async);
void scope_visit_class(struct scope_walk *walk, const struct ast_stmt *stmt);
void scope_visit_type_alias(struct scope_walk *walk, const struct ast_stmt *stmt);
void scope_visit_type_params(struct scope_walk *walk, const struct ast_type_params *params);
void scope_enter_type_params(struct scope_walk *walk, const struct ast_stmt *stmt,
                             name_id name, const struct ast_type_params *params);
void scope_visit_annotation(struct scope_walk *walk, const struct ast_expr *annotation);
void scope_visit_annotations(struct scope_walk *walk, const struct ast_stmt *stmt,
                             const struct ast_FunctionDef *def);
void scope_visit_comprehension(struct scope_walk *walk, const struct ast_expr *expr);
void scope_visit_walrus(struct scope_walk *walk, const struct ast_expr *expr);

static inline bool scope_has_docstring(const struct ast_stmts *body)
{
    const struct ast_stmt *first = body->count ? body->items[0] : NULL;
    return first && first->kind == AST_Expr && first->Expr.value->kind == AST_Constant &&
           first->Expr.value->Constant.value.kind == VALUE_STR;
}

/* 'yield', 'await' and ':=' where the current scope does not allow them. */
void scope_check_allowed(struct scope_walk *walk, const char *what,
                         const struct ast_expr *expr);

/* What 3.12 cannot do in the annotation scopes of a class. */
void scope_check_not_in_class(struct scope_walk *walk, const char *what,
                              const struct ast_expr *expr);

static inline void scope_visit_optional(struct scope_walk *walk,
                                        const struct ast_expr *expr)
{
    if (expr)
        scope_visit_expr(walk, expr);
}

/* The second pass. */
void scope_analyze(struct scope_walk *walk);

/* Merges an inlined comprehension into `scope`.  `free` are the names that it leaves
 * free: some are taken out. */
struct scope_free_names {
    name_id *items;
    uint32_t count;
};
void scope_inline(struct scope_walk *walk, struct scope *scope, struct scope *comprehension,
                  struct scope_free_names *free);

#endif
