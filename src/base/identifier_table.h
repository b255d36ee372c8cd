/* SPDX-License-Identifier: MIT
 *
 * The tables behind unicode_scan_identifier and unicode_nfkc, all in ascending
 * order (identifier_table.c).
 */
#ifndef KILN_BASE_IDENTIFIER_TABLE_H
#define KILN_BASE_IDENTIFIER_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `more` + 1 consecutive XID_Continue characters that are alike. */
struct identifier_range {
    uint32_t first;
    uint16_t more;
    bool start; /* XID_Start too */
    uint8_t since_major, since_minor;
};

/* The full compatibility decomposition: `count` of decomposed_points. */
struct decomposition {
    uint32_t from;
    uint16_t offset, count;
};

/* Canonical_Combining_Class, where it is not 0. */
struct combining_class {
    uint32_t point;
    uint8_t order;
};

struct composition {
    uint32_t first, second, whole;
};

extern const struct identifier_range identifier_ranges[];
extern const size_t identifier_ranges_count;
extern const struct decomposition decompositions[];
extern const size_t decompositions_count;
extern const uint32_t decomposed_points[];
extern const struct combining_class combining_classes[];
extern const size_t combining_classes_count;
extern const struct composition compositions[];
extern const size_t compositions_count;

#endif
