/* SPDX-License-Identifier: MIT
 *
 * The codecs of CPython by all their names (codec_table.c).
 */
#ifndef KILN_COMPILER_SOURCE_CODEC_TABLE_H
#define KILN_COMPILER_SOURCE_CODEC_TABLE_H

#include "target/target.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum codec_kind {
    CODEC_UTF8,
    CODEC_ASCII,
    CODEC_LATIN1,
    CODEC_CHARMAP,  /* one byte, one character, by a table */
    CODEC_NOT_TEXT, /* not for text: rot13, hex, … */
    CODEC_OTHER,    /* not known here */
};

enum { CODEC_UNDEFINED = 0xFFFF, CODEC_ALWAYS = FEATURE_COUNT };

struct codec {
    const char *name; /* of its module in the package encodings */
    enum codec_kind kind;
    const uint16_t *table; /* CHARMAP: 256 characters or CODEC_UNDEFINED */
};

/* A normalized name.  Where there are several rows of one name, the first holds
 * whose feature the target has. */
struct codec_name {
    const char *name;
    uint8_t codec;   /* in codecs */
    bool dots;       /* dots may stand for its underscores */
    uint8_t feature; /* of targets that know it so; CODEC_ALWAYS: all */
};

extern const struct codec codecs[];
extern const struct codec_name codec_names[]; /* ordered by name */
extern const size_t codec_names_count;

#endif
