/* SPDX-License-Identifier: MIT
 *
 * Worker threads: see crew.h.
 */
#include "driver/crew.h"

#include "driver/file.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

/* Enough for the native compiler's checked recursion, whatever the host's default. */
enum { WORKER_STACK_SIZE = 8 * 1024 * 1024 };

static void *work_through(void *argument)
{
    struct crew *crew = argument;
    struct file_worker worker = {.plan = crew->plan};
    struct job *job;
    while ((job = queue_take(crew->queue)) != NULL) {
        if (job->kind == JOB_FILE) {
            if (job->after)
                queue_wait(crew->queue, job->after, -1);
            file_process(&worker, job);
        }
        queue_done(crew->queue, job);
    }
    file_worker_free(&worker);
    return NULL;
}

/* Signals stay with the threads of the host. */
static int start_worker(struct crew *crew)
{
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error)
        return error;
    pthread_attr_setstacksize(&attributes, WORKER_STACK_SIZE);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&crew->threads[crew->count], &attributes, work_through, crew);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return error;
}

bool crew_serve(struct crew *crew, size_t files)
{
    unsigned wanted = crew->plan->threads;
    if (!crew->threads)
        crew->threads = calloc(wanted, sizeof *crew->threads);
    if (!crew->threads) {
        crew->start_error = ENOMEM;
        return false;
    }
    while (crew->count < wanted && crew->count < files && !crew->start_error) {
        crew->start_error = start_worker(crew);
        if (!crew->start_error)
            crew->count++;
    }
    return crew->count > 0 || files == 0;
}

void crew_join(struct crew *crew)
{
    for (unsigned i = 0; i < crew->count; i++)
        pthread_join(crew->threads[i], NULL);
    free(crew->threads);
    crew->threads = NULL;
    crew->count = 0;
}
