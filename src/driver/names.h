/* SPDX-License-Identifier: MIT
 *
 * The names that follow from a source's path: the one baked into its code
 * objects, and those of its .pyc files.
 */
#ifndef KILN_DRIVER_NAMES_H
#define KILN_DRIVER_NAMES_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* os.path.join(head, tail), appended. */
void join_path(struct buf *out, const char *head, const char *tail);

/* What follows the last slash. */
const char *base_name(const char *path);

/* Where the .pyc of a source goes. */
struct cache_rule {
    const char *cache_tag; /* "cpython-313" */
    const char *prefix;    /* sys.pycache_prefix, or NULL */
    const char *cwd;       /* absolute; used with a prefix and a relative source */
    bool legacy;           /* x.pyc beside x.py */
};

/* importlib.util.cache_from_source(path, optimization='' or level); level 0 has
 * no suffix.  Unlike CPython, a source right below the root keeps its place:
 * "/a.py" gives "/__pycache__/a.….pyc". */
void cache_path(struct buf *out, const struct cache_rule *rule, const char *path,
                int level);

/* How co_filename is made of a source's path (compileall.compile_file). */
struct filename_rule {
    const char *ddir;       /* files named one by one: join(ddir, base name) */
    const char *stripdir;   /* cut off where it is a prefix, component by component */
    const char *prependdir; /* joined in front of what is left */
};

/* False when stripdir is given and is no prefix of the path: it is then left out
 * of account, and the caller says so. */
bool filename_matches(const struct filename_rule *rule, const char *path);

/* Appends co_filename. */
void code_filename(struct buf *out, const struct filename_rule *rule, const char *path);

#endif
