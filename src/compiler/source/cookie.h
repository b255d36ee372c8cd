/* SPDX-License-Identifier: MIT
 *
 * The encoding that a file declares for itself (PEP 263).
 */
#ifndef KILN_COMPILER_SOURCE_COOKIE_H
#define KILN_COMPILER_SOURCE_COOKIE_H

#include <stddef.h>
#include <stdint.h>

/* A name in the text, or one of CPython's two normal names. */
struct cookie {
    const char *name; /* NULL: the file declares none */
    size_t size;
    uint32_t line;    /* 1 or 2 */
    size_t line_size; /* of that line, without its newline where it is line 1 */
};

/* The bytes end with a newline. */
struct cookie cookie_find(const char *bytes, size_t size);

#endif
