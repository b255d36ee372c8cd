/* SPDX-License-Identifier: MIT
 *
 * Decoding of pairs of bytes: must agree with the decoders of CPython's
 * Modules/cjkcodecs, which take back all but the first byte of what is no character.
 */
#include "compiler/source/codec_pairs.h"

#include "compiler/source/codec_reader.h"

#include <limits.h>
#include <string.h>

enum {
    LEAD_OF_THREE = 0x8F,
    QUADS = 39420, /* those of GB 18030 that are below U+10000 */
};

const struct codec_pairs *codec_pairs_find(const char *name)
{
    for (size_t i = 0; i < codec_pairs_count; i++)
        if (!strcmp(codec_pairs[i].name, name))
            return &codec_pairs[i];
    return NULL;
}

/* The runs are in order.  False: none has that place. */
static bool find_in_runs(const struct codec_run *runs, size_t count, unsigned place,
                         uint32_t *code)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (runs[middle].first <= place)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low || place >= (unsigned)runs[low - 1].first + runs[low - 1].count)
        return false;
    *code = runs[low - 1].code;
    if (*code)
        *code += place - runs[low - 1].first;
    return true;
}

/* Digits to the base 62, from @ on, of which the backslash is none. */
static uint32_t read_pair_code(const char *digits)
{
    uint32_t code = 0;
    for (int i = 0; i < 3; i++)
        code = code * 62 + (uint32_t)(digits[i] - '@' - (digits[i] > '\\'));
    return code;
}

static uint32_t find_in_rows(const struct codec_row *rows, size_t count, unsigned lead,
                             unsigned trail)
{
    size_t i = 0;
    while (i < count && rows[i].lead < lead)
        i++;
    if (i == count || rows[i].lead != lead || trail < rows[i].low || trail > rows[i].high)
        return CODE_NONE;
    return read_pair_code(rows[i].codes + 3 * (trail - rows[i].low));
}

/* What is being decoded. */
struct pair_reader {
    struct ctx *ctx;
    const struct codec_pairs *codec;
    const unsigned char *bytes;
    size_t size, at;
    char *out;
    bool spells; /* has syllables of eight bytes */
};

static _Noreturn void fail_sequence(const struct pair_reader *reader, size_t length,
                                    const char *kind)
{
    struct error_place place = {0, -1, 0, 0};
    if (length == 1)
        fail_place(reader->ctx, "SyntaxError", &place,
                   "'%s' codec can't decode byte 0x%02x in position %zu: %s multibyte "
                   "sequence",
                   reader->codec->name, reader->bytes[reader->at], reader->at, kind);
    fail_place(reader->ctx, "SyntaxError", &place,
               "'%s' codec can't decode bytes in position %zu-%zu: %s multibyte sequence",
               reader->codec->name, reader->at, reader->at + length - 1, kind);
}

static void need(const struct pair_reader *reader, size_t count)
{
    if (reader->size - reader->at < count)
        fail_sequence(reader, reader->size - reader->at, "incomplete");
}

/* GB 18030: four bytes, of which the second and the fourth are digits. */
static uint32_t read_quad(const struct pair_reader *reader)
{
    uint32_t code = CODE_NONE;
    need(reader, 4);
    const unsigned char *at = reader->bytes + reader->at;
    if (at[0] < 0x81 || at[0] > 0xFE || at[2] < 0x81 || at[2] > 0xFE || at[3] < '0' ||
        at[3] > '9')
        return CODE_NONE;
    uint32_t plane = at[0] < 0x90 ? at[0] - 0x81U : at[0] - 0x90U;
    uint32_t number = ((plane * 10 + at[1] - '0') * 126 + at[2] - 0x81) * 10 + at[3] - '0';
    if (at[0] >= 0x90)
        return number <= 0xFFFFF ? 0x10000 + number : CODE_NONE;
    if (number < QUADS)
        find_in_runs(reader->codec->quads, reader->codec->quad_count, number, &code);
    return code;
}

/* The code of what stands here, and how many bytes that is. */
static uint32_t read_sequence(const struct pair_reader *reader, size_t *length)
{
    const struct codec_pairs *codec = reader->codec;
    const unsigned char *at = reader->bytes + reader->at;
    uint32_t code = *at;
    *length = 1;
    bool single = find_in_runs(codec->runs, codec->run_count, *at, &code);
    if (single || *at < 0x80)
        return code;
    need(reader, 2);
    *length = 2;
    if (codec->triples && *at == LEAD_OF_THREE) {
        *length = 3;
        need(reader, 3);
        return find_in_rows(codec->triples, codec->triple_count, at[1], at[2]);
    }
    if (codec->quads && at[1] >= '0' && at[1] <= '9') {
        *length = 4;
        return read_quad(reader);
    }
    return codec_pairs_look(codec, *at, at[1]);
}

static void take_sequence(struct pair_reader *reader)
{
    size_t length;
    uint32_t code = read_sequence(reader, &length);
    if (code == CODE_NONE)
        fail_sequence(reader, 1, "illegal");
    if (code == CODE_BAD_PAIR && length == 2)
        fail_sequence(reader, 2, "illegal");
    if (code >= CODE_DOUBLE && length < 4) {
        reader->out = codec_put(reader->out, codec_doubles[code - CODE_DOUBLE][0]);
        reader->out = codec_put(reader->out, codec_doubles[code - CODE_DOUBLE][1]);
    } else {
        reader->out = codec_put(reader->out, code);
    }
    reader->at += length;
}

/* The number of a jamo in its place in a syllable, by the byte from 0xA1 on; '.' is
 * none. */
static const char INITIALS[] = "01.2..345.......678.9:;<=>?@AB";
static const char FINALS[] = "1234567.89:;<=>?@A.BCDEF.GHIJK";

static unsigned find_jamo(const char *numbers, unsigned byte)
{
    char digit = byte >= 0xA1 && byte <= 0xBE ? numbers[byte - 0xA1] : '.';
    return digit == '.' ? UINT_MAX : (unsigned)(digit - '0');
}

/* KS X 1001 spells a syllable in eight bytes, four letters of which the first is the
 * filler.  False: none begins here. */
static bool take_spelled(struct pair_reader *reader)
{
    enum { LETTER = 0xA4, FILLER = 0xD4 };
    const unsigned char *at = reader->bytes + reader->at;
    if (!reader->spells || reader->size - reader->at < 2 || at[0] != LETTER ||
        at[1] != FILLER)
        return false;
    need(reader, 8);
    unsigned initial = find_jamo(INITIALS, at[3]);
    unsigned final = at[7] == FILLER ? 0 : find_jamo(FINALS, at[7]);
    bool vowel = at[5] >= 0xBF && at[5] <= 0xD3;
    if (at[2] != LETTER || at[4] != LETTER || at[6] != LETTER || initial == UINT_MAX ||
        final == UINT_MAX || !vowel)
        fail_sequence(reader, 1, "illegal");
    reader->out =
        codec_put(reader->out, 0xAC00 + initial * 588 + (at[5] - 0xBFU) * 28 + final);
    reader->at += 8;
    return true;
}

uint32_t codec_pairs_look(const struct codec_pairs *codec, unsigned lead, unsigned trail)
{
    uint32_t code;
    if (find_in_runs(codec->runs, codec->run_count, lead * 256 + trail, &code))
        return code;
    const struct codec_pairs *base = codec->base ? codec->base : codec;
    return find_in_rows(base->rows, base->row_count, lead, trail);
}

uint32_t codec_triples_look(const struct codec_pairs *codec, unsigned second,
                            unsigned third)
{
    return find_in_rows(codec->triples, codec->triple_count, second, third);
}

const char *codec_pairs_decode(struct ctx *ctx, const struct codec_pairs *codec,
                               const char *bytes, size_t *size)
{
    if (*size > UINT32_MAX / 4)
        fail_memory(ctx);
    char *text = ctx_alloc(ctx, *size * 3 + 1);
    struct pair_reader reader = {ctx,  codec, (const unsigned char *)bytes, *size, 0,
                                 text, false};
    reader.spells = !strcmp(codec->name, "euc_kr");
    while (reader.at < reader.size)
        if (!take_spelled(&reader))
            take_sequence(&reader);
    *reader.out = '\0';
    *size = (size_t)(reader.out - text);
    return text;
}
