/* SPDX-License-Identifier: MIT
 *
 * The public functions: options and paths become a plan, the plan is run.
 */
#include "api/engine.h"
#include "api/options.h"
#include "driver/run.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A call under way: everything that it owns. */
struct call {
    struct kiln_options options;
    struct kiln_result result;
    struct plan plan;
    struct engine engine;
    struct buf message;
    struct buf link_limit;
    char *cwd;
    unsigned workers;
};

static bool fail_call(struct call *call, enum kiln_status status, const char *message)
{
    call->result.status = status;
    if (!*message) /* the words themselves could not be kept */
        message = "out of memory";
    snprintf(call->result.message, sizeof call->result.message, "%s", message);
    return false;
}

static bool call_begin(struct call *call, const struct kiln_options *options)
{
    *call = (struct call){.plan = {.fs = &fs_posix, .options = &call->options}};
    options_complete(&call->options, options);
    const char *fault = options_find_fault(&call->options);
    if (fault)
        return fail_call(call, KILN_BAD_OPTION, fault);
    call->workers = options_workers(&call->options);
    call->result.workers = call->workers;
    return true;
}

static bool add_destination(struct call *call, const char *path, bool is_file, bool skipped)
{
    struct destinations *destinations = &call->plan.destinations;
    if (!VEC_GROW(destinations))
        return fail_call(call, KILN_NO_MEMORY, "out of memory");
    const struct kiln_options *options = &call->options;
    struct filename_rule rule = {NULL, options->stripdir, options->prependdir};
    if (options->ddir && is_file)
        rule = (struct filename_rule){options->ddir, NULL, NULL};
    else if (options->ddir)
        rule = (struct filename_rule){NULL, path, options->ddir};
    int levels = options->maxlevels > 0 ? options->maxlevels : 0;
    destinations->items[destinations->count++] = (struct destination){.path = path,
                                                                      .is_file = is_file,
                                                                      .skipped = skipped,
                                                                      .maxlevels = levels,
                                                                      .filename = rule};
    return true;
}

static int compare_levels(const void *left, const void *right)
{
    const int *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool plan_levels(struct call *call)
{
    static const int default_level = -1;
    const struct kiln_options *options = &call->options;
    const int *given = options->optimize_count ? options->optimize : &default_level;
    size_t count = options->optimize_count ? options->optimize_count : 1;
    int *levels = call->plan.levels = malloc(count * sizeof *levels);
    if (!levels)
        return fail_call(call, KILN_NO_MEMORY, "out of memory");
    memcpy(levels, given, count * sizeof *levels);
    qsort(levels, count, sizeof *levels, compare_levels);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++)
        if (levels[i] != levels[i - 1])
            levels[kept++] = levels[i];
    call->plan.level_count = kept;
    return true;
}

/* What decides which files are taken: the pattern and the limit of links. */
static bool plan_selection(struct call *call)
{
    const struct kiln_options *options = &call->options;
    if (options->rx) {
        call->plan.rx = exclude_compile(options->rx, strlen(options->rx), &call->message);
        if (!call->plan.rx)
            return fail_call(call, KILN_BAD_OPTION, buf_text(&call->message));
    }
    if (options->limit_sl_dest &&
        fs_resolve(&fs_posix, options->limit_sl_dest, &call->link_limit) == 0)
        call->plan.link_limit = call->link_limit.data;
    else if (options->limit_sl_dest)
        return fail_call(call, KILN_BAD_OPTION,
                         "the directory that limits symbolic links cannot be resolved");
    return true;
}

/* SOURCE_DATE_EPOCH, when it is not empty, stands for a reproducible build
 * (py_compile._get_default_invalidation_mode). */
static enum kiln_invalidation choose_invalidation(const struct kiln_options *options)
{
    if (options->invalidation != KILN_INVALIDATION_DEFAULT)
        return options->invalidation;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    return epoch && *epoch ? KILN_INVALIDATION_CHECKED_HASH : KILN_INVALIDATION_TIMESTAMP;
}

static bool plan_engine(struct call *call, const char *tree)
{
    struct engine *engine = &call->engine;
    enum kiln_status status =
        engine_open(engine, &call->options, call->workers, tree, &call->message);
    if (status != KILN_OK)
        return fail_call(call, status, buf_text(&call->message));
    struct plan *plan = &call->plan;
    plan->target = engine->target;
    plan->compiler = engine->compiler;
    plan->no_compiler = buf_text(&engine->missing);
    plan->unicode_version =
        (unsigned)engine->target.unicode_major << 8 | engine->target.unicode_minor;
    if (engine->micro_known)
        snprintf(call->result.target, sizeof call->result.target, "%d.%d.%d",
                 engine->target.major, engine->target.minor, engine->target.micro);
    else
        snprintf(call->result.target, sizeof call->result.target, "%s",
                 engine->target.name);
    snprintf(call->result.engine, sizeof call->result.engine, "%s",
             engine->compiler ? engine->compiler->class->name : "interpreter");
    return true;
}

static bool plan_files(struct call *call)
{
    const struct kiln_options *options = &call->options;
    struct plan *plan = &call->plan;
    plan->invalidation = choose_invalidation(options);
    call->cwd = options->pycache_prefix ? getcwd(NULL, 0) : NULL;
    plan->cache = (struct cache_rule){
        .cache_tag = plan->target.cache_tag,
        .prefix = options->output_dir ? NULL : options->pycache_prefix,
        .cwd = call->cwd ? call->cwd : "/",
        .legacy = options->legacy,
    };
    /* While one thread writes, another keeps an interpreter busy. */
    bool paired = !call->engine.native && call->workers < UINT_MAX / 2;
    plan->threads = paired ? call->workers * 2 : call->workers;
    return true;
}

/* Everything that a run needs to know. */
static bool call_plan(struct call *call, const char *tree)
{
    return plan_levels(call) && plan_selection(call) && plan_engine(call, tree) &&
           plan_files(call);
}

static enum kiln_status call_end(struct call *call, struct kiln_result *result)
{
    engine_close(&call->engine);
    exclude_free(call->plan.rx);
    free(call->plan.levels);
    VEC_FREE(&call->plan.destinations);
    buf_free(&call->message);
    buf_free(&call->link_limit);
    free(call->cwd);
    if (result) {
        size_t size = result->size < sizeof *result ? result->size : sizeof *result;
        call->result.size = result->size;
        memcpy(result, &call->result, size);
    }
    return call->result.status;
}

EXPORTED enum kiln_status kiln_compile_dir(const char *dir,
                                           const struct kiln_options *options,
                                           struct kiln_result *result)
{
    struct call call;
    if (call_begin(&call, options) && add_destination(&call, dir, false, false) &&
        call_plan(&call, dir))
        run_plan(&call.plan, &call.result);
    return call_end(&call, result);
}

EXPORTED enum kiln_status kiln_compile_file(const char *file,
                                            const struct kiln_options *options,
                                            struct kiln_result *result)
{
    struct call call;
    if (call_begin(&call, options) && add_destination(&call, file, true, false) &&
        call_plan(&call, file))
        run_plan(&call.plan, &call.result);
    return call_end(&call, result);
}

EXPORTED enum kiln_status kiln_compile_to(const char *file, const char *pyc,
                                          const char *filename,
                                          const struct kiln_options *options,
                                          struct kiln_result *result)
{
    struct call call;
    bool ready = call_begin(&call, options) && add_destination(&call, file, true, false);
    if (ready) {
        struct destination *destination = &call.plan.destinations.items[0];
        destination->pyc = pyc;
        destination->baked_name = filename;
        destination->filename = (struct filename_rule){0};
    }
    if (ready && call_plan(&call, file)) {
        call.plan.level_count = 1;
        run_plan(&call.plan, &call.result);
    }
    return call_end(&call, result);
}

EXPORTED enum kiln_status kiln_compile_all(const char *const *paths, size_t count,
                                           const struct kiln_options *options,
                                           struct kiln_result *result)
{
    struct call call;
    bool ready = call_begin(&call, options);
    for (size_t i = 0; i < count && ready; i++) {
        struct stat st;
        bool is_file = fs_posix.stat(&fs_posix, paths[i], &st) == 0 && S_ISREG(st.st_mode);
        ready = add_destination(&call, paths[i], is_file, false);
    }
    if (ready && call_plan(&call, count ? paths[0] : NULL))
        run_plan(&call.plan, &call.result);
    return call_end(&call, result);
}

/* One destination for each entry of sys.path, which lie one after the other,
 * each ended by a NUL. */
static bool add_sys_path(struct call *call, const struct buf *entries, bool skip_curdir)
{
    call->options.maxlevels = 0;
    for (size_t at = 0; at < entries->size;) {
        const char *path = entries->data + at;
        bool current = strcmp(path, "") == 0 || strcmp(path, ".") == 0;
        if (!add_destination(call, path, false, current && skip_curdir))
            return false;
        at += strlen(path) + 1;
    }
    return true;
}

EXPORTED enum kiln_status kiln_compile_path(bool skip_curdir,
                                            const struct kiln_options *options,
                                            struct kiln_result *result)
{
    struct call call;
    struct buf entries = BUF_INIT;
    bool ready = call_begin(&call, options) && call_plan(&call, NULL);
    if (ready && !call.engine.choice.python)
        ready = fail_call(&call, KILN_NO_COMPILER, call.plan.no_compiler);
    if (ready && !engine_sys_path(&call.engine, &entries, &call.message))
        ready = fail_call(&call, KILN_NO_COMPILER, buf_text(&call.message));
    if (ready && add_sys_path(&call, &entries, skip_curdir))
        run_plan(&call.plan, &call.result);
    enum kiln_status status = call_end(&call, result);
    buf_free(&entries);
    return status;
}
