/* SPDX-License-Identifier: MIT
 *
 * The names of characters as tools/gen-unicode-names packs them, for
 * unicode_names.c alone.
 */
#ifndef KILN_BASE_UNICODE_NAMES_TABLE_H
#define KILN_BASE_UNICODE_NAMES_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* Whether the database gives the names one by one or the rule that makes them; under
 * NAME_RULES_STRICT (unicode_names.h) later rules do not count. */
enum name_origin { NAMES_LISTED, NAMES_BY_RULE, NAMES_BY_LATER_RULE };

/* Characters named `prefix` and their code point in four or more digits. */
struct name_range {
    const char *prefix;
    uint32_t first, last;
    enum name_origin origin;
};

/* Characters newer than the oldest version that is told apart. */
struct name_age {
    uint32_t first, last;
    uint8_t major, minor;
};

/* An alias that is newer than its character. */
struct late_alias {
    const char *name;
    uint8_t major, minor;
};

extern const struct name_range unicode_name_ranges[];
extern const size_t unicode_name_ranges_count;
extern const struct name_age unicode_name_ages[]; /* in ascending order */
extern const size_t unicode_name_ages_count;
extern const struct late_alias unicode_late_aliases[];
extern const size_t unicode_late_aliases_count;

/* Piece n, from 1 on, lies between ends[n - 1] and ends[n]. */
extern const char unicode_name_pieces[];
extern const uint16_t unicode_piece_ends[];

/* All other names, sorted, in blocks.  Each name is: the length that it shares
 * with the one before, pieces, piece 0, and the code point's distance from the
 * one before; the first of a block shares nothing and counts from 0. */
extern const char *const unicode_name_blocks[];
extern const size_t unicode_name_blocks_count;

#endif
