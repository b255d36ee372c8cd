/* SPDX-License-Identifier: MIT
 *
 * Strings that are interned in a fresh CPython process before it compiles anything.
 */
#ifndef KILN_TARGET_STARTUP_H
#define KILN_TARGET_STARTUP_H

#include "target/target.h"

/* Whether they are among those of this target.  Known are strings of ASCII letters,
 * digits and underscores, and qualified names; of those of one character, the ones that
 * are interned as another object than the one shared by all uses of the character. */
bool startup_interned(const struct target *target, const char *bytes, size_t size);

#endif
