/* SPDX-License-Identifier: MIT
 *
 * Memory that is freed all at once: allocation is a pointer bump, nothing is
 * freed alone.  An arena belongs to one thread at a time.
 */
#ifndef KILN_BASE_ARENA_H
#define KILN_BASE_ARENA_H

#include "base/platform.h"

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunk; /* newest chunk, linked to the older ones */
    size_t used;               /* bytes used in the newest chunk */
};

#define ARENA_INIT                                                                         \
    {                                                                                      \
        0                                                                                  \
    }

/* `size` bytes, aligned for any type, not cleared; NULL when memory ran out. */
NODISCARD void *arena_alloc(struct arena *arena, size_t size);

/* A copy of `size` bytes and a NUL; NULL when memory ran out. */
NODISCARD char *arena_copy(struct arena *arena, const char *bytes, size_t size);

/* Everything allocated is gone; the newest chunk is kept for reuse. */
void arena_reset(struct arena *arena);

/* Everything, and the memory itself, is gone; the arena is usable again. */
void arena_free(struct arena *arena);

#endif
