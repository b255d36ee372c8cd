/* SPDX-License-Identifier: MIT
 *
 * Defaults and consistency of kiln_options.
 */
#include "api/options.h"

#include "base/platform.h"

#include <limits.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* PYTHONOPTIMIZE: an integer is the level, anything else that is not empty
 * counts as 1 (CPython: _Py_get_env_flag). */
static int level_from_environment(void)
{
    const char *text = getenv("PYTHONOPTIMIZE");
    if (!text || !*text)
        return 0;
    char *end;
    long level = strtol(text, &end, 10);
    if (*end || level < 0 || level > INT_MAX)
        return 1;
    return (int)level;
}

EXPORTED void kiln_options_init_sized(struct kiln_options *options, size_t size)
{
    struct kiln_options defaults = {
        .size = size,
        .maxlevels = KILN_LEVELS_ALL,
        .workers = 1,
        .clamp_mtime = -1,
        .default_optimize = level_from_environment(),
    };
    const char *prefix = getenv("PYTHONPYCACHEPREFIX");
    if (prefix && *prefix)
        defaults.pycache_prefix = prefix;
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
}

void options_complete(struct kiln_options *complete, const struct kiln_options *given)
{
    kiln_options_init(complete);
    if (!given)
        return;
    size_t size = given->size < sizeof *complete ? given->size : sizeof *complete;
    memcpy(complete, given, size);
    complete->size = sizeof *complete;
}

static size_t count_distinct(const int *levels, size_t count)
{
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < i && levels[k] != levels[i])
            k++;
        distinct += k == i;
    }
    return distinct;
}

const char *options_find_fault(const struct kiln_options *options)
{
    if (options->ddir && (options->stripdir || options->prependdir))
        return "Destination dir (ddir) cannot be used in combination with stripdir or "
               "prependdir";
    if (options->workers < 0)
        return "workers must be greater or equal to 0";
    if (options->hardlink_dupes &&
        count_distinct(options->optimize, options->optimize_count) < 2)
        return "Hardlinking of duplicated bytecode makes sense only for more than one "
               "optimization level";
    return NULL;
}

unsigned options_workers(const struct kiln_options *options)
{
    if (options->workers > 0)
        return (unsigned)options->workers;
    cpu_set_t mask;
    if (sched_getaffinity(0, sizeof mask, &mask) == 0 && CPU_COUNT(&mask) > 0)
        return (unsigned)CPU_COUNT(&mask);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (unsigned)online : 1;
}
