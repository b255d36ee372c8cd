/* SPDX-License-Identifier: MIT
 *
 * What the files of folding have from each other.
 *
 * Every node is folded into a copy of it on the stack, which is kept if anything in
 * it became another.  Nodes and fields come from ast.def.  The order is that of
 * their fields, in which CPython too comes by everything that it may warn of.
 */
#ifndef KILN_COMPILER_AST_FOLDER_H
#define KILN_COMPILER_AST_FOLDER_H

#include "compiler/ast/fold.h"

/* The innermost of the things that decide what leaving means (PEP 765). */
enum fold_place {
    FOLD_ANYWHERE,
    FOLD_IN_FINALLY,
    FOLD_IN_FUNCTION,
    FOLD_IN_LOOP,
};

struct folder {
    struct ctx *ctx;
    int level;
    bool constants;        /* constant expressions are folded */
    bool keep_annotations; /* they become strings of the source as it stands */
    bool early_docstrings; /* level 2 takes docstrings out here */
    bool warn_finally;     /* of leaving a finally block */
    name_id debug;         /* __debug__ */
    enum fold_place place;
    int depth;
};

/* Each returns the expression itself where there is nothing to do, else a new one.
 * What is inside is folded already. */
struct ast_expr *fold_operator(struct folder *folder, struct ast_expr *expr);
struct ast_expr *fold_iterable(struct folder *folder, struct ast_expr *expr);

/* "..." % (x, ...) as a JoinedStr. */
struct ast_expr *fold_format(struct folder *folder, struct ast_expr *expr);

/* The value of a pattern, where not all expressions are folded. */
struct ast_expr *fold_pattern_number(struct folder *folder, struct ast_expr *expr);

/* A constant in the place of an expression. */
struct ast_expr *fold_to_constant(struct folder *folder, const struct ast_expr *expr,
                                  const struct value *value);

/* Around everything that can nest without end. */
void fold_enter(struct folder *folder);
static inline void fold_leave(struct folder *folder)
{
    folder->depth--;
}

/* A copy in the arena of what was folded on the stack. */
void *fold_keep(struct folder *folder, const void *node, size_t size);

/* Each folds a field in place and says whether it became another. */
bool fold_change_expr(struct folder *folder, struct ast_expr **expr);
bool fold_change_expr_opt(struct folder *folder, struct ast_expr **expr);
bool fold_change_exprs(struct folder *folder, struct ast_exprs *exprs);
bool fold_change_iterable(struct folder *folder, struct ast_expr **expr);
bool fold_change_arguments(struct folder *folder, struct ast_arguments **arguments);
bool fold_change_keywords(struct folder *folder, struct ast_keywords *keywords);
bool fold_change_comprehensions(struct folder *folder,
                                struct ast_comprehensions *comprehensions);
bool fold_change_pattern(struct folder *folder, struct ast_pattern **pattern);
bool fold_change_type_params(struct folder *folder, struct ast_type_params *params);

#endif
