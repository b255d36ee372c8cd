/* SPDX-License-Identifier: MIT
 *
 * Growable arrays of any element type: a struct with `items`, `count` and
 * `capacity`, and one function that grows it.
 *
 *     struct path_vec VEC_OF(const char *);
 *     if (!VEC_GROW(&paths)) ...out of memory...
 *     paths.items[paths.count++] = path;
 */
#ifndef KILN_BASE_VEC_H
#define KILN_BASE_VEC_H

#include "base/platform.h"

#include <stdbool.h>
#include <stddef.h>

#define VEC_OF(type)                                                                       \
    {                                                                                      \
        type *items;                                                                       \
        size_t count, capacity;                                                            \
    }

/* Room for one more element; false when memory ran out (the array is intact). */
#define VEC_GROW(vec)                                                                      \
    ((vec)->count < (vec)->capacity ||                                                     \
     vec_grow((void **)&(vec)->items, &(vec)->capacity, sizeof *(vec)->items))

#define VEC_FREE(vec) vec_free((void **)&(vec)->items, &(vec)->count, &(vec)->capacity)

NODISCARD bool vec_grow(void **items, size_t *capacity, size_t item_size);
void vec_free(void **items, size_t *count, size_t *capacity);

#endif
