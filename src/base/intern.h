/* SPDX-License-Identifier: MIT
 *
 * Strings as numbers: equal byte strings get equal ids, so that the compiler
 * compares integers.  A table lives as long as one file is compiled.
 */
#ifndef KILN_BASE_INTERN_H
#define KILN_BASE_INTERN_H

#include "base/arena.h"
#include "base/vec.h"

#include <stddef.h>
#include <stdint.h>

/* Ids count up from 1 in the order of first appearance; 0 stands for none. */
typedef uint32_t name_id;

struct intern_text {
    const char *bytes; /* a NUL follows */
    uint32_t size;
    uint32_t hash;
};

struct intern {
    struct arena *arena; /* holds the bytes */
    struct intern_texts VEC_OF(struct intern_text) texts; /* by id; [0] is unused */
    name_id *slots;      /* hash table */
    size_t slot_count;   /* a power of two */
};

/* The id of these bytes; 0 when memory ran out. */
name_id intern_bytes(struct intern *intern, const char *bytes, size_t size);

static inline const struct intern_text *intern_get(const struct intern *intern, name_id id)
{
    return &intern->texts.items[id];
}

/* Forgets all names, keeps the memory of the tables. */
void intern_reset(struct intern *intern);
void intern_free(struct intern *intern);

#endif
