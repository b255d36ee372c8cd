/* SPDX-License-Identifier: MIT
 *
 * The code object: see assemble.h (_PyAssemble_MakeCodeObject).
 */
#include "compiler/assemble/assembler.h"

#include "compiler/assemble/code.h"

#include <string.h>

void bytes_widen(struct ctx *ctx, struct byte_run *run, uint32_t extra)
{
    if (run->count > INT32_MAX / 4 || extra > INT32_MAX / 4)
        fail_memory(ctx);
    uint32_t room = 2 * run->count + extra + 64;
    uint8_t *bytes = ctx_alloc_fleeting(ctx, room);
    if (run->count)
        memcpy(bytes, run->bytes, run->count);
    run->bytes = bytes;
    run->capacity = room;
}

static uint8_t *put_extended(uint8_t *at, uint8_t extended, uint32_t arg)
{
    for (int shift = 24; shift > 0; shift -= 8)
        if (arg >> shift) {
            *at++ = extended;
            *at++ = (uint8_t)(arg >> shift);
        }
    return at;
}

/* An instruction with its EXTENDED_ARGs and caches, `size` units in all; there is room
 * for it, all of it 0 (as CACHE is). */
static uint8_t *put_instr(uint8_t *at, const struct opcode_row *rows,
                          const struct flow_instr *instr, uint32_t size)
{
    uint8_t *end = at + 2 * size;
    uint32_t arg = (uint32_t)instr->arg;
    if (UNLIKELY(arg > 0xff))
        at = put_extended(at, rows[OP_EXTENDED_ARG].number, arg);
    at[0] = rows[instr->op].number;
    at[1] = (uint8_t)arg;
    return end;
}

/* Code and tables, in one walk over the instructions. */
static void put_instrs(struct assembler *assembler)
{
    bytes_reserve(assembler->ctx, &assembler->code, 2 * assembler->size);
    memset(assembler->code.bytes, 0, 2 * (size_t)assembler->size);
    bytes_reserve(assembler->ctx, &assembler->lines, assembler->size);
    const struct opcode_row *rows = assembler->graph->rows;
    uint8_t *at = assembler->code.bytes;
    uint32_t offset = 0;
    for (uint32_t i = 0; i < assembler->block_count; i++) {
        const struct flow_block *block = assembler->blocks[i].block;
        for (uint32_t j = 0; j < block->count; j++) {
            const struct flow_instr *instr = &block->instrs[j];
            uint32_t size = instr_units(assembler->graph, instr);
            at = put_instr(at, rows, instr, size);
            assemble_place(assembler, &instr->place, size);
            if (instr->handler != assembler->handler)
                assemble_handler(assembler, instr->handler, offset);
            offset += size;
        }
    }
    assembler->code.count = 2 * assembler->size;
    assemble_places_end(assembler);
    assemble_handler(assembler, NULL, offset);
}

static const struct value *name_tuple(struct assembler *assembler,
                                      const struct name_list *list)
{
    struct interned *interned = assembler->graph->cache->interned;
    const struct value *tuple =
        value_new_elements(assembler->ctx, VALUE_TUPLE, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        tuple->elements.items[i] = interned_name(assembler->ctx, interned, list->items[i]);
    return tuple;
}

static const struct value *const_tuple(struct ctx *ctx, const struct const_list *list)
{
    const struct value *tuple = value_new_elements(ctx, VALUE_TUPLE, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        tuple->elements.items[i] = list->items[i];
    return tuple;
}

static const struct value *run_value(struct ctx *ctx, const struct byte_run *run)
{
    char *bytes = ctx_alloc(ctx, run->count);
    if (run->count)
        memcpy(bytes, run->bytes, run->count);
    return value_new_bytes(ctx, bytes, run->count);
}

static void fill_counts(struct code_object *code, const struct flow_graph *graph)
{
    const struct code_unit *unit = graph->unit;
    int least = target_has(graph->ctx->target, FEATURE_STACK_NEVER_EMPTY);
    code->argcount = unit->argcount;
    code->posonlyargcount = unit->posonlyargcount;
    code->kwonlyargcount = unit->kwonlyargcount;
    code->stacksize = graph->stack_depth > least ? graph->stack_depth : least;
    code->flags = unit->flags;
    code->first_line = unit->first_line;
}

static const struct value *make_code(struct assembler *assembler,
                                     const struct value *filename)
{
    struct ctx *ctx = assembler->ctx;
    const struct flow_graph *graph = assembler->graph;
    const struct code_unit *unit = graph->unit;
    struct code_object code = {.filename = filename, .qualname = unit->qualname};
    fill_counts(&code, graph);
    code.name = unit->title;
    if (!code.name)
        code.name = interned_name(ctx, graph->cache->interned, unit->name);
    if (!code.qualname)
        code.qualname = code.name;
    code.code = run_value(ctx, &assembler->code);
    code.linetable = run_value(ctx, &assembler->lines);
    code.exceptiontable = run_value(ctx, &assembler->handlers);
    code.names = name_tuple(assembler, &unit->names);
    code.consts = const_tuple(ctx, &unit->consts);
    assemble_locals(assembler, &code);
    return code_new(ctx, graph->cache, &code);
}

const struct value *assemble_code(struct flow_graph *graph, const struct value *filename)
{
    struct assembler assembler = {
        .graph = graph,
        .ctx = graph->ctx,
        .line = graph->unit->first_line,
        .place = location_none,
        .splits_places = !target_has(graph->ctx->target, FEATURE_MERGED_PLACES),
    };
    assemble_offsets(&assembler);
    if (target_has(graph->ctx->target, FEATURE_NEXT_PLACES))
        assemble_next_places(&assembler);
    put_instrs(&assembler);
    return make_code(&assembler, filename);
}

const struct value *assemble_unit(struct ctx *ctx, struct code_unit *unit,
                                  struct const_cache *cache, const struct value *filename)
{
    return assemble_code(flow_graph(ctx, unit, cache), filename);
}
