/* SPDX-License-Identifier: MIT
 *
 * Making a code object: see code.h.  It must agree with makecode of CPython's
 * assemble.c (compile.c in 3.11) and with _PyCode_New of codeobject.c.
 */
#include "compiler/assemble/code.h"

static void merge_parts(struct ctx *ctx, struct const_cache *cache,
                        struct code_object *code)
{
    /* CPython's bytecode enters too, but what is marshalled is a fresh copy of it. */
    code->exceptiontable = const_adopt(ctx, cache, code->exceptiontable);
    code->linetable = const_adopt(ctx, cache, code->linetable);
    code->names = const_adopt(ctx, cache, code->names);
    code->consts = const_adopt(ctx, cache, code->consts);
    code->localsplusnames = const_adopt(ctx, cache, code->localsplusnames);
}

/* intern_strings */
static void intern_names(struct ctx *ctx, struct interned *interned,
                         const struct value *tuple)
{
    const struct value **items = tuple->elements.items;
    for (uint32_t i = tuple->elements.count; i-- > 0;)
        items[i] = interned_put(ctx, interned, items[i]);
}

/* Whether it consists of ASCII letters, digits and underscores (all_name_chars,
 * should_intern_string): those are interned when they are constants. */
static bool looks_like_name(const struct value_bytes *text)
{
    for (uint32_t i = 0; i < text->size; i++) {
        char c = text->bytes[i], lower = (char)(c | 0x20);
        if ((lower < 'a' || lower > 'z') && (c < '0' || c > '9') && c != '_')
            return false;
    }
    return true;
}

static bool intern_items(struct ctx *ctx, struct interned *interned,
                         const struct value **items, uint32_t count);

/* A frozenset cannot be changed: where interning replaces an element, there is a new
 * one, which no other code object shares. */
static const struct value *intern_set(struct ctx *ctx, struct interned *interned,
                                      const struct value *set)
{
    const struct value *copy =
        value_new_elements(ctx, VALUE_FROZENSET, set->elements.count);
    for (uint32_t i = 0; i < set->elements.count; i++)
        copy->elements.items[i] = set->elements.items[i];
    bool changed = intern_items(ctx, interned, copy->elements.items, copy->elements.count);
    return changed ? copy : set;
}

/* intern_string_constants, intern_constants.  True when an item is another object
 * now; tuples inside are changed in place, and that does not count. */
static bool intern_items(struct ctx *ctx, struct interned *interned,
                         const struct value **items, uint32_t count)
{
    bool changed = false;
    for (uint32_t i = count; i-- > 0;) {
        const struct value *item = items[i];
        if (item->kind == VALUE_STR && looks_like_name(&item->text))
            items[i] = interned_put(ctx, interned, item);
        else if (item->kind == VALUE_TUPLE)
            intern_items(ctx, interned, item->elements.items, item->elements.count);
        else if (item->kind == VALUE_FROZENSET)
            items[i] = intern_set(ctx, interned, item);
        changed |= items[i] != item;
    }
    return changed;
}

/* init_code, since 3.13 */
static void intern_titles(struct ctx *ctx, struct interned *interned,
                          struct code_object *code)
{
    code->filename = interned_put(ctx, interned, code->filename);
    code->name = interned_put(ctx, interned, code->name);
    code->qualname = interned_put(ctx, interned, code->qualname);
}

const struct value *code_new(struct ctx *ctx, struct const_cache *cache,
                             const struct code_object *fields)
{
    struct value *value = CTX_NEW(ctx, struct value);
    struct code_object *code = CTX_NEW(ctx, struct code_object);
    *code = *fields;
    *value = (struct value){.kind = VALUE_CODE, .code = code};
    merge_parts(ctx, cache, code);
    intern_names(ctx, cache->interned, code->names);
    intern_items(ctx, cache->interned, code->consts->elements.items,
                 code->consts->elements.count);
    intern_names(ctx, cache->interned, code->localsplusnames);
    if (target_has(ctx->target, FEATURE_INTERNED_QUALNAMES))
        intern_titles(ctx, cache->interned, code);
    return value;
}
