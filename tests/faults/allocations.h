/* SPDX-License-Identifier: MIT
 *
 * Stands before every source of the program in the test of allocations that fail.
 */
#ifndef KILN_TESTS_ALLOCATIONS_H
#define KILN_TESTS_ALLOCATIONS_H

#include "base/arena.h"

#include <stdlib.h>

void *fault_malloc(size_t size);
void *fault_calloc(size_t count, size_t size);
void *fault_realloc(void *block, size_t size);
void fault_free(void *block);
void *fault_arena_alloc(struct arena *arena, size_t size);

#define malloc(size) fault_malloc(size)
#define calloc(count, size) fault_calloc(count, size)
#define realloc(block, size) fault_realloc(block, size)
#define free(block) fault_free(block)
#define arena_alloc(arena, size) fault_arena_alloc(arena, size)

#endif
