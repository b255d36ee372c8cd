/* SPDX-License-Identifier: MIT
 *
 * Carrying out a command: names from the list, the call, the exit code.
 */
#include "cli/run.h"
#include "cli/list.h"
#include "cli/report.h"
#include "cli/signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

/* compileall hands no more than these to compile_path, so a bad value of another
 * option does no harm there. */
static struct kiln_options options_for_path(const struct kiln_options *given)
{
    struct kiln_options options = *given;
    options.maxlevels = 0;
    options.ddir = options.stripdir = options.prependdir = NULL;
    options.rx = options.limit_sl_dest = NULL;
    options.optimize_count = 0;
    options.hardlink_dupes = false;
    options.workers = given->workers < 0 ? 1 : given->workers;
    return options;
}

/* compileall looks at the number of workers when it comes to a directory. */
static bool are_files(const char *const *paths, size_t count)
{
    struct stat info;
    for (size_t i = 0; i < count; i++)
        if (stat(paths[i], &info) || !S_ISREG(info.st_mode))
            return false;
    return true;
}

static void compile_paths(const struct kiln_options *options, const char *const *paths,
                          size_t count, struct kiln_result *result)
{
    if (!count) {
        struct kiln_options narrow = options_for_path(options);
        kiln_compile_path(true, &narrow, result);
        return;
    }
    struct kiln_options all = *options;
    if (all.workers < 0 && are_files(paths, count))
        all.workers = 1;
    kiln_compile_all(paths, count, &all, result);
}

/* False: nothing is to be compiled, and result->status says how bad it is. */
static bool read_list(struct cli_report *report, struct cli_list *list,
                      struct kiln_result *result)
{
    const struct cli_command *command = report->command;
    enum cli_list_status status = cli_list_read(list, command->list, command->zero,
                                                command->paths, command->path_count);
    int error = errno;
    result->status = status == CLI_LIST_NO_MEMORY ? KILN_NO_MEMORY : KILN_FAILED;
    if (status == CLI_LIST_UNREADABLE)
        cli_report_bad_list(report, strerror(error));
    else if (status == CLI_LIST_BAD_NAME)
        cli_report_error(report, "a name in the list holds a NUL byte (lists that "
                                 "end names with NUL bytes want -0)");
    else if (status == CLI_LIST_NO_MEMORY)
        cli_report_error(report, "out of memory");
    return status == CLI_LIST_READ;
}

static void compile_names(struct cli_report *report, const struct kiln_options *options,
                          struct kiln_result *result)
{
    const struct cli_command *command = report->command;
    struct cli_list list = {0};
    if (!command->list)
        compile_paths(options, command->paths, command->path_count, result);
    else if (read_list(report, &list, result))
        compile_paths(options, list.names, list.count, result);
    cli_list_free(&list);
}

/* Output that did not arrive is a failure, as it is in Python. */
static int finish_output(struct cli_report *report, int exit_code)
{
    if (cli_console_flush(report->console))
        return exit_code;
    struct buf message = {0};
    buf_printf(&message, "cannot write to standard output: %s",
               strerror(report->console->error));
    cli_report_error(report, buf_text(&message));
    buf_free(&message);
    buf_free(&report->text);
    return 1;
}

int cli_run(struct cli_command *command, struct cli_console *console)
{
    struct cli_report report;
    struct kiln_result result = {.size = sizeof result};
    struct kiln_options options = command->options;
    cli_report_open(&report, command, console);
    options.on_event = cli_report_event;
    options.context = &report;
    options.every_file = command->explain || command->json || report.show_bar;
    options.cancel = &cli_signal_cancel;
    cli_signals_catch();
    compile_names(&report, &options, &result);
    int exit_code = result.status == KILN_OK ? 0 : 1;
    int caught = cli_signals_caught();
    cli_report_close(&report, &result,
                     result.status == KILN_INTERRUPTED && caught == SIGINT, exit_code);
    exit_code = finish_output(&report, exit_code);
    if (caught == SIGTERM || caught == SIGHUP)
        cli_signals_die(caught);
    return exit_code;
}
