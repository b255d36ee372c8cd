/* SPDX-License-Identifier: MIT
 *
 * Handing out processes, and replacing those that fail: see pool.h.
 */
#include "interpreter/pool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A process that is up, else an empty place, else none. */
static struct pool_place *pick_place(struct pool *pool, enum pool_kind kind)
{
    struct pool_place *places = pool->groups[kind].places, *empty = NULL;
    for (unsigned i = 0; i < pool->count; i++) {
        if (places[i].busy)
            continue;
        if (process_is_running(&places[i].process))
            return &places[i];
        if (!empty)
            empty = &places[i];
    }
    return empty;
}

struct pool_place *pool_take(struct pool *pool, enum pool_kind kind)
{
    struct pool_place *place = NULL;
    pthread_mutex_lock(&pool->mutex);
    while (!pool->cancelled && !(place = pick_place(pool, kind)))
        pthread_cond_wait(&pool->freed, &pool->mutex);
    if (place)
        place->busy = true;
    pthread_mutex_unlock(&pool->mutex);
    return place;
}

void pool_give_back(struct pool *pool, struct pool_place *place)
{
    pthread_mutex_lock(&pool->mutex);
    place->busy = false;
    /* Those that wait may wait for the other group: wake them all. */
    pthread_cond_broadcast(&pool->freed);
    pthread_mutex_unlock(&pool->mutex);
}

static bool is_hopeless(struct pool *pool, struct buf *reason)
{
    pthread_mutex_lock(&pool->mutex);
    bool hopeless = pool->hopeless != NULL;
    if (hopeless)
        buf_add_text(reason, pool->hopeless);
    pthread_mutex_unlock(&pool->mutex);
    return hopeless;
}

/* Whether another start must be tried: with the next candidate, where the first
 * process of one does not come up, or with that which another thread found to run.
 * When none is left, the next thousand files need not try. */
static bool note_start(struct pool *pool, size_t tried, const char *failure)
{
    pthread_mutex_lock(&pool->mutex);
    if (!failure && !pool->started)
        pool->candidate = tried;
    else if (failure && !pool->started && tried == pool->candidate) {
        if (tried + 1 < pool->candidate_count)
            pool->candidate++;
        else if (!pool->hopeless)
            pool->hopeless = strdup(failure);
    }
    pool->started = pool->started || !failure;
    bool again = tried != pool->candidate;
    pthread_mutex_unlock(&pool->mutex);
    return again;
}

static size_t current_candidate(struct pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    size_t candidate = pool->candidate;
    pthread_mutex_unlock(&pool->mutex);
    return candidate;
}

/* The words of `field`, made fit for a message of one line. */
static const char *show_field(const struct answer_field *field)
{
    for (size_t i = 0; i < field->size; i++)
        if (field->bytes[i] < ' ' || field->bytes[i] > '~')
            return "something unreadable";
    return field->bytes;
}

static bool check_handshake(const struct pool *pool, const struct answer *answer,
                            struct pool_place *place, struct buf *reason)
{
    const struct answer_field *fields = answer->fields;
    unsigned char magic[4];
    target_magic_bytes(&pool->compiler.target, magic);
    if (strcmp(fields[0].bytes, "cpython") != 0)
        buf_printf(reason, "%s is not CPython but %s", place->python,
                   show_field(&fields[0]));
    else if (fields[2].size != 4 || memcmp(fields[2].bytes, magic, 4) != 0)
        buf_printf(reason, "%s is CPython %s, which does not write .pyc files for %s",
                   place->python, show_field(&fields[1]), pool->compiler.target.name);
    else {
        memset(&place->interned, 0, sizeof place->interned);
        for (size_t i = 0; i < fields[4].size && i < 256; i++) {
            char type = fields[4].bytes[i] & 0x7f;
            if (type == 'Z' || type == 't' || type == 'A')
                place->interned.bits[i / 32] |= UINT32_C(1) << (i % 32);
        }
        return true;
    }
    return false;
}

static enum compile_status greet(struct pool *pool, struct pool_place *place,
                                 struct buf *reason)
{
    struct arena arena = ARENA_INIT;
    struct answer answer;
    const struct talk_limits limits = {pool->cancel[0], pool->start_timeout_ms};
    enum compile_status status = COMPILE_OK;
    enum talk outcome = process_talk(&place->process, NULL, &limits, &arena, &answer);
    if (outcome != TALK_DONE) {
        pool_drop(place, outcome, limits.timeout_ms, reason);
        buf_add_text(reason, outcome == TALK_CANCELLED ? "" : " at its start");
        status = outcome == TALK_CANCELLED   ? COMPILE_CANCELLED
                 : outcome == TALK_NO_MEMORY ? COMPILE_NO_MEMORY
                                             : COMPILE_BROKEN;
    } else if (!check_handshake(pool, &answer, place, reason)) {
        process_stop(&place->process, NULL);
        status = COMPILE_BROKEN;
    }
    arena_free(&arena);
    return status;
}

static enum compile_status start_candidate(struct pool *pool, enum pool_kind kind,
                                           struct pool_place *place,
                                           const struct pool_candidate *candidate,
                                           struct buf *reason)
{
    const struct process_command command = {
        .python = candidate->python,
        .arguments = candidate->arguments[kind],
        .environment = pool->environment,
        .fixed_layout = target_has(&pool->compiler.target, FEATURE_REF_BY_COUNT)};
    place->python = candidate->python;
    int error = process_start(&place->process, pool->ops, &command);
    if (!error)
        return greet(pool, place, reason);
    buf_printf(reason, "%s cannot be started: %s", place->python, strerror(error));
    return COMPILE_BROKEN;
}

enum compile_status pool_start(struct pool *pool, enum pool_kind kind,
                               struct pool_place *place, struct buf *reason)
{
    for (;;) {
        buf_clear(reason);
        if (is_hopeless(pool, reason))
            return COMPILE_BROKEN;
        size_t tried = current_candidate(pool);
        enum compile_status status =
            start_candidate(pool, kind, place, &pool->candidates[tried], reason);
        if (status != COMPILE_OK && status != COMPILE_BROKEN)
            return status;
        const char *failure = status == COMPILE_OK ? NULL : buf_text(reason);
        if (!note_start(pool, tried, failure))
            return status;
        process_stop(&place->process, NULL);
    }
}

static void say_end(struct pool_place *place, struct buf *reason)
{
    struct buf words = BUF_INIT;
    process_last_words(&place->process, &words);
    process_stop(&place->process, reason);
    if (words.size)
        buf_printf(reason, " (%s)", buf_text(&words));
    buf_free(&words);
}

void pool_drop(struct pool_place *place, enum talk outcome, unsigned timeout_ms,
               struct buf *reason)
{
    int error = errno;
    switch (outcome) {
    case TALK_UNREAD:
    case TALK_DIED:
        buf_printf(reason, "%s ", place->python);
        say_end(place, reason);
        break;
    case TALK_LATE:
        buf_printf(reason, "%s took longer than %u ms", place->python, timeout_ms);
        break;
    case TALK_GARBAGE:
        buf_printf(reason, "%s answered garbage", place->python);
        break;
    case TALK_FAILED:
        buf_printf(reason, "%s cannot be talked to: %s", place->python, strerror(error));
        break;
    case TALK_DONE:
    case TALK_CANCELLED:
    case TALK_NO_MEMORY:
        break;
    }
    process_stop(&place->process, NULL);
}
