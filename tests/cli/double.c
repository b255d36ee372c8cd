/* SPDX-License-Identifier: MIT
 *
 * A double of the library's four entries, linked into the command in place of
 * the real ones.  It compiles nothing.  Its environment says what it does:
 *
 *     KILN_DOUBLE_LOG=FILE    append the call and its options, one JSON object
 *                             (strings hold bytes, one character each)
 *     KILN_DOUBLE_EVENTS=N    tell of N files being compiled
 *     KILN_DOUBLE_PATH=NAME   tell of an error in a file of that name
 *     KILN_DOUBLE_WAIT=1      then wait to be cancelled, for ten seconds; 2: wait
 *                             without minding that
 *     KILN_DOUBLE_STATUS=N    come to this status, with a message from 3 on
 */
#include <kiln.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void log_string(FILE *log, const char *name, const char *value)
{
    fprintf(log, "\"%s\": %s", name, value ? "\"" : "null");
    for (; value && *value; value++)
        fprintf(log, "\\u%04x", (unsigned char)*value);
    fprintf(log, "%s, ", value ? "\"" : "");
}

static void log_strings(FILE *log, const char *name, const char *const *values,
                        size_t count)
{
    fprintf(log, "\"%s\": [", name);
    for (size_t i = 0; i < count; i++) {
        fprintf(log, "%s\"", i ? ", " : "");
        for (const char *c = values[i]; *c; c++)
            fprintf(log, "\\u%04x", (unsigned char)*c);
        fprintf(log, "\"");
    }
    fprintf(log, "], ");
}

static void log_number(FILE *log, const char *name, long long value)
{
    fprintf(log, "\"%s\": %lld, ", name, value);
}

static void log_options(FILE *log, const struct kiln_options *options)
{
    log_string(log, "target", options->target);
    log_string(log, "python", options->python);
    log_number(log, "engine", options->engine);
    log_number(log, "timeout_ms", options->timeout_ms);
    log_strings(log, "warning_filters", options->warning_filters,
                options->warning_filter_count);
    log_number(log, "maxlevels", options->maxlevels);
    log_string(log, "ddir", options->ddir);
    log_string(log, "stripdir", options->stripdir);
    log_string(log, "prependdir", options->prependdir);
    log_number(log, "force", options->force);
    log_string(log, "rx", options->rx);
    log_number(log, "quiet", options->quiet);
    log_number(log, "legacy", options->legacy);
    fprintf(log, "\"optimize\": [");
    for (size_t i = 0; i < options->optimize_count; i++)
        fprintf(log, "%s%d", i ? ", " : "", options->optimize[i]);
    fprintf(log, "], ");
    log_number(log, "workers", options->workers);
    log_number(log, "invalidation", options->invalidation);
    log_string(log, "limit_sl_dest", options->limit_sl_dest);
    log_number(log, "hardlink_dupes", options->hardlink_dupes);
    log_string(log, "pycache_prefix", options->pycache_prefix);
    log_strings(log, "exclude_dirs", options->exclude_dirs, options->exclude_dir_count);
    log_number(log, "check", options->check);
    log_number(log, "strict_freshness", options->strict_freshness);
    log_number(log, "clamp_mtime", options->clamp_mtime);
    log_string(log, "output_dir", options->output_dir);
    log_number(log, "prune", options->prune);
    log_number(log, "every_file", options->every_file);
}

static void log_call(const char *call, const char *const *paths, size_t count,
                     const struct kiln_options *options)
{
    const char *file = getenv("KILN_DOUBLE_LOG");
    FILE *log = file ? fopen(file, "a") : NULL;
    if (!log)
        return;
    fprintf(log, "{");
    log_strings(log, "paths", paths, count);
    log_options(log, options);
    fprintf(log, "\"call\": \"%s\"}\n", call);
    fclose(log);
}

static long number_from_environment(const char *name)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

/* Non-zero: the callback, or somebody from outside, wants an end. */
static int tell_events(const struct kiln_options *options)
{
    long count = number_from_environment("KILN_DOUBLE_EVENTS");
    for (long i = 0; i < count; i++) {
        char path[64];
        snprintf(path, sizeof path, "file%ld.py", i);
        struct kiln_event event = {.size = sizeof event,
                                   .kind = KILN_EVENT_COMPILING,
                                   .reason = KILN_REASON_NO_PYC,
                                   .path = path};
        if (options->on_event && options->on_event(options->context, &event))
            return 1;
        struct kiln_event progress = {.size = sizeof event,
                                      .kind = KILN_EVENT_PROGRESS,
                                      .files_done = (size_t)i + 1,
                                      .files_known = (size_t)count,
                                      .listing_done = true};
        if (options->every_file && options->on_event(options->context, &progress))
            return 1;
    }
    return 0;
}

static int tell_error(const struct kiln_options *options)
{
    const char *path = getenv("KILN_DOUBLE_PATH");
    struct kiln_event event = {.size = sizeof event,
                               .kind = KILN_EVENT_ERROR,
                               .error = KILN_ERROR_REJECTED,
                               .path = path,
                               .class_name = "SyntaxError",
                               .message = "invalid syntax",
                               .report = "  File \"x.py\", line 3\n    a b\n"
                                         "SyntaxError: invalid syntax\n",
                               .filename = path,
                               .line = 3,
                               .column = 3};
    return path ? options->on_event(options->context, &event) : 0;
}

static int wait_for_cancel(const struct kiln_options *options)
{
    struct timespec nap = {.tv_nsec = 10 * 1000 * 1000};
    long wait = number_from_environment("KILN_DOUBLE_WAIT");
    for (int i = 0; wait && i < 1000; i++) {
        if (wait == 1 && options->cancel && *options->cancel)
            return 1;
        nanosleep(&nap, NULL);
    }
    return 0;
}

static enum kiln_status play(const char *call, const char *const *paths, size_t count,
                             const struct kiln_options *options, struct kiln_result *result)
{
    log_call(call, paths, count, options);
    int stopped = tell_events(options) || tell_error(options) || wait_for_cancel(options);
    long status = number_from_environment("KILN_DOUBLE_STATUS");
    result->files = 4;
    result->compiled = 2;
    result->fresh = 1;
    result->failed = 1;
    result->source_bytes = 3000000;
    result->workers = 2;
    strcpy(result->target, "3.13.0");
    strcpy(result->engine, "interpreter");
    result->status = stopped ? KILN_INTERRUPTED : (enum kiln_status)status;
    if (result->status >= KILN_BAD_OPTION)
        strcpy(result->message, "this is the message");
    return result->status;
}

enum kiln_status kiln_compile_all(const char *const *paths, size_t count,
                                  const struct kiln_options *options,
                                  struct kiln_result *result)
{
    return play("all", paths, count, options, result);
}

enum kiln_status kiln_compile_path(bool skip_curdir, const struct kiln_options *options,
                                   struct kiln_result *result)
{
    return play(skip_curdir ? "path" : "path+curdir", NULL, 0, options, result);
}

enum kiln_status kiln_compile_dir(const char *dir, const struct kiln_options *options,
                                  struct kiln_result *result)
{
    return play("dir", &dir, 1, options, result);
}

enum kiln_status kiln_compile_file(const char *file, const struct kiln_options *options,
                                   struct kiln_result *result)
{
    return play("file", &file, 1, options, result);
}
