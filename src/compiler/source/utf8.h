/* SPDX-License-Identifier: MIT
 *
 * UTF-8: whether bytes are that, and what CPython says of those that are not.
 */
#ifndef KILN_COMPILER_SOURCE_UTF8_H
#define KILN_COMPILER_SOURCE_UTF8_H

#include <stddef.h>

/* Where the first invalid sequence begins; `size` when all is valid. */
size_t utf8_valid_size(const char *bytes, size_t size);

/* What UnicodeDecodeError says of bytes that are not all valid, with positions counted
 * from the first of them; cut to `room` bytes. */
void utf8_complain(const char *bytes, size_t size, char *message, size_t room);

#endif
