/* SPDX-License-Identifier: MIT
 *
 * class statements.
 *
 * Must agree with compiler_class and compiler_class_body of CPython.
 */
#include "compiler/codegen/statement.h"

#include "compiler/scope/scope.h"

#include <string.h>

/* __module__, __qualname__, __firstlineno__ and, of a generic class, __type_params__. */
static void class_prologue(struct generator *gen, const struct ast_ClassDef *node,
                           struct location place)
{
    gen_name(gen, gen->known.name_attribute, AST_Load, place);
    gen_name(gen, gen->known.module_attribute, AST_Store, place);
    gen_own_const(gen, gen->body->unit.qualname, place);
    gen_name(gen, gen->known.qualname, AST_Store, place);
    if (target_has(gen->ctx->target, FEATURE_CLASS_ATTRIBUTES)) {
        gen_int(gen, gen->body->unit.first_line, place);
        gen_name(gen, gen->known.firstlineno, AST_Store, place);
    }
    if (node->type_params.count) {
        gen_name(gen, gen->known.type_params, AST_Load, place);
        gen_name(gen, gen->known.type_params_attribute, AST_Store, place);
    }
    if (gen->body->scope->needs_classdict) {
        gen_emit0(gen, OP_LOAD_LOCALS, place);
        gen_emit(gen, OP_STORE_DEREF, gen_deref(gen, gen->known.classdict, false), place);
    }
    if (gen->body->scope->has_conditional_annotations) {
        name_id name = gen->known.conditional_annotations;
        gen_emit(gen, OP_BUILD_SET, 0, place);
        gen_emit(gen, OP_STORE_DEREF, gen_deref(gen, name, false), place);
    }
}

static int compare_bytes(const struct intern_text *a, const struct intern_text *b)
{
    uint32_t size = a->size < b->size ? a->size : b->size;
    int order = memcmp(a->bytes, b->bytes, size);
    return order ? order : (a->size > b->size) - (a->size < b->size);
}

/* By code points, which UTF-8 keeps in order. */
static void sort_names(const struct intern *names, name_id *items, uint32_t count)
{
    for (uint32_t gap = count / 2; gap; gap /= 2)
        for (uint32_t i = gap; i < count; i++)
            for (uint32_t j = i; j >= gap; j -= gap) {
                name_id left = items[j - gap], right = items[j];
                if (compare_bytes(intern_get(names, left), intern_get(names, right)) <= 0)
                    break;
                items[j - gap] = right;
                items[j] = left;
            }
}

static void store_static_attributes(struct generator *gen)
{
    struct name_list *list = &gen->body->static_attributes;
    sort_names(gen->ctx->names, list->items, list->count);
    gen_names_const(gen, list->items, list->count, location_none);
    gen_name(gen, gen->known.static_attributes, AST_Store, location_none);
}

/* __static_attributes__, __classdictcell__, and __classcell__, which is also what the
 * body returns. */
static void class_epilogue(struct generator *gen)
{
    const struct scope *scope = gen->body->scope;
    if (target_has(gen->ctx->target, FEATURE_CLASS_ATTRIBUTES))
        store_static_attributes(gen);
    if (scope->needs_classdict) {
        gen_emit(gen, OP_LOAD_CLOSURE, gen_deref(gen, gen->known.classdict, false),
                 location_none);
        gen_name(gen, gen->known.classdictcell, AST_Store, location_none);
    }
    if (scope->needs_class_closure) {
        gen_emit(gen, OP_LOAD_CLOSURE, gen_deref(gen, gen->known.class_, false),
                 location_none);
        gen_emit(gen, OP_COPY, 1, location_none);
        gen_name(gen, gen->known.classcell, AST_Store, location_none);
    } else {
        gen_none(gen, location_none);
    }
    gen_emit0(gen, OP_RETURN_VALUE, location_none);
}

static void class_body(struct generator *gen, const struct ast_stmt *stmt, int first_line)
{
    const struct ast_ClassDef *node = &stmt->ClassDef;
    struct location place = {first_line, first_line, 0, 0};
    gen_enter(gen, node->name, BODY_CLASS, scope_of(gen->scopes, stmt), first_line);
    gen->body->private_name = node->name;
    class_prologue(gen, node, place);
    gen_body(gen, &node->body, place);
    class_epilogue(gen);
    const struct body *inner = gen_leave(gen, true);

    /* From here on the line is that of the class, not that of a decorator. */
    place = location_of(stmt->span);
    bool null_first = target_has(gen->ctx->target, FEATURE_NULL_BEFORE_CALLABLE);
    gen_emit0(gen, null_first ? OP_PUSH_NULL : OP_LOAD_BUILD_CLASS, place);
    gen_emit0(gen, null_first ? OP_LOAD_BUILD_CLASS : OP_PUSH_NULL, place);
    gen_closure(gen, inner, 0, place);
    gen_name_const(gen, node->name, place);
}

/* The bases of a generic class end with Generic[its parameters]. */
static struct ast_exprs generic_bases(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_exprs *bases = &stmt->ClassDef.bases;
    struct ast_exprs all = {NULL, bases->count + 1};
    all.items = ctx_alloc(gen->ctx, all.count * sizeof *all.items);
    for (uint32_t i = 0; i < bases->count; i++)
        all.items[i] = bases->items[i];
    struct ast_expr *generic = CTX_NEW(gen->ctx, struct ast_expr);
    *generic = (struct ast_expr){
        .kind = AST_Name,
        .span = stmt->span,
        .Name = {.id = gen->known.generic_base, .ctx = AST_Load},
    };
    all.items[bases->count] = generic;
    return all;
}

/* class C[T]: …, which is made in a function of its own (PEP 695). */
static void generic_class(struct generator *gen, const struct ast_stmt *stmt,
                          int first_line)
{
    const struct ast_ClassDef *node = &stmt->ClassDef;
    struct location place = location_of(stmt->span);
    gen_null_below(gen, place);
    gen_enter_type_params(gen, node->name, first_line, &node->type_params);
    gen->body->private_name = node->name;
    gen_type_params(gen, &node->type_params);
    gen_name(gen, gen->known.type_params, AST_Store, place);
    class_body(gen, stmt, first_line);
    gen_name(gen, gen->known.type_params, AST_Load, place);
    gen_emit(gen, OP_CALL_INTRINSIC_1, INTRINSIC_SUBSCRIPT_GENERIC, place);
    gen_name(gen, gen->known.generic_base, AST_Store, place);
    struct ast_exprs bases = generic_bases(gen, stmt);
    gen_call_rest(gen, place, 2, &bases, &node->keywords);
    gen_closure(gen, gen_leave(gen, false), 0, place);
    gen_null_above(gen, place);
    gen_emit(gen, OP_CALL, 0, place);
}

/* class_def */
void gen_class(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_ClassDef *node = &stmt->ClassDef;
    struct location place = location_of(stmt->span);
    int first_line = gen_first_line(stmt, &node->decorator_list);
    gen_decorators(gen, &node->decorator_list);
    if (node->type_params.count) {
        generic_class(gen, stmt, first_line);
    } else {
        class_body(gen, stmt, first_line);
        gen_call_rest(gen, place, 2, &node->bases, &node->keywords);
    }
    gen_apply_decorators(gen, &node->decorator_list);
    gen_name(gen, node->name, AST_Store, place);
}
