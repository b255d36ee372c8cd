/* SPDX-License-Identifier: MIT
 *
 * Annotations of functions and variables, evaluated where they stand or, with
 * `from __future__ import annotations`, kept as text.
 *
 * Since 3.14 they are evaluated late: see annotate.c.
 *
 * Must agree with compiler_visit_annotations, compiler_annassign and find_ann of
 * CPython 3.13 and earlier.
 */
#include "compiler/ast/future.h"
#include "compiler/ast/unparse.h"
#include "compiler/codegen/statement.h"

static void annotation_text(struct generator *gen, const struct ast_expr *annotation)
{
    struct location place = gen_here(gen, location_of(annotation->span));
    gen_const(gen, ast_unparse(gen->ctx, annotation), place);
}

/* *args: *Ts is [*Ts][0], or rather ... = [*Ts] taken apart (PEP 646). */
static void annotation_value(struct generator *gen, const struct ast_expr *annotation,
                             struct location place)
{
    if (gen->future->annotations) {
        annotation_text(gen, annotation);
    } else if (annotation->kind == AST_Starred) {
        gen_expr(gen, annotation->Starred.value);
        gen_emit(gen, OP_UNPACK_SEQUENCE, 1, place);
    } else {
        gen_expr(gen, annotation);
    }
}

/* Lays name and value onto the stack; 1 if there are any. */
static int32_t annotate(struct generator *gen, name_id name,
                        const struct ast_expr *annotation, struct location place)
{
    if (!annotation)
        return 0;
    gen_const(gen, gen_mangled_value(gen, name, gen_mangle(gen, name)), place);
    annotation_value(gen, annotation, place);
    return 1;
}

static int32_t annotate_arg(struct generator *gen, const struct ast_arg *arg,
                            struct location place)
{
    return arg ? annotate(gen, arg->arg, arg->annotation, place) : 0;
}

static int32_t annotate_args(struct generator *gen, const struct ast_args *args,
                             struct location place)
{
    int32_t count = 0;
    for (uint32_t i = 0; i < args->count; i++)
        count += annotate_arg(gen, args->items[i], place);
    return count;
}

int32_t gen_annotation_values(struct generator *gen, const struct ast_arguments *args,
                              const struct ast_expr *returns, struct location place)
{
    int32_t count = annotate_args(gen, &args->args, place);
    count += annotate_args(gen, &args->posonlyargs, place);
    count += annotate_arg(gen, args->vararg, place);
    count += annotate_args(gen, &args->kwonlyargs, place);
    count += annotate_arg(gen, args->kwarg, place);
    return count + annotate(gen, gen->known.return_, returns, place);
}

int gen_annotations(struct generator *gen, const struct ast_arguments *args,
                    const struct ast_expr *returns, struct location place)
{
    if (target_has(gen->ctx->target, FEATURE_DEFERRED_ANNOTATIONS))
        return gen_annotate_function(gen, args, returns, place) ? FUNCTION_ANNOTATE : 0;
    int32_t count = gen_annotation_values(gen, args, returns, place);
    if (!count)
        return 0;
    gen_emit(gen, OP_BUILD_TUPLE, 2 * count, place);
    return FUNCTION_ANNOTATIONS;
}

static void evaluate_only(struct generator *gen, const struct ast_expr *expr)
{
    gen_expr(gen, expr);
    gen_emit0(gen, OP_POP_TOP, gen_here(gen, location_of(expr->span)));
}

/* Everything in the subscript of a target without a value is evaluated. */
static void evaluate_subscript(struct generator *gen, const struct ast_expr *slice)
{
    if (slice->kind == AST_Tuple) {
        for (uint32_t i = 0; i < slice->Tuple.elts.count; i++)
            evaluate_subscript(gen, slice->Tuple.elts.items[i]);
        return;
    }
    if (slice->kind != AST_Slice) {
        evaluate_only(gen, slice);
        return;
    }
    const struct ast_expr *parts[] = {slice->Slice.lower, slice->Slice.upper,
                                      slice->Slice.step};
    for (size_t i = 0; i < ARRAY_COUNT(parts); i++)
        if (parts[i])
            evaluate_only(gen, parts[i]);
}

static bool keeps_annotations(const struct generator *gen)
{
    return gen->body->kind == BODY_MODULE || gen->body->kind == BODY_CLASS;
}

static bool evaluates_late(const struct generator *gen)
{
    return !gen->future->annotations &&
           target_has(gen->ctx->target, FEATURE_DEFERRED_ANNOTATIONS);
}

/* __annotations__[name] = annotation */
static void store_annotation(struct generator *gen, const struct ast_stmt *stmt)
{
    struct location place = location_of(stmt->span);
    if (gen->future->annotations)
        annotation_text(gen, stmt->AnnAssign.annotation);
    else
        gen_expr(gen, stmt->AnnAssign.annotation);
    gen_name_arg(gen, OP_LOAD_NAME, gen->known.annotations, place);
    name_id name = stmt->AnnAssign.target->Name.id;
    gen_const(gen, gen_mangled_value(gen, name, gen_mangle(gen, name)), place);
    gen_emit0(gen, OP_STORE_SUBSCR, place);
}

static void annotate_target(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_AnnAssign *node = &stmt->AnnAssign;
    const struct ast_expr *target = node->target;
    struct location place = location_of(stmt->span);
    if (target->kind == AST_Name) {
        gen_check_name(gen, target->Name.id, AST_Store, place);
        if (!node->simple || !keeps_annotations(gen))
            return;
        if (evaluates_late(gen))
            gen_annotated_name(gen, stmt);
        else
            store_annotation(gen, stmt);
    } else if (target->kind == AST_Attribute) {
        gen_check_name(gen, target->Attribute.attr, AST_Store, place);
        if (!node->value)
            evaluate_only(gen, target->Attribute.value);
    } else if (!node->value) {
        evaluate_only(gen, target->Subscript.value);
        evaluate_subscript(gen, target->Subscript.slice);
    }
}

/* assignment with an annotation: the value comes first, the annotation last. */
void gen_annotated_assign(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_AnnAssign *node = &stmt->AnnAssign;
    if (node->value) {
        gen_expr(gen, node->value);
        gen_expr(gen, node->target);
    }
    annotate_target(gen, stmt);
    if (!node->simple && !gen->future->annotations && keeps_annotations(gen) &&
        !evaluates_late(gen))
        evaluate_only(gen, node->annotation);
}

static bool any_has_annotations(const struct generator *gen, const struct ast_stmts *one,
                                const struct ast_stmts *other)
{
    return gen_has_annotations(gen, one) || gen_has_annotations(gen, other);
}

static bool try_has_annotations(const struct generator *gen, const struct ast_Try *node)
{
    for (uint32_t i = 0; i < node->handlers.count; i++)
        if (gen_has_annotations(gen, &node->handlers.items[i]->body))
            return true;
    return gen_has_annotations(gen, &node->body) ||
           any_has_annotations(gen, &node->finalbody, &node->orelse);
}

static bool match_has_annotations(const struct generator *gen, const struct ast_Match *node)
{
    for (uint32_t i = 0; i < node->cases.count; i++)
        if (gen_has_annotations(gen, &node->cases.items[i].body))
            return true;
    return false;
}

static bool stmt_has_annotations(const struct generator *gen, const struct ast_stmt *stmt)
{
    if (stmt->kind == AST_AnnAssign)
        return true;
    if (stmt->kind == AST_For)
        return any_has_annotations(gen, &stmt->For.body, &stmt->For.orelse);
    if (stmt->kind == AST_AsyncFor)
        return any_has_annotations(gen, &stmt->AsyncFor.body, &stmt->AsyncFor.orelse);
    if (stmt->kind == AST_While)
        return any_has_annotations(gen, &stmt->While.body, &stmt->While.orelse);
    if (stmt->kind == AST_If)
        return any_has_annotations(gen, &stmt->If.body, &stmt->If.orelse);
    if (stmt->kind == AST_With)
        return gen_has_annotations(gen, &stmt->With.body);
    if (stmt->kind == AST_AsyncWith)
        return gen_has_annotations(gen, &stmt->AsyncWith.body);
    if (stmt->kind == AST_Try || stmt->kind == AST_TryStar)
        return try_has_annotations(gen, &stmt->Try);
    return stmt->kind == AST_Match &&
           target_has(gen->ctx->target, FEATURE_MATCH_ANNOTATIONS_FOUND) &&
           match_has_annotations(gen, &stmt->Match);
}

/* Whether some statement of the body, not of functions in it, annotates. */
bool gen_has_annotations(const struct generator *gen, const struct ast_stmts *body)
{
    for (uint32_t i = 0; i < body->count; i++)
        if (stmt_has_annotations(gen, body->items[i]))
            return true;
    return false;
}
