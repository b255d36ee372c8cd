/* SPDX-License-Identifier: MIT
 *
 * Which jobs wait for which: see order.h.
 */
#include "driver/order.h"

#include "base/siphash.h"

#include <stdlib.h>
#include <string.h>

struct order_slot {
    uint64_t hash;
    struct job *job; /* the newest with this path; NULL: free */
};

/* The path's meaning without the spellings that change nothing: "//" and "/./".
 * Two names with one meaning that still differ (links, "..") only cost that a
 * file may be compiled twice. */
static uint64_t hash_path(const char *path)
{
    uint64_t hash = *path == '/';
    while (*path) {
        path += strspn(path, "/");
        size_t size = strcspn(path, "/");
        if (size && !(size == 1 && *path == '.'))
            hash = siphash(1, 3, hash, size, path, size);
        path += size;
    }
    return hash;
}

static void place_slot(struct order_slot *slots, size_t capacity, struct order_slot slot)
{
    size_t at = slot.hash & (capacity - 1);
    while (slots[at].job)
        at = (at + 1) & (capacity - 1);
    slots[at] = slot;
}

static bool grow_slots(struct order *order)
{
    if (order->count * 2 < order->capacity)
        return true;
    size_t capacity = order->capacity ? order->capacity * 2 : 256;
    struct order_slot *slots = calloc(capacity, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < order->capacity; i++)
        if (order->slots[i].job)
            place_slot(slots, capacity, order->slots[i]);
    free(order->slots);
    order->slots = slots;
    order->capacity = capacity;
    return true;
}

/* The job before this one with the same path, whose place it takes. */
static struct job *replace_job(struct order *order, struct job *job)
{
    uint64_t hash = hash_path(job->path);
    size_t mask = order->capacity - 1;
    for (size_t at = hash & mask; order->slots[at].job; at = (at + 1) & mask) {
        if (order->slots[at].hash == hash) {
            struct job *before = order->slots[at].job;
            order->slots[at].job = job;
            return before;
        }
    }
    place_slot(order->slots, order->capacity, (struct order_slot){hash, job});
    order->count++;
    return NULL;
}

bool order_job(struct order *order, struct job *job)
{
    const char *name = base_name(job->path);
    if (strcmp(name, ".py") == 0)
        order->nameless = job;
    else if (strcmp(name, "py.py") == 0)
        job->after = order->nameless;
    if (!order->shared)
        return true;
    if (!grow_slots(order))
        return false;
    struct job *before = replace_job(order, job);
    if (before)
        job->after = before;
    return true;
}

void order_free(struct order *order)
{
    free(order->slots);
    order->slots = NULL;
    order->capacity = order->count = 0;
}
