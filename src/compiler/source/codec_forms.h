/* SPDX-License-Identifier: MIT
 *
 * The codecs that are told by code and not by tables: forms of Unicode in other units,
 * and those that change their meaning on the way.
 */
#ifndef KILN_COMPILER_SOURCE_CODEC_FORMS_H
#define KILN_COMPILER_SOURCE_CODEC_FORMS_H

#include "compiler/source/codec_reader.h"

/* As codec_decode, by the name of the codec's module; NULL when it is none of these. */
const char *codec_forms_decode(struct ctx *ctx, const char *name, const char *bytes,
                               size_t *size);

/* Decoders that read all of it. */
void codec_read_hz(struct codec_reader *reader);
void codec_read_iso2022(struct codec_reader *reader);
void codec_read_escapes(struct codec_reader *reader);
void codec_read_raw_escapes(struct codec_reader *reader);
void codec_read_utf7(struct codec_reader *reader);

#endif
