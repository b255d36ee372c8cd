/* SPDX-License-Identifier: MIT
 *
 * The passes of a version, one after the other (_PyCfg_OptimizeCodeUnit,
 * _PyCfg_OptimizedCfgToInstructionSequence).
 */
#include "compiler/flow/graph.h"

#include <string.h>

static void (*const pass_functions[PASS_COUNT])(struct flow_graph *graph) = {
    [PASS_LABEL_HANDLERS] = pass_label_handlers,
    [PASS_INLINE_SMALL_BLOCKS] = pass_inline_small_blocks,
    [PASS_REMOVE_UNREACHABLE] = pass_remove_unreachable,
    [PASS_RESOLVE_LINES] = pass_resolve_lines,
    [PASS_FOLD_LOADS] = pass_fold_loads,
    [PASS_PEEPHOLE] = pass_peephole,
    [PASS_REMOVE_NOPS_AND_PAIRS] = pass_remove_nops_and_pairs,
    [PASS_REMOVE_NOPS_AND_JUMPS] = pass_remove_nops_and_jumps,
    [PASS_REMOVE_CONSTS] = pass_remove_consts,
    [PASS_CHECK_LOCALS] = pass_check_locals,
    [PASS_SUPERINSTRUCTIONS] = pass_superinstructions,
    [PASS_PUSH_COLD] = pass_push_cold,
    [PASS_STACK_DEPTH] = pass_stack_depth,
    [PASS_PREFIX] = pass_prefix,
    [PASS_LOWER_PSEUDO] = pass_lower_pseudo,
    [PASS_NORMALIZE_JUMPS] = pass_normalize_jumps,
    [PASS_LOWER_CONDITIONS] = pass_lower_conditions,
    [PASS_BORROW] = pass_borrow,
    [PASS_EXTEND_BLOCKS] = pass_extend_blocks,
    [PASS_INLINE_EXITS] = pass_inline_exits,
    [PASS_THREAD] = pass_thread,
    [PASS_THREAD_AND_CLEAN] = pass_thread_and_clean,
    [PASS_REMOVE_EMPTY] = pass_remove_empty,
    [PASS_REMOVE_NOPS] = pass_remove_nops,
    [PASS_REMOVE_JUMPS] = pass_remove_jumps,
    [PASS_DUPLICATE_EXITS] = pass_duplicate_exits,
    [PASS_TRIM_CONSTS] = pass_trim_consts,
    [PASS_PROPAGATE_LINES] = pass_propagate_lines,
    [PASS_GUARANTEE_LINES] = pass_guarantee_lines,
    [PASS_DROP_HANDLERS] = pass_drop_handlers,
    [PASS_NAME_DIRECTIONS] = pass_name_directions,
};

static const char *const pass_names[PASS_COUNT] = {
#define PASS(name, origin) [PASS_##name] = #name,
#include "target/pass.def"
#undef PASS
};

enum flow_pass flow_pass_named(const char *name)
{
    for (int pass = PASS_END + 1; pass < PASS_COUNT; pass++)
        if (strcmp(pass_names[pass], name) == 0)
            return (enum flow_pass)pass;
    return PASS_END;
}

struct flow_graph *flow_begin(struct ctx *ctx, struct code_unit *unit,
                              struct const_cache *cache)
{
    const struct target *target = ctx->target;
    if (!target->passes)
        fail_unsupported(ctx, "flow graphs of this version");
    struct flow_graph *graph = ctx_alloc_fleeting(ctx, sizeof(struct flow_graph));
    *graph = (struct flow_graph){
        .ctx = ctx,
        .unit = unit,
        .cache = cache,
        .rows = target->opcodes,
        .effects = target->effects,
    };
    unit_place_annotations(ctx, unit);
    graph_build(graph);
    return graph;
}

void flow_run(struct flow_graph *graph, size_t first, size_t end)
{
    const uint8_t *passes = graph->ctx->target->passes;
    for (size_t i = 0; i < end && passes[i] != PASS_END; i++)
        if (i >= first)
            pass_functions[passes[i]](graph);
}

struct flow_graph *flow_graph(struct ctx *ctx, struct code_unit *unit,
                              struct const_cache *cache)
{
    struct flow_graph *graph = flow_begin(ctx, unit, cache);
    flow_run(graph, 0, SIZE_MAX);
    return graph;
}
