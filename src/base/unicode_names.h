/* SPDX-License-Identifier: MIT
 *
 * Characters by their names in the Unicode Character Database, as \N{...} in a
 * string literal gives them.
 */
#ifndef KILN_BASE_UNICODE_NAMES_H
#define KILN_BASE_UNICODE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How names that are made from the code point by a rule (CJK and Tangut ideographs,
 * Hangul syllables) are taken. */
enum name_rules {
    NAME_RULES_STRICT, /* in capitals only, zeros may lead, no Tangut ideographs */
    NAME_RULES_LOOSE,  /* like all other names (CPython gh-80667) */
};

/* The character of this name or alias in a Unicode version (unicode.h), upper and
 * lower case being the same; false when there is none.  Sequences have no place
 * here (CPython: unicodedata.c, getcode). */
bool unicode_find_name(const char *name, size_t size, unsigned version,
                       enum name_rules rules, uint32_t *code_point);

#endif
