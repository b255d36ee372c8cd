/* SPDX-License-Identifier: MIT
 *
 * The bar:  [#######.........]  1234/5678  850/s  0:05
 */
#include "cli/progress.h"

#include <time.h>

double cli_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void add_duration(struct buf *text, double seconds)
{
    unsigned long whole = seconds < 1e9 ? (unsigned long)(seconds + 0.5) : 999999999;
    if (whole >= 3600)
        buf_printf(text, "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60, whole % 60);
    else
        buf_printf(text, "%lu:%02lu", whole / 60, whole % 60);
}

/* What stands behind the bar.  The time left is anybody's guess while files are
 * still being found. */
static void add_figures(struct buf *text, const struct kiln_event *event, double elapsed)
{
    double rate = elapsed > 0 ? (double)event->files_done / elapsed : 0;
    buf_printf(text, "%zu/%zu%s", event->files_done, event->files_known,
               event->listing_done ? "" : "+");
    if (elapsed < 0.5 || rate <= 0)
        return;
    buf_printf(text, "  %.0f/s", rate);
    if (event->listing_done && event->files_known >= event->files_done) {
        buf_add_text(text, "  ");
        add_duration(text, (double)(event->files_known - event->files_done) / rate);
    }
}

static void add_bar(struct buf *text, const struct kiln_event *event, size_t width)
{
    size_t known = event->files_known, done = event->files_done;
    size_t full = known ? (size_t)((double)done / (double)known * (double)width) : 0;
    buf_add_text(text, "[");
    for (size_t i = 0; i < width; i++)
        buf_add_text(text, i < full ? "#" : ".");
    buf_add_text(text, "]  ");
}

void cli_progress_bar(struct cli_progress *progress, const struct kiln_event *event,
                      double now, size_t columns, struct buf *bar)
{
    if (progress->drawn > 0 && now - progress->drawn < 0.1)
        return;
    progress->drawn = now;
    struct buf figures = {0};
    add_figures(&figures, event, now - progress->started);
    /* The last column stays free: some terminals wrap when it is written. */
    size_t room = columns > figures.size + 5 ? columns - figures.size - 5 : 0;
    if (room >= 8)
        add_bar(bar, event, room < 40 ? room : 40);
    if (figures.size < columns)
        buf_add_text(bar, buf_text(&figures));
    buf_free(&figures);
}
