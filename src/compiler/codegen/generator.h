/* SPDX-License-Identifier: MIT
 *
 * What the files of this folder share: the generator and the calls between them.
 * Everything here works on the unit under way, generator->body.
 */
#ifndef KILN_COMPILER_CODEGEN_GENERATOR_H
#define KILN_COMPILER_CODEGEN_GENERATOR_H

#include "compiler/codegen/codegen.h"

struct scope; /* compiler/scope/scope.h */

enum body_kind {
    BODY_MODULE,
    BODY_CLASS,
    BODY_FUNCTION,
    BODY_ASYNC_FUNCTION,
    BODY_LAMBDA,
    BODY_COMPREHENSION,
    BODY_TYPE_PARAMETERS,
    BODY_ANNOTATIONS, /* 3.14: __annotate__ */
};

/* A block of statements that break, continue and return have to unwind
 * (struct fblockinfo). */
enum block_kind {
    BLOCK_WHILE_LOOP,
    BLOCK_FOR_LOOP,
    BLOCK_ASYNC_FOR_LOOP, /* 3.15 */
    BLOCK_TRY_EXCEPT,
    BLOCK_FINALLY_TRY,
    BLOCK_FINALLY_END,
    BLOCK_WITH,
    BLOCK_ASYNC_WITH,
    BLOCK_HANDLER_CLEANUP,
    BLOCK_POP_VALUE,
    BLOCK_EXCEPTION_HANDLER,
    BLOCK_EXCEPTION_GROUP_HANDLER,
    BLOCK_ASYNC_COMPREHENSION_GENERATOR,
    BLOCK_STOP_ITERATION,
};

struct block {
    enum block_kind kind;
    int32_t start, exit; /* labels */
    struct location place;
    const void *subject; /* the statement's finally body, or the name a handler binds */
};

/* What generating one unit needs and the unit does not (struct compiler_unit). */
struct body {
    struct code_unit unit;
    struct body *outer;
    enum body_kind kind;
    const struct scope *scope;
    name_id private_name; /* of the class around, for mangling; 0: none */
    struct block *blocks; /* open ones, outermost first */
    uint32_t block_count, block_capacity;
    struct name_list static_attributes; /* of a class: names X of self.X = … */
    int inlined_comprehensions;         /* open ones (u_in_inlined_comp) */
};

struct generator {
    struct ctx *ctx;
    const struct scopes *scopes;
    const struct future *future;
    struct const_cache *cache;
    struct codegen_finish *finish;
    struct body *body; /* under way */
};

/* emit.c: instructions of the unit under way. */
void gen_emit(struct generator *gen, enum opcode op, int32_t arg, struct location place);
void gen_emit0(struct generator *gen, enum opcode op, struct location place);
int32_t gen_label(struct generator *gen);
void gen_place(struct generator *gen, int32_t label);
void gen_jump(struct generator *gen, enum opcode op, int32_t label, struct location place);
void gen_const(struct generator *gen, const struct value *value, struct location place);
void gen_none(struct generator *gen, struct location place);
void gen_text(struct generator *gen, const char *text, struct location place);
/* With an index into co_names, of a name as it stands or after mangling. */
void gen_name_arg(struct generator *gen, enum opcode op, name_id name,
                  struct location place);
name_id gen_mangle(struct generator *gen, name_id name);

/* body.c: entering and leaving code objects. */
void gen_enter(struct generator *gen, name_id name, enum body_kind kind,
               const struct scope *scope, int first_line);
/* Adds the implicit return where asked; the finished code object. */
const struct value *gen_leave(struct generator *gen, bool add_return_none);
/* LOAD_CONST code, MAKE_FUNCTION and what goes with it (compiler_make_closure);
 * flags as MAKE_FUNCTION has them, for what already lies on the stack. */
void gen_closure(struct generator *gen, const struct value *code, int flags,
                 struct location place);

/* names.c */
void gen_name(struct generator *gen, name_id name, enum ast_context context,
              struct location place);

/* block.c */
void gen_push_block(struct generator *gen, enum block_kind kind, int32_t start,
                    int32_t exit, const void *subject, struct location place);
void gen_pop_block(struct generator *gen, enum block_kind kind, int32_t start);

/* statement.c and what it is divided into. */
void gen_statements(struct generator *gen, const struct ast_stmts *stmts);
void gen_statement(struct generator *gen, const struct ast_stmt *stmt);
/* function.c: the lambda is an expression, but a function as well. */
void gen_lambda(struct generator *gen, const struct ast_expr *expr);

/* expression.c and what it is divided into: leaves the value on the stack (Load), takes
 * it from there (Store), or deletes. */
void gen_expr(struct generator *gen, const struct ast_expr *expr);
/* In a row, each on the stack. */
void gen_exprs(struct generator *gen, const struct ast_exprs *exprs);
/* Jumps to `label` if the truth of expr is `truth` (compiler_jump_if). */
void gen_jump_if(struct generator *gen, const struct ast_expr *expr, int32_t label,
                 bool truth, struct location place);
/* call.c: the callable (and its self or NULL) already lies on the stack; `count` of
 * the arguments, too (compiler_call_helper). */
void gen_call_rest(struct generator *gen, struct location place, int count,
                   const struct ast_exprs *args, const struct ast_keywords *keywords);
/* await.c: yield-from loop over what lies on the stack (ADD_YIELD_FROM). */
void gen_yield_from(struct generator *gen, struct location place, bool await);
/* AugAssign is a statement made of expressions. */
void gen_augmented(struct generator *gen, const struct ast_stmt *stmt);

#endif
