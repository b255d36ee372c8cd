/* SPDX-License-Identifier: MIT
 *
 * bytes → text: byte order mark, coding cookie (PEP 263), decoding, newlines.
 */
#ifndef KILN_COMPILER_SOURCE_SOURCE_H
#define KILN_COMPILER_SOURCE_SOURCE_H

#include "compiler/ctx.h"

/* UTF-8 without byte order mark, lines ended by \n alone (\r\n and \r are translated),
 * the last line ended too; a NUL follows the last byte and there is none before it.
 * Lives in the arena, or in the input where nothing had to change and it ends with a
 * newline and a NUL. */
struct source_text {
    const char *bytes;
    uint32_t size;
    bool added_newline; /* the file did not end its last line */
    bool invalid;       /* not all of it is UTF-8: targets without CHECKED_UTF8 look at
                           names and strings alone */
};

/* Fails as CPython does: SyntaxError for a bad cookie or bytes that do not decode,
 * "source code cannot contain null bytes", … (tokenizer.c, decode_str).  The byte
 * after the last one must be a NUL. */
void source_decode(struct ctx *ctx, const char *bytes, size_t size,
                   struct source_text *text);

#endif
