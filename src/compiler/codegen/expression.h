/* SPDX-License-Identifier: MIT
 *
 * What the files that generate expressions share: one function for each kind of
 * node, and the helpers that they have in common.
 */
#ifndef KILN_COMPILER_CODEGEN_EXPRESSION_H
#define KILN_COMPILER_CODEGEN_EXPRESSION_H

#include "compiler/codegen/generator.h"

/* More values than this are not laid onto the stack at once (STACK_USE_GUIDELINE). */
enum { STACK_GUIDELINE = 30 };

static inline bool generator_has(const struct generator *gen, enum target_feature feature)
{
    return target_has(gen->ctx->target, feature);
}

/* Nothing that CPython accepts is as deep: its own limit is met before, when the tree
 * is folded. */
enum { EXPRESSION_DEPTH = 12000 };

/* Before each recursion; who returns counts ctx->depth down. */
static inline void gen_descend(struct generator *gen)
{
    if (UNLIKELY(++gen->ctx->depth > EXPRESSION_DEPTH))
        fail_unsupported(gen->ctx, "an expression nested more deeply than CPython accepts");
}

/* boolean.c */
void gen_bool_op(struct generator *gen, const struct ast_expr *expr);
void gen_if_expression(struct generator *gen, const struct ast_expr *expr);

/* compare.c */
void gen_comparison(struct generator *gen, const struct ast_expr *expr);
/* gen_jump_if of `a < b < c`. */
void gen_chain_jump(struct generator *gen, const struct ast_expr *expr, int32_t label,
                    bool truth);

/* display.c: all but stores and deletions, which are in assign.c. */
void gen_list(struct generator *gen, const struct ast_expr *expr);
void gen_tuple(struct generator *gen, const struct ast_expr *expr);
void gen_set(struct generator *gen, const struct ast_expr *expr);
/* The tuple of `pushed` values that lie on the stack and `elements` after them, any
 * of which may be starred. */
void gen_argument_tuple(struct generator *gen, struct location place, int pushed,
                        const struct ast_exprs *elements);
/* Are the elements from `begin` to before `end` all constants (no NULL among them)?  A
 * tuple of them, before it is merged into the const cache. */
bool gen_all_constant(const struct ast_exprs *exprs, uint32_t begin, uint32_t end);
const struct value *gen_constant_tuple(struct generator *gen, const struct ast_exprs *exprs,
                                       uint32_t begin, uint32_t end);
/* display_dict.c */
void gen_dict(struct generator *gen, const struct ast_expr *expr);

/* assign.c: the values for the targets come from one iterable on the stack. */
void gen_unpack(struct generator *gen, const struct ast_exprs *targets,
                struct location place);
_Noreturn void gen_fail_starred(struct generator *gen, const struct ast_expr *expr);

/* attribute.c */
void gen_attribute(struct generator *gen, const struct ast_expr *expr);
/* Where the name of an attribute stands, if that is another line than `place`
 * (update_start_location_to_match_attr). */
struct location gen_attribute_place(const struct generator *gen, struct location place,
                                    const struct ast_expr *attribute);

/* super.c: super().attribute and super(a, b).attribute without a super object.
 * False, and nothing is generated, where that cannot be done. */
bool gen_super_attribute(struct generator *gen, const struct ast_expr *attribute,
                         bool method);

/* call.c */
void gen_call(struct generator *gen, const struct ast_expr *expr);
/* The instruction with the tuple of the keywords' names as its constant. */
void gen_keyword_names(struct generator *gen, enum opcode op,
                       const struct ast_keyword *const *keywords, uint32_t count,
                       struct location place);
/* No * and no ** in it? */
bool gen_is_plain_call(const struct ast_exprs *args, const struct ast_keywords *keywords);
/* Arguments and call, where nothing is unpacked and the stack is large enough. */
void gen_plain_call(struct generator *gen, int count, const struct ast_exprs *args,
                    const struct ast_keywords *keywords, struct location names_place,
                    struct location place);
/* call_unpacking.c: the same for all others. */
void gen_unpacking_call(struct generator *gen, int count, const struct ast_exprs *args,
                        const struct ast_keywords *keywords, struct location place);
/* call_method.c: object.method(...); false, and nothing is generated, where it is no
 * such call. */
bool gen_method_call(struct generator *gen, const struct ast_expr *expr);
/* call_builtin.c, 3.14: any(), all() and tuple() of a generator expression in place.
 * The callable lies on the stack.  Jumps to `end` with the result, or goes on where
 * the callable turns out to be another. */
void gen_builtin_call(struct generator *gen, const struct ast_expr *expr, int32_t end);

/* subscript.c */
void gen_subscript(struct generator *gen, const struct ast_expr *expr);
void gen_slice(struct generator *gen, const struct ast_expr *expr);
/* x[a:b], which has instructions of its own: lays a and b onto the stack. */
bool gen_is_slice_pair(const struct generator *gen, const struct ast_expr *slice);
void gen_slice_pair(struct generator *gen, const struct ast_expr *slice);

/* fstring.c; a conversion is numbered from 1: !s !r !a. */
int32_t gen_conversion(int conversion);
void gen_joined_str(struct generator *gen, const struct ast_expr *expr);
void gen_formatted_value(struct generator *gen, const struct ast_expr *expr);
/* template.c, 3.14 */
void gen_template_str(struct generator *gen, const struct ast_expr *expr);
void gen_interpolation(struct generator *gen, const struct ast_expr *expr);

/* await.c */
void gen_await(struct generator *gen, const struct ast_expr *expr);
void gen_yield_expr(struct generator *gen, const struct ast_expr *expr);
void gen_yield_from_expr(struct generator *gen, const struct ast_expr *expr);
/* YIELD_VALUE of what lies on the stack (addop_yield). */
void gen_yield_value(struct generator *gen, struct location place);
/* Waits for the awaitable on the stack. */
void gen_await_value(struct generator *gen, struct location place);

/* check.c: warnings about what cannot be meant. */
void gen_check_identity(struct generator *gen, const struct ast_expr *compare);
void gen_check_callable(struct generator *gen, const struct ast_expr *func);
void gen_check_subscript(struct generator *gen, const struct ast_expr *value,
                         const struct ast_expr *index);

/* comprehension.c */
void gen_comprehension(struct generator *gen, const struct ast_expr *expr);

#endif
