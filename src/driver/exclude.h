/* SPDX-License-Identifier: MIT
 *
 * Python regular expressions, for -x: re.search over a file's full path.
 */
#ifndef KILN_DRIVER_EXCLUDE_H
#define KILN_DRIVER_EXCLUDE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct exclude;

/* Compiles a pattern written in the syntax of Python's `re` (text, Unicode
 * rules).  NULL with one line in `error` (re.error's words where they can be
 * had, with the position) when it is not valid. */
struct exclude *exclude_compile(const char *pattern, size_t size, struct buf *error);

/* 1: the pattern is found somewhere in the path; 0: it is not; -1: the match
 * hit a limit (catastrophic backtracking) or memory ran out.  Any number of
 * threads may ask at once. */
int exclude_search(const struct exclude *exclude, const char *path, size_t size);

void exclude_free(struct exclude *exclude);

#endif
