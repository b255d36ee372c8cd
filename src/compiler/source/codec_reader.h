/* SPDX-License-Identifier: MIT
 *
 * What the decoders of codec_forms.c and codec_modes.c share.
 */
#ifndef KILN_COMPILER_SOURCE_CODEC_READER_H
#define KILN_COMPILER_SOURCE_CODEC_READER_H

#include "compiler/ctx.h"

/* What is being decoded. */
struct codec_reader {
    struct ctx *ctx;
    const char *name; /* as messages give it */
    const unsigned char *bytes;
    size_t size, at;
    char *out; /* has room for three times `size` */
};

/* Writes a character in UTF-8, a surrogate in three bytes; returns where it ends. */
char *codec_put(char *out, uint32_t c);

/* UnicodeDecodeError for bytes[start:end]. */
_Noreturn void codec_fail(const struct codec_reader *reader, size_t start, size_t end,
                          const char *reason);

#endif
