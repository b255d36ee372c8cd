/* SPDX-License-Identifier: MIT
 *
 * Decoding what is not UTF-8.
 */
#include "compiler/source/codec.h"

const char *codec_decode(struct ctx *ctx, const char *encoding, size_t encoding_size,
                         const char *bytes, size_t *size)
{
    (void)encoding;
    (void)encoding_size;
    (void)bytes;
    (void)size;
    fail_unsupported(ctx, "an encoding other than UTF-8");
}
