/* SPDX-License-Identifier: MIT
 *
 * Compiling with a look at every graph on the way.
 */
#include "dump_flow.h"

#include "compiler/assemble/assemble.h"
#include "compiler/codegen/codegen.h"
#include "compiler/lex/lex.h"
#include "compiler/scope/scope.h"

struct graph_writer {
    struct codegen_finish base;
    struct const_cache *cache;
    const struct value *filename;
    enum flow_pass pass;
    struct buf *out;
};

static size_t passes_until(const struct target *target, enum flow_pass pass)
{
    size_t count = 0;
    while (target->passes[count] != PASS_END)
        if (target->passes[count++] == pass)
            break;
    return count;
}

static const struct value *write_graph(struct codegen_finish *base, struct ctx *ctx,
                                       struct code_unit *unit)
{
    const struct graph_writer *writer = (const struct graph_writer *)base;
    struct flow_graph *graph = flow_begin(ctx, unit, writer->cache);
    size_t count = passes_until(ctx->target, writer->pass), start = writer->out->size;
    flow_run(graph, 0, count);
    buf_add_text(writer->out, "unit ");
    value_repr(ctx, unit->qualname, writer->out);
    buf_add_byte(writer->out, '\n');
    flow_dump(graph, writer->out);
    for (size_t i = start; i < writer->out->size; i++)
        if (writer->out->data[i] == '\n')
            writer->out->data[i] = '\t';
    flow_run(graph, count, SIZE_MAX);
    return assemble_code(graph, writer->filename);
}

void dump_flow(struct ctx *ctx, const struct ast_module *module,
               const struct future *future, size_t names_end, enum flow_pass pass,
               struct buf *out)
{
    struct interned interned;
    struct const_cache cache;
    struct graph_writer writer = {
        {write_graph}, &cache, value_new_str(ctx, "f.py", 4), pass, out};
    interned_begin(ctx, &interned, NAMES_KNOWN, names_end);
    const_cache_begin(ctx, &cache, &interned);
    codegen_module(ctx, module, scope_build(ctx, module, future), future, &cache,
                   &writer.base);
}
