/* SPDX-License-Identifier: MIT
 *
 * Strings interned at start-up: see startup.h.
 */
#include "target/startup.h"

#include "target/startup_strings.h"

#include <string.h>

enum { FIRST_MINOR = 11 }; /* of bit 0 in the table */

/* As tools/gen-startup has it. */
static uint32_t startup_hash(const char *bytes, size_t size)
{
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT32_C(16777619);
    return hash;
}

bool startup_interned(const struct target *target, const char *bytes, size_t size)
{
    for (uint32_t i = startup_hash(bytes, size);; i++) {
        uint16_t number = startup_slots[i % STARTUP_SLOTS];
        if (!number)
            return false;
        const struct startup_string *string = &startup_strings[number];
        if (!strncmp(string->text, bytes, size) && !string->text[size])
            return string->versions >> (target->minor - FIRST_MINOR) & 1;
    }
}
