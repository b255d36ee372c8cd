/* SPDX-License-Identifier: MIT
 *
 * The words in which py_compile reports a rejected source: what
 * PyCompileError.msg holds.
 */
#ifndef KILN_COMPILER_DIAG_REPORT_H
#define KILN_COMPILER_DIAG_REPORT_H

#include "base/buf.h"
#include "compiler/diag.h"
#include "target/target.h"

/* The line of source that a report shows: UTF-8, its newline included; `bytes` is
 * NULL where CPython knows none (SyntaxError.text is None). */
struct diag_line {
    const char *bytes;
    size_t size;
};

/* Appends diag->report for an error. */
void diag_report(const struct diag *diag, struct diag_line line,
                 const struct target *target, struct buf *out);

#endif
