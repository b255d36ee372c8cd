/* SPDX-License-Identifier: MIT
 *
 * Starting, ending and burying a worker: see process.h.
 */
#include "interpreter/process.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static void close_fd(const struct process_ops *ops, int *fd)
{
    if (*fd >= 0)
        ops->close(*fd);
    *fd = -1;
}

static void close_all(struct process *process)
{
    close_fd(process->ops, &process->socket);
    close_fd(process->ops, &process->lifeline);
    close_fd(process->ops, &process->errors);
}

static int spawn_worker(struct process *process, int socket, int lifeline,
                        const struct process_command *command)
{
    const struct spawn_files files = {.in = socket,
                                      .out = -1,
                                      .error = process->errors,
                                      .lifeline = lifeline,
                                      .fixed_layout = command->fixed_layout};
    pid_t pid = 0;
    int error = process->ops->spawn(&pid, command->python, command->arguments,
                                    command->environment, &files);
    if (error)
        return error;
    process->pid = pid;
    /* Where this is not to be had, a worker still ends by itself when it waits for a
     * request and finds the socket closed. */
    process->ops->tie(lifeline, pid);
    return 0;
}

int process_start(struct process *process, const struct process_ops *ops,
                  const struct process_command *command)
{
    int sockets[2] = {-1, -1}, lifeline[2] = {-1, -1}, error;
    *process = (struct process){.ops = ops, .socket = -1, .lifeline = -1, .errors = -1};
    if (ops->make_sockets(sockets) < 0 || ops->make_pipe(lifeline) < 0) {
        error = errno;
        if (sockets[0] >= 0)
            ops->close(sockets[0]);
    } else {
        process->socket = sockets[0];
        process->lifeline = lifeline[1];
        process->errors = ops->make_scratch_file();
        error = spawn_worker(process, sockets[1], lifeline[0], command);
    }
    close_fd(ops, &sockets[1]);
    close_fd(ops, &lifeline[0]);
    if (error)
        close_all(process);
    return error;
}

static void describe_end(int status, struct buf *how)
{
    if (WIFSIGNALED(status))
        buf_printf(how, "was killed by signal %d", WTERMSIG(status));
    else
        buf_printf(how, "ended with status %d", WEXITSTATUS(status));
}

void process_stop(struct process *process, struct buf *how)
{
    int status = 0;
    if (!process_is_running(process))
        return;
    process->ops->kill_group(process->pid);
    if (process->ops->wait(process->pid, &status) < 0) {
        /* The program ignores SIGCHLD, or waits for all its children. */
        if (how)
            buf_add_text(how, "died");
    } else if (how) {
        describe_end(status, how);
    }
    process->pid = 0;
    close_all(process);
}

/* Python ends its messages with the line that says most. */
void process_last_words(const struct process *process, struct buf *words)
{
    char text[4096];
    ssize_t got = -1;
    if (process->errors >= 0)
        got = process->ops->read_end(process->errors, text, sizeof text);
    size_t end = got > 0 ? (size_t)got : 0;
    while (end && (text[end - 1] == '\n' || text[end - 1] == ' '))
        end--;
    size_t start = end;
    while (start && text[start - 1] != '\n')
        start--;
    for (size_t i = start; i < end; i++)
        buf_add_byte(words, (unsigned char)text[i] < ' ' ? '?' : text[i]);
}
