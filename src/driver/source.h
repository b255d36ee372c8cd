/* SPDX-License-Identifier: MIT
 *
 * One source file as the driver sees it: is it one, what is in it, did it
 * change meanwhile.
 */
#ifndef KILN_DRIVER_SOURCE_H
#define KILN_DRIVER_SOURCE_H

#include "driver/plan.h"

#include <stdbool.h>

/* Is the file at `path` to be compiled at all?  KILN_REASON_NONE and its status,
 * or why it is passed over (compileall.compile_file, up to the stale check). */
enum kiln_reason source_select(const struct plan *plan, const char *path, struct stat *st);

/* Reads the whole file; `st` is its status when it was opened.  0 or an errno. */
int source_read(const struct fs *fs, const char *path, struct buf *contents,
                struct stat *st);

/* Was the file at `path` left as it was since `st` was taken? */
bool source_unchanged(const struct fs *fs, const char *path, const struct stat *st);

/* Line `number` (1-based) of a source without the white space around it, as a
 * warning shows it.  Appends nothing when there is none or it is not UTF-8. */
void source_line(const char *source, size_t size, long number, struct buf *line);

#endif
