/* SPDX-License-Identifier: MIT
 *
 * UTF-8: whether bytes are that, and what CPython says of those that are not.
 */
#ifndef KILN_COMPILER_SOURCE_UTF8_H
#define KILN_COMPILER_SOURCE_UTF8_H

#include "base/buf.h"

#include <stddef.h>

/* Where the first invalid sequence begins; `size` when all is valid. */
size_t utf8_valid_size(const char *bytes, size_t size);

/* What UnicodeDecodeError says of bytes that are not all valid, with positions counted
 * from the first of them; cut to `room` bytes. */
void utf8_complain(const char *bytes, size_t size, char *message, size_t room);

/* How many characters there are, each invalid sequence counted as one (U+FFFD of
 * errors="replace"). */
long utf8_characters(const char *bytes, size_t size);

/* How many characters the first `count` bytes of a line have after each invalid
 * sequence has become U+FFFD, which has three bytes; a character that is cut counts,
 * and all beyond the end is one. */
long utf8_replaced_column(const char *line, size_t size, size_t count);

/* Writes the text with U+FFFD for each invalid sequence, at most thrice its size;
 * returns how much that is. */
size_t utf8_replace(const char *bytes, size_t size, char *to);

/* Appends bytes as os.fsdecode reads them: what is not UTF-8 becomes a lone surrogate
 * for each byte (PEP 383), here in three bytes. */
void utf8_add_decoded(struct buf *out, const char *bytes, size_t size);

#endif
