/* SPDX-License-Identifier: MIT
 *
 * The bar that says how far a run is.
 */
#ifndef KILN_CLI_PROGRESS_H
#define KILN_CLI_PROGRESS_H

#include "base/buf.h"

#include <kiln.h>

struct cli_progress {
    double started; /* cli_seconds() */
    double drawn;   /* when the bar was drawn last; 0: never */
};

/* Seconds on a clock that only goes forward. */
double cli_seconds(void);

/* The bar for a PROGRESS event at time `now`, made to fit into `columns`; nothing
 * if one was drawn less than a tenth of a second ago. */
void cli_progress_bar(struct cli_progress *progress, const struct kiln_event *event,
                      double now, size_t columns, struct buf *bar);

#endif
