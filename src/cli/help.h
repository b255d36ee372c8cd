/* SPDX-License-Identifier: MIT
 *
 * --help, made from the table of options.
 */
#ifndef KILN_CLI_HELP_H
#define KILN_CLI_HELP_H

#include "base/buf.h"

/* The usage line, with its newline. */
void cli_help_usage(struct buf *text);

/* The whole of --help for a terminal of that many columns. */
void cli_help(struct buf *text, size_t columns);

#endif
