/* SPDX-License-Identifier: MIT
 *
 * The codecs for Chinese, Japanese and Korean that keep no state: bytes alone, pairs,
 * and for some of them three or four bytes (tables: codec_pairs_table.c).
 */
#ifndef KILN_COMPILER_SOURCE_CODEC_PAIRS_H
#define KILN_COMPILER_SOURCE_CODEC_PAIRS_H

#include "compiler/ctx.h"

/* What follows one first byte: codes of three characters each, see codec_pairs.c. */
struct codec_row {
    uint8_t lead, low, high;
    const char *codes;
};

/* Neighbours: `count` places from `first` on have codes from `code` on, or none where
 * that is 0. */
struct codec_run {
    uint16_t first, count;
    uint32_t code;
};

/* A code that is no character. */
enum {
    CODE_NONE = 0,
    CODE_DOUBLE = 0x30000,   /* and above: two characters, codec_doubles[code - …] */
    CODE_BAD_PAIR = 0x38000, /* an error of two bytes */
};

struct codec_pairs {
    const char *name;
    const struct codec_pairs *base; /* has the rows; NULL: these are its own */
    const struct codec_row *rows;
    uint16_t row_count;
    const struct codec_run *runs; /* single bytes, and pairs that are not as in rows */
    uint16_t run_count;
    const struct codec_row *triples; /* after the byte 0x8F */
    uint16_t triple_count;
    const struct codec_run *quads; /* GB 18030: four bytes, by their number */
    uint16_t quad_count;
};

extern const struct codec_pairs codec_pairs[];
extern const size_t codec_pairs_count;
extern const uint16_t codec_doubles[][2];

/* The codec of that name, or NULL. */
const struct codec_pairs *codec_pairs_find(const char *name);

/* The code of a pair of bytes, of which the first is not one alone. */
uint32_t codec_pairs_look(const struct codec_pairs *codec, unsigned lead, unsigned trail);

/* The code of two bytes after the byte 0x8F. */
uint32_t codec_triples_look(const struct codec_pairs *codec, unsigned second,
                            unsigned third);

/* As codec_decode. */
const char *codec_pairs_decode(struct ctx *ctx, const struct codec_pairs *codec,
                               const char *bytes, size_t *size);

#endif
