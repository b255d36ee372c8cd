/* SPDX-License-Identifier: MIT
 *
 * The graph as text, for --stage=flow: a line for each block, and below it one for
 * each instruction.
 */
#include "compiler/flow/graph.h"

static void number_blocks(struct flow_graph *graph)
{
    uint32_t number = 0;
    for (struct flow_block *block = graph->entry; block; block = block->next)
        block->number = number++;
}

static void add_place(struct buf *out, const struct location *place)
{
    if (place->line < 0)
        buf_printf(out, "%s", place->line == LINE_NEXT ? "next" : "none");
    else
        buf_printf(out, "%d:%d-%d:%d", place->line, place->column, place->end_line,
                   place->end_column);
}

static void add_instr_line(const struct flow_graph *graph, const struct flow_instr *instr,
                           struct buf *out)
{
    buf_printf(out, "    %s", opcode_name(instr->op));
    if (graph_has_target(graph, instr->op))
        buf_printf(out, " -> %u", instr->target->number);
    else if (graph->rows[instr->op].flags & OPCODE_ARG)
        buf_printf(out, " %d", instr->arg);
    buf_add_text(out, "  ");
    add_place(out, &instr->place);
    if (instr->handler)
        buf_printf(out, "  handler %u", instr->handler->number);
    buf_add_byte(out, '\n');
}

void flow_dump(struct flow_graph *graph, struct buf *out)
{
    number_blocks(graph);
    for (struct flow_block *block = graph->entry; block; block = block->next) {
        buf_printf(out, "block %u%s%s%s\n", block->number,
                   block->is_handler ? " handler" : "", block->keeps_lasti ? " lasti" : "",
                   block->cold ? " cold" : "");
        for (uint32_t i = 0; i < block->count; i++)
            add_instr_line(graph, &block->instrs[i], out);
    }
}
