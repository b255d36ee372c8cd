/* SPDX-License-Identifier: MIT
 *
 * Annotations that are evaluated late (PEP 649, PEP 749): a function __annotate__ with
 * the format asked for as its only parameter makes the dict of them.
 *
 * Must agree with codegen_setup_annotations_scope, codegen_leave_annotations_scope,
 * codegen_deferred_annotations_body, codegen_process_deferred_annotations,
 * codegen_function_annotations and codegen_annassign of CPython 3.14.
 */
#include "compiler/codegen/statement.h"

#include "compiler/scope/scope.h"

#include <string.h>

enum {
    FORMAT_VALUE = 1, /* annotationlib.Format */
    FORMAT_VALUE_WITH_FAKE_GLOBALS = 2,
    COMMON_NOT_IMPLEMENTED_ERROR = 1, /* an argument of LOAD_COMMON_CONSTANT */
};

void gen_format_default(struct generator *gen, struct location place)
{
    const struct value *tuple = value_new_elements(gen->ctx, VALUE_TUPLE, 1);
    tuple->elements.items[0] = value_new_int(gen->ctx, FORMAT_VALUE);
    gen_const(gen, tuple, place);
}

/* if format > VALUE_WITH_FAKE_GLOBALS: raise NotImplementedError */
void gen_enter_annotate(struct generator *gen, name_id name, const struct scope *scope,
                        struct location place)
{
    gen_enter(gen, name, BODY_TYPE_PARAMETERS, scope, place.line);
    gen->body->unit.argcount = gen->body->unit.posonlyargcount = 1;
    gen_emit(gen, OP_LOAD_FAST, 0, place);
    gen_int(gen, FORMAT_VALUE_WITH_FAKE_GLOBALS, place);
    gen_compare(gen, AST_Gt, place);
    int32_t body = gen_label(gen);
    gen_jump(gen, OP_POP_JUMP_IF_FALSE, body, place);
    gen_emit(gen, OP_LOAD_COMMON_CONSTANT, COMMON_NOT_IMPLEMENTED_ERROR, place);
    gen_emit(gen, OP_RAISE_VARARGS, 1, place);
    gen_place(gen, body);
}

/* Its parameter has a name that no annotation can mean, and is renamed at the end. */
static void leave_annotate(struct generator *gen, struct location place)
{
    gen_emit0(gen, OP_RETURN_VALUE, place);
    const struct body *inner = gen_leave(gen, true);
    value_rename_local(gen->ctx, inner->code, gen_name_value(gen, gen->known.format));
    gen_closure(gen, inner, 0, place);
}

bool gen_annotate_function(struct generator *gen, const struct ast_arguments *args,
                           const struct ast_expr *returns, struct location place)
{
    const struct scope *scope = scope_of(gen->scopes, args);
    if (!scope || !scope->annotations_used)
        return false;
    gen_enter_annotate(gen, scope->name, scope, place);
    int32_t count = gen_annotation_values(gen, args, returns, place);
    gen_emit(gen, OP_BUILD_MAP, count, place);
    leave_annotate(gen, place);
    return true;
}

static void *grow_copy(struct ctx *ctx, const void *items, uint32_t count, uint32_t room,
                       size_t size)
{
    void *grown = ctx_alloc(ctx, room * size);
    if (count)
        memcpy(grown, items, count * size);
    return grown;
}

static void defer_annotation(struct generator *gen, const struct ast_stmt *stmt,
                             int32_t number)
{
    struct deferred_annotations *list = &gen->body->annotations;
    if (list->count == list->capacity) {
        uint32_t room = list->count ? 2 * list->count : 8;
        list->stmts =
            grow_copy(gen->ctx, list->stmts, list->count, room, sizeof *list->stmts);
        list->numbers =
            grow_copy(gen->ctx, list->numbers, list->count, room, sizeof *list->numbers);
        list->capacity = room;
    }
    list->stmts[list->count] = stmt;
    list->numbers[list->count++] = number;
}

/* name: annotation.  Where it may not be run over, its number is added to a set. */
void gen_annotated_name(struct generator *gen, const struct ast_stmt *stmt)
{
    struct body *body = gen->body;
    struct location place = location_of(stmt->span);
    name_id set = gen->known.conditional_annotations;
    if (body->kind != BODY_MODULE && !body->conditional_blocks) {
        defer_annotation(gen, stmt, -1);
        return;
    }
    int32_t number = body->annotations.next_number++;
    defer_annotation(gen, stmt, number);
    if (body->kind == BODY_CLASS)
        gen_emit(gen, OP_LOAD_DEREF, gen_deref(gen, set, false), place);
    else
        gen_name_arg(gen, OP_LOAD_NAME, set, place);
    gen_int(gen, number, place);
    gen_emit(gen, OP_SET_ADD, 1, place);
    gen_emit0(gen, OP_POP_TOP, place);
}

/* Goes on to `skip` unless the annotation was run over. */
static void test_run_over(struct generator *gen, int32_t number, bool in_class,
                          int32_t skip, struct location place)
{
    name_id set = gen->known.conditional_annotations;
    gen_int(gen, number, place);
    if (in_class) {
        /* Scopes do not know of this use. */
        unit_name(gen->ctx, &gen->body->unit.freevars, set);
        gen_emit(gen, OP_LOAD_DEREF, gen_deref(gen, set, true), place);
    } else {
        gen_name_arg(gen, OP_LOAD_GLOBAL, set, place);
    }
    gen_emit(gen, OP_CONTAINS_OP, 0, place);
    gen_jump(gen, OP_POP_JUMP_IF_FALSE, skip, place);
}

static void fill_annotations(struct generator *gen, const struct deferred_annotations *list,
                             bool in_class, struct location place)
{
    gen_emit(gen, OP_BUILD_MAP, 0, place);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct ast_stmt *stmt = list->stmts[i];
        struct location at = location_of(stmt->span);
        name_id name = stmt->AnnAssign.target->Name.id;
        int32_t skip = gen_label(gen);
        if (list->numbers[i] >= 0)
            test_run_over(gen, list->numbers[i], in_class, skip, at);
        gen_expr(gen, stmt->AnnAssign.annotation);
        gen_emit(gen, OP_COPY, 2, at);
        name_id mangled = scope_mangle(gen->ctx, gen->body->private_name, NULL, name);
        gen_const(gen, gen_mangled_value(gen, name, mangled), at);
        gen_emit0(gen, OP_STORE_SUBSCR, place);
        gen_place(gen, skip);
    }
}

static void make_annotate(struct generator *gen, struct location place)
{
    struct body *body = gen->body;
    bool in_class = body->kind == BODY_CLASS;
    const struct scope *scope = body->scope->annotation;
    gen_enter_annotate(gen, scope->name, scope, place);
    fill_annotations(gen, &body->annotations, in_class, place);
    leave_annotate(gen, place);
    gen_name(gen, in_class ? gen->known.annotate_func : gen->known.annotate, AST_Store,
             place);
}

/* At the end of a class's body; that of a module is moved to its beginning. */
void gen_deferred_annotations(struct generator *gen, struct location place)
{
    struct body *body = gen->body;
    if (!body->annotations.count)
        return;
    if (body->kind == BODY_CLASS) {
        make_annotate(gen, place);
        return;
    }
    struct code_unit stashed = body->unit;
    body->unit.instrs = NULL;
    body->unit.instr_count = body->unit.instr_capacity = 0;
    body->annotations.under_way = true;
    make_annotate(gen, place);
    body->annotations.under_way = false;
    body->unit.annotations = body->unit.instrs;
    body->unit.annotation_count = body->unit.instr_count;
    body->unit.instrs = stashed.instrs;
    body->unit.instr_count = stashed.instr_count;
    body->unit.instr_capacity = stashed.instr_capacity;
}
