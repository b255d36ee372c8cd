/* SPDX-License-Identifier: MIT
 *
 * Removing .pyc files whose source is gone.
 */
#ifndef KILN_DRIVER_PRUNE_H
#define KILN_DRIVER_PRUNE_H

#include "driver/plan.h"
#include "driver/walk.h"

struct pruned VEC_OF(const char *);

/* Removes, from the cache directory of `dir` (just listed by `walk`), the .pyc
 * files of the plan's target, of any level, that no x.py in `dir` stands for, and
 * the temporaries that a run which was killed left there an hour ago or earlier.
 * Paths removed are appended to `pruned` in order, kept in `paths`.  Files of
 * other targets, and .pyc files beside sources, are never touched. */
void prune_directory(const struct plan *plan, const struct destination *destination,
                     const struct walk *walk, const char *dir, struct arena *paths,
                     struct pruned *pruned);

#endif
