/* SPDX-License-Identifier: MIT
 *
 * Instructions of the compiler's own become real ones (convert_pseudo_ops; before 3.13
 * convert_exception_handlers_to_nops and _PyCfg_ConvertPseudoOps).
 */
#include "compiler/flow/graph.h"

static void lower_instr(const struct flow_graph *graph, struct flow_block *block,
                        struct flow_instr *instr)
{
    if (graph_opens_handler(graph, instr->op)) {
        instr_set(instr, OP_NOP, 0);
        block->has_nops = true;
    } else if (instr->op == OP_LOAD_CLOSURE) {
        instr->op = OP_LOAD_FAST;
    } else if (instr->op == OP_STORE_FAST_MAYBE_NULL) {
        instr->op = OP_STORE_FAST;
    }
}

void pass_lower_pseudo(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++)
            lower_instr(graph, block, &block->instrs[i]);
    pass_remove_nops_and_jumps(graph);
}

static void drop_handler(const struct flow_graph *graph, struct flow_block *block,
                         struct flow_instr *instr)
{
    if (graph_opens_handler(graph, instr->op) || instr->op == OP_POP_BLOCK) {
        instr_set(instr, OP_NOP, 0);
        instr->target = NULL;
        block->has_nops = true;
    } else if (instr->op == OP_STORE_FAST_MAYBE_NULL) {
        instr->op = OP_STORE_FAST;
    }
}

void pass_drop_handlers(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++)
            drop_handler(graph, block, &block->instrs[i]);
    graph_remove_nops(graph);
}
