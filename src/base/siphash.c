/* SPDX-License-Identifier: MIT
 *
 * SipHash-c-d, after "SipHash: a fast short-input PRF" (2012), section 2.
 */
#include "base/siphash.h"

struct siphash_state {
    uint64_t v0, v1, v2, v3;
};

static uint64_t rotate(uint64_t value, unsigned bits)
{
    return value << bits | value >> (64 - bits);
}

static void rounds(struct siphash_state *s, unsigned count)
{
    while (count--) {
        s->v0 += s->v1;
        s->v2 += s->v3;
        s->v1 = rotate(s->v1, 13) ^ s->v0;
        s->v3 = rotate(s->v3, 16) ^ s->v2;
        s->v0 = rotate(s->v0, 32) + s->v3;
        s->v2 += s->v1;
        s->v3 = rotate(s->v3, 21) ^ s->v0;
        s->v1 = rotate(s->v1, 17) ^ s->v2;
        s->v2 = rotate(s->v2, 32);
    }
}

static uint64_t little_endian(const unsigned char *bytes, size_t count)
{
    uint64_t word = 0;
    for (size_t i = 0; i < count; i++)
        word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

static void absorb(struct siphash_state *s, uint64_t word, unsigned c)
{
    s->v3 ^= word;
    rounds(s, c);
    s->v0 ^= word;
}

uint64_t siphash(unsigned c, unsigned d, uint64_t k0, uint64_t k1, const void *bytes,
                 size_t size)
{
    const unsigned char *input = bytes;
    struct siphash_state s = {
        k0 ^ UINT64_C(0x736f6d6570736575),
        k1 ^ UINT64_C(0x646f72616e646f6d),
        k0 ^ UINT64_C(0x6c7967656e657261),
        k1 ^ UINT64_C(0x7465646279746573),
    };
    size_t whole = size / 8 * 8;
    for (size_t i = 0; i < whole; i += 8)
        absorb(&s, little_endian(input + i, 8), c);
    uint64_t last = little_endian(input + whole, size - whole);
    absorb(&s, last | (uint64_t)size << 56, c);
    s.v2 ^= 0xff;
    rounds(&s, d);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}
