/* SPDX-License-Identifier: MIT
 *
 * The table that tools/gen-startup writes, for startup.c alone.
 */
#ifndef KILN_TARGET_STARTUP_STRINGS_H
#define KILN_TARGET_STARTUP_STRINGS_H

#include <stdint.h>

enum { STARTUP_SLOTS = 16384 };

struct startup_string {
    const char *text;
    uint8_t versions; /* bit 0: 3.11, bit 1: 3.12, ... */
};

extern const struct startup_string startup_strings[];
extern const uint16_t startup_slots[STARTUP_SLOTS];

#endif
