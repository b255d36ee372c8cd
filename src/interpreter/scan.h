/* SPDX-License-Identifier: MIT
 *
 * Could these bytes have come out otherwise in a fresh process?
 *
 * marshal writes what it is given, but which objects are one and the same, and
 * which strings count as interned, depends on the strings that the process has
 * interned before.  A process that compiled other files may differ from a fresh
 * one in three ways, each of which shows in the marshalled bytes:
 *
 *  - A frozenset constant of name-like strings that stands in two code objects
 *    is written once and referred to, or written twice: when a code object is
 *    made its name-like constants are interned, and a frozenset with an element
 *    that is thereby replaced by another object is built anew.
 *    (codeobject.c: intern_constants, intern_string_constants)
 *    A process with more strings interned can only build more of them anew, so
 *    one that is shared here is shared in a fresh process, too.
 *  - The qualified name of a class is also a constant of the class's body.  From
 *    3.13 it is interned, unless an equal string was interned already: then
 *    the constant stays as it was, plain.
 *  - There is one object for each one-character Latin-1 string, until 3.12
 *    written as interned once any source had it as an identifier.
 *
 * A file with any of these is suspect: it must be compiled again by a process
 * that has compiled nothing.  A false alarm costs that time and nothing else.
 */
#ifndef KILN_INTERPRETER_SCAN_H
#define KILN_INTERPRETER_SCAN_H

#include "base/vec.h"
#include "target/target.h"

#include <stddef.h>
#include <stdint.h>

/* The one-character strings that were interned before anything was compiled. */
struct character_set {
    uint32_t bits[8];
};

struct scan_hashes VEC_OF(uint64_t);

struct scan_reference;

/* Memory that is used again from scan to scan. */
struct scan_memory {
    struct scan_references VEC_OF(struct scan_reference) references;
    struct scan_hashes plain;      /* strings that are not interned */
    struct scan_hashes classes;    /* qualified names of classes, where interned */
    struct scan_hashes frozensets; /* those with a name-like string */
};

enum scan_verdict {
    SCAN_CLEAN,     /* a fresh process would have given these bytes */
    SCAN_SUSPECT,   /* perhaps not */
    SCAN_MALFORMED, /* not one marshalled code object of this target */
    SCAN_NO_MEMORY,
};

enum scan_verdict scan_code(struct scan_memory *memory, const struct target *target,
                            const struct character_set *interned, const char *bytes,
                            size_t size);

void scan_memory_free(struct scan_memory *memory);

#endif
