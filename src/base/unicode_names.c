/* SPDX-License-Identifier: MIT
 *
 * Characters by their names: see unicode_names.h.
 */
#include "base/unicode_names.h"

#include "base/unicode.h"
#include "base/unicode_names_table.h"

#include <string.h>

enum {
    NAME_MAX_SIZE = 128, /* more than the longest */
    SHORT_PIECES = 32,
};

/* A place in a block, and the name that was read there. */
struct name_reader {
    const char *at;
    char name[NAME_MAX_SIZE];
    size_t size;
    uint32_t code_point;
};

static uint32_t read_packed(struct name_reader *reader)
{
    uint32_t number = 0;
    for (unsigned shift = 0;; shift += 5) {
        unsigned digit = (unsigned)(*reader->at++ - '0');
        number |= (uint32_t)(digit & 31) << shift;
        if (digit < 32)
            return number;
    }
}

static unsigned read_piece(struct name_reader *reader)
{
    unsigned digit = (unsigned)(*reader->at++ - '0');
    if (digit < SHORT_PIECES)
        return digit;
    return SHORT_PIECES + (digit - SHORT_PIECES) * 64 + (unsigned)(*reader->at++ - '0');
}

static void read_next_name(struct name_reader *reader)
{
    reader->size = read_packed(reader);
    for (unsigned piece; (piece = read_piece(reader)) != 0;) {
        size_t start = unicode_piece_ends[piece - 1];
        size_t length = unicode_piece_ends[piece] - start;
        memcpy(reader->name + reader->size, unicode_name_pieces + start, length);
        reader->size += length;
    }
    uint32_t step = read_packed(reader);
    reader->code_point += step & 1 ? -((step + 1) / 2) : step / 2;
}

static void start_block(struct name_reader *reader, size_t block)
{
    reader->at = unicode_name_blocks[block];
    reader->code_point = 0;
    read_next_name(reader);
}

static int compare_to_reader(const char *name, size_t size,
                             const struct name_reader *reader)
{
    size_t common = size < reader->size ? size : reader->size;
    int order = memcmp(name, reader->name, common);
    return order ? order : (size > reader->size) - (size < reader->size);
}

/* Binary search for the last block that does not start after the name. */
static bool find_listed(const char *name, size_t size, uint32_t *code_point)
{
    struct name_reader reader;
    size_t low = 0, high = unicode_name_blocks_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        start_block(&reader, middle);
        if (compare_to_reader(name, size, &reader) < 0)
            high = middle;
        else
            low = middle;
    }
    start_block(&reader, low);
    int order;
    while ((order = compare_to_reader(name, size, &reader)) > 0 && *reader.at)
        read_next_name(&reader);
    *code_point = reader.code_point;
    return order == 0;
}

/* Hexadecimal digits in capitals; four, or more if the number has more.  Under the
 * strict rules CPython takes a zero before four digits. */
static bool read_code_point(const char *digits, size_t size, bool zero,
                            uint32_t *code_point)
{
    uint32_t number = 0;
    if (size < 4 || size > 6 || (size > 4 && digits[0] == '0' && !(zero && size == 5)))
        return false;
    for (size_t i = 0; i < size; i++) {
        char digit = digits[i];
        bool decimal = digit >= '0' && digit <= '9';
        if (!decimal && (digit < 'A' || digit > 'F'))
            return false;
        number = number * 16 + (unsigned)(decimal ? digit - '0' : digit - 'A' + 10);
    }
    *code_point = number;
    return true;
}

static bool find_numbered(const char *name, size_t size, enum name_rules rules,
                          bool capitals, uint32_t *code_point)
{
    for (size_t i = 0; i < unicode_name_ranges_count; i++) {
        const struct name_range *range = &unicode_name_ranges[i];
        size_t length = strlen(range->prefix);
        bool strict = range->origin != NAMES_LISTED && rules == NAME_RULES_STRICT;
        if (strict && (!capitals || range->origin == NAMES_BY_LATER_RULE))
            continue;
        if (size < length || memcmp(name, range->prefix, length) != 0)
            continue;
        if (read_code_point(name + length, size - length, strict, code_point) &&
            *code_point >= range->first && *code_point <= range->last)
            return true;
    }
    return false;
}

/* The longest of `jamos` that the text starts with; its index, or -1. */
static int take_jamo(const char **text, const char *end, const char *const *jamos,
                     int count)
{
    int best = -1;
    size_t best_length = 0;
    for (int i = 0; i < count; i++) {
        size_t length = strlen(jamos[i]);
        if ((best < 0 || length > best_length) && length <= (size_t)(end - *text) &&
            memcmp(*text, jamos[i], length) == 0) {
            best = i;
            best_length = length;
        }
    }
    *text += best_length;
    return best;
}

/* Hangul syllables: Unicode Standard, section 3.12. */
static bool find_hangul(const char *name, size_t size, uint32_t *code_point)
{
    static const char prefix[] = "HANGUL SYLLABLE ";
    static const char *const leads[] = {"G", "GG", "N", "D",  "DD", "R", "M",
                                        "B", "BB", "S", "SS", "",   "J", "JJ",
                                        "C", "K",  "T", "P",  "H"};
    static const char *const vowels[] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                         "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                         "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
    static const char *const tails[] = {
        "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
        "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
    const char *end = name + size;
    if (size < sizeof prefix - 1 || memcmp(name, prefix, sizeof prefix - 1) != 0)
        return false;
    name += sizeof prefix - 1;
    int lead = take_jamo(&name, end, leads, 19);
    int vowel = take_jamo(&name, end, vowels, 21);
    int tail = take_jamo(&name, end, tails, 28);
    *code_point = (uint32_t)(0xac00 + (lead * 21 + vowel) * 28 + tail);
    return vowel >= 0 && name == end;
}

/* Whether the character, and the alias if it is one, existed by then. */
static bool existed(const char *name, size_t size, uint32_t code_point, unsigned version)
{
    for (size_t i = 0; i < unicode_name_ages_count; i++) {
        const struct name_age *age = &unicode_name_ages[i];
        if (code_point >= age->first && code_point <= age->last)
            return version >= UNICODE_VERSION(age->major, age->minor);
    }
    for (size_t i = 0; i < unicode_late_aliases_count; i++) {
        const struct late_alias *alias = &unicode_late_aliases[i];
        if (strlen(alias->name) == size && memcmp(alias->name, name, size) == 0)
            return version >= UNICODE_VERSION(alias->major, alias->minor);
    }
    return true;
}

bool unicode_find_name(const char *name, size_t size, unsigned version,
                       enum name_rules rules, uint32_t *code_point)
{
    char upper[NAME_MAX_SIZE];
    if (size == 0 || size > sizeof upper)
        return false;
    for (size_t i = 0; i < size; i++)
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);
    bool capitals = memcmp(upper, name, size) == 0;
    if (find_hangul(upper, size, code_point))
        return capitals || rules == NAME_RULES_LOOSE;
    return (find_numbered(upper, size, rules, capitals, code_point) ||
            find_listed(upper, size, code_point)) &&
           existed(upper, size, *code_point, version);
}
