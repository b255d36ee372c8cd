/* SPDX-License-Identifier: MIT
 *
 * A whole run: see run.h.
 */
#include "driver/run.h"

#include "driver/crew.h"
#include "driver/order.h"
#include "driver/prune.h"
#include "driver/walk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    CANCEL_POLL_MS = 25,
    PROGRESS_EVERY_MS = 50,
    TELL_AHEAD = 64,
    HAND_OVER_FILES = 64,
};

struct run {
    const struct plan *plan;
    struct kiln_result *result;
    struct queue queue;
    struct crew crew;
    struct arena paths;
    struct order order; /* jobs that must wait for others */
    size_t told;        /* jobs whose events were told */
    size_t files;       /* jobs of kind JOB_FILE */
    size_t handed_over; /* of them, those that workers may take */
    bool listing_done;
    bool stopping;
    long long next_progress; /* monotonic, in milliseconds */
};

static void stop_run(struct run *run, enum kiln_status status, const char *message)
{
    if (run->stopping)
        return;
    run->stopping = true;
    run->result->status = status;
    if (message)
        snprintf(run->result->message, sizeof run->result->message, "%s", message);
    queue_stop(&run->queue);
    if (run->plan->compiler)
        compiler_cancel(run->plan->compiler);
}

static bool is_cancelled(struct run *run)
{
    const volatile int *cancel = run->plan->options->cancel;
    if (cancel && *cancel)
        stop_run(run, KILN_INTERRUPTED, "interrupted");
    return run->stopping;
}

static void send_event(struct run *run, const struct kiln_event *event)
{
    const struct kiln_options *options = run->plan->options;
    if (options->on_event && options->on_event(options->context, event) != 0)
        stop_run(run, KILN_INTERRUPTED, "stopped by the caller");
}

static long long milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void send_progress(struct run *run, bool last)
{
    if (!run->plan->options->every_file)
        return;
    long long now = milliseconds_now();
    if (now < run->next_progress && !last)
        return;
    run->next_progress = now + PROGRESS_EVERY_MS;
    struct kiln_event event = {.size = sizeof event,
                               .kind = KILN_EVENT_PROGRESS,
                               .files_done = run->result->files,
                               .files_known = run->files,
                               .listing_done = run->listing_done};
    send_event(run, &event);
}

/* Kept events first, then the one that every file without them gets. */
static void send_job_events(struct run *run, const struct job *job)
{
    for (size_t i = 0; job->report && i < job->report->events.count; i++) {
        const struct kiln_event *event = &job->report->events.items[i];
        bool detail = event->kind == KILN_EVENT_WROTE || event->kind == KILN_EVENT_LINKED ||
                      event->kind == KILN_EVENT_KEPT;
        if (event->kind == KILN_EVENT_WARNING)
            run->result->warnings++;
        run->result->written += event->kind == KILN_EVENT_WROTE;
        run->result->linked += event->kind == KILN_EVENT_LINKED;
        run->result->kept += event->kind == KILN_EVENT_KEPT;
        if (!detail || run->plan->options->every_file)
            send_event(run, event);
    }
    bool passed = job->outcome == JOB_SKIPPED || job->outcome == JOB_FRESH;
    if (!passed || !run->plan->options->every_file)
        return;
    struct kiln_event event = {.size = sizeof event,
                               .kind = KILN_EVENT_SKIPPED,
                               .path = job->path,
                               .reason = job->reason,
                               .unicode_version = run->plan->unicode_version};
    send_event(run, &event);
}

static void fail_run(struct run *run)
{
    if (run->result->status == KILN_OK)
        run->result->status = KILN_FAILED;
}

static void count_outcome(struct run *run, const struct job *job)
{
    struct kiln_result *result = run->result;
    result->source_bytes += job->source_bytes;
    result->pyc_bytes += job->pyc_bytes;
    result->files++;
    result->fresh += job->outcome == JOB_FRESH;
    result->compiled += job->outcome == JOB_COMPILED;
    result->stale += job->outcome == JOB_STALE;
    result->failed += job->outcome == JOB_FAILED;
    if (job->outcome == JOB_STALE || job->outcome == JOB_FAILED)
        fail_run(run);
    if (job->outcome == JOB_NO_COMPILER)
        stop_run(run, KILN_NO_COMPILER, run->plan->no_compiler);
    if (job->outcome == JOB_NO_MEMORY)
        stop_run(run, KILN_NO_MEMORY, "out of memory");
}

static void tell_file_job(struct run *run, struct job *job)
{
    if (job->outcome == JOB_CANCELLED) {
        stop_run(run, KILN_INTERRUPTED, "interrupted");
        return;
    }
    if (job->outcome != JOB_NO_COMPILER)
        send_job_events(run, job);
    count_outcome(run, job);
    if (job->report)
        report_free(job->report);
}

static void tell_other_job(struct run *run, const struct job *job)
{
    static const enum kiln_event_kind kinds[] = {
        [JOB_FILE] = KILN_EVENT_SKIPPED,
        [JOB_LISTING] = KILN_EVENT_LISTING,
        [JOB_CANT_LIST] = KILN_EVENT_CANT_LIST,
        [JOB_PRUNED] = KILN_EVENT_PRUNED,
        [JOB_SKIP_CURDIR] = KILN_EVENT_SKIP_CURDIR,
    };
    run->result->directories += job->kind == JOB_LISTING;
    run->result->directories -= job->kind == JOB_CANT_LIST;
    run->result->pruned += job->kind == JOB_PRUNED;
    struct kiln_event event = {.size = sizeof event,
                               .kind = kinds[job->kind],
                               .path = job->path,
                               .pyc = job->kind == JOB_PRUNED ? job->path : NULL,
                               .unicode_version = run->plan->unicode_version};
    send_event(run, &event);
}

/* Tells jobs in order as long as the next one is done. */
static void tell_done_jobs(struct run *run)
{
    while (run->told < run->queue.jobs.count && !is_cancelled(run)) {
        struct job *job = job_at(&run->queue.jobs, run->told);
        if (job->kind != JOB_FILE)
            tell_other_job(run, job);
        else if (atomic_load(&job->done))
            tell_file_job(run, job);
        else
            return;
        run->told++;
        send_progress(run, false);
    }
}

/* Tells all jobs.  Where the next one is not done yet, sleeps until one further
 * on is, or for a moment: waking up for every single file would cost more than
 * an up-to-date file does. */
static void tell_all_jobs(struct run *run)
{
    size_t count = run->queue.jobs.count;
    for (;;) {
        tell_done_jobs(run);
        if (run->told == count || run->stopping)
            return;
        struct job *job = queue_awaited(&run->queue, run->told, TELL_AHEAD);
        queue_wait(&run->queue, job, CANCEL_POLL_MS);
        send_progress(run, false);
    }
}

static struct job *add_job(struct run *run, enum job_kind kind, const char *path,
                           const struct destination *destination)
{
    struct job *job = job_add(&run->queue.jobs);
    if (!job) {
        stop_run(run, KILN_NO_MEMORY, "out of memory");
        return NULL;
    }
    job->kind = kind;
    job->path = path;
    job->destination = destination;
    return job;
}

static void add_file(struct run *run, const char *path,
                     const struct destination *destination)
{
    struct job *job = add_job(run, JOB_FILE, path, destination);
    if (!job)
        return;
    run->files++;
    if (!order_job(&run->order, job))
        stop_run(run, KILN_NO_MEMORY, "out of memory");
}

/* Lets the workers have what was found, and tells what they have done. */
static void hand_over(struct run *run)
{
    run->handed_over = run->files;
    queue_publish(&run->queue);
    if (!crew_serve(&run->crew, run->files))
        stop_run(run, KILN_SYSTEM, strerror(run->crew.start_error));
    tell_done_jobs(run);
}

static void prune_listed(struct run *run, const struct walk *walk, const char *dir,
                         const struct destination *destination)
{
    struct pruned pruned = {0};
    prune_directory(run->plan, destination, walk, dir, &run->paths, &pruned);
    for (size_t i = 0; i < pruned.count; i++)
        add_job(run, JOB_PRUNED, pruned.items[i], destination);
    VEC_FREE(&pruned);
}

static void take_step(struct run *run, const struct walk *walk, enum walk_step step,
                      const char *path, const struct destination *destination)
{
    switch (step) {
    case WALK_LISTING:
        add_job(run, JOB_LISTING, path, destination);
        if (run->plan->options->prune && !run->plan->options->check && !walk->unlisted)
            prune_listed(run, walk, path, destination);
        if (run->files - run->handed_over >= HAND_OVER_FILES)
            hand_over(run);
        break;
    case WALK_CANT_LIST:
        add_job(run, JOB_CANT_LIST, path, destination);
        break;
    case WALK_FILE:
        add_file(run, path, destination);
        break;
    case WALK_NO_MEMORY:
        stop_run(run, KILN_NO_MEMORY, "out of memory");
        break;
    case WALK_END:
        break;
    }
}

static void walk_directory(struct run *run, const struct destination *destination)
{
    struct walk walk = {
        .fs = run->plan->fs,
        .paths = &run->paths,
        .exclude_dirs = run->plan->options->exclude_dirs,
        .exclude_dir_count = run->plan->options->exclude_dir_count,
    };
    walk_start(&walk, destination->path, destination->maxlevels);
    enum walk_step step;
    do {
        const char *path = NULL;
        step = walk_next(&walk, &path);
        take_step(run, &walk, step, path, destination);
    } while (step != WALK_END && !is_cancelled(run));
    walk_free(&walk);
}

static void visit_destination(struct run *run, const struct destination *destination)
{
    if (destination->skipped)
        add_job(run, JOB_SKIP_CURDIR, destination->path, destination);
    else if (destination->is_file)
        add_file(run, destination->path, destination);
    else
        walk_directory(run, destination);
}

void run_plan(const struct plan *plan, struct kiln_result *result)
{
    struct run run = {.plan = plan, .result = result};
    run.crew = (struct crew){.plan = plan, .queue = &run.queue};
    run.order.shared = plan->destinations.count > 1;
    if (!queue_init(&run.queue)) {
        result->status = KILN_SYSTEM;
        snprintf(result->message, sizeof result->message, "no locks to be had");
        return;
    }
    for (size_t i = 0; i < plan->destinations.count && !is_cancelled(&run); i++)
        visit_destination(&run, &plan->destinations.items[i]);
    run.listing_done = true;
    hand_over(&run);
    queue_close(&run.queue);
    tell_all_jobs(&run);
    send_progress(&run, true);
    crew_join(&run.crew);
    order_free(&run.order);
    queue_free(&run.queue);
    arena_free(&run.paths);
}
