/* SPDX-License-Identifier: MIT
 *
 * Every system call by which this folder deals with processes, so that a test
 * can make any of them fail.  Each returns what the system does, with errno;
 * descriptors are made close-on-exec, and above the three standard ones.
 */
#ifndef KILN_INTERPRETER_OPS_H
#define KILN_INTERPRETER_OPS_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/uio.h>

/* What a child gets as its descriptors 0 to 3; -1: /dev/null (3: nothing). */
struct spawn_files {
    int in, out, error, lifeline;
    bool fixed_layout; /* no randomized addresses, where the system allows it */
};

struct process_ops {
    int (*make_sockets)(int ends[2]);
    int (*make_pipe)(int ends[2]);
    int (*make_scratch_file)(void);
    /* Starts `python` (a path, or a name looked up in PATH) in a process group of
     * its own, with default signal dispositions; an error number, or 0. */
    int (*spawn)(pid_t *pid, const char *python, char *const arguments[],
                 char *const environment[], const struct spawn_files *files);
    /* The group of `pid` is to be killed by the system as soon as nobody holds the
     * writing end of the pipe whose reading end `lifeline` is. */
    int (*tie)(int lifeline, pid_t pid);
    ssize_t (*send)(int fd, const struct iovec *parts, int count);
    ssize_t (*receive)(int fd, void *bytes, size_t size);
    ssize_t (*peek)(int fd);
    ssize_t (*read)(int fd, void *bytes, size_t size);
    /* The last bytes of a scratch file. */
    ssize_t (*read_end)(int fd, void *bytes, size_t size);
    int (*poll)(struct pollfd *fds, nfds_t count, int timeout);
    int (*wait)(pid_t pid, int *status);
    int (*kill_group)(pid_t pid);
    int (*close)(int fd);
};

extern const struct process_ops system_process_ops;

#endif
