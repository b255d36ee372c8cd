/* SPDX-License-Identifier: MIT
 *
 * The second pass over a file that does not parse: finds what CPython has to say
 * about it.  It walks the grammar as CPython's parser does (PEP 617: ordered choice,
 * backtracking, memory), first without and then with the rules that only complain.
 * Slower than the parser proper, and of no use for anything but messages.
 */
#ifndef KILN_COMPILER_PARSE_EXPLAIN_H
#define KILN_COMPILER_PARSE_EXPLAIN_H

#include "compiler/parse/parser.h"

/* Takes the exit with CPython's SyntaxError for the whole file; returns where this
 * pass finds nothing wrong. */
void explain_file(struct ctx *ctx, const struct tokens *tokens);

/* The same for the code of an f-string's field up to 3.11, which stands in
 * parentheses and is a text of its own that begins at that column of the file. */
void explain_field(const struct parser *field, uint32_t column);

#endif
