/* SPDX-License-Identifier: MIT
 *
 * Bump allocation in chunks: see arena.h.
 */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
    struct arena_chunk *older;
    size_t capacity; /* bytes in `bytes`, a multiple of the alignment */
    alignas(max_align_t) unsigned char bytes[];
};

enum {
    CHUNK_SIZE = 64 * 1024,
    KEPT_SIZE = 1024 * 1024, /* as much is kept when an arena is reset, so that the
                                next file finds its memory mapped; a larger chunk
                                is not kept at all */
};

/* A spare chunk of that capacity at least, or NULL. */
static struct arena_chunk *take_spare(struct arena *arena, size_t capacity)
{
    for (struct arena_chunk **at = &arena->spare; *at; at = &(*at)->older) {
        struct arena_chunk *chunk = *at;
        if (chunk->capacity < capacity)
            continue;
        *at = chunk->older;
        return chunk;
    }
    return NULL;
}

static struct arena_chunk *make_chunk(size_t capacity)
{
    struct arena_chunk *chunk = malloc(sizeof *chunk + capacity);
    if (chunk)
        chunk->capacity = capacity;
    return chunk;
}

void *arena_alloc_chunk(struct arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - sizeof(struct arena_chunk) - align)
        return NULL;
    size = size ? (size + align - 1) / align * align : align;
    if (size > arena->left) {
        size_t capacity = size > CHUNK_SIZE ? size : CHUNK_SIZE;
        struct arena_chunk *chunk = take_spare(arena, capacity);
        if (!chunk && !(chunk = make_chunk(capacity)))
            return NULL;
        chunk->older = arena->chunk;
        arena->chunk = chunk;
        arena->next = chunk->bytes;
        arena->left = chunk->capacity;
    }
    return arena_alloc(arena, size);
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

/* Says that the bytes are gone, to those who would still read them. */
static void poison(unsigned char *bytes, size_t size)
{
#ifndef NDEBUG
    memset(bytes, 0xA5, size);
#else
    (void)bytes;
    (void)size;
#endif
}

void arena_release(struct arena *arena, struct arena_mark mark)
{
    while (arena->chunk != mark.chunk) {
        struct arena_chunk *chunk = arena->chunk;
        arena->chunk = chunk->older;
        arena->left = 0;
        if (chunk->capacity > KEPT_SIZE) {
            free(chunk);
            continue;
        }
        poison(chunk->bytes, chunk->capacity);
        chunk->older = arena->spare;
        arena->spare = chunk;
    }
    arena->next = NULL;
    if (arena->chunk) {
        arena->next = arena->chunk->bytes + (arena->chunk->capacity - mark.left);
        poison(arena->next, mark.left - arena->left);
    }
    arena->left = mark.left;
}

/* Frees the spare chunks past that size in all. */
static void free_spares(struct arena *arena, size_t kept)
{
    struct arena_chunk **at = &arena->spare;
    while (*at) {
        struct arena_chunk *chunk = *at;
        if (chunk->capacity <= kept) {
            kept -= chunk->capacity;
            at = &chunk->older;
        } else {
            *at = chunk->older;
            free(chunk);
        }
    }
}

void arena_reset(struct arena *arena)
{
    arena_release(arena, (struct arena_mark){NULL, 0});
    free_spares(arena, KEPT_SIZE);
}

void arena_free(struct arena *arena)
{
    arena_reset(arena);
    free_spares(arena, 0);
}
