/* SPDX-License-Identifier: MIT
 *
 * The command: `kiln`, as `python -m compileall`.
 */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/dump.h"
#include "cli/help.h"
#include "cli/run.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A standard stream that is closed would become the first file that is opened,
 * and messages would end up in a .pyc.  Reading from what is put in its place
 * fails; writing vanishes, as it does in Python. */
static void open_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", O_WRONLY) < 0)
            _exit(1);
}

static int refuse_command(struct cli_console *console, const struct cli_command *command)
{
    struct buf text = {0};
    if (command->error.size) {
        cli_help_usage(&text);
        buf_printf(&text, "kiln: error: %s\n", command->error.data);
    } else {
        buf_add_text(&text, "kiln: error: out of memory\n");
    }
    cli_console_err(console, buf_text(&text), text.size);
    buf_free(&text);
    return command->error.size ? 2 : 1;
}

static int show_and_exit(struct cli_console *console, enum cli_action action)
{
    struct buf text = {0};
    if (action == CLI_SHOW_HELP)
        cli_help(&text, cli_console_columns(STDOUT_FILENO));
    else
        buf_printf(&text, "kiln %s\n", kiln_version());
    cli_console_out(console, buf_text(&text), text.size);
    buf_free(&text);
    return cli_console_flush(console) ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct cli_console console;
    struct cli_command command;
    open_standard_streams();
    cli_console_open(&console);
    if (cli_dump_wanted(argc, (const char *const *)argv))
        return cli_dump(&console, (const char *const *)argv + 2);
    int exit_code;
    if (!cli_command_parse(&command, argc, (const char *const *)argv))
        exit_code = refuse_command(&console, &command);
    else if (command.action != CLI_RUN)
        exit_code = show_and_exit(&console, command.action);
    else
        exit_code = cli_run(&command, &console);
    cli_command_free(&command);
    return exit_code;
}
