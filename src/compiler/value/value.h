/* SPDX-License-Identifier: MIT
 *
 * Compile-time values: what a constant of the tree holds, and what a code object is
 * made of.
 *
 * A marshalled file shows which objects are one and the same, so in what goes into
 * a code object the identity of a `const struct value *` is the identity of the
 * object that CPython would have there: see const_cache.h and interned.h, which
 * decide on it.
 */
#ifndef KILN_COMPILER_VALUE_VALUE_H
#define KILN_COMPILER_VALUE_VALUE_H

#include "base/buf.h"
#include "compiler/ctx.h"

enum value_kind {
    VALUE_NONE,
    VALUE_FALSE,
    VALUE_TRUE,
    VALUE_ELLIPSIS,
    VALUE_INT,    /* fits into 64 bits */
    VALUE_BIGINT, /* does not */
    VALUE_FLOAT,
    VALUE_COMPLEX,
    VALUE_STR, /* UTF-8, lone surrogates as their three bytes */
    VALUE_BYTES,
    VALUE_TUPLE,
    VALUE_FROZENSET,
    VALUE_SLICE, /* its elements are start, stop and step */
    VALUE_CODE,
};

/* Magnitude in base 2**15, least significant first, as marshal writes it. */
struct value_digits {
    const uint16_t *items;
    uint32_t count;
    bool negative;
};

struct value_bytes {
    const char *bytes;
    uint32_t size;
};

struct code_object;

struct value {
    enum value_kind kind;
    uint32_t mark : 30;    /* scratch of pyc/marshal.c; 0 in a new value */
    uint32_t interned : 1; /* STR: is the interned object of its text (interned.h) */
    uint32_t unshared : 1; /* STR of one character up to U+00FF, BYTES of one or none: is
                              not the shared object of it, as what str.replace made */
    uint32_t hash;         /* of STR and BYTES: value_hash's, so that it walks over the
                              text once; 0: not known */
    union {
        int64_t integer;
        struct value_digits digits;
        double real;
        struct {
            double real, imaginary;
        } complex;
        struct value_bytes text; /* STR and BYTES */
        /* TUPLE, FROZENSET, SLICE.  The items of an object may be replaced by
         * equal ones, as CPython does when it interns them. */
        struct {
            const struct value **items;
            uint32_t count;
        } elements;
        const struct code_object *code;
    };
};

/* A code object: the fields that are marshalled since 3.11, by their CPython names
 * without the co_. */
struct code_object {
    int32_t argcount, posonlyargcount, kwonlyargcount;
    int32_t stacksize;
    int32_t flags;
    int32_t first_line;
    const struct value *code;                       /* BYTES */
    const struct value *consts;                     /* TUPLE */
    const struct value *names;                      /* TUPLE of STR */
    const struct value *localsplusnames;            /* TUPLE of STR */
    const struct value *localspluskinds;            /* BYTES */
    const struct value *filename, *name, *qualname; /* STR */
    const struct value *linetable, *exceptiontable; /* BYTES */
};

/* New values, in the arena; the bytes are not copied. */
const struct value *value_new_str(struct ctx *ctx, const char *bytes, size_t size);
const struct value *value_new_bytes(struct ctx *ctx, const char *bytes, size_t size);
const struct value *value_new_int(struct ctx *ctx, int64_t integer);

/* A tuple or frozenset (or slice) whose items are the caller's to fill in. */
const struct value *value_new_elements(struct ctx *ctx, enum value_kind kind, size_t count);

/* The first local of a code object just made is called `name` instead.  The tuple that
 * says so is a new one, which nothing shares: so it is with the parameter of
 * __annotate__ (3.14: codegen_leave_annotations_scope). */
void value_rename_local(struct ctx *ctx, const struct value *code,
                        const struct value *name);

/* repr() of it, appended, as ast.dump shows it; <code object NAME> for code. */
void value_repr(struct ctx *ctx, const struct value *value, struct buf *out);

#endif
