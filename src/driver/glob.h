/* SPDX-License-Identifier: MIT
 *
 * Shell patterns for --exclude-dir.
 */
#ifndef KILN_DRIVER_GLOB_H
#define KILN_DRIVER_GLOB_H

#include <stdbool.h>

/* Does the directory `path` (as built from the argument, no slash at its end)
 * match?  A glob without a slash is held against the path's last component.
 * One with a slash is held against the whole path, where * ? [ match no slash,
 * a leading double star and its slash stand for any number of components, none
 * included.  A slash at the glob's end means nothing. */
bool glob_match(const char *glob, const char *path);

#endif
