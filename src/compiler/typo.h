/* SPDX-License-Identifier: MIT
 *
 * A keyword that may be misspelled where the syntax is invalid: traceback's
 * _find_keyword_typos.
 */
#ifndef KILN_COMPILER_TYPO_H
#define KILN_COMPILER_TYPO_H

#include "compiler/ctx.h"

struct typo {
    const char *keyword; /* that is meant */
    const char *line;    /* with what is shown as the line of the error */
    size_t line_size;
    long column, end_column;
};

/* Whether a text is a module, or the beginning of one. */
typedef bool typo_compiles(struct ctx *ctx, const char *bytes, size_t size);

/* Whether the report of the error has a suggestion.  The text is looked at from the
 * statement on that was parsed last. */
bool typo_find(struct ctx *ctx, const struct diag *diag, typo_compiles *compiles,
               struct typo *typo);

#endif
