/* SPDX-License-Identifier: MIT
 *
 * What the files that generate statements share: one function for each kind of
 * statement, and the parts that they have in common.
 */
#ifndef KILN_COMPILER_CODEGEN_STATEMENT_H
#define KILN_COMPILER_CODEGEN_STATEMENT_H

#include "compiler/codegen/generator.h"

/* codegen.c: of a module or class. */
void gen_body(struct generator *gen, const struct ast_stmts *body, struct location place);

/* function.c */
void gen_function(struct generator *gen, const struct ast_stmt *stmt);
void gen_decorators(struct generator *gen, const struct ast_exprs *decorators);
void gen_apply_decorators(struct generator *gen, const struct ast_exprs *decorators);
int gen_first_line(const struct ast_stmt *stmt, const struct ast_exprs *decorators);
/* class.c */
void gen_class(struct generator *gen, const struct ast_stmt *stmt);

/* type_params.c */
void gen_type_alias(struct generator *gen, const struct ast_stmt *stmt);
/* Enters the scope around a generic definition: its parameters lie on the stack as a
 * tuple. */
void gen_enter_type_params(struct generator *gen, name_id name, int first_line,
                           const struct ast_type_params *params);
void gen_type_params(struct generator *gen, const struct ast_type_params *params);

/* annotations.c */
/* Of a def: lays names and values onto the stack, how many; false if there are none. */
int32_t gen_annotation_values(struct generator *gen, const struct ast_arguments *args,
                              const struct ast_expr *returns, struct location place);
/* What MAKE_FUNCTION needs of them: a flag, or 0 if there are none. */
int gen_annotations(struct generator *gen, const struct ast_arguments *args,
                    const struct ast_expr *returns, struct location place);
void gen_annotated_assign(struct generator *gen, const struct ast_stmt *stmt);
bool gen_has_annotations(const struct generator *gen, const struct ast_stmts *body);

/* annotate.c, 3.14: annotations, bounds, defaults and values of type aliases are
 * evaluated by functions that take the format asked for. */
void gen_enter_annotate(struct generator *gen, name_id name, const struct scope *scope,
                        struct location place);
bool gen_annotate_function(struct generator *gen, const struct ast_arguments *args,
                           const struct ast_expr *returns, struct location place);
void gen_annotated_name(struct generator *gen, const struct ast_stmt *stmt);
void gen_deferred_annotations(struct generator *gen, struct location place);
/* The default of the format parameter: a tuple, laid before the function is made. */
void gen_format_default(struct generator *gen, struct location place);

/* docstring.c: the docstring that a body begins with, its indentation taken off; NULL
 * if there is none or the level takes it out.  `rest` are the statements after it. */
const struct value *gen_docstring(struct generator *gen, const struct ast_stmts *body,
                                  struct ast_stmts *rest);

/* loop.c */
void gen_if(struct generator *gen, const struct ast_stmt *stmt);
void gen_for(struct generator *gen, const struct ast_stmt *stmt);
void gen_async_for(struct generator *gen, const struct ast_stmt *stmt);
void gen_while(struct generator *gen, const struct ast_stmt *stmt);

/* try.c, try_star.c */
void gen_try(struct generator *gen, const struct ast_stmt *stmt);
void gen_try_star(struct generator *gen, const struct ast_stmt *stmt);
/* What `protect` generates, and then the finally body. */
void gen_finally(struct generator *gen, const struct ast_stmts *final,
                 void (*protect)(struct generator *gen, const struct ast_stmt *stmt),
                 const struct ast_stmt *stmt);

/* with.c */
void gen_with(struct generator *gen, const struct ast_stmt *stmt);
void gen_await_exit(struct generator *gen, struct location place);

/* import.c */
void gen_import(struct generator *gen, const struct ast_stmt *stmt);
void gen_import_from(struct generator *gen, const struct ast_stmt *stmt);

/* match.c */
void gen_match(struct generator *gen, const struct ast_stmt *stmt);

#endif
