/* SPDX-License-Identifier: MIT
 *
 * Between the files that write marshal.
 */
#ifndef KILN_COMPILER_PYC_WRITER_H
#define KILN_COMPILER_PYC_WRITER_H

#include "compiler/pyc/marshal.h"

/* Type codes (marshal.c). */
enum marshal_type {
    MARSHAL_NONE = 'N',
    MARSHAL_TRUE = 'T',
    MARSHAL_FALSE = 'F',
    MARSHAL_ELLIPSIS = '.',
    MARSHAL_INT = 'i',
    MARSHAL_LONG = 'l',
    MARSHAL_FLOAT = 'g',
    MARSHAL_COMPLEX = 'y',
    MARSHAL_BYTES = 's',
    MARSHAL_UNICODE = 'u',
    MARSHAL_INTERNED = 't',
    MARSHAL_ASCII = 'a',
    MARSHAL_ASCII_INTERNED = 'A',
    MARSHAL_SHORT_ASCII = 'z',
    MARSHAL_SHORT_ASCII_INTERNED = 'Z',
    MARSHAL_TUPLE = '(',
    MARSHAL_SMALL_TUPLE = ')',
    MARSHAL_FROZENSET = '>',
    MARSHAL_SLICE = ':',
    MARSHAL_CODE = 'c',
    MARSHAL_REF = 'r',
};

enum {
    MARSHAL_FLAG_REF = 0x80,
    MARSHAL_DEPTH = 2000, /* MAX_MARSHAL_STACK_DEPTH */
};

/* What value->mark holds while a graph is written. */
enum {
    MARK_NEW = 0,     /* not met */
    MARK_ONE = 1,     /* one other object refers to it */
    MARK_SHARED = 2,  /* several do */
    MARK_WRITTEN = 3, /* and on: it has an index, which is added */
};

/* Objects of which a process has only one for each content: they are known by that,
 * and always take part in references. */
enum single {
    SINGLE_EMPTY_TUPLE,
    SINGLE_EMPTY_BYTES,
    SINGLE_EMPTY_STR,
    SINGLE_TITLE,                     /* <module> and the like, see title_single */
    SINGLE_LATIN1 = SINGLE_TITLE + 6, /* strings of one character up to U+00FF */
    SINGLE_BYTE = SINGLE_LATIN1 + 256,
    SINGLE_INT = SINGLE_BYTE + 256, /* from FIRST_SMALL_INT */
    SINGLES = SINGLE_INT + 5 + 1024 + 1,
    NOT_SINGLE = -1,
};

enum { FIRST_SMALL_INT = -5 };

/* Indices of a dump of its own: the one by which an element of a set is ordered. */
struct ref_slot {
    uintptr_t key; /* 0: empty; else a value's address, or a single's number, odd */
    uint32_t index;
};

struct ref_map {
    struct ref_slot *slots;
    uint32_t slot_count, count;
};

struct value_list {
    const struct value **items;
    uint32_t count, room;
};

struct writer {
    struct ctx *ctx;
    char *at;          /* there is room: see `bound` */
    uint32_t next;     /* index of the next object with FLAG_REF */
    uint32_t *singles; /* by enum single: index + 1; 0: not written */
    /* NULL: indices are in the marks and in `singles`. */
    struct ref_map *map;
    int int_limit; /* the largest small int */
    bool shared_latin1, held_elements, interned_titles;
    /* Of the first walk: what was met; the frozensets among it, inner ones first; at
     * most how many bytes it takes. */
    struct value_list met, sets;
    size_t bound;
    int depth;
};

/* Writes an object.  `held`: something outside of the graph refers to it too. */
void writer_object(struct writer *writer, const struct value *value, bool held);

/* At most how many bytes an object takes, without what it refers to. */
size_t writer_own_size(const struct value *value);

/* Puts the elements of a frozenset into the order of their own dumps.  Frozensets in
 * them are in order. */
void writer_sort_set(struct writer *writer, const struct value *set);

#endif
