/* SPDX-License-Identifier: MIT
 *
 * The system calls themselves: see ops.h.
 */
#include "interpreter/ops.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_FD = 10 }; /* clear of what spawn_files are put to */

/* A descriptor of the caller's that is closed may leave 0 to 3 free; file
 * actions that shuffle those would tread on each other. */
static int lift_fd(int fd)
{
    if (fd < 0 || fd >= FIRST_FD)
        return fd;
    int lifted = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FD);
    int error = errno;
    close(fd);
    errno = error;
    return lifted;
}

static int lift_pair(int ends[2])
{
    ends[0] = lift_fd(ends[0]);
    int error = errno;
    ends[1] = lift_fd(ends[1]);
    if (ends[0] >= 0 && ends[1] >= 0)
        return 0;
    if (ends[0] >= 0)
        error = errno;
    for (int i = 0; i < 2; i++)
        if (ends[i] >= 0)
            close(ends[i]);
    errno = error;
    return -1;
}

static int open_sockets(int ends[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return -1;
    return lift_pair(ends);
}

static int open_pipe(int ends[2])
{
    return pipe2(ends, O_CLOEXEC) < 0 ? -1 : lift_pair(ends);
}

/* A file without a name: whoever writes to it never has to wait for a reader. */
static int open_scratch_file(void)
{
    return lift_fd(memfd_create("kiln-python-errors", MFD_CLOEXEC));
}

static int place_files(posix_spawn_file_actions_t *actions, const struct spawn_files *files)
{
    const int fds[] = {files->in, files->out, files->error, files->lifeline};
    for (int to = 0; to < 4; to++) {
        int error = 0;
        if (fds[to] >= 0)
            error = posix_spawn_file_actions_adddup2(actions, fds[to], to);
        else if (to < 3)
            error = posix_spawn_file_actions_addopen(actions, to, "/dev/null", O_RDWR, 0);
        if (error)
            return error;
    }
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 34)
    int first_unused = files->lifeline >= 0 ? 4 : 3;
    return posix_spawn_file_actions_addclosefrom_np(actions, first_unused);
#else
    return 0;
#endif
}

static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    int error = posix_spawnattr_setflags(attributes, flags);
    if (!error)
        error = posix_spawnattr_setpgroup(attributes, 0);
    if (!error)
        error = posix_spawnattr_setsigmask(attributes, &none);
    if (!error)
        error = posix_spawnattr_setsigdefault(attributes, &all);
    return error;
}

/* The child's addresses follow this thread's personality; what it was comes back,
 * or -1 where it was left alone. */
static int fix_layout(bool fixed)
{
    int before = fixed ? personality(0xffffffff) : -1;
    return before < 0 || personality((unsigned long)before | ADDR_NO_RANDOMIZE) < 0
               ? -1
               : before;
}

static int spawn_process(pid_t *pid, const char *python, char *const arguments[],
                         char *const environment[], const struct spawn_files *files)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    posix_spawnattr_t attributes;
    error = posix_spawnattr_init(&attributes);
    if (error)
        goto actions;
    error = place_files(&actions, files);
    if (!error)
        error = set_attributes(&attributes);
    if (!error) {
        int before = fix_layout(files->fixed_layout);
        error = posix_spawnp(pid, python, &actions, &attributes, arguments, environment);
        if (before >= 0)
            personality((unsigned long)before);
    }
    posix_spawnattr_destroy(&attributes);
actions:
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* The pipe becomes readable, by its end, when its last writer dies, however it
 * dies; the kernel then sends the signal asked for here. */
static int tie_group(int lifeline, pid_t pid)
{
    if (fcntl(lifeline, F_SETOWN, -pid) < 0)
        return -1;
#ifdef F_SETSIG
    if (fcntl(lifeline, F_SETSIG, SIGKILL) < 0)
        return -1;
#endif
    int flags = fcntl(lifeline, F_GETFL);
    return flags < 0 ? -1 : fcntl(lifeline, F_SETFL, flags | O_ASYNC);
}

/* No SIGPIPE: a library leaves the program's signals alone. */
static ssize_t send_parts(int fd, const struct iovec *parts, int count)
{
    struct msghdr message = {.msg_iov = (struct iovec *)parts, .msg_iovlen = (size_t)count};
    return sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static ssize_t receive_bytes(int fd, void *bytes, size_t size)
{
    return recv(fd, bytes, size, MSG_DONTWAIT);
}

static ssize_t peek_byte(int fd)
{
    char byte;
    return recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
}

static ssize_t read_last_bytes(int fd, void *bytes, size_t size)
{
    off_t end = lseek(fd, 0, SEEK_END);
    if (end < 0)
        return -1;
    off_t start = end > (off_t)size ? end - (off_t)size : 0;
    return pread(fd, bytes, size, start);
}

static int wait_process(pid_t pid, int *status)
{
    pid_t ended;
    do
        ended = waitpid(pid, status, 0);
    while (ended < 0 && errno == EINTR);
    return ended < 0 ? -1 : 0;
}

static int kill_group_of(pid_t pid)
{
    return kill(-pid, SIGKILL);
}

const struct process_ops system_process_ops = {
    .make_sockets = open_sockets,
    .make_pipe = open_pipe,
    .make_scratch_file = open_scratch_file,
    .spawn = spawn_process,
    .tie = tie_group,
    .send = send_parts,
    .receive = receive_bytes,
    .peek = peek_byte,
    .read = read,
    .read_end = read_last_bytes,
    .poll = poll,
    .wait = wait_process,
    .kill_group = kill_group_of,
    .close = close,
};
