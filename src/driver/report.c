/* SPDX-License-Identifier: MIT
 *
 * Keeping events: see report.h.
 */
#include "driver/report.h"

#include <string.h>

static void keep_text(struct report *report, const char **text)
{
    if (!*text)
        return;
    *text = arena_copy(&report->arena, *text, strlen(*text));
    if (!*text)
        report->incomplete = true;
}

void report_add(struct report *report, const struct kiln_event *event)
{
    if (!VEC_GROW(&report->events)) {
        report->incomplete = true;
        return;
    }
    struct kiln_event *kept = &report->events.items[report->events.count++];
    *kept = *event;
    kept->size = sizeof *kept;
    keep_text(report, &kept->path);
    keep_text(report, &kept->pyc);
    keep_text(report, &kept->class_name);
    keep_text(report, &kept->message);
    keep_text(report, &kept->report);
    keep_text(report, &kept->filename);
    keep_text(report, &kept->filename2);
    keep_text(report, &kept->source_line);
}

void report_free(struct report *report)
{
    arena_free(&report->arena);
    VEC_FREE(&report->events);
}
