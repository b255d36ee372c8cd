/* SPDX-License-Identifier: MIT
 *
 * Entering and leaving the code objects of a file, and making functions of them.
 *
 * Must agree with compiler_enter_scope, compiler_set_qualname, compute_code_flags,
 * optimize_and_assemble and compiler_make_closure of CPython.
 */
#include "compiler/codegen/generator.h"

#include "compiler/ast/future.h"
#include "compiler/scope/scope.h"

#include <string.h>

static void fill_names(struct generator *gen, struct name_list *list,
                       struct ast_idents names)
{
    for (uint32_t i = 0; i < names.count; i++)
        unit_name(gen->ctx, list, names.items[i]);
}

static void fill_locals(struct generator *gen, struct code_unit *unit,
                        const struct scope *scope)
{
    fill_names(gen, &unit->varnames, scope->varnames);
    fill_names(gen, &unit->cellvars,
               scope_names(gen->ctx, scope, BINDING_CELL, SYMBOL_COMP_CELL));
    if (scope->needs_class_closure)
        unit_name(gen->ctx, &unit->cellvars, gen->known.class_);
    if (scope->needs_classdict)
        unit_name(gen->ctx, &unit->cellvars, gen->known.classdict);
    if (scope->has_conditional_annotations)
        unit_name(gen->ctx, &unit->cellvars, gen->known.conditional_annotations);
    fill_names(gen, &unit->freevars,
               scope_names(gen->ctx, scope, BINDING_FREE, SYMBOL_FREE_CLASS));
}

static bool is_function_body(enum body_kind kind)
{
    return kind == BODY_FUNCTION || kind == BODY_ASYNC_FUNCTION;
}

/* A def or class whose name the code around has declared global. */
static bool is_declared_global(struct generator *gen, const struct body *body,
                               const struct body *around)
{
    if (!is_function_body(body->kind) && body->kind != BODY_CLASS)
        return false;
    name_id mangled = scope_mangle(gen->ctx, around->private_name, NULL, body->unit.name);
    return scope_binding(around->scope, mangled) == BINDING_GLOBAL_EXPLICIT;
}

static const struct value *join_qualname(struct generator *gen, const struct value *outer,
                                         const char *between, name_id name)
{
    const struct intern_text *text = intern_get(gen->ctx->names, name);
    size_t middle = strlen(between);
    size_t size = outer->text.size + middle + text->size;
    char *bytes = ctx_alloc(gen->ctx, size + 1);
    memcpy(bytes, outer->text.bytes, outer->text.size);
    memcpy(bytes + outer->text.size, between, middle);
    memcpy(bytes + outer->text.size + middle, text->bytes, text->size);
    bytes[size] = '\0';
    return value_new_str(gen->ctx, bytes, size);
}

/* The name itself at the top level, else a string of its own. */
static const struct value *make_qualname(struct generator *gen, const struct body *body)
{
    name_id name = body->unit.name;
    const struct body *around = body->outer;
    if (around->outer && around->kind == BODY_TYPE_PARAMETERS)
        around = around->outer;
    if (!around->outer || is_declared_global(gen, body, around))
        return gen_name_value(gen, name);
    bool locals = is_function_body(around->kind) || around->kind == BODY_LAMBDA;
    return join_qualname(gen, around->unit.qualname, locals ? ".<locals>." : ".", name);
}

void gen_enter(struct generator *gen, name_id name, enum body_kind kind,
               const struct scope *scope, int first_line)
{
    struct body *body = CTX_NEW(gen->ctx, struct body);
    memset(body, 0, sizeof *body);
    body->outer = gen->body;
    body->fleeting = arena_mark(gen->ctx->fleeting);
    body->kind = kind;
    body->scope = scope;
    body->unit.name = name;
    body->unit.first_line = first_line;
    fill_locals(gen, &body->unit, scope);
    struct location place = {first_line, first_line, 0, 0};
    if (body->outer) {
        body->private_name = body->outer->private_name;
        body->unit.outer = &body->outer->unit;
        body->unit.aside = body->outer->unit.aside || body->outer->annotations.under_way;
        body->unit.qualname = make_qualname(gen, body);
    } else {
        body->unit.qualname = gen_name_value(gen, name);
        place.line = 0;
    }
    gen->body = body;
    gen_emit(gen, OP_RESUME, RESUME_AT_START, place);
    if (kind == BODY_MODULE && gen_knows(gen, OP_ANNOTATIONS_PLACEHOLDER))
        gen_emit0(gen, OP_ANNOTATIONS_PLACEHOLDER, place);
    place.line = first_line;
    gen_at(gen, place);
}

static int code_flags(const struct generator *gen, const struct scope *scope)
{
    int flags = (gen->future->annotations ? CO_FUTURE_ANNOTATIONS : 0) |
                (gen->future->barry_as_flufl ? CO_FUTURE_BARRY_AS_BDFL : 0);
    if (!scope->function_like)
        return flags;
    flags |= CO_NEWLOCALS | CO_OPTIMIZED;
    if (scope->nested)
        flags |= CO_NESTED;
    if (scope->generator && scope->coroutine)
        flags |= CO_ASYNC_GENERATOR;
    else if (scope->generator)
        flags |= CO_GENERATOR;
    else if (scope->coroutine)
        flags |= CO_COROUTINE;
    if (scope->varargs)
        flags |= CO_VARARGS;
    if (scope->varkeywords)
        flags |= CO_VARKEYWORDS;
    if (!target_has(gen->ctx->target, FEATURE_DOCSTRING_FLAG))
        return flags;
    if (scope->has_docstring)
        flags |= CO_HAS_DOCSTRING;
    if (scope->method)
        flags |= CO_METHOD;
    return flags;
}

/* Until 3.11 nothing is added where the last block returns. */
static bool returns_already(const struct generator *gen)
{
    const struct code_unit *unit = &gen->body->unit;
    if (!target_has(gen->ctx->target, FEATURE_RETURN_WHERE_MISSING) ||
        unit->instrs[unit->instr_count - 1].op != OP_RETURN_VALUE)
        return false;
    for (uint32_t i = 0; i < unit->label_count; i++)
        if (unit->labels[i] == (int32_t)unit->instr_count)
            return false;
    return true;
}

const struct body *gen_leave(struct generator *gen, bool return_none)
{
    struct body *body = gen->body;
    if (!returns_already(gen)) {
        if (return_none)
            gen_none(gen, location_none);
        gen_emit0(gen, OP_RETURN_VALUE, location_none);
    }
    body->unit.flags = code_flags(gen, body->scope);
    body->code = gen->finish->finish(gen->finish, gen->ctx, &body->unit);
    arena_release(gen->ctx->fleeting, body->fleeting);
    gen->body = body->outer;
    return body;
}

static bool is_implicit_cell(const struct generator *gen, name_id name)
{
    return name == gen->known.class_ || name == gen->known.classdict ||
           name == gen->known.conditional_annotations;
}

/* A cell of the code around for each free name of the code object.  A class may have
 * a name both free, for its methods, and local: the closure then wants the free one. */
static void load_closure(struct generator *gen, const struct code_unit *inner,
                         struct location place)
{
    bool class_body = gen->body->kind == BODY_CLASS;
    for (uint32_t i = 0; i < inner->freevars.count; i++) {
        name_id name = inner->freevars.items[i];
        bool implicit = class_body && is_implicit_cell(gen, name);
        bool cell = implicit || scope_binding(gen->body->scope, name) == BINDING_CELL;
        const struct name_list *list =
            cell ? &gen->body->unit.cellvars : &gen->body->unit.freevars;
        /* A generator in a comprehension that until 3.13 is inlined into a class: the
         * comprehension's __class__ does not become the class's. */
        if (unit_find_name(list, name) < 0)
            gen_fail_closure(gen, inner, name, !cell);
        gen_emit(gen, OP_LOAD_CLOSURE, gen_deref(gen, name, !cell), place);
    }
    gen_emit(gen, OP_BUILD_TUPLE, (int32_t)inner->freevars.count, place);
}

void gen_closure(struct generator *gen, const struct body *inner, int flags,
                 struct location place)
{
    static const int attributes[] = {FUNCTION_CLOSURE, FUNCTION_ANNOTATIONS,
                                     FUNCTION_ANNOTATE, FUNCTION_KWDEFAULTS,
                                     FUNCTION_DEFAULTS};
    if (inner->unit.freevars.count) {
        load_closure(gen, &inner->unit, place);
        flags |= FUNCTION_CLOSURE;
    }
    gen_own_const(gen, inner->code, place);
    if (!(gen->ctx->target->opcodes[OP_SET_FUNCTION_ATTRIBUTE].flags & OPCODE_KNOWN)) {
        gen_emit(gen, OP_MAKE_FUNCTION, flags, place);
        return;
    }
    gen_emit0(gen, OP_MAKE_FUNCTION, place);
    for (size_t i = 0; i < ARRAY_COUNT(attributes); i++)
        if (flags & attributes[i])
            gen_emit(gen, OP_SET_FUNCTION_ATTRIBUTE, attributes[i], place);
}
