/* SPDX-License-Identifier: MIT
 *
 * Equality of constants: see equal.h.  It must agree with _PyCode_ConstantKey and
 * code_richcompare of CPython's codeobject.c.
 */
#include "compiler/value/equal.h"

#include <math.h>
#include <string.h>

static bool equal_bytes(const struct value_bytes *one, const struct value_bytes *other)
{
    return one->size == other->size &&
           (one->size == 0 || !memcmp(one->bytes, other->bytes, one->size));
}

static bool equal_digits(const struct value_digits *one, const struct value_digits *other)
{
    return one->count == other->count && one->negative == other->negative &&
           (one->count == 0 ||
            !memcmp(one->items, other->items, one->count * sizeof *one->items));
}

/* Distinguishes 0.0 from -0.0; a NaN is never equal, as its object is not the same. */
static bool equal_reals(double one, double other)
{
    return one == other && !signbit(one) == !signbit(other);
}

static bool equal_items(const struct value *one, const struct value *other)
{
    if (one->elements.count != other->elements.count)
        return false;
    for (uint32_t i = 0; i < one->elements.count; i++)
        if (!value_equal(one->elements.items[i], other->elements.items[i]))
            return false;
    return true;
}

/* Most often they stand in the same order, so the search begins there. */
static bool has_element(const struct value *set, const struct value *element, uint32_t hint)
{
    uint32_t count = set->elements.count;
    for (uint32_t i = 0; i < count; i++)
        if (value_equal(set->elements.items[(hint + i) % count], element))
            return true;
    return false;
}

static bool same_sets(const struct value *one, const struct value *other)
{
    if (one->elements.count != other->elements.count)
        return false;
    for (uint32_t i = 0; i < one->elements.count; i++)
        if (!has_element(other, one->elements.items[i], i))
            return false;
    return true;
}

/* Not compared: qualname, file name, stack size (code_richcompare).  The constants come
 * last, for they may be code objects that have code objects. */
static bool equal_codes(const struct code_object *one, const struct code_object *other)
{
    return one->argcount == other->argcount &&
           one->posonlyargcount == other->posonlyargcount &&
           one->kwonlyargcount == other->kwonlyargcount && one->flags == other->flags &&
           one->first_line == other->first_line && value_equal(one->name, other->name) &&
           value_equal(one->code, other->code) && value_equal(one->names, other->names) &&
           value_equal(one->localsplusnames, other->localsplusnames) &&
           value_equal(one->linetable, other->linetable) &&
           value_equal(one->exceptiontable, other->exceptiontable) &&
           value_equal(one->consts, other->consts);
}

bool value_equal(const struct value *one, const struct value *other)
{
    if (one == other)
        return true;
    if (one->kind != other->kind)
        return false;
    switch (one->kind) {
    case VALUE_NONE:
    case VALUE_FALSE:
    case VALUE_TRUE:
    case VALUE_ELLIPSIS:
        return true;
    case VALUE_INT:
        return one->integer == other->integer;
    case VALUE_BIGINT:
        return equal_digits(&one->digits, &other->digits);
    case VALUE_FLOAT:
        return equal_reals(one->real, other->real);
    case VALUE_COMPLEX:
        return equal_reals(one->complex.real, other->complex.real) &&
               equal_reals(one->complex.imaginary, other->complex.imaginary);
    case VALUE_STR:
    case VALUE_BYTES:
        return equal_bytes(&one->text, &other->text);
    case VALUE_TUPLE:
    case VALUE_SLICE:
        return equal_items(one, other);
    case VALUE_FROZENSET:
        return same_sets(one, other);
    case VALUE_CODE:
        return equal_codes(one->code, other->code);
    }
    return false;
}

static uint32_t mix_hash(uint32_t hash, uint64_t word)
{
    uint64_t mixed = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(mixed >> 32 ^ mixed);
}

static uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t size)
{
    const char *at = bytes;
    uint64_t word = 0;
    hash = mix_hash(hash, size);
    for (; size > sizeof word; at += sizeof word, size -= sizeof word) {
        memcpy(&word, at, sizeof word);
        hash = mix_hash(hash, word);
    }
    word = 0;
    if (size)
        memcpy(&word, at, size);
    return mix_hash(hash, word);
}

/* -0.0 and 0.0 may have one hash. */
static uint32_t hash_real(uint32_t hash, double real)
{
    uint64_t word = 0;
    if (real != 0)
        memcpy(&word, &real, sizeof word);
    return mix_hash(hash, word);
}

/* Texts do not change, so that their hashes can be kept. */
static uint32_t hash_text(const struct value *value)
{
    if (!value->hash) {
        uint32_t hash = (uint32_t)value->kind + 1;
        hash = hash_bytes(hash, value->text.bytes, value->text.size);
        ((struct value *)value)->hash = hash | 1;
    }
    return value->hash;
}

static uint32_t hash_items(uint32_t hash, const struct value *value)
{
    for (uint32_t i = 0; i < value->elements.count; i++)
        hash = mix_hash(hash, value_hash(value->elements.items[i]));
    return hash;
}

static uint32_t hash_set(uint32_t hash, const struct value *value)
{
    uint32_t sum = value->elements.count;
    for (uint32_t i = 0; i < value->elements.count; i++)
        sum += value_hash(value->elements.items[i]);
    return mix_hash(hash, sum);
}

static uint32_t hash_code(uint32_t hash, const struct code_object *code)
{
    hash = mix_hash(hash, hash_text(code->code));
    hash = mix_hash(hash, hash_text(code->name));
    hash = mix_hash(hash, hash_text(code->linetable));
    return mix_hash(hash, (uint32_t)code->first_line);
}

uint32_t value_hash(const struct value *value)
{
    uint32_t hash = (uint32_t)value->kind + 1;
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_FALSE:
    case VALUE_TRUE:
    case VALUE_ELLIPSIS:
        return mix_hash(hash, 0);
    case VALUE_INT:
        return mix_hash(hash, (uint64_t)value->integer);
    case VALUE_BIGINT:
        return hash_bytes(hash, value->digits.items,
                          value->digits.count * sizeof *value->digits.items);
    case VALUE_FLOAT:
        return hash_real(hash, value->real);
    case VALUE_COMPLEX:
        return hash_real(hash_real(hash, value->complex.real), value->complex.imaginary);
    case VALUE_STR:
    case VALUE_BYTES:
        return hash_text(value);
    case VALUE_TUPLE:
    case VALUE_SLICE:
        return hash_items(hash, value);
    case VALUE_FROZENSET:
        return hash_set(hash, value);
    case VALUE_CODE:
        return hash_code(hash, value->code);
    }
    return hash;
}
