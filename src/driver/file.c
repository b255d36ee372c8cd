/* SPDX-License-Identifier: MIT
 *
 * The life of one source file, in compileall's order of checks.
 */
#include "driver/file.h"

#include "base/platform.h"
#include "base/quote.h"
#include "driver/oserror.h"
#include "driver/publish.h"
#include "driver/pyc.h"
#include "driver/source.h"
#include "driver/tell.h"

#include <errno.h>
#include <string.h>

void file_worker_free(struct file_worker *worker)
{
    buf_free(&worker->source);
    buf_free(&worker->filename);
    buf_free(&worker->pyc);
    buf_free(&worker->previous);
    compile_result_free(&worker->result);
}

/* A source on its way: what is known about it so far. */
struct file_task {
    struct file_worker *worker;
    const struct plan *plan;
    struct job *job;
    struct stat st;
    struct pyc_stamp stamp;
    bool there; /* some file was at the place of the .pyc that was checked last */
};

static const char *pyc_path(const struct file_task *task, struct buf *out, int level)
{
    buf_clear(out);
    plan_cache_path(task->plan, task->job->destination, task->job->path, level, out);
    return buf_ok(out) ? out->data : NULL;
}

/* The stamp of the source whose status is task->st; its hash where one is needed. */
static void make_stamp(struct file_task *task, const struct buf *source)
{
    const struct plan *plan = task->plan;
    task->stamp = (struct pyc_stamp){
        .target = &plan->target,
        .invalidation = plan->invalidation,
        .mtime = pyc_mtime(&task->st, plan->options->clamp_mtime),
        .size = (uint32_t)task->st.st_size,
    };
    if (source && plan->invalidation != KILN_INVALIDATION_TIMESTAMP)
        task->stamp.hash = pyc_source_hash(&plan->target, buf_text(source), source->size);
}

/* Why the .pyc files must be made anew, or KILN_REASON_FRESH: the first level
 * that is stale speaks for all. */
static enum kiln_reason find_stale(struct file_task *task)
{
    const struct plan *plan = task->plan;
    bool strict = plan->options->check || plan->options->strict_freshness;
    bool hashed = strict && plan->invalidation != KILN_INVALIDATION_TIMESTAMP;
    struct buf *source = &task->worker->source;
    if (hashed && source_read(plan->fs, task->job->path, source, &task->st) != 0)
        return KILN_REASON_OTHER_HASH;
    make_stamp(task, hashed ? source : NULL);
    for (size_t i = 0; i < plan->level_count; i++) {
        const char *path = pyc_path(task, &task->worker->pyc, plan->levels[i]);
        if (!path)
            return KILN_REASON_UNREADABLE_PYC;
        enum kiln_reason reason = strict
                                      ? pyc_compare_strictly(plan->fs, path, &task->stamp)
                                      : pyc_compare_loosely(plan->fs, path, &task->stamp);
        if (reason != KILN_REASON_FRESH)
            return reason;
    }
    return KILN_REASON_FRESH;
}

/* Publishes one level; the level before, with the same bytes, may be linked to. */
static bool publish_level(struct file_task *task, const struct compile_output *output,
                          const struct compile_output *before, int level)
{
    const struct plan *plan = task->plan;
    const char *path = task->worker->pyc.data;
    const char *previous = task->worker->previous.data;
    if (plan->options->hardlink_dupes && before && strcmp(path, previous) != 0 &&
        before->code_size == output->code_size &&
        memcmp(before->code, output->code, output->code_size) == 0 &&
        publish_link(plan->fs, previous, path)) {
        tell_pyc(task->plan, task->job, KILN_EVENT_LINKED, path, level);
        return true;
    }
    unsigned char header[PYC_HEADER_SIZE];
    pyc_header(&task->stamp, header);
    struct publish_content content = {header, sizeof header, output->code,
                                      output->code_size, task->st.st_mode};
    if (task->there && !plan->options->rewrite &&
        publish_is_there(plan->fs, path, &content)) {
        tell_pyc(task->plan, task->job, KILN_EVENT_KEPT, path, level);
        return true;
    }
    struct publish_error error = {0};
    bool done = publish_file(plan->fs, path, &content, &error);
    if (done) {
        task->job->pyc_bytes += sizeof header + output->code_size;
        tell_pyc(task->plan, task->job, KILN_EVENT_WROTE, path, level);
    } else {
        tell_publish_error(task->plan, task->job, &error);
    }
    publish_error_free(&error);
    return done;
}

/* Is the target of this level fit to be replaced?  Tells why not. */
static bool check_target(struct file_task *task, int level)
{
    struct publish_error error = {0};
    const char *path = pyc_path(task, &task->worker->pyc, level);
    bool fit = path && publish_check(task->plan->fs, path, &task->there, &error);
    if (!path)
        error.error = ENOMEM;
    if (!fit)
        tell_publish_error(task->plan, task->job, &error);
    publish_error_free(&error);
    return fit;
}

/* Tells the diagnostics of one level; they come level by level. */
static size_t tell_diags(struct file_task *task, size_t next, int compiled_level, int level)
{
    const struct compile_diags *diags = &task->worker->result.diags;
    while (next < diags->count && diags->items[next].level == compiled_level)
        tell_diag(task->plan, task->job, &task->worker->source, &diags->items[next++],
                  level);
    return next;
}

static const struct compile_output *find_output(const struct compile_result *result,
                                                int compiled_level)
{
    for (size_t i = 0; i < result->outputs.count; i++)
        if (result->outputs.items[i].level == compiled_level)
            return &result->outputs.items[i];
    return NULL;
}

/* Publishes what was compiled, level by level, up to the first failure. */
static bool publish_levels(struct file_task *task)
{
    const struct plan *plan = task->plan;
    const struct compile_output *before = NULL;
    size_t next_diag = 0;
    for (size_t i = 0; i < plan->level_count; i++) {
        int level = plan->levels[i];
        if (i > 0 && !check_target(task, level))
            return false;
        if (i == 0 && !pyc_path(task, &task->worker->pyc, level))
            return false;
        next_diag = tell_diags(task, next_diag, plan_compiled_level(plan, level), level);
        const struct compile_output *output =
            find_output(&task->worker->result, plan_compiled_level(plan, level));
        if (!output || !publish_level(task, output, before, level))
            return false;
        before = output;
        struct buf swap = task->worker->previous;
        task->worker->previous = task->worker->pyc;
        task->worker->pyc = swap;
    }
    return true;
}

/* The distinct levels that the compiler is asked for, in order. */
static size_t compiled_levels(const struct plan *plan, int levels[])
{
    size_t count = 0;
    for (size_t i = 0; i < plan->level_count; i++) {
        int level = plan_compiled_level(plan, plan->levels[i]);
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || levels[k] == level;
        if (!known)
            levels[count++] = level;
    }
    return count;
}

static void bake_name(const struct job *job, struct buf *name)
{
    const struct destination *destination = job->destination;
    buf_clear(name);
    if (destination->baked_name && *destination->baked_name)
        buf_add_text(name, destination->baked_name);
    else
        code_filename(name, &destination->filename, job->path);
}

static enum compile_status compile_source(struct file_task *task)
{
    struct file_worker *worker = task->worker;
    const struct plan *plan = task->plan;
    bake_name(task->job, &worker->filename);
    int *levels = arena_alloc(&worker->result.arena, plan->level_count * sizeof *levels);
    if (!levels || !buf_ok(&worker->filename))
        return COMPILE_NO_MEMORY;
    struct compile_request request = {
        .source = buf_text(&worker->source),
        .source_size = worker->source.size,
        .filename = buf_text(&worker->filename),
        .filename_size = worker->filename.size,
        .levels = levels,
        .level_count = compiled_levels(plan, levels),
        .filename_is_source = !strcmp(buf_text(&worker->filename), task->job->path),
    };
    return compiler_compile(plan->compiler, &request, &worker->result);
}

static enum job_outcome finish_compile(struct file_task *task, enum compile_status status)
{
    switch (status) {
    case COMPILE_OK:
    case COMPILE_REJECTED:
        return publish_levels(task) ? JOB_COMPILED : JOB_FAILED;
    case COMPILE_UNSUPPORTED:
    case COMPILE_BROKEN:
        tell_engine_error(task->plan, task->job, task->worker->result.reason);
        return JOB_FAILED;
    case COMPILE_NO_MEMORY:
        return JOB_NO_MEMORY;
    case COMPILE_CANCELLED:
        return JOB_CANCELLED;
    }
    return JOB_FAILED;
}

enum {
    CHANGED_ATTEMPTS = 4,
    LARGE_SOURCE = 256 * 1024, /* bytes */
};

/* Reads and compiles until the source was the same before and after: a .pyc must
 * never claim the freshness of a source that it was not made from. */
static enum job_outcome compile_steadily(struct file_task *task)
{
    const struct plan *plan = task->plan;
    for (int i = 0; i < CHANGED_ATTEMPTS; i++) {
        int error =
            source_read(plan->fs, task->job->path, &task->worker->source, &task->st);
        if (error) {
            tell_system_error(plan, task->job, error, task->job->path);
            return JOB_FAILED;
        }
        make_stamp(task, &task->worker->source);
        compile_result_reset(&task->worker->result);
        enum compile_status status = compile_source(task);
        if (status != COMPILE_OK ||
            source_unchanged(plan->fs, task->job->path, &task->st)) {
            task->job->source_bytes = task->worker->source.size;
            return finish_compile(task, status);
        }
    }
    tell_changed(plan, task->job);
    return JOB_FAILED;
}

static enum job_outcome compile_stale(struct file_task *task)
{
    const struct plan *plan = task->plan;
    if (plan->options->check) {
        tell_file(plan, task->job, KILN_EVENT_STALE);
        return JOB_STALE;
    }
    if (!plan->compiler)
        return JOB_NO_COMPILER;
    if (!task->job->destination->pyc)
        tell_file(plan, task->job, KILN_EVENT_COMPILING);
    if (!check_target(task, plan->levels[0]))
        return JOB_FAILED;
    return compile_steadily(task);
}

static void finish_file(struct file_task *task, enum job_outcome outcome)
{
    const struct report *report = task->job->report;
    task->job->outcome = report && report->incomplete ? JOB_NO_MEMORY : outcome;
}

/* What a large source took goes back to the system, so that workers that come upon large
 * ones at different times do not all hold as much. */
static void release_large(struct file_worker *worker)
{
    if (worker->source.size < LARGE_SOURCE)
        return;
    file_worker_free(worker);
    memory_trim();
}

static void process_file(struct file_worker *worker, struct job *job)
{
    struct file_task task = {.worker = worker, .plan = worker->plan, .job = job};
    const struct plan *plan = worker->plan;
    if (job->destination->pyc) {
        job->reason = KILN_REASON_FORCED;
        finish_file(&task, compile_stale(&task));
        return;
    }
    if (!filename_matches(&job->destination->filename, job->path))
        tell_bad_stripdir(plan, job);
    job->reason = source_select(plan, job->path, &task.st);
    if (job->reason != KILN_REASON_NONE) {
        bool undecided = job->reason == KILN_REASON_UNDECIDED;
        if (undecided)
            tell_engine_error(plan, job, "the search for the -x pattern was given up");
        job->outcome = undecided ? JOB_FAILED : JOB_SKIPPED;
        return;
    }
    job->reason = plan->options->force && !plan->options->check ? KILN_REASON_FORCED
                                                                : find_stale(&task);
    finish_file(&task, job->reason == KILN_REASON_FRESH ? JOB_FRESH : compile_stale(&task));
}

void file_process(struct file_worker *worker, struct job *job)
{
    process_file(worker, job);
    release_large(worker);
}
