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

/* When not even the first one came up, the next thousand files need not try. */
static void note_start(struct pool *pool, const char *failure)
{
    pthread_mutex_lock(&pool->mutex);
    if (!failure)
        pool->started = true;
    else if (!pool->started && !pool->hopeless)
        pool->hopeless = strdup(failure);
    pthread_mutex_unlock(&pool->mutex);
}

static void say_spawn_failure(const struct pool *pool, int error, struct buf *reason)
{
    buf_printf(reason, "%s cannot be started: %s", pool->python, strerror(error));
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
        buf_printf(reason, "%s is not CPython but %s", pool->python,
                   show_field(&fields[0]));
    else if (fields[2].size != 4 || memcmp(fields[2].bytes, magic, 4) != 0)
        buf_printf(reason, "%s is CPython %s, which does not write .pyc files for %s",
                   pool->python, show_field(&fields[1]), pool->compiler.target.name);
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
        pool_drop(pool, place, outcome, limits.timeout_ms, reason);
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

enum compile_status pool_start(struct pool *pool, enum pool_kind kind,
                               struct pool_place *place, struct buf *reason)
{
    if (is_hopeless(pool, reason))
        return COMPILE_BROKEN;
    const struct process_command command = {
        .python = pool->python,
        .arguments = pool->groups[kind].arguments,
        .environment = pool->environment,
        .fixed_layout = target_has(&pool->compiler.target, FEATURE_REF_BY_COUNT)};
    int error = process_start(&place->process, pool->ops, &command);
    enum compile_status status = COMPILE_BROKEN;
    if (error)
        say_spawn_failure(pool, error, reason);
    else
        status = greet(pool, place, reason);
    if (status == COMPILE_OK || status == COMPILE_BROKEN)
        note_start(pool, status == COMPILE_OK ? NULL : buf_text(reason));
    return status;
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

void pool_drop(struct pool *pool, struct pool_place *place, enum talk outcome,
               unsigned timeout_ms, struct buf *reason)
{
    int error = errno;
    switch (outcome) {
    case TALK_UNREAD:
    case TALK_DIED:
        buf_printf(reason, "%s ", pool->python);
        say_end(place, reason);
        break;
    case TALK_LATE:
        buf_printf(reason, "%s took longer than %u ms", pool->python, timeout_ms);
        break;
    case TALK_GARBAGE:
        buf_printf(reason, "%s answered garbage", pool->python);
        break;
    case TALK_FAILED:
        buf_printf(reason, "%s cannot be talked to: %s", pool->python, strerror(error));
        break;
    case TALK_DONE:
    case TALK_CANCELLED:
    case TALK_NO_MEMORY:
        break;
    }
    process_stop(&place->process, NULL);
}
