/* SPDX-License-Identifier: MIT
 *
 * Code generation with nothing behind it: a unit is finished by writing it down.
 */
#include "dump_instrs.h"

#include "compiler/codegen/codegen.h"
#include "compiler/lex/lex.h"
#include "compiler/scope/scope.h"
#include "compiler/value/const_cache.h"

struct unit_writer {
    struct codegen_finish base;
    struct const_cache *cache;
    struct buf *out;
};

static const struct value *local_names(struct ctx *ctx, const struct const_cache *cache,
                                       const struct code_unit *unit)
{
    uint32_t count = unit->varnames.count;
    const struct value *names = value_new_elements(ctx, VALUE_TUPLE, count);
    for (uint32_t i = 0; i < count; i++)
        names->elements.items[i] =
            interned_name(ctx, cache->interned, unit->varnames.items[i]);
    return names;
}

/* Units of the same text become equal code objects, as they would at the end. */
static const struct value *write_unit(struct codegen_finish *base, struct ctx *ctx,
                                      struct code_unit *unit)
{
    struct buf *out = ((struct unit_writer *)base)->out;
    const struct const_cache *cache = ((struct unit_writer *)base)->cache;
    size_t start = out->size;
    unit_dump(ctx, unit, out);
    if (!buf_ok(out))
        fail_memory(ctx);
    for (size_t i = start; i < out->size; i++)
        if (out->data[i] == '\n')
            out->data[i] = '\t';
    const struct value *nothing = value_new_elements(ctx, VALUE_TUPLE, 0);
    const struct value *empty = value_new_bytes(ctx, "", 0);
    struct code_object *code = CTX_NEW(ctx, struct code_object);
    *code = (struct code_object){
        .first_line = unit->first_line,
        .consts = nothing,
        .names = nothing,
        .localsplusnames = local_names(ctx, cache, unit),
        .localspluskinds = empty,
        .filename = unit->qualname,
        .name = unit->qualname,
        .qualname = unit->qualname,
        .linetable = empty,
        .exceptiontable = empty,
    };
    const char *text = arena_copy(ctx->arena, out->data + start, out->size - start);
    if (!text)
        fail_memory(ctx);
    code->code = value_new_bytes(ctx, text, out->size - start);
    struct value *value = CTX_NEW(ctx, struct value);
    *value = (struct value){.kind = VALUE_CODE, .code = code};
    return value;
}

void dump_instrs(struct ctx *ctx, const struct ast_module *module,
                 const struct future *future, size_t names_end, struct buf *out)
{
    struct interned interned;
    struct const_cache cache;
    struct unit_writer writer = {{write_unit}, &cache, out};
    interned_begin(ctx, &interned, NAMES_KNOWN, names_end);
    const_cache_begin(ctx, &cache, &interned);
    codegen_module(ctx, module, scope_build(ctx, module, future), future, &cache,
                   &writer.base);
}
