/* SPDX-License-Identifier: MIT
 *
 * Bump allocation in chunks: see arena.h.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
    struct arena_chunk *older;
    size_t capacity; /* bytes in `bytes` */
    alignas(max_align_t) unsigned char bytes[];
};

enum { CHUNK_SIZE = 64 * 1024 };

static struct arena_chunk *add_chunk(struct arena *arena, size_t size)
{
    size_t capacity = size > CHUNK_SIZE ? size : CHUNK_SIZE;
    if (capacity > SIZE_MAX - sizeof(struct arena_chunk))
        return NULL;
    struct arena_chunk *chunk = malloc(sizeof *chunk + capacity);
    if (!chunk)
        return NULL;
    chunk->older = arena->chunk;
    chunk->capacity = capacity;
    arena->chunk = chunk;
    arena->used = 0;
    return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size = (size + align - 1) / align * align;
    struct arena_chunk *chunk = arena->chunk;
    if (!chunk || size > chunk->capacity - arena->used) {
        chunk = add_chunk(arena, size);
        if (!chunk)
            return NULL;
    }
    void *result = chunk->bytes + arena->used;
    arena->used += size;
    return result;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t size)
{
    char *copy = size < SIZE_MAX ? arena_alloc(arena, size + 1) : NULL;
    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

static void free_chunks(struct arena_chunk *chunk)
{
    while (chunk) {
        struct arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

void arena_reset(struct arena *arena)
{
    if (!arena->chunk)
        return;
    free_chunks(arena->chunk->older);
    arena->chunk->older = NULL;
    arena->used = 0;
#ifndef NDEBUG
    memset(arena->chunk->bytes, 0xA5, arena->chunk->capacity);
#endif
}

void arena_free(struct arena *arena)
{
    free_chunks(arena->chunk);
    *arena = (struct arena)ARENA_INIT;
}
