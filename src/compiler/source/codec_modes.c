/* SPDX-License-Identifier: MIT
 *
 * Codecs of seven bits that change between sets of characters: HZ and ISO 2022.  Must
 * agree with CPython's Modules/cjkcodecs, _codecs_cn.c and _codecs_iso2022.c.
 */
#include "compiler/source/codec_forms.h"
#include "compiler/source/codec_pairs.h"

#include <string.h>

static const char INCOMPLETE[] = "incomplete multibyte sequence";
static const char ILLEGAL[] = "illegal multibyte sequence";

static void need_bytes(const struct codec_reader *reader, size_t count)
{
    if (reader->size - reader->at < count)
        codec_fail(reader, reader->at, reader->size, INCOMPLETE);
}

static void put_code(struct codec_reader *reader, uint32_t code)
{
    if (code < CODE_DOUBLE) {
        reader->out = codec_put(reader->out, code);
        return;
    }
    for (int i = 0; i < 2; i++)
        reader->out = codec_put(reader->out, codec_doubles[code - CODE_DOUBLE][i]);
}

/* Two bytes of a set of 94 times 94; EUC has the same ones with the eighth bit. */
static uint32_t look_in_set(const char *euc, unsigned lead, unsigned trail)
{
    if (lead < 0x21 || lead > 0x7E || trail < 0x21 || trail > 0x7E)
        return CODE_NONE;
    uint32_t code = codec_pairs_look(codec_pairs_find(euc), lead | 0x80, trail | 0x80);
    return code == CODE_BAD_PAIR ? CODE_NONE : code;
}

/* JIS X 0212, and the second plane of JIS X 0213, which EUC puts into rows that the
 * former leaves free. */
static uint32_t look_in_triples(const char *euc, unsigned lead, unsigned trail,
                                bool second_plane)
{
    bool free = lead == 0x21 || (lead >= 0x23 && lead <= 0x25) || lead == 0x28 ||
                (lead >= 0x2C && lead <= 0x2F) || lead >= 0x6E;
    if (lead < 0x21 || lead > 0x7E || trail < 0x21 || trail > 0x7E || free != second_plane)
        return CODE_NONE;
    return codec_triples_look(codec_pairs_find(euc), lead | 0x80, trail | 0x80);
}

static void take_tilde(struct codec_reader *reader, bool *chinese)
{
    need_bytes(reader, 2);
    unsigned char next = reader->bytes[reader->at + 1];
    if (next != '}' ? *chinese || !memchr("~{\n", next, 3) : !*chinese)
        codec_fail(reader, reader->at, reader->at + 1, ILLEGAL);
    if (next == '~')
        reader->out = codec_put(reader->out, '~');
    *chinese = next == '{';
    reader->at += 2;
}

void codec_read_hz(struct codec_reader *reader)
{
    bool chinese = false;
    while (reader->at < reader->size) {
        const unsigned char *at = reader->bytes + reader->at;
        uint32_t code = *at;
        if (*at == '~') {
            take_tilde(reader, &chinese);
            continue;
        }
        if (chinese && *at < 0x80) {
            need_bytes(reader, 2);
            code = look_in_set("gb2312", at[0], at[1]);
        }
        if (*at >= 0x80 || (chinese && code == CODE_NONE))
            codec_fail(reader, reader->at, reader->at + 1, ILLEGAL);
        put_code(reader, code);
        reader->at += 1 + chinese;
    }
}

enum { ESCAPE = 0x1B, SHIFT_OUT = 0x0E, SHIFT_IN = 0x0F, PAIRED = 0x80 };

/* Sets of characters by the last byte of their escape sequence. */
struct codec_sets {
    const char *name;
    const char *paired, *single;
    bool korean; /* shifts, but has no long form of JIS X 0208 */
    bool third;  /* has a set G2 */
};

static const struct codec_sets codec_sets[] = {
    {"iso2022_jp", "B@", "J", false, false},
    {"iso2022_jp_1", "BD@", "J", false, false},
    {"iso2022_jp_2", "BDCA@", "JAF", false, true},
    {"iso2022_jp_2004", "QBP", "", false, false},
    {"iso2022_jp_3", "OBP", "", false, false},
    {"iso2022_jp_ext", "BD@", "JI", false, false},
    {"iso2022_kr", "C", "", true, false},
};

struct mode_reader {
    struct codec_reader *in;
    const struct codec_sets *sets;
    unsigned char designated[3];
    bool shifted;
    bool foreign; /* within an escape sequence that is not of ISO 2022 */
};

static bool ends_escape(unsigned char c)
{
    return (c >= 'A' && c <= 'Z') || c == '@';
}

static size_t measure_escape(const struct mode_reader *mode)
{
    enum { LONGEST = 16 };
    const unsigned char *at = mode->in->bytes + mode->in->at;
    size_t left = mode->in->size - mode->in->at;
    for (size_t i = 1; i < LONGEST; i++) {
        if (i >= left)
            codec_fail(mode->in, mode->in->at, mode->in->size, INCOMPLETE);
        if (ends_escape(at[i]))
            return i + 1;
        if (!mode->sets->korean && i + 1 < left && at[i] == '&' && at[i + 1] == '@')
            i += 2;
    }
    return 0;
}

/* The place in `designated` that a sequence fills, or -1. */
static int find_place(const struct mode_reader *mode, const unsigned char *at,
                      size_t length)
{
    if (length == 3 && at[1] == '.')
        return mode->sets->third ? 2 : -1;
    if (length == 3)
        return at[1] == '$' || at[1] == '(' ? 0 : at[1] == ')' ? 1 : -1;
    if (length == 4 && at[1] == '$')
        return at[2] == '(' ? 0 : at[2] == ')' ? 1 : -1;
    if (length == 6 && !mode->sets->korean && !memcmp(at + 3, "\33$B", 3))
        return 0;
    return -1;
}

static void take_designation(struct mode_reader *mode)
{
    struct codec_reader *in = mode->in;
    const unsigned char *at = in->bytes + in->at;
    size_t length = measure_escape(mode);
    if (!length)
        codec_fail(in, in->at, in->at + 1, ILLEGAL);
    int place = find_place(mode, at, length);
    unsigned char last = at[length - 1];
    bool paired = length != 3 || at[1] == '$';
    const char *known = paired ? mode->sets->paired : mode->sets->single;
    if (place < 0 || ((paired || last != 'B') && !strchr(known, last)))
        codec_fail(in, in->at, in->at + length, ILLEGAL);
    mode->designated[place] = paired ? last | PAIRED : last;
    in->at += length;
}

/* ISO 8859-7, the upper half; CODE_NONE: no character. */
static uint32_t look_in_greek(unsigned c)
{
    static const uint32_t same = 0x288F3BC9, moved = 0xBFFFFD77;
    if (c < 0xA0 || (c < 0xC0 && (same >> (c - 0xA0) & 1)))
        return c;
    if (c >= 0xB4 && c <= 0xFE && (c >= 0xD4 || (moved >> (c - 0xB4) & 1)))
        return 0x2D0 + c;
    return c == 0xA1 ? 0x2018 : c == 0xA2 ? 0x2019 : c == 0xAF ? 0x2015 : CODE_NONE;
}

/* One character of G2, behind ESC N. */
static void take_third(struct mode_reader *mode)
{
    struct codec_reader *in = mode->in;
    need_bytes(in, 3);
    unsigned c = in->bytes[in->at + 2];
    uint32_t code = c;
    bool known = c < 0x80;
    if (mode->designated[2] == 'A')
        code = c + 0x80;
    if (mode->designated[2] == 'F') {
        code = look_in_greek(c ^ 0x80);
        known = code != CODE_NONE || c == 0x80;
    }
    if (!known)
        codec_fail(in, in->at, in->at + 3, ILLEGAL);
    put_code(in, code);
    in->at += 3;
}

static void take_escaped(struct mode_reader *mode)
{
    struct codec_reader *in = mode->in;
    need_bytes(in, 2);
    unsigned char next = in->bytes[in->at + 1];
    if (next && strchr("()$.&", next)) {
        take_designation(mode);
    } else if (mode->sets->third && next == 'N') {
        take_third(mode);
    } else {
        in->out = codec_put(in->out, ESCAPE);
        mode->foreign = true;
        in->at++;
    }
}

static uint32_t look_in_singles(unsigned char set, unsigned c)
{
    if (set == 'J')
        return c == '\\' ? 0xA5 : c == '~' ? 0x203E : c;
    if (set == 'I' && c >= 0x21 && c <= 0x5F)
        return 0xFF40 + c;
    return set == 'I' || set == 'A' || set == 'F' ? CODE_NONE : c;
}

static uint32_t look_in_jis2000(unsigned char set, unsigned lead, unsigned trail)
{
    if (set == 'O')
        return look_in_set("euc_jisx0213", lead, trail);
    if (lead == 0x7D && trail == 0x3B)
        return 0x9B1D;
    return look_in_triples("euc_jisx0213", lead, trail, true);
}

static uint32_t look_in_pairs(const struct mode_reader *mode, unsigned char set,
                              unsigned lead, unsigned trail)
{
    switch (set) {
    case 'A':
        return look_in_set("gb2312", lead, trail);
    case 'C': /* euc_kr has a use of its own for the filler */
        return lead == 0x24 && trail == 0x54 ? 0x3164 : look_in_set("euc_kr", lead, trail);
    case 'D':
        return look_in_triples("euc_jp", lead, trail, false);
    case 'O':
    case 'P':
        if (!strcmp(mode->sets->name, "iso2022_jp_3"))
            return look_in_jis2000(set, lead, trail);
        return look_in_triples("euc_jis_2004", lead, trail, true);
    case 'Q':
        return look_in_set("euc_jis_2004", lead, trail);
    default:
        return look_in_set("euc_jp", lead, trail);
    }
}

/* A byte from 0x20 to 0x7F by the set that is in use. */
static void take_in_set(struct mode_reader *mode)
{
    struct codec_reader *in = mode->in;
    const unsigned char *at = in->bytes + in->at;
    unsigned char set = mode->designated[mode->shifted];
    bool paired = set & PAIRED;
    need_bytes(in, paired ? 2 : 1);
    uint32_t code = paired ? look_in_pairs(mode, set ^ PAIRED, at[0], at[1])
                           : look_in_singles(set, *at);
    if (code == CODE_NONE)
        codec_fail(in, in->at, in->at + 1 + paired, ILLEGAL);
    put_code(in, code);
    in->at += 1 + paired;
}

static void take_mode_byte(struct mode_reader *mode)
{
    struct codec_reader *in = mode->in;
    unsigned char c = in->bytes[in->at];
    bool shift = mode->sets->korean && (c == SHIFT_OUT || c == SHIFT_IN);
    if (mode->foreign || (c < ' ' && c != ESCAPE && !shift)) {
        mode->shifted = mode->shifted && (mode->foreign || c != '\n');
        mode->foreign = mode->foreign && !ends_escape(c);
        in->out = codec_put(in->out, c);
        in->at++;
    } else if (c == ESCAPE) {
        take_escaped(mode);
    } else if (shift) {
        mode->shifted = c == SHIFT_OUT;
        in->at++;
    } else if (c >= 0x80) {
        codec_fail(in, in->at, in->at + 1, ILLEGAL);
    } else {
        take_in_set(mode);
    }
}

void codec_read_iso2022(struct codec_reader *reader)
{
    struct mode_reader mode = {reader, codec_sets, {'B', 'B', 'B'}, false, false};
    while (strcmp(mode.sets->name, reader->name) != 0)
        mode.sets++;
    while (reader->at < reader->size)
        take_mode_byte(&mode);
}
