/* SPDX-License-Identifier: MIT
 *
 * Annotations: evaluated where they stand until 3.13, in a scope of their own from
 * 3.14 (PEP 649), and never when they become strings (PEP 563).
 */
#include "compiler/scope/walk.h"

/* Before 3.14: a scope only keeps the names of what becomes a string out of the way. */
static void enter_string_scope(struct scope_walk *walk, struct span span)
{
    if (walk->string_annotations)
        scope_enter(walk, SCOPE_ANNOTATION, walk->words.annotate, NULL, span);
}

static void exit_string_scope(struct scope_walk *walk)
{
    if (walk->string_annotations)
        scope_exit(walk);
}

static void visit_eager_annotation(struct scope_walk *walk,
                                   const struct ast_expr *annotation)
{
    enter_string_scope(walk, annotation->span);
    scope_visit_expr(walk, annotation);
    exit_string_scope(walk);
}

/* A module's annotations all count as conditional: it may be run in part. */
static void note_conditional(struct scope_walk *walk, struct span span)
{
    struct scope *scope = walk->current;
    bool conditional = scope->kind == SCOPE_MODULE ||
                       (scope->kind == SCOPE_CLASS && scope->in_conditional_block);
    if (!conditional || scope->has_conditional_annotations)
        return;
    scope->has_conditional_annotations = true;
    scope_add(walk, walk->words.conditional_annotations, SYMBOL_USE, span);
}

/* All annotations of a block share one scope, made for the first of them. */
static void enter_annotation_scope(struct scope_walk *walk, struct span span)
{
    struct scope *owner = walk->current;
    if (owner->annotation) {
        scope_enter_made(walk, owner->annotation, false);
        return;
    }
    scope_enter(walk, SCOPE_ANNOTATION, walk->words.annotate, NULL, span);
    owner->annotation = walk->current;
    if (owner->kind != SCOPE_CLASS || walk->string_annotations)
        return;
    walk->current->can_see_class_scope = true;
    owner->needs_classdict = true;
    scope_add(walk, walk->words.classdict, SYMBOL_USE, span);
}

void scope_visit_annotation(struct scope_walk *walk, const struct ast_expr *annotation)
{
    if (!walk->deferred_annotations) {
        visit_eager_annotation(walk, annotation);
        return;
    }
    bool never_evaluated = walk->current->kind == SCOPE_FUNCTION;
    note_conditional(walk, annotation->span);
    enter_annotation_scope(walk, annotation->span);
    walk->current->in_unevaluated_annotation |= never_evaluated;
    scope_visit_expr(walk, annotation);
    if (never_evaluated)
        walk->current->in_unevaluated_annotation = false;
    scope_exit(walk);
}

static void visit_arg_annotation(struct scope_walk *walk, const struct ast_arg *arg)
{
    if (!arg || !arg->annotation)
        return;
    if (walk->deferred_annotations)
        walk->current->annotations_used = true;
    scope_visit_expr(walk, arg->annotation);
}

static void visit_args_annotations(struct scope_walk *walk, const struct ast_args *args)
{
    for (uint32_t i = 0; i < args->count; i++)
        visit_arg_annotation(walk, args->items[i]);
}

static void visit_parameter_annotations(struct scope_walk *walk,
                                        const struct ast_arguments *args)
{
    visit_args_annotations(walk, &args->posonlyargs);
    visit_args_annotations(walk, &args->args);
    visit_arg_annotation(walk, args->vararg);
    visit_arg_annotation(walk, args->kwarg);
    visit_args_annotations(walk, &args->kwonlyargs);
}

static void visit_deferred(struct scope_walk *walk, const struct ast_stmt *stmt,
                           const struct ast_FunctionDef *def)
{
    bool in_class =
        walk->current->can_see_class_scope || walk->current->kind == SCOPE_CLASS;
    scope_enter(walk, SCOPE_ANNOTATION, walk->words.annotate, def->args, stmt->span);
    walk->current->function_name = def->name;
    if (in_class) {
        walk->current->can_see_class_scope = true;
        scope_add(walk, walk->words.classdict, SYMBOL_USE, stmt->span);
    }
    visit_parameter_annotations(walk, def->args);
    walk->current->annotations_used |= def->returns != NULL;
    scope_visit_optional(walk, def->returns);
    scope_exit(walk);
}

void scope_visit_annotations(struct scope_walk *walk, const struct ast_stmt *stmt,
                             const struct ast_FunctionDef *def)
{
    if (walk->deferred_annotations) {
        visit_deferred(walk, stmt, def);
        return;
    }
    enter_string_scope(walk, stmt->span);
    visit_parameter_annotations(walk, def->args);
    exit_string_scope(walk);
    if (def->returns)
        visit_eager_annotation(walk, def->returns);
}
