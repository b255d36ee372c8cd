/* SPDX-License-Identifier: MIT
 *
 * Changing blocks.
 *
 * CPython does not clear the instruction that it appends to a block: where a block
 * has shrunk before, the new instruction keeps the exception handler of the one that
 * stood there.  Exception tables show it (until gh-130279), so instructions past a
 * block's count are kept here as they are there.
 */
#include "compiler/flow/graph.h"

#include <string.h>

enum { BLOCK_LIMIT = INT32_MAX / 64 };

struct flow_block *graph_new_block(struct flow_graph *graph)
{
    struct flow_block *block = ctx_alloc_fleeting(graph->ctx, sizeof(struct flow_block));
    *block = (struct flow_block){.older = graph->newest};
    graph->newest = block;
    graph->block_count++;
    return block;
}

static void widen_block(struct flow_graph *graph, struct flow_block *block, uint32_t room)
{
    if (room > BLOCK_LIMIT)
        fail_memory(graph->ctx);
    struct flow_instr *instrs = ctx_alloc_fleeting(graph->ctx, room * sizeof *instrs);
    if (block->capacity)
        memcpy(instrs, block->instrs, block->capacity * sizeof *instrs);
    memset(instrs + block->capacity, 0, (room - block->capacity) * sizeof *instrs);
    block->instrs = instrs;
    block->capacity = room;
}

struct flow_instr *graph_extend(struct flow_graph *graph, struct flow_block *block)
{
    if (block->count == block->capacity)
        widen_block(graph, block, block->count + block->count / 2 + 4);
    return &block->instrs[block->count++];
}

void graph_append(struct flow_graph *graph, struct flow_block *block, enum opcode op,
                  int32_t arg, struct flow_block *target, struct location place)
{
    struct flow_instr *instr = graph_extend(graph, block);
    instr->op = op;
    instr->arg = arg;
    instr->target = target;
    instr->place = place;
}

void graph_append_block(struct flow_graph *graph, struct flow_block *block,
                        const struct flow_block *from)
{
    uint32_t count = from->count; /* `from` may be `block` */
    block->has_nops |= from->has_nops;
    for (uint32_t i = 0; i < count; i++) {
        struct flow_instr *instr = graph_extend(graph, block);
        *instr = from->instrs[i];
    }
}

void graph_insert(struct flow_graph *graph, struct flow_block *block, uint32_t index,
                  struct flow_instr instr)
{
    graph_extend(graph, block);
    memmove(&block->instrs[index + 1], &block->instrs[index],
            (block->count - 1 - index) * sizeof instr);
    block->instrs[index] = instr;
}

struct flow_block **graph_stack(struct flow_graph *graph)
{
    for (struct flow_block *block = graph->entry; block; block = block->next)
        block->visited = false;
    if (graph->stack_room < graph->block_count) {
        graph->stack_room = graph->block_count + graph->block_count / 2;
        graph->stack =
            ctx_alloc_fleeting(graph->ctx, graph->stack_room * sizeof(struct flow_block *));
    }
    return graph->stack;
}

bool block_has_no_line(const struct flow_block *block)
{
    for (uint32_t i = 0; i < block->count; i++)
        if (block->instrs[i].place.line >= 0)
            return false;
    return true;
}
