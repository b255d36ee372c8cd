/* SPDX-License-Identifier: MIT
 *
 * Memory that is freed all at once: allocation is a pointer bump, nothing is
 * freed alone.  An arena belongs to one thread at a time.
 */
#ifndef KILN_BASE_ARENA_H
#define KILN_BASE_ARENA_H

#include "base/platform.h"

#include <stdalign.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
    unsigned char *next;       /* the free bytes of the newest chunk */
    size_t left;               /* how many they are */
    struct arena_chunk *chunk; /* newest chunk, linked to the older ones */
    struct arena_chunk *spare; /* chunks that hold nothing, kept for reuse */
};

#define ARENA_INIT                                                                         \
    {                                                                                      \
        0                                                                                  \
    }

/* What arena_alloc does where the newest chunk has no such room, or for size 0. */
NODISCARD void *arena_alloc_chunk(struct arena *arena, size_t size);

/* `size` bytes, aligned for any type, not cleared; NULL when memory ran out. */
NODISCARD static inline void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (UNLIKELY(size - 1 >= arena->left))
        return arena_alloc_chunk(arena, size);
    void *result = arena->next;
    size = (size + align - 1) / align * align; /* as `left` is a multiple, too */
    arena->next += size;
    arena->left -= size;
    return result;
}

/* A copy of `size` bytes and a NUL; NULL when memory ran out. */
NODISCARD char *arena_copy(struct arena *arena, const char *bytes, size_t size);

/* A place in the order of allocations. */
struct arena_mark {
    struct arena_chunk *chunk;
    size_t left;
};

static inline struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->chunk, arena->left};
}

/* Everything allocated since the mark is gone; its memory is kept for reuse. */
void arena_release(struct arena *arena, struct arena_mark mark);

/* Everything allocated is gone; some of the memory is kept for reuse. */
void arena_reset(struct arena *arena);

/* Everything, and the memory itself, is gone; the arena is usable again. */
void arena_free(struct arena *arena);

#endif
