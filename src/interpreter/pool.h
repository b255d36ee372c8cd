/* SPDX-License-Identifier: MIT
 *
 * The processes of one compiler: two groups, of `count` places each.  The
 * compiling ones take every file; a pristine one takes a file only after the
 * compiling one's answer turned out to be suspect (scan.h).  A place is empty
 * until it is first needed, and again when its process has failed.
 */
#ifndef KILN_INTERPRETER_POOL_H
#define KILN_INTERPRETER_POOL_H

#include "interpreter/interpreter.h"
#include "interpreter/process.h"
#include "interpreter/scan.h"

#include <pthread.h>
#include <stdatomic.h>

enum pool_kind { POOL_COMPILE, POOL_PRISTINE, POOL_KIND_COUNT };

struct pool_place {
    struct process process;
    const char *python;            /* what it was started from */
    struct character_set interned; /* as its handshake says */
    struct scan_memory memory;
    bool busy;
};

struct pool_group {
    struct pool_place *places;
};

/* An executable, and the arguments for each kind of process. */
struct pool_candidate {
    char *python;
    char **arguments[POOL_KIND_COUNT];
};

struct pool {
    struct compiler compiler; /* first: a compiler is a pool */
    const struct process_ops *ops;
    struct pool_candidate *candidates;
    size_t candidate_count;
    char **environment;
    unsigned timeout_ms;
    unsigned start_timeout_ms;
    unsigned count;
    int cancel[2]; /* a byte is written to it, and never read, to cancel */
    atomic_bool cancelled;
    atomic_size_t again;   /* files given to a pristine process */
    pthread_mutex_t mutex; /* guards what follows, and every `busy` */
    pthread_cond_t freed;
    struct pool_group groups[POOL_KIND_COUNT];
    size_t candidate; /* the one in use: final once a process has come up */
    bool started;     /* some process has */
    char *hopeless;   /* why none ever will: no candidate's first could be started */
};

/* interpreter_create with its system calls and its patience made explicit. */
struct compiler *pool_create(const struct target *target,
                             const struct interpreter_options *options,
                             const struct process_ops *ops, unsigned start_timeout_ms);

/* How many files went to a pristine process. */
size_t pool_count_again(const struct compiler *compiler);

/* A place of this kind for the caller alone, with or without a process; NULL
 * once the pool is cancelled. */
struct pool_place *pool_take(struct pool *pool, enum pool_kind kind);
void pool_give_back(struct pool *pool, struct pool_place *place);

/* Fills an empty place.  Anything but COMPILE_OK comes with a line in `reason`
 * where it is COMPILE_BROKEN. */
enum compile_status pool_start(struct pool *pool, enum pool_kind kind,
                               struct pool_place *place, struct buf *reason);

/* Empties a place whose process failed, and says how; `timeout_ms` is what it was
 * given. */
void pool_drop(struct pool_place *place, enum talk outcome, unsigned timeout_ms,
               struct buf *reason);

/* command.c: what an interpreter is started with. */
NODISCARD bool candidate_fill(struct pool_candidate *candidate,
                              const struct interpreter_options *options, const char *python,
                              const struct target *target);
void candidate_free(struct pool_candidate *candidate);
char **command_environment(void);
void command_free(char **strings);

#endif
