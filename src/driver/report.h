/* SPDX-License-Identifier: MIT
 *
 * What there is to tell about one job: events, kept until their turn comes.
 */
#ifndef KILN_DRIVER_REPORT_H
#define KILN_DRIVER_REPORT_H

#include "base/arena.h"
#include "base/vec.h"

#include <kiln.h>

struct report {
    struct arena arena;
    struct report_events VEC_OF(struct kiln_event) events;
    bool incomplete; /* memory ran out: some event is missing */
};

/* Adds an event; its strings are copied into the report. */
void report_add(struct report *report, const struct kiln_event *event);

void report_free(struct report *report);

#endif
