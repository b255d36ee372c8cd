/* SPDX-License-Identifier: MIT
 *
 * instructions → flow graph: the basic blocks of a code unit, improved as CPython
 * improves them (Python/flowgraph.c).
 *
 * The graph that flow_graph returns is final: its blocks stand in the order of their
 * code, only real instructions are left in it, save JUMP and JUMP_NO_INTERRUPT whose
 * direction the assembler sees, jumps end their block (but for a NOT_TAKEN), and
 * cells count in the row of locals.
 */
#ifndef KILN_COMPILER_FLOW_FLOW_H
#define KILN_COMPILER_FLOW_FLOW_H

#include "compiler/codegen/unit.h"
#include "compiler/value/const_cache.h"
#include "target/effect.h"
#include "target/pass.h"

struct flow_block;

struct flow_instr {
    enum opcode op;
    int32_t arg;
    struct location place;
    struct flow_block *target;  /* of a jump or SETUP_*, else NULL */
    struct flow_block *handler; /* where an exception raised here is handled; NULL:
                                   outside of this code object */
};

struct flow_block {
    struct flow_instr *instrs;
    uint32_t count, capacity;
    struct flow_block *next;  /* in the order of the code; where control falls through */
    struct flow_block *older; /* until 3.11: the one made before it */
    uint32_t predecessors;
    int32_t depth;          /* of the stack on entry */
    bool has_nops;          /* may have some */
    bool labelled;          /* some jump led here */
    bool visited;           /* scratch of each pass */
    bool is_handler;        /* some SETUP_* leads here */
    bool keeps_lasti;       /* a handler that finds the last instruction on the stack */
    bool cold, warm;        /* reached only through handlers; without one */
    uint32_t number;        /* for dumps and the assembler: place in the order */
    uint32_t offset;        /* the assembler's: of the code, in units of 2 bytes */
    uint64_t unsafe_locals; /* see uninitialised.c */
    const struct open_handler *open; /* see except.c */
};

struct flow_graph {
    struct ctx *ctx;
    struct code_unit *unit;
    struct const_cache *cache;
    const struct opcode_row *rows;
    const struct effect_row *effects;
    struct flow_block *entry, *newest;
    uint32_t block_count;
    struct flow_block **stack; /* blocks to be visited; see graph_stack */
    uint32_t stack_room;
    int stack_depth; /* co_stacksize */
};

/* The final graph of a unit, by all passes of the target.  Appends to the unit's
 * constants and removes unused ones. */
struct flow_graph *flow_graph(struct ctx *ctx, struct code_unit *unit,
                              struct const_cache *cache);

/* The same in steps: the graph as it is built; then the passes from number `first` on
 * and before number `end`, as far as the target has so many. */
struct flow_graph *flow_begin(struct ctx *ctx, struct code_unit *unit,
                              struct const_cache *cache);
void flow_run(struct flow_graph *graph, size_t first, size_t end);

/* The graph as text, for --stage=flow. */
void flow_dump(struct flow_graph *graph, struct buf *out);

/* "PEEPHOLE"; PASS_END for no such name. */
enum flow_pass flow_pass_named(const char *name);

#endif
