/* SPDX-License-Identifier: MIT
 *
 * The jobs of a run, in path order: what the walk found, and what came of it.
 */
#ifndef KILN_DRIVER_JOB_H
#define KILN_DRIVER_JOB_H

#include "driver/plan.h"
#include "driver/report.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum job_kind {
    JOB_FILE, /* the one kind that workers handle; the rest is only told */
    JOB_LISTING,
    JOB_CANT_LIST,
    JOB_PRUNED,
    JOB_SKIP_CURDIR,
};

enum job_outcome {
    JOB_PENDING,
    JOB_SKIPPED,
    JOB_FRESH,
    JOB_STALE, /* `check` only */
    JOB_COMPILED,
    JOB_FAILED,
    JOB_CANCELLED,
    JOB_NO_COMPILER, /* something had to be compiled, and nothing can */
    JOB_NO_MEMORY,
};

struct job {
    const char *path;
    const struct destination *destination;
    struct job *after;     /* a job that must be done before this one, or NULL */
    struct report *report; /* NULL: nothing to tell but the outcome */
    enum job_kind kind;
    enum job_outcome outcome;
    enum kiln_reason reason;
    atomic_bool done;    /* the fields above are final */
    atomic_bool awaited; /* somebody sleeps until it is done */
    unsigned long long source_bytes, pyc_bytes;
};

/* Jobs are added by one thread and claimed by others meanwhile: the list grows
 * by chunks of doubling size, so that a job never moves. */
enum { JOB_CHUNKS = 40, JOB_FIRST_CHUNK = 256 };

struct job_list {
    struct job *chunks[JOB_CHUNKS];
    size_t count;
};

/* A new pending job at the end; NULL when memory ran out. */
struct job *job_add(struct job_list *jobs);

struct job *job_at(const struct job_list *jobs, size_t index);

void job_list_free(struct job_list *jobs);

/* Where a job's events go, made when first needed; NULL when memory ran out. */
struct report *job_report(struct job *job);

#endif
