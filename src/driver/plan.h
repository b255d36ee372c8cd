/* SPDX-License-Identifier: MIT
 *
 * What a run is to do, decided once before it starts and only read afterwards.
 */
#ifndef KILN_DRIVER_PLAN_H
#define KILN_DRIVER_PLAN_H

#include "compiler/compile.h"
#include "driver/exclude.h"
#include "driver/fs.h"
#include "driver/names.h"

#include <kiln.h>
#include <stdbool.h>
#include <stddef.h>

/* A file or directory named by the caller. */
struct destination {
    const char *path;
    bool is_file;           /* a file by itself; else a tree */
    bool skipped;           /* the current directory, which compile_path passes over */
    int maxlevels;          /* directories below it that are entered; 0: none */
    const char *pyc;        /* a file taken as it is, compiled to this place; else NULL */
    const char *baked_name; /* its co_filename; NULL or empty: its path */
    struct filename_rule filename;
};

struct plan {
    const struct kiln_options *options; /* complete and found consistent */
    const struct fs *fs;
    struct target target;
    unsigned unicode_version;            /* of the target */
    struct compiler *compiler;           /* NULL: nothing can be compiled, see below */
    const char *no_compiler;             /* why there is none, one line */
    enum kiln_invalidation invalidation; /* not DEFAULT */
    int *levels;                         /* sorted, unique, as asked for (-1 kept) */
    size_t level_count;
    struct cache_rule cache;
    struct exclude *rx; /* NULL: none */
    char *link_limit;   /* limit_sl_dest without symbolic links, or NULL */
    unsigned threads;   /* that serve the run; at least 1 */
    struct destinations VEC_OF(struct destination) destinations;
};

/* The level that the compiler is asked for.  The default one may be above 2, as
 * PYTHONOPTIMIZE may: it names files so, and compiles as level 2. */
static inline int plan_compiled_level(const struct plan *plan, int level)
{
    if (level != -1)
        return level;
    return plan->options->default_optimize > 2 ? 2 : plan->options->default_optimize;
}

/* The path of a source's .pyc for one level, output_dir taken into account. */
void plan_cache_path(const struct plan *plan, const struct destination *destination,
                     const char *path, int level, struct buf *out);

#endif
