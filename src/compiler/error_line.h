/* SPDX-License-Identifier: MIT
 *
 * The line of source that CPython shows with an error, and columns in it.
 */
#ifndef KILN_COMPILER_ERROR_LINE_H
#define KILN_COMPILER_ERROR_LINE_H

#include "compiler/ctx.h"

/* UTF-8, in the arena or in the text.  Ends with its newline if it has one. */
struct error_line {
    const char *bytes;
    size_t size;
};

/* Line `number` of the text; what CPython reads of the file of that name where the file
 * holds the text, which is no more than a piece of a long line.  NULL bytes: the text
 * has no such line. */
struct error_line error_line_find(struct ctx *ctx, long number);

/* How many characters the first `bytes` bytes of the line are; one more than all of it
 * for whatever is beyond (_PyPegen_byte_offset_to_character_offset). */
long error_line_column(const struct error_line *line, long bytes);

#endif
