/* SPDX-License-Identifier: MIT
 *
 * Instructions of the unit under way, and the constants and names in them.
 *
 * Must agree with compiler_addop_load_const, compiler_addop_name and the ADDOP_*
 * macros of CPython's compiler.
 */
#include "compiler/codegen/generator.h"

#include "compiler/scope/scope.h"
#include "compiler/value/const_cache.h"

void gen_emit(struct generator *gen, enum opcode op, int32_t arg, struct location place)
{
    unit_emit(gen->ctx, &gen->body->unit, op, arg, place);
}

void gen_emit0(struct generator *gen, enum opcode op, struct location place)
{
    unit_emit(gen->ctx, &gen->body->unit, op, 0, place);
}

void gen_insert_first(struct generator *gen, enum opcode op, int32_t arg)
{
    unit_insert_first(gen->ctx, &gen->body->unit, op, arg, location_none);
}

int32_t gen_label(struct generator *gen)
{
    return unit_label(gen->ctx, &gen->body->unit);
}

void gen_place(struct generator *gen, int32_t label)
{
    unit_place_label(gen->ctx, &gen->body->unit, label);
}

void gen_jump(struct generator *gen, enum opcode op, int32_t label, struct location place)
{
    unit_emit(gen->ctx, &gen->body->unit, op, label, place);
}

void gen_skip(struct generator *gen, int32_t label)
{
    bool uninterrupted = target_has(gen->ctx->target, FEATURE_UNINTERRUPTED_SKIPS);
    gen_jump(gen, uninterrupted ? OP_JUMP_NO_INTERRUPT : OP_JUMP, label, location_none);
}

void gen_to_bool(struct generator *gen, struct location place)
{
    if (gen->ctx->target->opcodes[OP_TO_BOOL].flags & OPCODE_KNOWN)
        gen_emit0(gen, OP_TO_BOOL, place);
}

uint32_t gen_add_const(struct generator *gen, const struct value *value)
{
    value = const_merge(gen->ctx, gen->cache, value);
    return unit_const(gen->ctx, &gen->body->unit.consts, value);
}

void gen_const(struct generator *gen, const struct value *value, struct location place)
{
    gen_emit(gen, OP_LOAD_CONST, (int32_t)gen_add_const(gen, value), place);
}

void gen_own_const(struct generator *gen, const struct value *value, struct location place)
{
    value = const_adopt(gen->ctx, gen->cache, value);
    uint32_t index = unit_const(gen->ctx, &gen->body->unit.consts, value);
    gen_emit(gen, OP_LOAD_CONST, (int32_t)index, place);
}

static const struct value none = {.kind = VALUE_NONE};

uint32_t gen_add_none(struct generator *gen)
{
    return gen_add_const(gen, &none);
}

void gen_none(struct generator *gen, struct location place)
{
    gen_const(gen, &none, place);
}

void gen_int(struct generator *gen, int64_t number, struct location place)
{
    struct value value = {.kind = VALUE_INT, .integer = number};
    gen_const(gen, &value, place);
}

const struct value *gen_text_value(struct generator *gen, const char *bytes, size_t size)
{
    return value_new_str(gen->ctx, bytes, size);
}

const struct value *gen_name_value(struct generator *gen, name_id name)
{
    return interned_name(gen->ctx, gen->cache->interned, name);
}

void gen_name_const(struct generator *gen, name_id name, struct location place)
{
    gen_const(gen, gen_name_value(gen, name), place);
}

uint32_t gen_add_names(struct generator *gen, const name_id *names, uint32_t count)
{
    const struct value *tuple = value_new_elements(gen->ctx, VALUE_TUPLE, count);
    for (uint32_t i = 0; i < count; i++)
        tuple->elements.items[i] = gen_name_value(gen, names[i]);
    return gen_add_const(gen, tuple);
}

void gen_names_const(struct generator *gen, const name_id *names, uint32_t count,
                     struct location place)
{
    gen_emit(gen, OP_LOAD_CONST, (int32_t)gen_add_names(gen, names, count), place);
}

name_id gen_mangle(struct generator *gen, name_id name)
{
    struct body *body = gen->body;
    return body->private_name
               ? scope_mangle(gen->ctx, body->private_name, body->scope, name)
               : name;
}

const struct value *gen_mangled_value(struct generator *gen, name_id name, name_id mangled)
{
    if (mangled == name)
        return gen_name_value(gen, name);
    const struct intern_text *text = intern_get(gen->ctx->names, mangled);
    return gen_text_value(gen, text->bytes, text->size);
}

/* Methods are loaded by an instruction of their own, or by a bit in the argument of
 * LOAD_ATTR. */
static bool has_load_method(const struct generator *gen)
{
    unsigned flags = gen->ctx->target->opcodes[OP_LOAD_METHOD].flags;
    return (flags & OPCODE_KNOWN) && !(flags & OPCODE_PSEUDO);
}

void gen_name_arg(struct generator *gen, enum opcode op, name_id name,
                  struct location place)
{
    struct code_unit *unit = &gen->body->unit;
    int32_t arg = (int32_t)unit_name(gen->ctx, &unit->names, gen_mangle(gen, name));
    if (op == OP_LOAD_ATTR && !has_load_method(gen)) {
        arg <<= 1;
    } else if (op == OP_LOAD_METHOD && !has_load_method(gen)) {
        op = OP_LOAD_ATTR;
        arg = arg << 1 | 1;
    } else if (op == OP_LOAD_SUPER_ATTR) {
        arg = arg << 2 | 2;
    } else if (op == OP_LOAD_SUPER_METHOD) {
        op = OP_LOAD_SUPER_ATTR;
        arg = arg << 2 | 3;
    } else if (op == OP_LOAD_ZERO_SUPER_ATTR) {
        op = OP_LOAD_SUPER_ATTR;
        arg <<= 2;
    } else if (op == OP_LOAD_ZERO_SUPER_METHOD) {
        op = OP_LOAD_SUPER_ATTR;
        arg = arg << 2 | 1;
    }
    unit_emit(gen->ctx, unit, op, arg, place);
}
