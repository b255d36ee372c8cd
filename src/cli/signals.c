/* SPDX-License-Identifier: MIT
 *
 * Signals that end a run.  A handler can reach nothing but globals: these two are
 * the only ones of the command.
 */
#include "cli/signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

volatile int cli_signal_cancel;
static volatile sig_atomic_t signal_that_came;

static void note_signal(int number)
{
    signal_that_came = number;
    cli_signal_cancel = 1;
}

void cli_signals_catch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction before, action = {.sa_handler = note_signal};
        /* SA_RESETHAND: the second one kills. */
        action.sa_flags = SA_RESTART | (int)SA_RESETHAND;
        sigemptyset(&action.sa_mask);
        if (!sigaction(numbers[i], NULL, &before) && before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
}

int cli_signals_caught(void)
{
    return signal_that_came;
}

void cli_signals_die(int number)
{
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    signal(number, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
    _exit(128 + number);
}
