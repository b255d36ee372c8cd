/* SPDX-License-Identifier: MIT
 *
 * Shell patterns, by fnmatch(3): see glob.h.
 */
#include "driver/glob.h"

#include <fnmatch.h>
#include <limits.h>
#include <string.h>

/* The glob against what begins at any component of the path. */
static bool match_anywhere(const char *glob, const char *path)
{
    for (const char *rest = path; rest; rest = strchr(rest, '/')) {
        rest += *rest == '/';
        if (!fnmatch(glob, rest, FNM_PATHNAME))
            return true;
    }
    return false;
}

static bool match_bare(const char *glob, const char *path)
{
    if (!strncmp(glob, "**/", 3))
        return match_anywhere(glob + 3, path);
    if (strchr(glob, '/'))
        return !fnmatch(glob, path, FNM_PATHNAME);
    const char *slash = strrchr(path, '/');
    return !fnmatch(glob, slash ? slash + 1 : path, 0);
}

bool glob_match(const char *glob, const char *path)
{
    size_t size = strlen(glob);
    char bare[PATH_MAX];
    if (size < 2 || glob[size - 1] != '/')
        return match_bare(glob, path);
    while (size > 1 && glob[size - 1] == '/')
        size--;
    if (size >= sizeof bare)
        return false;
    memcpy(bare, glob, size);
    bare[size] = '\0';
    return match_bare(bare, path);
}
