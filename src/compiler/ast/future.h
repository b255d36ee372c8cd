/* SPDX-License-Identifier: MIT
 *
 * Future statements: what a module says about the language it is written in.
 */
#ifndef KILN_COMPILER_AST_FUTURE_H
#define KILN_COMPILER_AST_FUTURE_H

#include "compiler/ast/ast.h"

/* The features that still change something, and the last of the statements. */
struct future {
    bool annotations;    /* CO_FUTURE_ANNOTATIONS */
    bool barry_as_flufl; /* CO_FUTURE_BARRY_AS_BDFL */
    struct span last;    /* all 0 if there is none */
};

/* Takes the exit where a feature is not known. */
void future_parse(struct ctx *ctx, const struct ast_module *module, struct future *future);

/* For a from import, when instructions are made for it: takes the exit if it is a
 * future statement that stands too late. */
void future_check_place(struct ctx *ctx, const struct future *future,
                        const struct ast_stmt *stmt);

#endif
