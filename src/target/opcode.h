/* SPDX-License-Identifier: MIT
 *
 * The instructions of CPython's bytecode: one logical number for each name that
 * any supported version knows, and for every version a table of what it is there.
 * All stages work with enum opcode; only the assembler writes a version's numbers.
 */
#ifndef KILN_TARGET_OPCODE_H
#define KILN_TARGET_OPCODE_H

#include <stdint.h>

enum opcode {
#define OPCODE(name) OP_##name,
#include "target/opcode.def"
#undef OPCODE
    OPCODES
};

/* What CPython's opcode module says of an instruction. */
enum opcode_flag {
    OPCODE_KNOWN = 1,     /* the version has it */
    OPCODE_ARG = 2,       /* its argument means something */
    OPCODE_CONST = 4,     /* it is an index into co_consts, */
    OPCODE_NAME = 8,      /* co_names, */
    OPCODE_LOCAL = 16,    /* the locals, */
    OPCODE_FREE = 32,     /* the cells, */
    OPCODE_JUMP = 64,     /* or where to jump */
    OPCODE_HANDLER = 128, /* a pseudo-instruction that opens an exception handler */
    OPCODE_PSEUDO = 256,  /* the compiler's own: it has no number */
};

struct opcode_row {
    uint8_t number; /* the byte in co_code */
    uint8_t caches; /* inline cache entries that follow, 2 bytes each */
    uint16_t flags; /* of enum opcode_flag; 0 where the version has no such instruction */
};

extern const struct opcode_row opcode_rows_py311[OPCODES];
extern const struct opcode_row opcode_rows_py312[OPCODES];
extern const struct opcode_row opcode_rows_py313[OPCODES];
extern const struct opcode_row opcode_rows_py314[OPCODES];
extern const struct opcode_row opcode_rows_py315[OPCODES];

/* "LOAD_FAST" */
const char *opcode_name(enum opcode op);

#endif
