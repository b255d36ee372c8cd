/* SPDX-License-Identifier: MIT
 *
 * Exception handlers: every instruction learns which one is open around it, and
 * POP_BLOCK has served (mark_except_handlers, label_exception_targets).
 */
#include "compiler/flow/graph.h"

/* The handlers that are open, innermost first.  Never changed once made, so that
 * blocks can share them. */
struct open_handler {
    const struct open_handler *outer;
    struct flow_block *block;
    int depth; /* from 1 */
};

enum {
    RESUME_DEPTH_ONE = 4, /* of RESUME: only one handler is open around the yield */
};

/* What is known while a block is walked. */
struct handler_walk {
    struct flow_graph *graph;
    struct flow_block **top; /* of the stack of blocks to visit */
    const struct open_handler *open;
    int yield_depth; /* handlers that were open at the last yield; -1: none yet */
    bool marks_resumes, marks_yields, keeps_pops;
};

/* Whether there are any. */
static bool mark_handlers(struct flow_graph *graph)
{
    bool some = false;
    for (struct flow_block *block = graph->entry; block; block = block->next)
        for (uint32_t i = 0; i < block->count; i++)
            if (graph_opens_handler(graph, block->instrs[i].op))
                some = block->instrs[i].target->is_handler = true;
    return some;
}

static void visit_with_handlers(struct handler_walk *walk, struct flow_block *block)
{
    if (block->visited)
        return;
    block->visited = true;
    block->open = walk->open;
    *walk->top++ = block;
}

static void open_handler(struct handler_walk *walk, const struct flow_instr *setup)
{
    visit_with_handlers(walk, setup->target);
    if (setup->op == OP_SETUP_WITH || setup->op == OP_SETUP_CLEANUP)
        setup->target->keeps_lasti = true;
    struct open_handler *handler =
        ctx_alloc_fleeting(walk->graph->ctx, sizeof(struct open_handler));
    handler->outer = walk->open;
    handler->block = setup->target;
    handler->depth = walk->open ? walk->open->depth + 1 : 1;
    walk->open = handler;
}

static void note_resume(struct handler_walk *walk, struct flow_instr *instr)
{
    if (instr->op == OP_YIELD_VALUE) {
        walk->yield_depth = walk->open ? walk->open->depth : 0;
        if (walk->marks_yields)
            instr->arg = walk->yield_depth;
    }
    if (instr->op != OP_RESUME || !instr->arg || !walk->marks_resumes)
        return;
    if (walk->yield_depth == 1)
        instr->arg |= RESUME_DEPTH_ONE;
    walk->yield_depth = -1;
}

static void label_block(struct handler_walk *walk, struct flow_block *block)
{
    walk->open = block->open;
    walk->yield_depth = -1;
    for (uint32_t i = 0; i < block->count; i++) {
        struct flow_instr *instr = &block->instrs[i];
        if (graph_opens_handler(walk->graph, instr->op)) {
            open_handler(walk, instr);
        } else if (instr->op == OP_POP_BLOCK) {
            walk->open = walk->open->outer;
            if (!walk->keeps_pops) {
                instr_set(instr, OP_NOP, 0);
                block->has_nops = true;
            }
        } else {
            instr->handler = walk->open ? walk->open->block : NULL;
            if (graph_is_jump(walk->graph, instr->op))
                visit_with_handlers(walk, instr->target);
            else
                note_resume(walk, instr);
        }
    }
    if (block->next && block_falls_through(block))
        visit_with_handlers(walk, block->next);
}

void pass_label_handlers(struct flow_graph *graph)
{
    bool marks_yields = target_has(graph->ctx->target, FEATURE_YIELD_DEPTHS);
    if (!mark_handlers(graph) && !marks_yields)
        return; /* as most units, where nothing is to be said */
    struct flow_block **stack = graph_stack(graph);
    struct handler_walk walk = {
        .graph = graph,
        .top = stack,
        .marks_resumes = target_has(graph->ctx->target, FEATURE_RESUME_DEPTHS),
        .marks_yields = marks_yields,
        .keeps_pops = target_has(graph->ctx->target, FEATURE_LATE_POP_BLOCKS),
    };
    visit_with_handlers(&walk, graph->entry);
    while (walk.top > stack)
        label_block(&walk, *--walk.top);
}
