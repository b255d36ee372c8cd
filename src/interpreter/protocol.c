/* SPDX-License-Identifier: MIT
 *
 * Messages to and from a worker: see protocol.h.
 */
#include "interpreter/protocol.h"

#include <string.h>

/* A .pyc cannot come near 4 GB: marshal's sizes are 31 bits wide. */
static const uint64_t body_limit = UINT64_C(1) << 32;

enum { HANDSHAKE_FIELDS = 5, ANSWER_SPENT = 256 };

static void put_number(unsigned char *bytes, int size, uint64_t value)
{
    for (int i = 0; i < size; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t get_number(const unsigned char *bytes, int size)
{
    uint64_t value = 0;
    for (int i = 0; i < size; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

void request_encode(const struct request_head *request, unsigned char bytes[REQUEST_HEAD])
{
    memcpy(bytes, "KILN", 4);
    put_number(bytes + 4, 4, request->sequence);
    put_number(bytes + 8, 4, request->flags);
    put_number(bytes + 12, 4, (uint32_t)request->level);
    put_number(bytes + 16, 8, request->filename_size);
    put_number(bytes + 24, 8, request->source_size);
}

static bool count_suits(enum answer_status status, uint64_t count)
{
    switch (status) {
    case ANSWER_CODE:
        return count % WARNING_FIELDS == 1;
    case ANSWER_ERROR:
        return count >= ERROR_FIELDS &&
               count % WARNING_FIELDS == ERROR_FIELDS % WARNING_FIELDS;
    case ANSWER_HANDSHAKE:
        return count == HANDSHAKE_FIELDS;
    }
    return false;
}

bool answer_decode_head(const unsigned char bytes[ANSWER_HEAD], uint32_t sequence,
                        struct answer *answer)
{
    uint64_t status = get_number(bytes + 8, 4);
    bool spent = status & ANSWER_SPENT;
    status &= ~(uint64_t)ANSWER_SPENT;
    uint64_t count = get_number(bytes + 12, 4);
    uint64_t size = get_number(bytes + 16, 8);
    if (memcmp(bytes, "kiln", 4) != 0 || get_number(bytes + 4, 4) != sequence)
        return false;
    if (status > ANSWER_HANDSHAKE || (status == ANSWER_HANDSHAKE) != (sequence == 0))
        return false;
    /* Each field takes five bytes at least. */
    if (size > body_limit || size > SIZE_MAX || count > size / 5)
        return false;
    answer->sequence = sequence;
    answer->status = (enum answer_status)status;
    answer->spent = spent;
    answer->count = (size_t)count;
    answer->body_size = (size_t)size;
    answer->fields = NULL;
    return count_suits(answer->status, count);
}

enum answer_check answer_decode_body(struct answer *answer, const char *body,
                                     struct arena *arena)
{
    answer->fields = arena_alloc(arena, answer->count * sizeof *answer->fields);
    if (!answer->fields)
        return ANSWER_NO_MEMORY;
    size_t left = answer->body_size;
    for (size_t i = 0; i < answer->count; i++) {
        if (left < 5)
            return ANSWER_MALFORMED;
        uint64_t size = get_number((const unsigned char *)body, 4);
        if (size > left - 5 || body[4 + size] != '\0')
            return ANSWER_MALFORMED;
        answer->fields[i] = (struct answer_field){.bytes = body + 4, .size = (size_t)size};
        body += 5 + size;
        left -= 5 + (size_t)size;
    }
    return left ? ANSWER_MALFORMED : ANSWER_WELL_FORMED;
}
