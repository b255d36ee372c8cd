/* SPDX-License-Identifier: MIT
 *
 * The borrowed compiler: see interpreter.h.
 */
#include "interpreter/interpreter.h"
#include "interpreter/pool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { START_TIMEOUT_MS = 10000 };

/* One level of one source, on its way. */
struct errand {
    struct pool *pool;
    struct process_request request;
    int level;
    struct compile_result *result;
    struct answer answer;
    struct buf reason;
};

static enum compile_status judge_outcome(enum talk outcome)
{
    switch (outcome) {
    case TALK_DONE:
        return COMPILE_OK;
    case TALK_CANCELLED:
        return COMPILE_CANCELLED;
    case TALK_NO_MEMORY:
        return COMPILE_NO_MEMORY;
    case TALK_UNREAD:
    case TALK_DIED:
    case TALK_LATE:
    case TALK_GARBAGE:
    case TALK_FAILED:
        break;
    }
    return COMPILE_BROKEN;
}

/* A process that was dead before it took the request is no fault of the file's:
 * one more gets a try. */
static enum compile_status ask(struct errand *errand, enum pool_kind kind,
                               struct pool_place *place)
{
    struct pool *pool = errand->pool;
    const struct talk_limits limits = {pool->cancel[0], pool->timeout_ms};
    for (int tries = 0;; tries++) {
        buf_clear(&errand->reason);
        if (!process_is_running(&place->process)) {
            enum compile_status status = pool_start(pool, kind, place, &errand->reason);
            if (status != COMPILE_OK)
                return status;
        }
        enum talk outcome = process_talk(&place->process, &errand->request, &limits,
                                         &errand->result->arena, &errand->answer);
        if (outcome == TALK_DONE)
            return COMPILE_OK;
        pool_drop(place, outcome, limits.timeout_ms, &errand->reason);
        if (outcome != TALK_UNREAD || tries)
            return judge_outcome(outcome);
    }
}

/* Sends the errand to one process; *suspect says whether another must do it. */
static enum compile_status run_errand(struct errand *errand, enum pool_kind kind,
                                      bool *suspect)
{
    struct pool *pool = errand->pool;
    struct pool_place *place = pool_take(pool, kind);
    if (!place)
        return COMPILE_CANCELLED;
    enum compile_status status = ask(errand, kind, place);
    enum scan_verdict verdict = SCAN_CLEAN;
    if (status == COMPILE_OK && errand->answer.status == ANSWER_CODE) {
        const struct answer_field *code = &errand->answer.fields[0];
        verdict = scan_code(&place->memory, &pool->compiler.target, &place->interned,
                            code->bytes, code->size);
    }
    if (verdict == SCAN_MALFORMED) {
        pool_drop(place, TALK_GARBAGE, 0, &errand->reason);
        status = COMPILE_BROKEN;
    } else if (verdict == SCAN_NO_MEMORY) {
        status = COMPILE_NO_MEMORY;
    }
    if (status == COMPILE_OK && errand->answer.spent && kind == POOL_COMPILE)
        process_stop(&place->process, NULL);
    *suspect = verdict == SCAN_SUSPECT;
    pool_give_back(pool, place);
    return status;
}

static long read_count(const struct answer_field *field)
{
    return strtol(field->bytes, NULL, 10);
}

static const char *or_null(const struct answer_field *field)
{
    return field->size ? field->bytes : NULL;
}

static bool append_diag(struct errand *errand, const struct diag *diag)
{
    struct compile_diags *diags = &errand->result->diags;
    if (!VEC_GROW(diags))
        return false;
    diags->items[diags->count++] = *diag;
    return true;
}

static bool add_warnings(struct errand *errand, size_t first)
{
    const struct answer *answer = &errand->answer;
    for (size_t i = first; i + WARNING_FIELDS <= answer->count; i += WARNING_FIELDS) {
        const struct answer_field *fields = answer->fields + i;
        const struct diag warning = {.kind = DIAG_WARNING,
                                     .level = errand->level,
                                     .class_name = fields[0].bytes,
                                     .message = fields[1].bytes,
                                     .filename = fields[2].bytes,
                                     .line = read_count(&fields[3])};
        if (!append_diag(errand, &warning))
            return false;
    }
    return true;
}

static bool add_error(struct errand *errand)
{
    const struct answer_field *fields = errand->answer.fields;
    const struct diag error = {.kind = DIAG_ERROR,
                               .level = errand->level,
                               .class_name = fields[0].bytes,
                               .message = fields[1].bytes,
                               .report = fields[2].bytes,
                               .filename = or_null(&fields[3]),
                               .line = read_count(&fields[4]),
                               .column = read_count(&fields[5]),
                               .end_line = read_count(&fields[6]),
                               .end_column = read_count(&fields[7])};
    return append_diag(errand, &error);
}

static bool add_output(struct errand *errand)
{
    struct compile_result *result = errand->result;
    if (!VEC_GROW(&result->outputs))
        return false;
    const struct answer_field *code = &errand->answer.fields[0];
    result->outputs.items[result->outputs.count++] = (struct compile_output){
        .level = errand->level, .code = code->bytes, .code_size = code->size};
    return true;
}

static enum compile_status add_answer(struct errand *errand)
{
    if (errand->answer.status == ANSWER_CODE) {
        bool added = add_warnings(errand, 1) && add_output(errand);
        return added ? COMPILE_OK : COMPILE_NO_MEMORY;
    }
    bool added = add_warnings(errand, ERROR_FIELDS) && add_error(errand);
    return added ? COMPILE_REJECTED : COMPILE_NO_MEMORY;
}

static enum compile_status keep_reason(struct errand *errand)
{
    const struct buf *reason = &errand->reason;
    const char *copy = NULL;
    if (buf_ok(reason))
        copy = arena_copy(&errand->result->arena, buf_text(reason), reason->size);
    errand->result->reason = copy;
    return copy ? COMPILE_BROKEN : COMPILE_NO_MEMORY;
}

static enum compile_status compile_one_level(struct errand *errand)
{
    bool suspect = false;
    enum compile_status status = run_errand(errand, POOL_COMPILE, &suspect);
    if (status == COMPILE_OK && suspect) {
        atomic_fetch_add(&errand->pool->again, 1);
        status = run_errand(errand, POOL_PRISTINE, &suspect);
    }
    if (errand->pool->cancelled)
        return COMPILE_CANCELLED;
    if (status == COMPILE_OK)
        status = add_answer(errand);
    return status == COMPILE_BROKEN ? keep_reason(errand) : status;
}

static enum compile_status borrow_compiler(struct compiler *compiler,
                                           const struct compile_request *request,
                                           struct compile_result *result)
{
    struct errand errand = {.pool = (struct pool *)compiler, .result = result};
    errand.request = (struct process_request){.filename = request->filename,
                                              .filename_size = request->filename_size,
                                              .source = request->source,
                                              .source_size = request->source_size};
    if (target_has(&compiler->target, FEATURE_ROOT_UNSHARED))
        errand.request.flags = REQUEST_ROOT_UNSHARED;
    enum compile_status status = COMPILE_OK;
    for (size_t i = 0; i < request->level_count && status == COMPILE_OK; i++) {
        errand.level = request->levels[i];
        errand.request.level = request->levels[i];
        status = compile_one_level(&errand);
    }
    buf_free(&errand.reason);
    return status;
}

static void cancel_pool(struct compiler *compiler)
{
    struct pool *pool = (struct pool *)compiler;
    pthread_mutex_lock(&pool->mutex);
    if (!atomic_exchange(&pool->cancelled, true))
        while (write(pool->cancel[1], "", 1) < 0 && errno == EINTR)
            continue;
    pthread_cond_broadcast(&pool->freed);
    pthread_mutex_unlock(&pool->mutex);
}

static void free_groups(struct pool *pool)
{
    for (int kind = 0; kind < POOL_KIND_COUNT; kind++) {
        struct pool_group *group = &pool->groups[kind];
        for (unsigned i = 0; group->places && i < pool->count; i++) {
            process_stop(&group->places[i].process, NULL);
            scan_memory_free(&group->places[i].memory);
        }
        free(group->places);
    }
}

static void destroy_pool(struct compiler *compiler)
{
    struct pool *pool = (struct pool *)compiler;
    free_groups(pool);
    for (int i = 0; i < 2; i++)
        if (pool->cancel[i] >= 0)
            pool->ops->close(pool->cancel[i]);
    pthread_cond_destroy(&pool->freed);
    pthread_mutex_destroy(&pool->mutex);
    command_free(pool->environment);
    for (size_t i = 0; i < pool->candidate_count; i++)
        candidate_free(&pool->candidates[i]);
    free(pool->candidates);
    free(pool->hopeless);
    free(pool);
}

static const struct compiler_class interpreter_class = {
    .name = "interpreter",
    .compile = borrow_compiler,
    .cancel = cancel_pool,
    .destroy = destroy_pool,
};

static bool fill_pool(struct pool *pool, const struct interpreter_options *options)
{
    bool filled = true;
    for (int kind = 0; kind < POOL_KIND_COUNT; kind++) {
        struct pool_group *group = &pool->groups[kind];
        group->places = calloc(pool->count, sizeof *group->places);
        filled = filled && group->places;
    }
    pool->candidates = calloc(options->other_count + 1, sizeof *pool->candidates);
    pool->candidate_count = pool->candidates ? options->other_count + 1 : 0;
    for (size_t i = 0; i < pool->candidate_count; i++)
        filled = candidate_fill(&pool->candidates[i], options,
                                i ? options->others[i - 1] : options->python,
                                &pool->compiler.target) &&
                 filled;
    pool->environment = command_environment();
    return filled && pool->candidates && pool->environment &&
           pool->ops->make_pipe(pool->cancel) == 0;
}

struct compiler *pool_create(const struct target *target,
                             const struct interpreter_options *options,
                             const struct process_ops *ops, unsigned start_timeout_ms)
{
    struct pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return NULL;
    pool->compiler = (struct compiler){.class = &interpreter_class, .target = *target};
    pool->ops = ops;
    pool->timeout_ms = options->timeout_ms;
    pool->start_timeout_ms = start_timeout_ms;
    pool->count = options->processes ? options->processes : 1;
    pool->cancel[0] = pool->cancel[1] = -1;
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->freed, NULL);
    if (fill_pool(pool, options))
        return &pool->compiler;
    destroy_pool(&pool->compiler);
    return NULL;
}

struct compiler *interpreter_create(const struct target *target,
                                    const struct interpreter_options *options)
{
    return pool_create(target, options, &system_process_ops, START_TIMEOUT_MS);
}

size_t pool_count_again(const struct compiler *compiler)
{
    return ((const struct pool *)compiler)->again;
}
