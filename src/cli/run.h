/* SPDX-License-Identifier: MIT
 *
 * Carrying out a command.
 */
#ifndef KILN_CLI_RUN_H
#define KILN_CLI_RUN_H

#include "cli/command.h"
#include "cli/console.h"

/* Compiles; returns the exit code. */
int cli_run(struct cli_command *command, struct cli_console *console);

#endif
