/* SPDX-License-Identifier: MIT
 *
 * The threads that serve a run's queue.
 */
#ifndef KILN_DRIVER_CREW_H
#define KILN_DRIVER_CREW_H

#include "driver/queue.h"

struct crew {
    const struct plan *plan;
    struct queue *queue;
    pthread_t *threads;
    unsigned count;  /* started so far */
    size_t files;    /* jobs that want a worker, as far as known */
    int start_error; /* errno of a thread that could not be started */
};

/* Starts threads until there is one for each of `files` jobs or the plan's
 * number is reached.  False when not even one could be started. */
bool crew_serve(struct crew *crew, size_t files);

/* Waits until all of them have ended. */
void crew_join(struct crew *crew);

#endif
