/* SPDX-License-Identifier: MIT
 *
 * The codecs of Python that a coding cookie can name.
 */
#ifndef KILN_COMPILER_SOURCE_CODEC_H
#define KILN_COMPILER_SOURCE_CODEC_H

#include "compiler/ctx.h"

/* Bytes of the named encoding as UTF-8, in the arena, with a NUL; *size becomes their
 * number.  Fails as CPython does where they cannot be decoded, or leaves with
 * COMPILE_UNSUPPORTED where the codec is not known here. */
const char *codec_decode(struct ctx *ctx, const char *encoding, size_t encoding_size,
                         const char *bytes, size_t *size);

#endif
