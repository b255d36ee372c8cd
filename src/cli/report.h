/* SPDX-License-Identifier: MIT
 *
 * What the command says of a run while it goes and when it is over.
 */
#ifndef KILN_CLI_REPORT_H
#define KILN_CLI_REPORT_H

#include "cli/command.h"
#include "cli/console.h"
#include "cli/progress.h"
#include "base/buf.h"

#include <kiln.h>

struct cli_report {
    const struct cli_command *command;
    struct cli_console *console;
    bool show_bar;
    struct cli_progress progress;
    struct buf text; /* the message that is being made */
};

/* Looks at the terminal and the environment; the clock starts. */
void cli_report_open(struct cli_report *report, const struct cli_command *command,
                     struct cli_console *console);

/* A kiln_event_fn; `context` is the report.  Stops the run when nobody can hear
 * about it any more. */
int cli_report_event(void *context, const struct kiln_event *event);

/* The -i list could not be read; compileall's words. */
void cli_report_bad_list(struct cli_report *report, const char *message);

/* "kiln: error: MESSAGE" on standard error. */
void cli_report_error(struct cli_report *report, const char *message);

/* The run is over: what is to be said of `result` and its exit code. */
void cli_report_close(struct cli_report *report, const struct kiln_result *result,
                      bool interrupted, int exit_code);

#endif
