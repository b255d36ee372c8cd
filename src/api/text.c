/* SPDX-License-Identifier: MIT
 *
 * Events and reasons in words: what compileall prints.
 */
#include "base/buf.h"
#include "base/platform.h"
#include "base/quote.h"

#include <kiln.h>
#include <string.h>

EXPORTED const char *kiln_version(void)
{
    return KILN_VERSION;
}

EXPORTED const char *kiln_reason_text(enum kiln_reason reason)
{
    static const char *const texts[] = {
#define REASON_TEXT(name, text) text,
        KILN_REASONS(REASON_TEXT)
#undef REASON_TEXT
    };
    return (unsigned)reason < KILN_REASON_COUNT ? texts[reason] : "";
}

static void add_quoted(struct buf *out, const char *before, const char *path,
                       const struct kiln_event *event, const char *after)
{
    buf_add_text(out, before);
    quote_name(out, path, strlen(path), event->unicode_version);
    buf_add_text(out, after);
}

static void add_error_report(struct buf *out, const struct kiln_event *event, int quiet)
{
    if (quiet)
        add_quoted(out, "*** Error compiling ", event->path, event, "...\n");
    else
        buf_add_text(out, "*** ");
    const char *report = event->report ? event->report : "";
    escape_surrogates(out, report, strlen(report));
    buf_add_byte(out, '\n');
}

/* A file name as the error stream shows it: bytes that are not UTF-8 escaped as
 * the surrogates that they become. */
static void add_shown_name(struct buf *out, const char *name)
{
    size_t size = strlen(name);
    for (size_t at = 0; at < size;) {
        size_t start = at;
        uint32_t code = next_code_point(name, size, &at);
        if (code >= 0xd800 && code <= 0xdfff)
            buf_printf(out, "\\u%04x", (unsigned)code);
        else
            buf_add(out, name + start, at - start);
    }
}

/* warnings.formatwarning. */
static void add_warning(struct buf *out, const struct kiln_event *event)
{
    const char *filename = event->filename ? event->filename : event->path;
    const char *message = event->message ? event->message : "";
    add_shown_name(out, filename);
    buf_printf(out, ":%ld: %s: ", event->line, event->class_name);
    escape_surrogates(out, message, strlen(message));
    buf_add_byte(out, '\n');
    if (event->source_line)
        buf_printf(out, "  %s\n", event->source_line);
}

static void add_bad_stripdir(struct buf *out, const struct kiln_event *event)
{
    add_quoted(out, "The stripdir path ", event->message, event, "");
    add_quoted(out, " is not a valid prefix for source path ", event->path, event,
               "; ignoring\n");
}

/* The stream that an event's text goes to at this quiet level, 0 for none. */
static int stream_of(enum kiln_event_kind kind, int quiet)
{
    switch (kind) {
    case KILN_EVENT_LISTING:
    case KILN_EVENT_COMPILING:
    case KILN_EVENT_STALE:
    case KILN_EVENT_PRUNED:
        return quiet < 1 ? 1 : 0;
    case KILN_EVENT_CANT_LIST:
    case KILN_EVENT_ERROR:
    case KILN_EVENT_BAD_STRIPDIR:
    case KILN_EVENT_SKIP_CURDIR:
        return quiet < 2 ? 1 : 0;
    case KILN_EVENT_WARNING:
        return 2;
    case KILN_EVENT_SKIPPED:
    case KILN_EVENT_WROTE:
    case KILN_EVENT_LINKED:
    case KILN_EVENT_KEPT:
    case KILN_EVENT_PROGRESS:
        return 0;
    }
    return 0;
}

static void add_event(struct buf *out, const struct kiln_event *event, int quiet)
{
    switch (event->kind) {
    case KILN_EVENT_LISTING:
        add_quoted(out, "Listing ", event->path, event, "...\n");
        break;
    case KILN_EVENT_CANT_LIST:
        add_quoted(out, "Can't list ", event->path, event, "\n");
        break;
    case KILN_EVENT_COMPILING:
        add_quoted(out, "Compiling ", event->path, event, "...\n");
        break;
    case KILN_EVENT_STALE:
        add_quoted(out, "Stale ", event->path, event, ": ");
        buf_printf(out, "%s\n", kiln_reason_text(event->reason));
        break;
    case KILN_EVENT_PRUNED:
        add_quoted(out, "Removing ", event->path, event, "...\n");
        break;
    case KILN_EVENT_ERROR:
        add_error_report(out, event, quiet);
        break;
    case KILN_EVENT_BAD_STRIPDIR:
        add_bad_stripdir(out, event);
        break;
    case KILN_EVENT_SKIP_CURDIR:
        buf_add_text(out, "Skipping current directory\n");
        break;
    case KILN_EVENT_WARNING:
        add_warning(out, event);
        break;
    case KILN_EVENT_SKIPPED:
    case KILN_EVENT_WROTE:
    case KILN_EVENT_LINKED:
    case KILN_EVENT_KEPT:
    case KILN_EVENT_PROGRESS:
        break;
    }
}

EXPORTED size_t kiln_event_text(const struct kiln_event *event, int quiet, char *text,
                                size_t capacity, int *stream)
{
    struct buf out = BUF_INIT;
    *stream = stream_of(event->kind, quiet);
    if (*stream)
        add_event(&out, event, quiet);
    size_t kept = out.size < capacity ? out.size : capacity ? capacity - 1 : 0;
    if (capacity) {
        memcpy(text, buf_text(&out), kept);
        text[kept] = '\0';
    }
    size_t size = out.size;
    buf_free(&out);
    return size;
}
