/* SPDX-License-Identifier: MIT
 *
 * Private names: __name inside class C is _C__name (_Py_Mangle).
 */
#include "compiler/scope/walk.h"

#include <string.h>

static bool is_private_name(const struct intern_text *text)
{
    const char *bytes = text->bytes;
    uint32_t size = text->size;
    if (size < 2 || bytes[0] != '_' || bytes[1] != '_')
        return false;
    return !(bytes[size - 1] == '_' && bytes[size - 2] == '_') && !memchr(bytes, '.', size);
}

static bool has_name(const struct mangled_names *names, name_id name)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (names->items[i] == name)
            return true;
    return false;
}

static name_id join_private(struct ctx *ctx, const struct intern_text *owner,
                            const struct intern_text *text)
{
    uint32_t skip = 0;
    while (skip < owner->size && owner->bytes[skip] == '_')
        skip++;
    size_t size = owner->size - skip;
    char *joined = ctx_alloc(ctx, size + text->size + 1);
    joined[0] = '_';
    memcpy(joined + 1, owner->bytes + skip, size);
    memcpy(joined + 1 + size, text->bytes, text->size);
    return ctx_name(ctx, joined, 1 + size + text->size);
}

static bool is_only_underscores(const struct intern_text *text)
{
    for (uint32_t i = 0; i < text->size; i++)
        if (text->bytes[i] != '_')
            return false;
    return true;
}

name_id scope_mangle(struct ctx *ctx, name_id private_name, const struct scope *scope,
                     name_id name)
{
    if (!private_name)
        return name;
    const struct intern_text *text = intern_get(ctx->names, name);
    if (text->bytes[0] != '_' || !is_private_name(text))
        return name;
    if (scope && scope->mangled_names && !has_name(scope->mangled_names, name))
        return name;
    const struct intern_text *owner = intern_get(ctx->names, private_name);
    return is_only_underscores(owner) ? name : join_private(ctx, owner, text);
}
