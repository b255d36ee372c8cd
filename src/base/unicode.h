/* SPDX-License-Identifier: MIT
 *
 * What the Unicode Character Database says, for any version since 12.1: one
 * table of the newest version, with the age of every character.
 */
#ifndef KILN_BASE_UNICODE_H
#define KILN_BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A Unicode version as a number that can be compared. */
#define UNICODE_VERSION(major, minor) ((unsigned)((major) << 8 | (minor)))

/* `more` + 1 consecutive printable characters, assigned in one version. */
struct printable_range {
    uint32_t first;
    uint16_t more;
    uint8_t since_major, since_minor;
};

/* In ascending order (unicode_table.c). */
extern const struct printable_range unicode_printable[];
extern const size_t unicode_printable_count;

/* str.isprintable of one character in the given version: neither "other" nor a
 * separator, the space aside, and assigned. */
bool unicode_is_printable(uint32_t code_point, unsigned version);

/* The next code point of valid UTF-8; *position moves past it. */
uint32_t unicode_next(const char **position);

/* How many bytes of valid UTF-8, counted from the first, make an identifier in the
 * given version: XID_Start or _, then XID_Continue (CPython:
 * _PyUnicode_ScanIdentifier). */
size_t unicode_scan_identifier(const char *text, size_t size, unsigned version);

/* Writes the normal form NFKC of an identifier to `room`, which is aligned for
 * uint32_t and has unicode_nfkc_room(size) bytes; returns its size.  The form does
 * not depend on the version. */
size_t unicode_nfkc_room(size_t size);
size_t unicode_nfkc(const char *text, size_t size, void *room);

#endif
