/* SPDX-License-Identifier: MIT
 *
 * New values: see value.h.
 */
#include "compiler/value/value.h"

static struct value *make_value(struct ctx *ctx, enum value_kind kind)
{
    struct value *value = CTX_NEW(ctx, struct value);
    *value = (struct value){.kind = kind};
    return value;
}

static const struct value *make_string(struct ctx *ctx, enum value_kind kind,
                                       const char *bytes, size_t size)
{
    if (size > INT32_MAX)
        fail_memory(ctx);
    struct value *value = make_value(ctx, kind);
    value->text = (struct value_bytes){bytes, (uint32_t)size};
    return value;
}

const struct value *value_new_str(struct ctx *ctx, const char *bytes, size_t size)
{
    return make_string(ctx, VALUE_STR, bytes, size);
}

const struct value *value_new_bytes(struct ctx *ctx, const char *bytes, size_t size)
{
    return make_string(ctx, VALUE_BYTES, bytes, size);
}

const struct value *value_new_int(struct ctx *ctx, int64_t integer)
{
    struct value *value = make_value(ctx, VALUE_INT);
    value->integer = integer;
    return value;
}

const struct value *value_new_elements(struct ctx *ctx, enum value_kind kind, size_t count)
{
    if (count > INT32_MAX / sizeof(struct value *))
        fail_memory(ctx);
    struct value *value = make_value(ctx, kind);
    value->elements.items = ctx_alloc(ctx, count * sizeof *value->elements.items);
    value->elements.count = (uint32_t)count;
    return value;
}

void value_rename_local(struct ctx *ctx, const struct value *code, const struct value *name)
{
    const struct value *old = code->code->localsplusnames;
    const struct value *names = value_new_elements(ctx, VALUE_TUPLE, old->elements.count);
    for (uint32_t i = 0; i < old->elements.count; i++)
        names->elements.items[i] = i ? old->elements.items[i] : name;
    ((struct code_object *)code->code)->localsplusnames = names;
}
