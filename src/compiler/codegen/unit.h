/* SPDX-License-Identifier: MIT
 *
 * A code unit: what code generation makes for each future code object, and what
 * the flow graph is built from.  Instructions are logical opcodes, pseudo ones
 * included; the argument of a jump or of a SETUP_* is a label.
 * (struct compiler_unit and instruction_sequence of CPython.)
 */
#ifndef KILN_COMPILER_CODEGEN_UNIT_H
#define KILN_COMPILER_CODEGEN_UNIT_H

#include "base/intern.h"
#include "compiler/ctx.h"
#include "compiler/value/value.h"
#include "target/opcode.h"

/* Where an instruction comes from, as co_positions has it: lines from 1, columns
 * in bytes from 0, -1 for a column that is not known. */
struct location {
    int32_t line, end_line;
    int32_t column, end_column;
};

enum {
    LINE_NONE = -1, /* no location (NO_LOCATION) */
    LINE_NEXT = -2, /* that of the next instruction (NEXT_LOCATION, 3.12 and later) */
};

static const struct location location_none = {LINE_NONE, LINE_NONE, -1, -1};
static const struct location location_next = {LINE_NEXT, LINE_NEXT, -2, -2};

static inline struct location location_of(struct span span)
{
    struct location place = {(int32_t)span.line, (int32_t)span.end_line,
                             (int32_t)span.column, (int32_t)span.end_column};
    return place;
}

struct instr {
    enum opcode op;
    int32_t arg;
    struct location place;
};

/* A list of names without doubles, in the order of entry; its index is the argument
 * of the instructions that use it. */
struct name_list {
    name_id *items;
    uint32_t count, capacity;
    uint32_t *slots; /* hash table of indexes + 1 */
    uint32_t slot_count;
};

struct const_list {
    const struct value **items; /* objects of the const cache: equal means the same */
    uint32_t count, capacity;
    uint32_t *slots;
    uint32_t slot_count;
};

/* When a label was made: how many instructions there were; and when it was placed: how
 * many labels had been. */
struct label_time {
    uint32_t made, placed;
};

/* Fields of enum unit_flag are co_flags, with CPython's numbers. */
enum code_flag {
    CO_OPTIMIZED = 0x1,
    CO_NEWLOCALS = 0x2,
    CO_VARARGS = 0x4,
    CO_VARKEYWORDS = 0x8,
    CO_NESTED = 0x10,
    CO_GENERATOR = 0x20,
    CO_COROUTINE = 0x80,
    CO_ITERABLE_COROUTINE = 0x100,
    CO_ASYNC_GENERATOR = 0x200,
    CO_FUTURE_BARRY_AS_BDFL = 0x400000,
    CO_FUTURE_ANNOTATIONS = 0x1000000,
    CO_HAS_DOCSTRING = 0x4000000, /* 3.14 */
    CO_METHOD = 0x8000000,        /* 3.14 */
};

struct code_unit {
    struct code_unit *outer; /* whose body this one stands in; NULL for the module */

    /* The code object's own fields. */
    name_id name;
    const struct value *title; /* the name, where it is a string of its own; or NULL */
    const struct value *qualname;
    int argcount, posonlyargcount, kwonlyargcount; /* argcount: all but keyword-only */
    int flags; /* of enum code_flag */
    int first_line;
    struct name_list varnames;           /* arguments first */
    struct name_list cellvars, freevars; /* in the order of co_cellvars, co_freevars */
    uint8_t *hidden; /* by index of varnames, set: CO_FAST_HIDDEN, a local of an inlined
                        comprehension outside a function */
    uint32_t hidden_count; /* entries of it; later varnames are not hidden */
    struct name_list names;
    struct const_list consts;

    /* The code. */
    struct instr *instrs;
    uint32_t instr_count, instr_capacity;
    struct instr *annotations; /* 3.14: what replaces ANNOTATIONS_PLACEHOLDER */
    uint32_t annotation_count;
    bool aside;      /* it is made for those instructions, in a place of its own */
    int32_t *labels; /* label → index of the instruction that it stands before, -1
                        while it is not placed */
    struct label_time *label_times;
    uint32_t label_count, label_capacity;
    uint32_t placed_count; /* of labels */
};

/* Appends; all three take the exit when memory runs out or a list grows too long. */
void unit_emit(struct ctx *ctx, struct code_unit *unit, enum opcode op, int32_t arg,
               struct location place);
int32_t unit_label(struct ctx *ctx, struct code_unit *unit);
void unit_place_label(struct ctx *ctx, struct code_unit *unit, int32_t label);

/* Before all instructions so far; labels move on with theirs. */
void unit_insert_first(struct ctx *ctx, struct code_unit *unit, enum opcode op, int32_t arg,
                       struct location place);

/* The index of a name or constant, entered where it is new.  A constant is an object of
 * the file's const cache. */
uint32_t unit_name(struct ctx *ctx, struct name_list *list, name_id name);
uint32_t unit_const(struct ctx *ctx, struct const_list *list, const struct value *value);
/* -1 where the list does not have it. */
int64_t unit_find_name(const struct name_list *list, name_id name);

/* Puts the annotations into their place, before the flow graph is made. */
void unit_place_annotations(struct ctx *ctx, struct code_unit *unit);

/* Appends the unit as text, for --stage=instrs. */
void unit_dump(struct ctx *ctx, const struct code_unit *unit, struct buf *out);

#endif
