/* SPDX-License-Identifier: MIT
 *
 * Text between quotes, as repr(str) of Python 3 writes it, and the facts about
 * file names seen as text that it rests on (PEP 383: names are UTF-8, bytes
 * that are not become lone surrogates U+DC80 to U+DCFF).
 */
#ifndef KILN_BASE_QUOTE_H
#define KILN_BASE_QUOTE_H

#include "base/buf.h"
#include "base/unicode.h"

#include <stddef.h>
#include <stdint.h>

/* Appends repr(os.fsdecode(name)): single quotes unless the text has ' and no ",
 * backslash escapes, \xhh \uhhhh \Uhhhhhhhh for what is not printable in that
 * UNICODE_VERSION (CPython: unicode_repr, _PyUnicode_IsPrintable). */
void quote_name(struct buf *out, const char *name, size_t size, unsigned unicode_version);

/* The same for text: valid UTF-8 but for surrogates, which are their three bytes. */
void quote_text(struct buf *out, const char *text, size_t size, unsigned unicode_version);

/* Order of two file names as Python sorts them: by code point, undecodable
 * bytes counting as the surrogates that they become.  <0, 0, >0. */
int compare_names(const char *a, size_t a_size, const char *b, size_t b_size);

/* The next code point of a file name (a surrogate for an undecodable byte);
 * advances *position, which must be < size. */
uint32_t next_code_point(const char *name, size_t size, size_t *position);

/* Appends `text` for an UTF-8 stream: bytes that are not UTF-8 and encoded
 * surrogates come out as \udcXX / \udXXX (the "backslashreplace" handler). */
void escape_surrogates(struct buf *out, const char *text, size_t size);

#endif
