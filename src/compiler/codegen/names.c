/* SPDX-License-Identifier: MIT
 *
 * Loading, storing and deleting a name where its scope says that it lives.
 *
 * Must agree with compiler_nameop of CPython.
 */
#include "compiler/codegen/expression.h"

#include "compiler/scope/scope.h"

#include <string.h>

enum name_place { NAME_FAST, NAME_GLOBAL, NAME_DEREF, NAME_PLAIN };

enum { HIDDEN_EVER = 1, HIDDEN_NOW = 2 };

void gen_set_hidden(struct generator *gen, uint32_t local, bool hidden)
{
    struct code_unit *unit = &gen->body->unit;
    if (local >= unit->hidden_count) {
        uint32_t count = local + 16;
        uint8_t *grown = ctx_alloc(gen->ctx, count);
        memset(grown, 0, count);
        if (unit->hidden_count)
            memcpy(grown, unit->hidden, unit->hidden_count);
        unit->hidden = grown;
        unit->hidden_count = count;
    }
    unit->hidden[local] = hidden ? HIDDEN_EVER | HIDDEN_NOW : HIDDEN_EVER;
}

bool gen_is_hidden(const struct generator *gen, uint32_t local)
{
    const struct code_unit *unit = &gen->body->unit;
    return local < unit->hidden_count && (unit->hidden[local] & HIDDEN_NOW);
}

int32_t gen_deref(const struct generator *gen, name_id mangled, bool free)
{
    const struct code_unit *unit = &gen->body->unit;
    if (!free)
        return (int32_t)unit_find_name(&unit->cellvars, mangled);
    return (int32_t)(unit->cellvars.count + unit_find_name(&unit->freevars, mangled));
}

static bool lives_in_hidden_local(const struct generator *gen, name_id mangled)
{
    const struct code_unit *unit = &gen->body->unit;
    if (!unit->hidden_count)
        return false;
    int64_t local = unit_find_name(&unit->varnames, mangled);
    return local >= 0 && gen_is_hidden(gen, (uint32_t)local);
}

static enum name_place place_of_name(const struct generator *gen, name_id mangled,
                                     enum binding binding)
{
    bool function_like = gen->body->scope->function_like;
    switch (binding) {
    case BINDING_FREE:
    case BINDING_CELL:
        return NAME_DEREF;
    case BINDING_LOCAL:
        return function_like || lives_in_hidden_local(gen, mangled) ? NAME_FAST
                                                                    : NAME_PLAIN;
    case BINDING_GLOBAL_IMPLICIT:
        return function_like ? NAME_GLOBAL : NAME_PLAIN;
    case BINDING_GLOBAL_EXPLICIT:
        return NAME_GLOBAL;
    case BINDING_NONE:
        break;
    }
    return NAME_PLAIN;
}

/* The class's own names come first: from its body through LOAD_LOCALS, from annotation
 * scopes in it through __classdict__.  True where one of them was laid. */
static bool load_class_dict(struct generator *gen, struct location place)
{
    if (!gen->body->scope->can_see_class_scope)
        return false;
    gen_emit(gen, OP_LOAD_DEREF, gen_deref(gen, gen->known.classdict, true), place);
    return true;
}

static bool is_class_body(const struct generator *gen)
{
    return gen->body->scope->kind == SCOPE_CLASS && !gen->body->inlined_comprehensions;
}

static enum opcode deref_opcode(struct generator *gen, enum ast_context context,
                                struct location place)
{
    if (context == AST_Store)
        return OP_STORE_DEREF;
    if (context == AST_Del)
        return OP_DELETE_DEREF;
    if (is_class_body(gen)) {
        if (gen_knows(gen, OP_LOAD_CLASSDEREF))
            return OP_LOAD_CLASSDEREF;
        gen_emit0(gen, OP_LOAD_LOCALS, place);
        return OP_LOAD_FROM_DICT_OR_DEREF;
    }
    return load_class_dict(gen, place) ? OP_LOAD_FROM_DICT_OR_DEREF : OP_LOAD_DEREF;
}

static enum opcode global_opcode(struct generator *gen, enum ast_context context,
                                 enum binding binding, struct location place)
{
    if (context == AST_Store)
        return OP_STORE_GLOBAL;
    if (context == AST_Del)
        return OP_DELETE_GLOBAL;
    if (binding == BINDING_GLOBAL_IMPLICIT && load_class_dict(gen, place))
        return OP_LOAD_FROM_DICT_OR_GLOBALS;
    return OP_LOAD_GLOBAL;
}

static enum opcode plain_opcode(const struct generator *gen, enum ast_context context)
{
    if (context == AST_Store)
        return OP_STORE_NAME;
    if (context == AST_Del)
        return OP_DELETE_NAME;
    bool comprehension_in_class =
        gen->body->scope->kind == SCOPE_CLASS && gen->body->inlined_comprehensions;
    return comprehension_in_class ? OP_LOAD_GLOBAL : OP_LOAD_NAME;
}

static void emit_fast(struct generator *gen, name_id mangled, enum ast_context context,
                      struct location place)
{
    static const enum opcode opcodes[] = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST};
    uint32_t local = unit_name(gen->ctx, &gen->body->unit.varnames, mangled);
    gen_emit(gen, opcodes[context], (int32_t)local, place);
}

void gen_name(struct generator *gen, name_id name, enum ast_context context,
              struct location place)
{
    gen_check_name(gen, name, context, place);
    name_id mangled = gen_mangle(gen, name);
    enum binding binding = scope_binding(gen->body->scope, mangled);
    enum name_place where = place_of_name(gen, mangled, binding);
    if (where == NAME_FAST) {
        emit_fast(gen, mangled, context, place);
        return;
    }
    if (where == NAME_DEREF) {
        enum opcode op = deref_opcode(gen, context, place);
        gen_emit(gen, op, gen_deref(gen, mangled, binding == BINDING_FREE), place);
        return;
    }
    enum opcode op = where == NAME_GLOBAL ? global_opcode(gen, context, binding, place)
                                          : plain_opcode(gen, context);
    int32_t arg = (int32_t)unit_name(gen->ctx, &gen->body->unit.names, mangled);
    gen_emit(gen, op, op == OP_LOAD_GLOBAL ? arg << 1 : arg, place);
}
