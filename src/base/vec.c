/* SPDX-License-Identifier: MIT
 *
 * Growable arrays: see vec.h.
 */
#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The array pointer is copied, not aliased through void **, to stay within
 * the effective-type rules whatever the element type. */
bool vec_grow(void **items, size_t *capacity, size_t item_size)
{
    size_t wanted = *capacity ? *capacity * 2 : 8;
    if (wanted > SIZE_MAX / 2 / item_size)
        return false;
    void *old;
    memcpy(&old, items, sizeof old);
    void *grown = realloc(old, wanted * item_size);
    if (!grown)
        return false;
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return true;
}

void vec_free(void **items, size_t *count, size_t *capacity)
{
    void *old;
    memcpy(&old, items, sizeof old);
    free(old);
    memset(items, 0, sizeof old);
    *count = *capacity = 0;
}
