/* SPDX-License-Identifier: MIT
 *
 * One interpreter that runs worker.py: its start, one exchange of messages
 * after another, its end.  Used by one thread at a time.
 */
#ifndef KILN_INTERPRETER_PROCESS_H
#define KILN_INTERPRETER_PROCESS_H

#include "base/arena.h"
#include "base/buf.h"
#include "interpreter/ops.h"
#include "interpreter/protocol.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct process {
    const struct process_ops *ops;
    pid_t pid;         /* 0: there is none */
    int socket;        /* our end */
    int lifeline;      /* writing end: the process group ends when we do */
    int errors;        /* what it wrote to its standard error; -1: lost */
    uint32_t sequence; /* of the latest request */
};

/* How an exchange went. */
enum talk {
    TALK_DONE,
    TALK_UNREAD,    /* the process died before it took the request */
    TALK_DIED,      /* … while it worked on it */
    TALK_LATE,      /* no answer before the deadline */
    TALK_GARBAGE,   /* not an answer */
    TALK_CANCELLED, /* `cancel` became readable */
    TALK_FAILED,    /* a system call failed: errno */
    TALK_NO_MEMORY,
};

struct talk_limits {
    int cancel;          /* descriptor; readable: give up */
    unsigned timeout_ms; /* 0: no limit */
};

/* What a process is started as.  Until 3.10 the order of some constants follows
 * from addresses: such targets want a fixed layout. */
struct process_command {
    const char *python;
    char *const *arguments;
    char *const *environment;
    bool fixed_layout;
};

/* 0, or the error number of what failed. */
int process_start(struct process *process, const struct process_ops *ops,
                  const struct process_command *command);

/* Sends a request (none: the handshake is expected) and waits for its answer,
 * which lies in `arena`. */
struct process_request {
    uint32_t flags;
    int32_t level;
    const char *filename;
    size_t filename_size;
    const char *source;
    size_t source_size;
};
enum talk process_talk(struct process *process, const struct process_request *request,
                       const struct talk_limits *limits, struct arena *arena,
                       struct answer *answer);

/* Kills it, with all that it started, and waits for its end.  If `how` is not
 * NULL, what can be said about its end is appended: "was killed by signal 11". */
void process_stop(struct process *process, struct buf *how);

/* The last line, if any, that it wrote to its standard error. */
void process_last_words(const struct process *process, struct buf *words);

static inline bool process_is_running(const struct process *process)
{
    return process->pid > 0;
}

#endif
