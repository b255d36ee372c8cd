/* SPDX-License-Identifier: MIT
 *
 * Standard output, standard error, and the bar.
 */
#include "cli/console.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void cli_console_open(struct cli_console *console)
{
    console->out_terminal = isatty(STDOUT_FILENO);
    console->err_terminal = isatty(STDERR_FILENO);
    console->color_out = console->color_err = false;
    console->error = 0;
    console->bar_width = 0;
    console->used = 0;
}

/* Writes it all; 0 or an errno.  A descriptor that does not block (a pipe shared
 * with some other program) is waited for. */
static int put_all(int fd, const char *text, size_t size)
{
    while (size) {
        ssize_t put = write(fd, text, size);
        if (put < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            struct pollfd ready = {.fd = fd, .events = POLLOUT};
            poll(&ready, 1, 1000);
        } else if (put < 0 && errno != EINTR) {
            return errno;
        }
        text += put > 0 ? put : 0;
        size -= put > 0 ? (size_t)put : 0;
    }
    return 0;
}

/* Blanks and carriage returns do on every terminal, dumb ones included. */
static void clear_bar(struct cli_console *console)
{
    static const char blanks[] = "                                                ";
    if (!console->bar_width)
        return;
    put_all(STDERR_FILENO, "\r", 1);
    while (console->bar_width) {
        size_t part = sizeof blanks - 1;
        part = part < console->bar_width ? part : console->bar_width;
        put_all(STDERR_FILENO, blanks, part);
        console->bar_width -= part;
    }
    put_all(STDERR_FILENO, "\r", 1);
}

bool cli_console_flush(struct cli_console *console)
{
    if (console->used && console->out_terminal)
        clear_bar(console);
    if (console->used && !console->error)
        console->error = put_all(STDOUT_FILENO, console->buffer, console->used);
    console->used = 0;
    return !console->error;
}

void cli_console_out(struct cli_console *console, const char *text, size_t size)
{
    while (size) {
        size_t part = sizeof console->buffer - console->used;
        part = part < size ? part : size;
        memcpy(console->buffer + console->used, text, part);
        console->used += part;
        text += part;
        size -= part;
        if (console->used == sizeof console->buffer)
            cli_console_flush(console);
    }
    if (console->out_terminal)
        cli_console_flush(console);
}

void cli_console_err(struct cli_console *console, const char *text, size_t size)
{
    cli_console_flush(console);
    clear_bar(console);
    put_all(STDERR_FILENO, text, size);
}

void cli_console_bar(struct cli_console *console, const char *bar, size_t width)
{
    if (width < console->bar_width || !width)
        clear_bar(console);
    if (!width)
        return;
    put_all(STDERR_FILENO, "\r", 1);
    put_all(STDERR_FILENO, bar, strlen(bar));
    console->bar_width = width;
}

size_t cli_console_columns(int fd)
{
    const char *columns = getenv("COLUMNS");
    long number = columns ? strtol(columns, NULL, 10) : 0;
    struct winsize size;
    if (number <= 0 && isatty(fd) && !ioctl(fd, TIOCGWINSZ, &size))
        number = size.ws_col;
    return number > 0 ? (size_t)number : 80;
}
