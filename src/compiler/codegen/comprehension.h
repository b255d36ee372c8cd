/* SPDX-License-Identifier: MIT
 *
 * What the files that generate comprehensions share.
 */
#ifndef KILN_COMPILER_CODEGEN_COMPREHENSION_H
#define KILN_COMPILER_CODEGEN_COMPREHENSION_H

#include "compiler/codegen/expression.h"

#include "compiler/scope/scope.h"

struct comprehension_parts {
    enum scope_comprehension kind;
    const struct ast_expr *node;
    const struct ast_comprehensions *generators;
    const struct ast_expr *element, *value; /* value: that of `key: value`, else NULL */
};
/* What the loops find when they begin. */
enum first_iterator {
    FIRST_IN_LOCAL, /* iterator (iterable since 3.15) in the function's argument */
    FIRST_ON_STACK, /* the same on the stack */
    FIRST_READY,    /* an iterator on the stack */
};
/* comprehension_loop.c: the loops and the element. */
void gen_comprehension_loops(struct generator *gen, const struct comprehension_parts *parts,
                             enum first_iterator first);

/* comprehension_inline.c: what an inlined comprehension's names do to those of the
 * function around. */
struct inlined_comprehension {
    struct saved_symbol {
        struct symbol *symbol;
        struct symbol outside;
    } * saved;
    uint32_t saved_count;
    uint32_t *locals; /* indexes of varnames whose values lie on the stack */
    uint32_t local_count;
    uint32_t *hidden; /* those of them that are locals for as long as it lasts */
    uint32_t hidden_count;
    int32_t cleanup, end; /* labels; only where there are locals */
};
void gen_push_inlined(struct generator *gen, const struct scope *scope,
                      struct inlined_comprehension *state, struct location place);
void gen_pop_inlined(struct generator *gen, struct inlined_comprehension *state,
                     struct location place);

#endif
