/* SPDX-License-Identifier: MIT
 *
 * A tree, one step at a time, in the order in which compileall sees it
 * (compileall._walk_dir): names sorted by code point, a directory entered where
 * its name stands, __pycache__ and symbolic links to directories passed over.
 */
#ifndef KILN_DRIVER_WALK_H
#define KILN_DRIVER_WALK_H

#include "base/arena.h"
#include "driver/fs.h"

#include <stdbool.h>
#include <stddef.h>

enum walk_step {
    WALK_END,
    WALK_LISTING,   /* a directory was read; walk_has_name is about it */
    WALK_CANT_LIST, /* the directory of the step before could not be read */
    WALK_FILE,      /* anything but a directory */
    WALK_NO_MEMORY,
};

struct walk_frame;

struct walk {
    const struct fs *fs;
    struct arena *paths;             /* where paths are kept */
    const char *const *exclude_dirs; /* globs of directories not to enter */
    size_t exclude_dir_count;
    struct walk_frames VEC_OF(struct walk_frame *) frames;
    const char *entering; /* directory to be read next, or NULL */
    int levels;           /* that may be entered below it */
    bool unlisted;        /* it was told as WALK_LISTING, but could not be read */
};

/* Begins at `dir`, which is entered even if it is a symbolic link. */
void walk_start(struct walk *walk, const char *dir, int maxlevels);

/* The next step; *path belongs to the walk's arena. */
enum walk_step walk_next(struct walk *walk, const char **path);

/* After WALK_LISTING: does the directory hold an entry of that name? */
bool walk_has_name(const struct walk *walk, const char *name);

void walk_free(struct walk *walk);

#endif
