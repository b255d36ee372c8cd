/* SPDX-License-Identifier: MIT
 *
 * What the passes share: questions about instructions and blocks, changing blocks,
 * and the passes themselves.
 */
#ifndef KILN_COMPILER_FLOW_GRAPH_H
#define KILN_COMPILER_FLOW_GRAPH_H

#include "compiler/flow/flow.h"

static inline bool graph_is_jump(const struct flow_graph *graph, enum opcode op)
{
    return (graph->rows[op].flags & (OPCODE_JUMP | OPCODE_HANDLER)) == OPCODE_JUMP;
}

static inline bool graph_has_target(const struct flow_graph *graph, enum opcode op)
{
    return graph->rows[op].flags & (OPCODE_JUMP | OPCODE_HANDLER);
}

/* SETUP_FINALLY, SETUP_WITH, SETUP_CLEANUP */
static inline bool graph_opens_handler(const struct flow_graph *graph, enum opcode op)
{
    return graph->rows[op].flags & OPCODE_HANDLER;
}

static inline bool op_leaves_scope(enum opcode op)
{
    return op == OP_RETURN_VALUE || op == OP_RETURN_CONST || op == OP_RAISE_VARARGS ||
           op == OP_RERAISE;
}

static inline bool op_jumps_always(enum opcode op)
{
    return op == OP_JUMP || op == OP_JUMP_NO_INTERRUPT;
}

static inline struct flow_instr *block_last(const struct flow_block *block)
{
    return block->count ? &block->instrs[block->count - 1] : NULL;
}

static inline bool block_falls_through(const struct flow_block *block)
{
    const struct flow_instr *last = block_last(block);
    return !last || !(op_leaves_scope(last->op) || op_jumps_always(last->op));
}

static inline bool block_leaves_scope(const struct flow_block *block)
{
    const struct flow_instr *last = block_last(block);
    return last && op_leaves_scope(last->op);
}

static inline enum opcode block_op_after(const struct flow_block *block, uint32_t index)
{
    return index + 1 < block->count ? block->instrs[index + 1].op : OP_CACHE;
}

static inline struct flow_block *block_not_empty(struct flow_block *block)
{
    while (block && !block->count)
        block = block->next;
    return block;
}

static inline void instr_set(struct flow_instr *instr, enum opcode op, int32_t arg)
{
    instr->op = op;
    instr->arg = arg;
}

/* Without a line, all of it (basicblock_has_no_lineno). */
bool block_has_no_line(const struct flow_block *block);

struct flow_block *graph_new_block(struct flow_graph *graph);
/* Room for one more instruction at the end, which is counted already.  What it holds
 * is as CPython leaves it: see graph.c. */
struct flow_instr *graph_extend(struct flow_graph *graph, struct flow_block *block);
void graph_append(struct flow_graph *graph, struct flow_block *block, enum opcode op,
                  int32_t arg, struct flow_block *target, struct location place);
void graph_append_block(struct flow_graph *graph, struct flow_block *block,
                        const struct flow_block *from);
void graph_insert(struct flow_graph *graph, struct flow_block *block, uint32_t index,
                  struct flow_instr instr);
/* Every block unvisited; a stack with room for all of them. */
struct flow_block **graph_stack(struct flow_graph *graph);

/* build.c */
void graph_build(struct flow_graph *graph);

/* The passes, as pass.def has them. */
void pass_label_handlers(struct flow_graph *graph);
void pass_inline_small_blocks(struct flow_graph *graph);
void pass_remove_unreachable(struct flow_graph *graph);
void pass_resolve_lines(struct flow_graph *graph);
void pass_fold_loads(struct flow_graph *graph);
void pass_peephole(struct flow_graph *graph);
void pass_remove_nops_and_pairs(struct flow_graph *graph);
void pass_remove_nops_and_jumps(struct flow_graph *graph);
void pass_remove_consts(struct flow_graph *graph);
void pass_check_locals(struct flow_graph *graph);
void pass_superinstructions(struct flow_graph *graph);
void pass_push_cold(struct flow_graph *graph);
void pass_stack_depth(struct flow_graph *graph);
void pass_prefix(struct flow_graph *graph);
void pass_lower_pseudo(struct flow_graph *graph);
void pass_normalize_jumps(struct flow_graph *graph);
void pass_lower_conditions(struct flow_graph *graph);
void pass_borrow(struct flow_graph *graph);
void pass_extend_blocks(struct flow_graph *graph);
void pass_inline_exits(struct flow_graph *graph);
void pass_thread(struct flow_graph *graph);
void pass_thread_and_clean(struct flow_graph *graph);
void pass_remove_empty(struct flow_graph *graph);
void pass_remove_nops(struct flow_graph *graph);
void pass_remove_jumps(struct flow_graph *graph);
void pass_duplicate_exits(struct flow_graph *graph);
void pass_trim_consts(struct flow_graph *graph);
void pass_propagate_lines(struct flow_graph *graph);
void pass_guarantee_lines(struct flow_graph *graph);
void pass_drop_handlers(struct flow_graph *graph);
void pass_name_directions(struct flow_graph *graph);

/* nops.c; how many went. */
uint32_t graph_remove_nops(struct flow_graph *graph);
uint32_t block_remove_nops(const struct flow_graph *graph, struct flow_block *block);

/* swaps.c: all SWAPs of a block; the run of SWAPs that begins at instrs[index], whose
 * last instruction's index is returned. */
void block_optimize_swaps(struct flow_graph *graph, struct flow_block *block);
uint32_t block_optimize_run(struct flow_graph *graph, struct flow_block *block,
                            uint32_t index);

/* constants.c */
const struct value *graph_const(const struct flow_graph *graph,
                                const struct flow_instr *instr);
void graph_load_const(struct flow_graph *graph, struct flow_instr *instr,
                      const struct value *value);
/* Makes one LOAD_CONST of n loads of constants before instrs[index], BUILD_TUPLE n. */
void graph_fold_adjacent(struct flow_graph *graph, struct flow_block *block,
                         uint32_t index);

/* fold.c: where constants are folded over instructions; what ends at instrs[index]. */
void graph_fold_loads(struct flow_graph *graph, struct flow_block *block, uint32_t index);
void graph_fold_display(struct flow_graph *graph, struct flow_block *block, uint32_t index);
void graph_fold_appends(struct flow_graph *graph, struct flow_block *block, uint32_t index);
void graph_fold_intrinsic(struct flow_graph *graph, struct flow_block *block,
                          uint32_t index);
void graph_fold_unary(struct flow_graph *graph, struct flow_block *block, uint32_t index);
void graph_fold_binary(struct flow_graph *graph, struct flow_block *block, uint32_t index);
/* True when it is LOAD_SMALL_INT now. */
bool graph_make_small_int(struct flow_graph *graph, struct flow_instr *instr,
                          const struct value *value);

#endif
