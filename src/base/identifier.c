/* SPDX-License-Identifier: MIT
 *
 * Identifiers that are not ASCII: which characters they are made of (PEP 3131,
 * UAX 31), and their normal form NFKC (UAX 15).  See unicode.h.
 */
#include "base/unicode.h"

#include "base/identifier_table.h"

#include <stdlib.h>
#include <string.h>

enum hangul {
    HANGUL_SYLLABLE = 0xAC00,
    HANGUL_LEADING = 0x1100,
    HANGUL_VOWEL = 0x1161,
    HANGUL_TRAILING = 0x11A7, /* one before the first */
    HANGUL_LEADING_COUNT = 19,
    HANGUL_VOWEL_COUNT = 21,
    HANGUL_TRAILING_COUNT = 28,
    HANGUL_SYLLABLE_COUNT = 11172,
};

uint32_t unicode_next(const char **position)
{
    const unsigned char *at = (const unsigned char *)*position;
    int more = *at < 0x80 ? 0 : *at < 0xE0 ? 1 : *at < 0xF0 ? 2 : 3;
    uint32_t point = more ? *at & (0x3Fu >> more) : *at;
    for (int i = 1; i <= more; i++)
        point = point << 6 | (at[i] & 0x3F);
    *position += more + 1;
    return point;
}

/* XID_Continue of that version; *start tells of XID_Start. */
static bool continues_identifier(uint32_t point, unsigned version, bool *start)
{
    size_t low = 0, high = identifier_ranges_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (identifier_ranges[middle].first <= point)
            low = middle;
        else
            high = middle;
    }
    const struct identifier_range *range = &identifier_ranges[low];
    *start = range->start;
    return point >= range->first && point - range->first <= range->more &&
           UNICODE_VERSION(range->since_major, range->since_minor) <= version;
}

size_t unicode_scan_identifier(const char *text, size_t size, unsigned version)
{
    const char *at = text;
    while (at < text + size) {
        const char *next = at;
        uint32_t point = unicode_next(&next);
        bool start;
        if (!continues_identifier(point, version, &start))
            break;
        if (at == text && !start && point != '_')
            break;
        at = next;
    }
    return (size_t)(at - text);
}

static int compare_points(const void *key, const void *row)
{
    uint32_t point, other;
    memcpy(&point, key, sizeof point);
    memcpy(&other, row, sizeof other); /* the first field of every row */
    return (point > other) - (point < other);
}

static uint8_t combining_class_of(uint32_t point)
{
    const struct combining_class *row =
        bsearch(&point, combining_classes, combining_classes_count,
                sizeof *combining_classes, compare_points);
    return row ? row->order : 0;
}

static size_t decompose_hangul(uint32_t point, uint32_t *out)
{
    uint32_t index = point - HANGUL_SYLLABLE;
    uint32_t trailing = index % HANGUL_TRAILING_COUNT;
    index /= HANGUL_TRAILING_COUNT;
    out[0] = HANGUL_LEADING + index / HANGUL_VOWEL_COUNT;
    out[1] = HANGUL_VOWEL + index % HANGUL_VOWEL_COUNT;
    out[2] = HANGUL_TRAILING + trailing;
    return trailing ? 3 : 2;
}

static size_t decompose(uint32_t point, uint32_t *out)
{
    if (point - HANGUL_SYLLABLE < HANGUL_SYLLABLE_COUNT)
        return decompose_hangul(point, out);
    const struct decomposition *row = bsearch(&point, decompositions, decompositions_count,
                                              sizeof *decompositions, compare_points);
    if (!row) {
        *out = point;
        return 1;
    }
    memcpy(out, &decomposed_points[row->offset], row->count * sizeof *out);
    return row->count;
}

/* Marks in the order of their classes, equal ones as they came. */
static void sort_marks(uint32_t *points, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t point = points[i];
        uint8_t order = combining_class_of(point);
        size_t at = i;
        while (order && at && combining_class_of(points[at - 1]) > order) {
            points[at] = points[at - 1];
            at--;
        }
        points[at] = point;
    }
}

static uint32_t compose_hangul(uint32_t first, uint32_t second)
{
    uint32_t leading = first - HANGUL_LEADING, vowel = second - HANGUL_VOWEL;
    if (leading < HANGUL_LEADING_COUNT && vowel < HANGUL_VOWEL_COUNT)
        return HANGUL_SYLLABLE +
               (leading * HANGUL_VOWEL_COUNT + vowel) * HANGUL_TRAILING_COUNT;
    uint32_t index = first - HANGUL_SYLLABLE, trailing = second - HANGUL_TRAILING;
    if (index < HANGUL_SYLLABLE_COUNT && index % HANGUL_TRAILING_COUNT == 0 && trailing &&
        trailing < HANGUL_TRAILING_COUNT)
        return first + trailing;
    return 0;
}

static int compare_pairs(const void *key, const void *row)
{
    const struct composition *a = key, *b = row;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->second > b->second) - (a->second < b->second);
}

/* 0: the two stay apart. */
static uint32_t compose_pair(uint32_t first, uint32_t second)
{
    uint32_t hangul = compose_hangul(first, second);
    if (hangul)
        return hangul;
    struct composition key = {first, second, 0};
    const struct composition *row = bsearch(&key, compositions, compositions_count,
                                            sizeof *compositions, compare_pairs);
    return row ? row->whole : 0;
}

static size_t compose(uint32_t *points, size_t count)
{
    size_t starter = SIZE_MAX, kept = 0;
    uint8_t last = 0; /* class of the last character kept after the starter */
    for (size_t i = 0; i < count; i++) {
        uint32_t point = points[i];
        uint8_t order = combining_class_of(point);
        bool adjacent = starter + 1 == kept;
        if (starter != SIZE_MAX && (adjacent || (last && last < order))) {
            uint32_t whole = compose_pair(points[starter], point);
            if (whole) {
                points[starter] = whole;
                continue;
            }
        }
        if (!order)
            starter = kept;
        last = order;
        points[kept++] = point;
    }
    return kept;
}

static size_t encode(uint32_t point, char *out)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(leads[more] | point >> (more * 6));
    for (int i = 1; i <= more; i++)
        out[i] = (char)(0x80 | (point >> ((more - i) * 6) & 0x3F));
    return (size_t)more + 1;
}

/* U+FDFA, three bytes long, becomes 18 characters. */
size_t unicode_nfkc_room(size_t size)
{
    return size * 6 * sizeof(uint32_t);
}

/* The text is written over the characters that it is made of, which are never
 * shorter. */
size_t unicode_nfkc(const char *text, size_t size, void *room)
{
    uint32_t *points = room;
    size_t count = 0;
    for (const char *at = text; at < text + size;)
        count += decompose(unicode_next(&at), points + count);
    sort_marks(points, count);
    count = compose(points, count);
    char *out = room, *end = out;
    for (size_t i = 0; i < count; i++) {
        uint32_t point;
        memcpy(&point, out + i * sizeof point, sizeof point);
        end += encode(point, end);
    }
    return (size_t)(end - out);
}
