/* SPDX-License-Identifier: MIT
 *
 * Signals that end a run: the first one asks it to stop, so that nothing is torn
 * and no temporary file is left; a second SIGINT kills at once.
 */
#ifndef KILN_CLI_SIGNALS_H
#define KILN_CLI_SIGNALS_H

/* Non-zero once a signal came; for kiln_options.cancel. */
extern volatile int cli_signal_cancel;

/* Catches SIGINT, SIGTERM and SIGHUP unless they are ignored already (nohup, jobs
 * in the background); ignores SIGPIPE, so that writing says EPIPE. */
void cli_signals_catch(void);

/* The signal that came, or 0. */
int cli_signals_caught(void);

/* Ends the process as that signal does by default. */
void cli_signals_die(int signal_number);

#endif
