/* SPDX-License-Identifier: MIT
 *
 * Standard output, standard error, and one bar of progress on the latter.
 *
 * Output is gathered in blocks unless it goes to a terminal.  It is written out
 * before anything goes to standard error, and the bar is cleared before either,
 * so that everything appears in order and no line is torn.
 */
#ifndef KILN_CLI_CONSOLE_H
#define KILN_CLI_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

struct cli_console {
    bool out_terminal, err_terminal;
    bool color_out, color_err;
    int error;        /* errno of the write to standard output that failed; the
                         rest of the output is dropped */
    size_t bar_width; /* columns that the bar covers at present */
    size_t used;
    char buffer[1 << 16];
};

void cli_console_open(struct cli_console *console);

/* To standard output. */
void cli_console_out(struct cli_console *console, const char *text, size_t size);

/* To standard error; a failure is nobody's to hear. */
void cli_console_err(struct cli_console *console, const char *text, size_t size);

/* Shows `bar`, of one line and `width` columns, in place of the present one; an
 * empty one clears it. */
void cli_console_bar(struct cli_console *console, const char *bar, size_t width);

/* Everything is out; false if some of it could not be written. */
bool cli_console_flush(struct cli_console *console);

/* Columns of the terminal behind `fd`; COLUMNS wins, 80 if nothing is known. */
size_t cli_console_columns(int fd);

#endif
