/* SPDX-License-Identifier: MIT
 *
 * A diagnostic as data: what the compiler has to say about one source.
 */
#ifndef KILN_COMPILER_DIAG_H
#define KILN_COMPILER_DIAG_H

#include <stdbool.h>
#include <stddef.h>

enum diag_kind {
    DIAG_WARNING, /* the source compiles; Python would call warnings.warn */
    DIAG_ERROR,   /* the source is rejected; Python would raise */
};

/* All strings are UTF-8 where the text is Unicode; a lone surrogate in a
 * message is written as its three-byte form (Python's "surrogatepass"). */
struct diag {
    enum diag_kind kind;
    int level;              /* the optimize level that was being compiled */
    const char *class_name; /* "SyntaxError", "SyntaxWarning", … */
    const char *message;    /* str(exception), or the warning's text */
    /* Errors: what py_compile.PyCompileError.msg holds, closing newline
     * included where it has one: the traceback lines of a plain SyntaxError,
     * "Sorry: Class: text" for every other class.  NULL for warnings. */
    const char *report;
    const char *filename; /* the file named in the diagnostic: bytes, as given */
    long line;            /* 1-based; 0 when unknown, or where Python says 0, and then
                             the column is -1 */
    long column;          /* 1-based, in characters; 0 when unknown */
    long end_line, end_column;
    const char *text; /* shown instead of the source's line, or NULL */
    size_t text_size;
    bool whole_line; /* Python shows all of the line, even if it is very long */
};

#endif
