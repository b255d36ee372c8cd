/* SPDX-License-Identifier: MIT
 *
 * Which of the compiler's warnings are shown, and which are errors: python's -W
 * (Lib/warnings.py, _processoptions and _setoption; Python/_warnings.c).
 */
#ifndef KILN_COMPILER_WARNING_FILTER_H
#define KILN_COMPILER_WARNING_FILTER_H

#include <stdbool.h>
#include <stddef.h>

enum warning_action {
    WARNING_SHOW,
    WARNING_IGNORE,
    WARNING_ERROR,
};

/* Arguments of -W, in order, of which the last that matches decides. */
struct warning_filters {
    const char *const *items;
    size_t count;
};

/* Whether all of them are of a kind that is understood here; what names a category
 * of some module, only Python understands. */
bool warning_filters_known(const struct warning_filters *filters);

/* What becomes of a warning.  Those that no filter matches are shown, but for a
 * DeprecationWarning. */
enum warning_action warning_decide(const struct warning_filters *filters,
                                   const char *class_name, const char *message,
                                   const char *filename, long line);

#endif
