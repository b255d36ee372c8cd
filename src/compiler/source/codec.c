/* SPDX-License-Identifier: MIT
 *
 * Decoding what is not UTF-8: see codec.h.  Names are looked up as the search function
 * of CPython's package encodings does, messages are those of UnicodeDecodeError.
 */
#include "compiler/source/codec.h"

#include "compiler/source/codec_forms.h"
#include "compiler/source/codec_pairs.h"
#include "compiler/source/codec_table.h"
#include "compiler/source/utf8.h"

#include <string.h>

enum { LONGEST_CODEC_NAME = 63 };

static _Noreturn void fail_codec(struct ctx *ctx, const char *format, const char *name,
                                 size_t size)
{
    struct error_place place = {0, -1, 0, 0};
    const char *copy = arena_copy(ctx->arena, name, size);
    fail_place(ctx, "SyntaxError", &place, format, copy ? copy : "");
}

/* Lower case, and one _ for what is not a letter, digit or dot between those.  False
 * when it is too long to be the name of any codec. */
static bool normalize_name(const char *encoding, size_t size, char name[])
{
    size_t length = 0;
    bool gap = false;
    for (size_t i = 0; i < size; i++) {
        char c = encoding[i];
        bool kept = c != '-' && c != '_';
        if (kept && gap && length)
            name[length++] = '_';
        if (kept)
            name[length++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        gap = !kept;
        if (length >= LONGEST_CODEC_NAME - 1)
            return false;
    }
    name[length] = '\0';
    return true;
}

static const struct codec *find_name(const struct target *target, const char *name,
                                     bool dotted)
{
    size_t low = 0, high = codec_names_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(codec_names[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < codec_names_count && !strcmp(codec_names[low].name, name); low++) {
        const struct codec_name *row = &codec_names[low];
        bool known = row->feature == CODEC_ALWAYS ||
                     target_has(target, (enum target_feature)row->feature);
        if (known && (row->dots || !dotted))
            return &codecs[row->codec];
    }
    return NULL;
}

/* A name with a dot can only be an alias, with the dot or with _ for it. */
static const struct codec *find_codec(struct ctx *ctx, const char *encoding, size_t size)
{
    char name[LONGEST_CODEC_NAME + 1];
    const struct codec *codec = NULL;
    if (normalize_name(encoding, size, name)) {
        codec = find_name(ctx->target, name, false);
        bool dotted = strchr(name, '.') != NULL;
        for (char *dot; (dot = strchr(name, '.'));)
            *dot = '_';
        if (dotted && !codec)
            codec = find_name(ctx->target, name, true);
    }
    if (!codec)
        fail_codec(ctx, "unknown encoding: %s", encoding, size);
    if (codec->kind == CODEC_NOT_TEXT)
        fail_codec(ctx,
                   "'%s' is not a text encoding; use codecs.decode() to handle arbitrary "
                   "codecs",
                   encoding, size);
    return codec;
}

static _Noreturn void fail_byte(struct ctx *ctx, const char *codec, const char *bytes,
                                size_t at, const char *reason)
{
    struct error_place place = {0, -1, 0, 0};
    fail_place(ctx, "SyntaxError", &place,
               "'%s' codec can't decode byte 0x%02x in position %zu: %s", codec,
               (unsigned char)bytes[at], at, reason);
}

static void check_codec_utf8(struct ctx *ctx, const char *bytes, size_t size)
{
    if (utf8_valid_size(bytes, size) == size)
        return;
    char message[128];
    utf8_complain(bytes, size, message, sizeof message);
    struct error_place place = {0, -1, 0, 0};
    fail_place(ctx, "SyntaxError", &place, "%s", message);
}

/* What one byte stands for. */
static unsigned map_byte(struct ctx *ctx, const struct codec *codec, const char *bytes,
                         size_t at)
{
    unsigned byte = (unsigned char)bytes[at];
    if (codec->kind == CODEC_ASCII && byte >= 0x80)
        fail_byte(ctx, "ascii", bytes, at, "ordinal not in range(128)");
    if (codec->kind != CODEC_CHARMAP)
        return byte;
    if (codec->table[byte] == CODEC_UNDEFINED)
        fail_byte(ctx, "charmap", bytes, at, "character maps to <undefined>");
    return codec->table[byte];
}

static const char *map_bytes(struct ctx *ctx, const struct codec *codec, const char *bytes,
                             size_t *size)
{
    if (*size > UINT32_MAX / 3 - 1)
        fail_memory(ctx);
    char *text = ctx_alloc(ctx, *size * 3 + 1), *to = text;
    for (size_t i = 0; i < *size; i++)
        to = codec_put(to, map_byte(ctx, codec, bytes, i));
    *to = '\0';
    *size = (size_t)(to - text);
    return text;
}

/* UnicodeError without a place. */
static _Noreturn void fail_undefined(struct ctx *ctx, const char *encoding, size_t size)
{
    if (target_has(ctx->target, FEATURE_CODEC_ERRORS_PLAIN))
        fail_codec(ctx, "undefined encoding", encoding, size);
    fail_codec(ctx, "decoding with '%s' codec failed (UnicodeError: undefined encoding)",
               encoding, size);
}

/* Of the codecs of the package encodings only punycode and idna, which are not made
 * for files, and the pages of Windows are none of these. */
static const char *decode_other(struct ctx *ctx, const struct codec *codec,
                                const char *bytes, size_t *size)
{
    const struct codec_pairs *pairs = codec_pairs_find(codec->name);
    const char *text = pairs ? codec_pairs_decode(ctx, pairs, bytes, size)
                             : codec_forms_decode(ctx, codec->name, bytes, size);
    if (!text && !strcmp(codec->name, "punycode"))
        fail_unsupported(ctx, "a source in the encoding punycode");
    if (!text && !strcmp(codec->name, "idna"))
        fail_unsupported(ctx, "a source in the encoding idna");
    if (!text)
        fail_unsupported(ctx, "the encoding that the source declares");
    return text;
}

const char *codec_decode(struct ctx *ctx, const char *encoding, size_t encoding_size,
                         const char *bytes, size_t *size)
{
    const struct codec *codec = find_codec(ctx, encoding, encoding_size);
    switch (codec->kind) {
    case CODEC_UTF8:
        check_codec_utf8(ctx, bytes, *size);
        return bytes;
    case CODEC_ASCII:
    case CODEC_LATIN1:
    case CODEC_CHARMAP:
        break;
    case CODEC_OTHER:
        if (!strcmp(codec->name, "undefined"))
            fail_undefined(ctx, encoding, encoding_size);
        return decode_other(ctx, codec, bytes, size);
    case CODEC_NOT_TEXT: /* refused above */
        break;
    }
    return map_bytes(ctx, codec, bytes, size);
}
