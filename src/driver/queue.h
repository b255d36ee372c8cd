/* SPDX-License-Identifier: MIT
 *
 * Handing out jobs: one thread adds them, any number of workers take them in
 * order, and whoever must waits until a certain job is done.
 *
 * Taking a job is one atomic increment; the lock is touched only by those who
 * must sleep, and by those who see that somebody sleeps.
 */
#ifndef KILN_DRIVER_QUEUE_H
#define KILN_DRIVER_QUEUE_H

#include "driver/job.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct queue {
    struct job_list jobs;    /* written by the adding thread alone */
    atomic_size_t published; /* jobs that workers may take */
    atomic_size_t next;      /* first job not taken */
    atomic_bool closed;      /* no more will be published */
    atomic_bool stopped;     /* take no more, whatever is left */
    atomic_int idle;         /* workers asleep for want of a job */
    pthread_mutex_t lock;
    pthread_cond_t work;     /* published, closed or stopped changed */
    pthread_cond_t progress; /* an awaited job was done */
};

bool queue_init(struct queue *queue);
void queue_free(struct queue *queue);

/* Adding thread: lets workers take all jobs added so far. */
void queue_publish(struct queue *queue);
void queue_close(struct queue *queue);

/* Any thread: workers finish what they have and take no more. */
void queue_stop(struct queue *queue);

/* Workers: the next job, waiting for it; NULL when there will be none. */
struct job *queue_take(struct queue *queue);

/* Workers: the job's fields are final. */
void queue_done(struct queue *queue, struct job *job);

/* The job to sleep for until there is more to tell, where `told` is the next to
 * be told: the furthest of the `ahead` jobs after it that is not done, so that one
 * wake-up stands for many files.  Where none of them is left, `told` itself, which
 * may be done by now as well. */
struct job *queue_awaited(const struct queue *queue, size_t told, size_t ahead);

/* Waits until a job is done, `milliseconds` at the most (negative: as long as it
 * takes); true if it is. */
bool queue_wait(struct queue *queue, struct job *job, int milliseconds);

#endif
