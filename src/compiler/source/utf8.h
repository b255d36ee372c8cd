/* SPDX-License-Identifier: MIT
 *
 * UTF-8: whether bytes are that, and what CPython says of those that are not.
 */
#ifndef KILN_COMPILER_SOURCE_UTF8_H
#define KILN_COMPILER_SOURCE_UTF8_H

#include <stddef.h>

/* Where the first invalid sequence begins; `size` when all is valid. */
size_t utf8_valid_size(const char *bytes, size_t size);

/* The reason that the codec gives for the sequence at `bytes`, which is invalid and
 * followed by a NUL or more bytes: how many bytes belong to it goes to *length. */
const char *utf8_reason(const char *bytes, size_t size, size_t *length);

#endif
