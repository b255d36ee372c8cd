/* SPDX-License-Identifier: MIT
 *
 * What the files of this folder share: the generator and the calls between them.
 * Everything here works on the unit under way, generator->body.
 */
#ifndef KILN_COMPILER_CODEGEN_GENERATOR_H
#define KILN_COMPILER_CODEGEN_GENERATOR_H

#include "compiler/codegen/codegen.h"

struct scope; /* compiler/scope/scope.h */

/* Arguments of CALL_INTRINSIC_1, CALL_INTRINSIC_2 and RESUME, flags of MAKE_FUNCTION. */
enum intrinsic_1 {
    INTRINSIC_PRINT = 1,
    INTRINSIC_IMPORT_STAR,
    INTRINSIC_STOPITERATION_ERROR,
    INTRINSIC_ASYNC_GEN_WRAP,
    INTRINSIC_UNARY_POSITIVE,
    INTRINSIC_LIST_TO_TUPLE,
    INTRINSIC_TYPEVAR,
    INTRINSIC_PARAMSPEC,
    INTRINSIC_TYPEVARTUPLE,
    INTRINSIC_SUBSCRIPT_GENERIC,
    INTRINSIC_TYPEALIAS,
};
enum intrinsic_2 {
    INTRINSIC_PREP_RERAISE_STAR = 1,
    INTRINSIC_TYPEVAR_WITH_BOUND,
    INTRINSIC_TYPEVAR_WITH_CONSTRAINTS,
    INTRINSIC_SET_FUNCTION_TYPE_PARAMS,
    INTRINSIC_SET_TYPEPARAM_DEFAULT,
};
enum resume_place {
    RESUME_AT_START,
    RESUME_AFTER_YIELD,
    RESUME_AFTER_YIELD_FROM,
    RESUME_AFTER_AWAIT,
    RESUME_AT_GENERATOR_EXPRESSION, /* 3.15 */
};
enum function_flag {
    FUNCTION_DEFAULTS = 1,
    FUNCTION_KWDEFAULTS = 2,
    FUNCTION_ANNOTATIONS = 4,
    FUNCTION_CLOSURE = 8,
    FUNCTION_ANNOTATE = 16, /* 3.14 */
};

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
    BLOCK_INLINED_COMPREHENSION,
};

struct block {
    enum block_kind kind;
    int32_t start, exit; /* labels */
    struct location place;
    const struct ast_stmts *final; /* FINALLY_TRY: the finally body */
    name_id name;                  /* HANDLER_CLEANUP: what the handler binds */
};

/* Annotations that are evaluated late (3.14), with the numbers that those have which
 * may not be run over; -1: this one always is. */
struct deferred_annotations {
    const struct ast_stmt **stmts;
    int32_t *numbers;
    uint32_t count, capacity;
    int32_t next_number;
    bool under_way; /* being generated, aside of the module's other code */
};

/* What generating one unit needs and the unit does not (struct compiler_unit). */
struct body {
    struct code_unit unit;
    const struct value *code; /* once it is finished */
    struct body *outer;
    struct arena_mark fleeting; /* where its instructions begin */
    enum body_kind kind;
    const struct scope *scope;
    name_id private_name; /* of the class around, for mangling; 0: none */
    struct block *blocks; /* open ones, outermost first */
    uint32_t block_count, block_capacity;
    struct deferred_annotations annotations; /* 3.14: of a module or class */
    int conditional_blocks;                  /* statements around that may not run */
    struct name_list static_attributes;      /* of a class: names X of self.X = … */
    int inlined_comprehensions;              /* open ones (u_in_inlined_comp) */
    struct location place;                   /* set last; see place.c */
};

/* Names that CPython's compiler itself uses: gen->known.X. */
#define GENERATOR_NAMES(NAME)                                                              \
    NAME(all, "all")                                                                       \
    NAME(annotate, "__annotate__")                                                         \
    NAME(annotate_func, "__annotate_func__")                                               \
    NAME(annotations, "__annotations__")                                                   \
    NAME(any, "any")                                                                       \
    NAME(class_, "__class__")                                                              \
    NAME(classcell, "__classcell__")                                                       \
    NAME(classdict, "__classdict__")                                                       \
    NAME(classdictcell, "__classdictcell__")                                               \
    NAME(conditional_annotations, "__conditional_annotations__")                           \
    NAME(debug, "__debug__")                                                               \
    NAME(dictcomp, "<dictcomp>")                                                           \
    NAME(doc, "__doc__")                                                                   \
    NAME(empty, "")                                                                        \
    NAME(firstlineno, "__firstlineno__")                                                   \
    NAME(format, "format")                                                                 \
    NAME(future, "__future__")                                                             \
    NAME(generic_base, ".generic_base")                                                    \
    NAME(genexpr, "<genexpr>")                                                             \
    NAME(join, "join")                                                                     \
    NAME(lambda, "<lambda>")                                                               \
    NAME(list, "list")                                                                     \
    NAME(listcomp, "<listcomp>")                                                           \
    NAME(module, "<module>")                                                               \
    NAME(module_attribute, "__module__")                                                   \
    NAME(name_attribute, "__name__")                                                       \
    NAME(qualname, "__qualname__")                                                         \
    NAME(return_, "return")                                                                \
    NAME(self, "self")                                                                     \
    NAME(set, "set")                                                                       \
    NAME(setcomp, "<setcomp>")                                                             \
    NAME(static_attributes, "__static_attributes__")                                       \
    NAME(super, "super")                                                                   \
    NAME(tuple, "tuple")                                                                   \
    NAME(type_params, ".type_params")                                                      \
    NAME(type_params_attribute, "__type_params__")

struct generator_names {
#define GENERATOR_NAME(field, text) name_id field;
    GENERATOR_NAMES(GENERATOR_NAME)
#undef GENERATOR_NAME
};

struct generator {
    struct ctx *ctx;
    const struct scopes *scopes;
    const struct future *future;
    struct const_cache *cache;
    struct codegen_finish *finish;
    struct body *body; /* under way */
    struct generator_names known;
    int quiet; /* copies of finally bodies under way, which warn of nothing
                  (c_disable_warning) */
};

/* Does the version have the instruction, be it a pseudo one? */
static inline bool gen_knows(const struct generator *gen, enum opcode op)
{
    return gen->ctx->target->opcodes[op].flags & OPCODE_KNOWN;
}

/* emit.c: instructions of the unit under way. */
void gen_emit(struct generator *gen, enum opcode op, int32_t arg, struct location place);
void gen_emit0(struct generator *gen, enum opcode op, struct location place);
int32_t gen_label(struct generator *gen);
void gen_place(struct generator *gen, int32_t label);
void gen_jump(struct generator *gen, enum opcode op, int32_t label, struct location place);
/* Past an alternative; belongs to no place. */
void gen_skip(struct generator *gen, int32_t label);
/* What conditional jumps and UNARY_NOT look at is a bool since 3.13. */
void gen_to_bool(struct generator *gen, struct location place);
void gen_const(struct generator *gen, const struct value *value, struct location place);
/* Enters it without an instruction. */
uint32_t gen_add_const(struct generator *gen, const struct value *value);
uint32_t gen_add_none(struct generator *gen);
/* Of an object of the compiler's own making: if no equal one is known, it is itself
 * the constant, no copy (const_adopt). */
void gen_own_const(struct generator *gen, const struct value *value, struct location place);
void gen_none(struct generator *gen, struct location place);
void gen_int(struct generator *gen, int64_t number, struct location place);
/* LOAD_CONST of a name, of a tuple of names: the very objects that co_names has. */
void gen_name_const(struct generator *gen, name_id name, struct location place);
void gen_names_const(struct generator *gen, const name_id *names, uint32_t count,
                     struct location place);
uint32_t gen_add_names(struct generator *gen, const name_id *names, uint32_t count);
const struct value *gen_name_value(struct generator *gen, name_id name);
const struct value *gen_text_value(struct generator *gen, const char *bytes, size_t size);
/* With an index into co_names, of a name as it stands or after mangling. */
void gen_name_arg(struct generator *gen, enum opcode op, name_id name,
                  struct location place);
name_id gen_mangle(struct generator *gen, name_id name);
/* The mangled name as a constant: where it is another than the name, it is a string
 * made just now. */
const struct value *gen_mangled_value(struct generator *gen, name_id name, name_id mangled);
/* Inserts before all instructions so far (_PyInstructionSequence_InsertInstruction). */
void gen_insert_first(struct generator *gen, enum opcode op, int32_t arg);

/* place.c: remembers where the statement or expression under way stands; where what
 * comes now stands: at `place`, or, until 3.11, where something set it last. */
void gen_at(struct generator *gen, struct location place);
struct location gen_here(const struct generator *gen, struct location place);
/* Of what makes and asks an iterator, in a loop that is `whole`. */
struct location gen_iterator_place(const struct generator *gen, struct span iterable,
                                   struct span whole);

/* intrinsic.c */
void gen_intrinsic(struct generator *gen, enum intrinsic_1 which, struct location place);
void gen_import_star(struct generator *gen, struct location place);
void gen_prepare_reraise(struct generator *gen);

/* invoke.c: calls with so many arguments, the last ones by keyword. */
void gen_invoke(struct generator *gen, int32_t count, struct location place);
/* The NULL of a call that has no self: where the version has it below the callable; where
 * it has it above. */
void gen_null_below(struct generator *gen, struct location place);
void gen_null_above(struct generator *gen, struct location place);
void gen_invoke_named(struct generator *gen, int32_t count,
                      const struct ast_keywords *keywords, struct location names_place,
                      struct location place);

/* error.c: compiler_error (does not return), compiler_warn, forbidden_name.  A column is
 * bytes, whatever the parser's errors count. */
_Noreturn void gen_fail(struct generator *gen, struct location place, const char *format,
                        ...) PRINTF_LIKE(3, 4);
void gen_warn(struct generator *gen, struct location place, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* SystemError: `inner` wants a cell that the body under way does not have. */
_Noreturn void gen_fail_closure(struct generator *gen, const struct code_unit *inner,
                                name_id name, bool free);
void gen_check_name(struct generator *gen, name_id name, enum ast_context context,
                    struct location place);
/* For messages: the text of a name; repr() of it; repr() of a value. */
const char *gen_name_text(struct generator *gen, name_id name);
const char *gen_name_repr(struct generator *gen, name_id name);
const char *gen_value_repr(struct generator *gen, const struct value *value);

/* body.c: entering and leaving code objects. */
void gen_enter(struct generator *gen, name_id name, enum body_kind kind,
               const struct scope *scope, int first_line);
/* Adds RETURN_VALUE, of None where asked, and finishes the code object: body->code of
 * the body that was left. */
const struct body *gen_leave(struct generator *gen, bool return_none);
/* LOAD_CONST of its code, MAKE_FUNCTION and what goes with it (compiler_make_closure);
 * flags of enum function_flag, for what already lies on the stack. */
void gen_closure(struct generator *gen, const struct body *inner, int flags,
                 struct location place);

/* names.c (compiler_nameop) */
void gen_name(struct generator *gen, name_id name, enum ast_context context,
              struct location place);
/* The argument of LOAD_DEREF and the like: cells first, then free names. */
int32_t gen_deref(const struct generator *gen, name_id mangled, bool free);
/* Outside of functions a local of an inlined comprehension, as index of varnames, is
 * one only as long as that lasts (u_fasthidden). */
void gen_set_hidden(struct generator *gen, uint32_t local, bool hidden);
bool gen_is_hidden(const struct generator *gen, uint32_t local);

/* block.c.  Labels that a block does not have are NO_LABEL. */
enum { NO_LABEL = -1 };
struct block *gen_push_block(struct generator *gen, enum block_kind kind, int32_t start,
                             int32_t exit, struct location place);
void gen_pop_block(struct generator *gen, enum block_kind kind);
void gen_return(struct generator *gen, const struct ast_stmt *stmt);
void gen_break(struct generator *gen, struct location place);
void gen_continue(struct generator *gen, struct location place);
/* Parts that several statements have in common. */
void gen_reraise_after_pop(struct generator *gen, struct location place);
void gen_call_exit(struct generator *gen, struct location place);
void gen_unbind_handler_name(struct generator *gen, name_id name, struct location place);

/* statement.c and what it is divided into. */
void gen_statements(struct generator *gen, const struct ast_stmts *stmts);
void gen_statement(struct generator *gen, const struct ast_stmt *stmt);
/* function.c: the lambda is an expression, but a function as well. */
void gen_lambda(struct generator *gen, const struct ast_expr *expr);
/* Makes a generator's StopIteration a RuntimeError (wrap_in_stopiteration_handler). */
void gen_wrap_stop_iteration(struct generator *gen);

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
/* await.c: yield-from loop over what lies on the stack (ADD_YIELD_FROM); the None that
 * it begins with lies above that. */
void gen_first_value(struct generator *gen, struct location place);
void gen_yield_from(struct generator *gen, struct location place, bool await);
/* AugAssign is a statement made of expressions. */
void gen_augmented(struct generator *gen, const struct ast_stmt *stmt);
/* comprehension_loop.c: what stands where a loop's iterator is exhausted; `send` is
 * where its next item is waited for. */
void gen_end_for(struct generator *gen);
void gen_end_async_for(struct generator *gen, int32_t send, struct location place);
/* Operators on what lies on the stack (addop_binary, compiler_addcompare). */
void gen_binary(struct generator *gen, enum ast_operator op, bool in_place,
                struct location place);
void gen_compare(struct generator *gen, enum ast_cmpop op, struct location place);
/* BINARY_SUBSCR, or the BINARY_OP that it is since 3.14. */
void gen_subscript_load(struct generator *gen, struct location place);

#endif
