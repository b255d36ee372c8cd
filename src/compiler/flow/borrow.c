/* SPDX-License-Identifier: MIT
 *
 * Loads of locals that need no reference of their own: what they push is used up
 * before the local changes (optimize_load_fast, 3.14 and later).
 *
 * Each block is run on a stack of references, each of which knows the load that made
 * it.
 */
#include "compiler/flow/graph.h"

#include <string.h>

enum { NO_LOAD = -1, NO_LOCAL = -1 };

struct reference {
    int32_t load;  /* index in the block of the instruction that pushed it, or NO_LOAD */
    int32_t local; /* that it was loaded from, or NO_LOCAL */
};

struct borrow_walk {
    struct flow_graph *graph;
    struct flow_block **top; /* of the stack of blocks to visit */
    struct reference *refs;
    uint32_t count, capacity;
    uint8_t *owned; /* by index in the block: must have a reference of its own */
    uint32_t owned_room;
    int32_t at; /* the instruction under way */
};

static void push_ref(struct borrow_walk *walk, struct reference ref)
{
    if (walk->count == walk->capacity) {
        uint32_t room = 2 * walk->capacity + 32;
        struct reference *refs = ctx_alloc_fleeting(walk->graph->ctx, room * sizeof *refs);
        if (walk->count)
            memcpy(refs, walk->refs, walk->count * sizeof *refs);
        walk->refs = refs;
        walk->capacity = room;
    }
    walk->refs[walk->count++] = ref;
}

/* Values that the instruction made. */
static void push_new(struct borrow_walk *walk, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        push_ref(walk, (struct reference){walk->at, NO_LOCAL});
}

/* Blocks that are never reached may ask for more than there is. */
static struct reference pop_ref(struct borrow_walk *walk)
{
    return walk->count ? walk->refs[--walk->count] : (struct reference){NO_LOAD, NO_LOCAL};
}

static void pop_refs(struct borrow_walk *walk, int32_t count)
{
    walk->count = walk->count > (uint32_t)count ? walk->count - (uint32_t)count : 0;
}

/* The local loses its value while what was loaded from it is on the stack. */
static void kill_local(struct borrow_walk *walk, int32_t local)
{
    for (uint32_t i = 0; i < walk->count; i++)
        if (walk->refs[i].local == local)
            walk->owned[walk->refs[i].load] = 1;
}

static void load_local(struct borrow_walk *walk, int32_t local)
{
    push_ref(walk, (struct reference){walk->at, local});
}

static void store_local(struct borrow_walk *walk, int32_t local)
{
    struct reference ref = pop_ref(walk);
    kill_local(walk, local);
    if (ref.load != NO_LOAD)
        walk->owned[ref.load] = 1;
}

static void visit_borrower(struct borrow_walk *walk, struct flow_block *block)
{
    if (block->visited)
        return;
    block->visited = true;
    *walk->top++ = block;
}

/* How an instruction that is not treated by itself is run. */
enum reference_use {
    USE_ALL,       /* takes all its inputs, all outputs are new */
    USE_NONE,      /* leaves its inputs, adds outputs */
    USE_SOME,      /* takes the inputs that vanish, adds none */
    USE_UNDER,     /* takes what is under the top, and leaves the top */
    USE_TOP,       /* takes the top, adds a new one */
    USE_SLIP,      /* puts a new one under the top */
    USE_ATTRIBUTE, /* takes its inputs; a method leaves the top on its result */
    USE_LOCAL,     /* see run_local */
    USE_COPY,
    USE_SWAP,
};

static const uint8_t reference_uses[OPCODES] = {
    [OP_DELETE_FAST] = USE_LOCAL,
    [OP_LOAD_FAST] = USE_LOCAL,
    [OP_LOAD_FAST_AND_CLEAR] = USE_LOCAL,
    [OP_LOAD_FAST_LOAD_FAST] = USE_LOCAL,
    [OP_STORE_FAST] = USE_LOCAL,
    [OP_STORE_FAST_LOAD_FAST] = USE_LOCAL,
    [OP_STORE_FAST_STORE_FAST] = USE_LOCAL,
    [OP_COPY] = USE_COPY,
    [OP_SWAP] = USE_SWAP,
    [OP_FOR_ITER] = USE_NONE,
    [OP_FORMAT_SIMPLE] = USE_NONE,
    [OP_GET_ANEXT] = USE_NONE,
    [OP_GET_LEN] = USE_NONE,
    [OP_GET_YIELD_FROM_ITER] = USE_NONE,
    [OP_IMPORT_FROM] = USE_NONE,
    [OP_MATCH_KEYS] = USE_NONE,
    [OP_MATCH_MAPPING] = USE_NONE,
    [OP_MATCH_SEQUENCE] = USE_NONE,
    [OP_WITH_EXCEPT_START] = USE_NONE,
    [OP_DICT_MERGE] = USE_SOME,
    [OP_DICT_UPDATE] = USE_SOME,
    [OP_LIST_APPEND] = USE_SOME,
    [OP_LIST_EXTEND] = USE_SOME,
    [OP_MAP_ADD] = USE_SOME,
    [OP_RERAISE] = USE_SOME,
    [OP_SET_ADD] = USE_SOME,
    [OP_SET_UPDATE] = USE_SOME,
    [OP_END_SEND] = USE_UNDER,
    [OP_SET_FUNCTION_ATTRIBUTE] = USE_UNDER,
    [OP_CHECK_EXC_MATCH] = USE_TOP,
    [OP_SEND] = USE_TOP,
    [OP_LOAD_ATTR] = USE_ATTRIBUTE,
    [OP_LOAD_SUPER_ATTR] = USE_ATTRIBUTE,
    [OP_LOAD_SPECIAL] = USE_SLIP,
    [OP_PUSH_EXC_INFO] = USE_SLIP,
};

static void run_local(struct borrow_walk *walk, enum opcode op, int32_t arg)
{
    if (op == OP_DELETE_FAST || op == OP_LOAD_FAST_AND_CLEAR)
        kill_local(walk, arg);
    if (op == OP_STORE_FAST)
        store_local(walk, arg);
    if (op == OP_LOAD_FAST_LOAD_FAST)
        load_local(walk, arg >> 4);
    if (op == OP_STORE_FAST_LOAD_FAST || op == OP_STORE_FAST_STORE_FAST)
        store_local(walk, arg >> 4);
    if (op == OP_STORE_FAST_STORE_FAST)
        store_local(walk, arg & 15);
    if (op == OP_LOAD_FAST_LOAD_FAST || op == OP_STORE_FAST_LOAD_FAST)
        load_local(walk, arg & 15);
    if (op == OP_LOAD_FAST || op == OP_LOAD_FAST_AND_CLEAR)
        load_local(walk, arg);
}

/* What leaves its inputs: some versions mistake the first instructions of the block
 * for the ones that made its outputs. */
static void add_outputs(struct borrow_walk *walk, enum opcode op, int32_t count)
{
    bool mistaken = op != OP_FOR_ITER &&
                    target_has(walk->graph->ctx->target, FEATURE_MISTAKEN_PRODUCERS);
    for (int32_t i = 0; i < count; i++)
        push_ref(walk, (struct reference){mistaken ? i : walk->at, NO_LOCAL});
}

static void copy_ref(struct borrow_walk *walk, int32_t depth)
{
    if ((uint32_t)depth <= walk->count)
        push_ref(walk, walk->refs[walk->count - (uint32_t)depth]);
}

static void swap_refs(struct borrow_walk *walk, int32_t depth)
{
    if ((uint32_t)depth > walk->count)
        return;
    struct reference *top = &walk->refs[walk->count - 1];
    struct reference *other = &walk->refs[walk->count - (uint32_t)depth];
    struct reference moved = *top;
    *top = *other;
    *other = moved;
}

/* Takes `count` inputs; the one on top comes back, on `made` new ones. */
static void keep_top(struct borrow_walk *walk, int32_t count, int32_t made)
{
    struct reference top = pop_ref(walk);
    pop_refs(walk, count - 1);
    push_new(walk, made);
    push_ref(walk, top);
}

static void run_plain(struct borrow_walk *walk, const struct flow_instr *instr)
{
    const struct effect_row *row = &walk->graph->effects[instr->op];
    int net = effect_of(row, instr->arg, false), taken = effect_taken(row, instr->arg);
    if (graph_opens_handler(walk->graph, instr->op))
        return;
    pop_refs(walk, taken);
    push_new(walk, taken + net);
}

static void run_attribute(struct borrow_walk *walk, const struct flow_instr *instr)
{
    int32_t inputs = instr->op == OP_LOAD_SUPER_ATTR ? 3 : 1;
    if (instr->arg & 1) {
        keep_top(walk, inputs, 1);
        return;
    }
    pop_refs(walk, inputs);
    push_new(walk, 1);
}

static void run_instr(struct borrow_walk *walk, const struct flow_instr *instr)
{
    const struct effect_row *row = &walk->graph->effects[instr->op];
    int net = effect_of(row, instr->arg, false);
    switch ((enum reference_use)reference_uses[instr->op]) {
    case USE_ALL:
        run_plain(walk, instr);
        break;
    case USE_NONE:
        add_outputs(walk, instr->op, net);
        break;
    case USE_SOME:
        pop_refs(walk, -net);
        break;
    case USE_UNDER:
        keep_top(walk, 1 - net, 0);
        break;
    case USE_TOP:
        pop_refs(walk, 1);
        push_new(walk, 1);
        break;
    case USE_SLIP:
        keep_top(walk, 1, 1);
        break;
    case USE_ATTRIBUTE:
        run_attribute(walk, instr);
        break;
    case USE_LOCAL:
        run_local(walk, instr->op, instr->arg);
        break;
    case USE_COPY:
        copy_ref(walk, instr->arg);
        break;
    case USE_SWAP:
        swap_refs(walk, instr->arg);
        break;
    }
}

static void begin_block(struct borrow_walk *walk, const struct flow_block *block)
{
    if (walk->owned_room < block->count) {
        walk->owned_room = 2 * block->count;
        walk->owned = ctx_alloc_fleeting(walk->graph->ctx, walk->owned_room);
    }
    if (block->count)
        memset(walk->owned, 0, block->count);
    walk->count = 0;
    for (int32_t i = 0; i < block->depth; i++)
        push_ref(walk, (struct reference){NO_LOAD, NO_LOCAL});
}

/* What is on the stack at the end lives on; all other loads may borrow. */
static void end_block(struct borrow_walk *walk, struct flow_block *block)
{
    for (uint32_t i = 0; i < walk->count; i++)
        if (walk->refs[i].load != NO_LOAD)
            walk->owned[walk->refs[i].load] = 1;
    for (uint32_t i = 0; i < block->count; i++) {
        struct flow_instr *instr = &block->instrs[i];
        if (walk->owned[i])
            continue;
        if (instr->op == OP_LOAD_FAST)
            instr->op = OP_LOAD_FAST_BORROW;
        else if (instr->op == OP_LOAD_FAST_LOAD_FAST)
            instr->op = OP_LOAD_FAST_BORROW_LOAD_FAST_BORROW;
    }
}

static void borrow_in_block(struct borrow_walk *walk, struct flow_block *block)
{
    begin_block(walk, block);
    for (uint32_t i = 0; i < block->count; i++) {
        const struct flow_instr *instr = &block->instrs[i];
        walk->at = (int32_t)i;
        if (graph_has_target(walk->graph, instr->op))
            visit_borrower(walk, instr->target);
        run_instr(walk, instr);
    }
    if (block->count && block->next && block_falls_through(block))
        visit_borrower(walk, block->next);
    end_block(walk, block);
}

void pass_borrow(struct flow_graph *graph)
{
    struct flow_block **stack = graph_stack(graph);
    struct borrow_walk walk = {.graph = graph, .top = stack};
    graph->entry->depth = 0;
    visit_borrower(&walk, graph->entry);
    while (walk.top > stack)
        borrow_in_block(&walk, *--walk.top);
}
