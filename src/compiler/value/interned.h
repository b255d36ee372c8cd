/* SPDX-License-Identifier: MIT
 *
 * Interned strings: which object stands for a text once it is interned.
 *
 * Of the strings with one text at most one is interned.  An interned string is
 * marshalled otherwise than an equal one that is not, so what is interned, and when,
 * must be as in a CPython process that compiles this one file: its start-up has
 * interned some 3,000 strings (target/startup.h), its parser the identifiers of the
 * source, and the making of each code object interns more (assemble/code.h).
 */
#ifndef KILN_COMPILER_VALUE_INTERNED_H
#define KILN_COMPILER_VALUE_INTERNED_H

#include "compiler/value/value.h"

/* One for each level that a file is compiled for. */
struct interned {
    name_id first_name, end_name; /* the source's identifiers in ctx->names */
    const struct value **items;   /* by name_id of ctx->names; NULL: not interned, or not
                                     asked for yet */
    size_t count;
    struct value *latin1[256]; /* the shared strings of one character; NULL: not made */
};

/* The parser interns identifiers: entries of ctx->names from `first_name`
 * (NAMES_KNOWN) on and before `end_name`, the table's count when parsing was done. */
void interned_begin(struct ctx *ctx, struct interned *interned, size_t first_name,
                    size_t end_name);

/* The interned string of a name: for what is an identifier in the source, or what
 * CPython interns by itself. */
const struct value *interned_name(struct ctx *ctx, struct interned *interned, name_id id);

/* Interns a string: the object that is interned already, else `str` itself, which
 * is so now (CPython: PyUnicode_InternInPlace). */
const struct value *interned_put(struct ctx *ctx, struct interned *interned,
                                 const struct value *str);

/* The object that CPython shares for a string of one character up to U+00FF; `str`
 * itself when it is none. */
const struct value *interned_shared(struct ctx *ctx, struct interned *interned,
                                    const struct value *str);

#endif
