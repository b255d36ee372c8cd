/* SPDX-License-Identifier: MIT
 *
 * `kiln dump`: what a stage of the compiler makes of files.
 */
#ifndef KILN_CLI_DUMP_H
#define KILN_CLI_DUMP_H

#include "cli/console.h"

/* Whether a command line asks for that: "dump", then --stage.  (compileall has no
 * such option, so that `kiln dump` alone still compiles a directory of that name.) */
bool cli_dump_wanted(int argc, const char *const *argv);

/* Takes the words from --stage on; returns the exit status. */
int cli_dump(struct cli_console *console, const char *const *words);

#endif
