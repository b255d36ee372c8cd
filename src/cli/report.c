/* SPDX-License-Identifier: MIT
 *
 * What the command says of a run.  The words are the library's; here they are
 * coloured, put in order and sent where they belong.
 */
#include "cli/report.h"
#include "base/quote.h"
#include "cli/json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const red = "\033[31m";
static const char *const yellow = "\033[33m";

static bool wants_color(enum cli_when when, bool terminal)
{
    const char *none = getenv("NO_COLOR"), *kind = getenv("TERM");
    if (when != CLI_AUTO)
        return when == CLI_ALWAYS;
    return terminal && !(none && *none) && kind && strcmp(kind, "dumb") != 0;
}

static bool wants_bar(const struct cli_command *command, bool terminal)
{
    if (command->progress != CLI_AUTO)
        return command->progress == CLI_ALWAYS;
    return terminal && command->options.quiet < 2;
}

void cli_report_open(struct cli_report *report, const struct cli_command *command,
                     struct cli_console *console)
{
    *report = (struct cli_report){.command = command, .console = console};
    console->color_out = wants_color(command->color, console->out_terminal);
    console->color_err = wants_color(command->color, console->err_terminal);
    report->show_bar = wants_bar(command, console->err_terminal);
    report->progress.started = cli_seconds();
}

/* Sends report->text.  Color ends before the last newline, so that it does not
 * run on if something else writes next. */
static void send_report(struct cli_report *report, int stream, const char *color)
{
    struct cli_console *console = report->console;
    void (*send)(struct cli_console *, const char *, size_t) =
        stream == 2 ? cli_console_err : cli_console_out;
    const char *text = buf_text(&report->text);
    size_t size = report->text.size, body = size;
    if (!(stream == 2 ? console->color_err : console->color_out))
        color = NULL;
    while (body && text[body - 1] == '\n')
        body--;
    if (color) {
        struct buf painted = {0};
        buf_add_text(&painted, color);
        buf_add(&painted, text, body);
        buf_add_text(&painted, "\033[0m");
        buf_add(&painted, text + body, size - body);
        send(console, buf_text(&painted), painted.size);
        buf_free(&painted);
    } else if (size) {
        send(console, text, size);
    }
    buf_clear(&report->text);
}

static void show_event(struct cli_report *report, const struct kiln_event *event)
{
    struct buf *text = &report->text;
    int stream = 0;
    int quiet = report->command->options.quiet;
    size_t size =
        kiln_event_text(event, quiet, text->data, text->data ? text->capacity : 0, &stream);
    if (stream && size >= text->capacity && buf_reserve(text, size))
        size = kiln_event_text(event, quiet, text->data, text->capacity, &stream);
    if (!stream || size >= text->capacity)
        return;
    text->size = size;
    send_report(report, stream,
                event->kind == KILN_EVENT_ERROR     ? red
                : event->kind == KILN_EVENT_WARNING ? yellow
                                                    : NULL);
}

/* "compiled 'a.py': no .pyc yet", one line for each file, whatever the quiet level;
 * false if the event is not about a decision. */
static bool explain_event(struct cli_report *report, const struct kiln_event *event)
{
    const char *verb = event->kind == KILN_EVENT_SKIPPED     ? "passed over"
                       : event->kind == KILN_EVENT_COMPILING ? "compiled"
                       : event->kind == KILN_EVENT_STALE     ? "out of date"
                                                             : NULL;
    if (!verb || !event->path)
        return false;
    buf_printf(&report->text, "%s ", verb);
    quote_name(&report->text, event->path, strlen(event->path), event->unicode_version);
    buf_printf(&report->text, ": %s\n", kiln_reason_text(event->reason));
    send_report(report, 1, NULL);
    return true;
}

static void draw_bar(struct cli_report *report, const struct kiln_event *event)
{
    cli_progress_bar(&report->progress, event, cli_seconds(),
                     cli_console_columns(STDERR_FILENO), &report->text);
    if (report->text.size)
        cli_console_bar(report->console, report->text.data, report->text.size);
    buf_clear(&report->text);
}

int cli_report_event(void *context, const struct kiln_event *event)
{
    struct cli_report *report = context;
    if (event->kind == KILN_EVENT_PROGRESS && report->show_bar)
        draw_bar(report, event);
    if (report->command->json) {
        cli_json_event(&report->text, event);
        send_report(report, 1, NULL);
    } else if (!report->command->explain || !explain_event(report, event)) {
        show_event(report, event);
    }
    return report->console->error != 0;
}

void cli_report_bad_list(struct cli_report *report, const char *message)
{
    const struct cli_command *command = report->command;
    if (command->json)
        cli_json_bad_list(&report->text, command->list, message);
    else if (command->options.quiet < 2)
        buf_printf(&report->text, "Error reading file list %s\n", command->list);
    send_report(report, 1, NULL);
}

void cli_report_error(struct cli_report *report, const char *message)
{
    buf_printf(&report->text, "kiln: error: %s\n", message);
    send_report(report, 2, red);
}

static void show_stats(struct cli_report *report, const struct kiln_result *result,
                       double seconds)
{
    struct buf *text = &report->text;
    double per_second = seconds > 0 ? 1 / seconds : 0;
    buf_printf(text, "files: %zu\ncompiled: %zu\nfresh: %zu\nfailed: %zu\n", result->files,
               result->compiled, result->fresh, result->failed);
    if (report->command->options.check)
        buf_printf(text, "stale: %zu\n", result->stale);
    buf_printf(text, "seconds: %.3f\nfiles/s: %.1f\nMB/s: %.2f\n", seconds,
               (double)result->files * per_second,
               (double)result->source_bytes / 1e6 * per_second);
    buf_printf(text, "workers: %u\nengine: %s\ntarget: %s\n", result->workers,
               result->engine[0] ? result->engine : "none",
               result->target[0] ? result->target : "none");
    send_report(report, 2, NULL);
}

void cli_report_close(struct cli_report *report, const struct kiln_result *result,
                      bool interrupted, int exit_code)
{
    const struct cli_command *command = report->command;
    double seconds = cli_seconds() - report->progress.started;
    cli_console_bar(report->console, "", 0);
    if (interrupted && !command->json && command->options.quiet < 2) {
        buf_add_text(&report->text, "\n[interrupted]\n");
        send_report(report, 1, NULL);
    }
    if (result->message[0] && result->status >= KILN_BAD_OPTION)
        cli_report_error(report, result->message);
    if (command->json) {
        cli_json_summary(&report->text, result, seconds, exit_code);
        send_report(report, 1, NULL);
    }
    if (command->stats)
        show_stats(report, result, seconds);
    buf_free(&report->text);
}
