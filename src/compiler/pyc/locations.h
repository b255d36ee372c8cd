/* SPDX-License-Identifier: MIT
 *
 * Line tables and exception tables of code objects, read.
 */
#ifndef KILN_COMPILER_PYC_LOCATIONS_H
#define KILN_COMPILER_PYC_LOCATIONS_H

#include "compiler/value/value.h"

/* The place of an instruction, as co_positions() has it; -1: not known. */
struct code_place {
    int64_t line, end_line;
    int64_t column, end_column;
    bool starts; /* an entry of the table begins with it */
};

/* The places of `count` code units (2 bytes of bytecode each). */
struct code_place *locations_read(struct ctx *ctx, const struct code_object *code,
                                  size_t count);

/* Instructions from start to before end, in bytes, go to the handler at `target`. */
struct code_handler {
    uint64_t start, end, target;
    uint64_t depth;
    bool lasti;
};

/* The next entry; false at the end of the table.  *at counts its bytes. */
bool locations_next_handler(const struct value_bytes *table, uint32_t *at,
                            struct code_handler *handler);

#endif
