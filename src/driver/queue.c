/* SPDX-License-Identifier: MIT
 *
 * The queue of jobs: see queue.h.
 *
 * Nobody misses a wake-up: a sleeper first makes itself known, then looks again;
 * a waker first changes what is looked at, then asks whether anybody sleeps.  Both use
 * sequentially consistent atomics, so one of the two sees the other.
 */
#include "driver/queue.h"

#include <errno.h>
#include <time.h>

bool queue_init(struct queue *queue)
{
    *queue = (struct queue){0};
    if (pthread_mutex_init(&queue->lock, NULL) != 0)
        return false;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    bool work = pthread_cond_init(&queue->work, &monotonic) == 0;
    bool progress = work && pthread_cond_init(&queue->progress, &monotonic) == 0;
    pthread_condattr_destroy(&monotonic);
    if (progress)
        return true;
    if (work)
        pthread_cond_destroy(&queue->work);
    pthread_mutex_destroy(&queue->lock);
    return false;
}

void queue_free(struct queue *queue)
{
    job_list_free(&queue->jobs);
    pthread_cond_destroy(&queue->progress);
    pthread_cond_destroy(&queue->work);
    pthread_mutex_destroy(&queue->lock);
}

static void wake(struct queue *queue, pthread_cond_t *condition)
{
    pthread_mutex_lock(&queue->lock);
    pthread_cond_broadcast(condition);
    pthread_mutex_unlock(&queue->lock);
}

void queue_publish(struct queue *queue)
{
    atomic_store(&queue->published, queue->jobs.count);
    if (atomic_load(&queue->idle))
        wake(queue, &queue->work);
}

void queue_close(struct queue *queue)
{
    atomic_store(&queue->closed, true);
    wake(queue, &queue->work);
}

void queue_stop(struct queue *queue)
{
    atomic_store(&queue->stopped, true);
    wake(queue, &queue->work);
    wake(queue, &queue->progress);
}

static bool must_wait(struct queue *queue, size_t index)
{
    return index >= atomic_load(&queue->published) && !atomic_load(&queue->closed) &&
           !atomic_load(&queue->stopped);
}

struct job *queue_take(struct queue *queue)
{
    size_t index = atomic_fetch_add(&queue->next, 1);
    if (must_wait(queue, index)) {
        pthread_mutex_lock(&queue->lock);
        atomic_fetch_add(&queue->idle, 1);
        while (must_wait(queue, index))
            pthread_cond_wait(&queue->work, &queue->lock);
        atomic_fetch_sub(&queue->idle, 1);
        pthread_mutex_unlock(&queue->lock);
    }
    if (atomic_load(&queue->stopped) || index >= atomic_load(&queue->published))
        return NULL;
    return job_at(&queue->jobs, index);
}

void queue_done(struct queue *queue, struct job *job)
{
    atomic_store(&job->done, true);
    if (atomic_load(&job->awaited))
        wake(queue, &queue->progress);
}

struct job *queue_awaited(const struct queue *queue, size_t told, size_t ahead)
{
    size_t count = queue->jobs.count;
    size_t index = count - told > ahead ? told + ahead : count - 1;
    struct job *job = job_at(&queue->jobs, index);
    while (index > told && (job->kind != JOB_FILE || atomic_load(&job->done)))
        job = job_at(&queue->jobs, --index);
    return job;
}

static void add_milliseconds(struct timespec *time, int milliseconds)
{
    time->tv_sec += milliseconds / 1000;
    time->tv_nsec += milliseconds % 1000 * 1000000L;
    if (time->tv_nsec >= 1000000000L) {
        time->tv_nsec -= 1000000000L;
        time->tv_sec++;
    }
}

bool queue_wait(struct queue *queue, struct job *job, int milliseconds)
{
    if (atomic_load(&job->done))
        return true;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    if (milliseconds >= 0)
        add_milliseconds(&until, milliseconds);
    int error = 0;
    pthread_mutex_lock(&queue->lock);
    atomic_store(&job->awaited, true);
    while (!atomic_load(&job->done) && !atomic_load(&queue->stopped) && error == 0)
        error = milliseconds < 0
                    ? pthread_cond_wait(&queue->progress, &queue->lock)
                    : pthread_cond_timedwait(&queue->progress, &queue->lock, &until);
    pthread_mutex_unlock(&queue->lock);
    return atomic_load(&job->done);
}
