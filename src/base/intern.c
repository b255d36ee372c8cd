/* SPDX-License-Identifier: MIT
 *
 * Strings as numbers: see intern.h.
 */
#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOT_COUNT = 512 };

/* The last 1 to 8 bytes as one word, read as two overlapping halves. */
static uint64_t last_word(const char *bytes, size_t size)
{
    uint32_t low = 0, high = 0;
    if (size >= 4) {
        memcpy(&low, bytes, 4);
        memcpy(&high, bytes + size - 4, 4);
    } else if (size) {
        low = (unsigned char)bytes[0];
        high =
            (unsigned)(unsigned char)bytes[size / 2] << 8 | (unsigned char)bytes[size - 1];
    }
    return (uint64_t)high << 32 | low;
}

/* Eight bytes a step, each folded in by a multiplication whose upper half is mixed
 * back. */
static uint32_t hash_name(const char *bytes, size_t size)
{
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = size * factor;
    for (uint64_t word; size > 8; bytes += 8, size -= 8) {
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    hash = (hash ^ last_word(bytes, size)) * factor;
    return (uint32_t)(hash >> 32 ^ hash >> 15);
}

/* The slot that holds these bytes, or the empty one where they belong. */
static name_id *slot_of(const struct intern *intern, const char *bytes, size_t size,
                        uint32_t hash)
{
    for (size_t i = hash;; i++) {
        name_id *slot = &intern->slots[i & (intern->slot_count - 1)];
        if (!*slot)
            return slot;
        const struct intern_text *text = &intern->texts.items[*slot];
        if (text->hash == hash && text->size == size && !memcmp(text->bytes, bytes, size))
            return slot;
    }
}

/* Twice the slots, filled anew; at most half of them are ever in use. */
static bool widen_slots(struct intern *intern)
{
    size_t count = intern->slot_count ? intern->slot_count * 2 : FIRST_SLOT_COUNT;
    name_id *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    free(intern->slots);
    intern->slots = slots;
    intern->slot_count = count;
    for (size_t id = 1; id < intern->texts.count; id++) {
        size_t i = intern->texts.items[id].hash & (count - 1);
        while (slots[i])
            i = (i + 1) & (count - 1);
        slots[i] = (name_id)id;
    }
    return true;
}

/* Room for id 0, which stands for none, and for one more name. */
static bool make_name_room(struct intern *intern)
{
    if (!intern->texts.count) {
        if (!VEC_GROW(&intern->texts))
            return false;
        intern->texts.items[intern->texts.count++] = (struct intern_text){"", 0, 0};
    }
    if (intern->texts.count * 2 >= intern->slot_count && !widen_slots(intern))
        return false;
    return intern->texts.count < UINT32_MAX && VEC_GROW(&intern->texts);
}

static name_id add_name(struct intern *intern, const char *bytes, size_t size,
                        uint32_t hash)
{
    if (size > UINT32_MAX || !make_name_room(intern))
        return 0;
    char *copy = arena_copy(intern->arena, bytes, size);
    if (!copy)
        return 0;
    name_id id = (name_id)intern->texts.count++;
    intern->texts.items[id] = (struct intern_text){copy, (uint32_t)size, hash};
    *slot_of(intern, bytes, size, hash) = id;
    return id;
}

name_id intern_bytes(struct intern *intern, const char *bytes, size_t size)
{
    uint32_t hash = hash_name(bytes, size);
    if (intern->slot_count) {
        name_id id = *slot_of(intern, bytes, size, hash);
        if (id)
            return id;
    }
    return add_name(intern, bytes, size, hash);
}

void intern_reset(struct intern *intern)
{
    intern->texts.count = 0;
    if (intern->slot_count)
        memset(intern->slots, 0, intern->slot_count * sizeof *intern->slots);
}

void intern_free(struct intern *intern)
{
    VEC_FREE(&intern->texts);
    free(intern->slots);
    intern->slots = NULL;
    intern->slot_count = 0;
}
