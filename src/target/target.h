/* SPDX-License-Identifier: MIT
 *
 * A target: one CPython version as data.  Each supported minor version is one
 * designated initializer in pyXYZ.c; nothing outside src/target/ compares
 * version numbers.
 */
#ifndef KILN_TARGET_TARGET_H
#define KILN_TARGET_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Yes/no differences between versions; feature.def says what made each. */
enum target_feature {
#define FEATURE(name, origin, meaning) FEATURE_##name,
#include "target/feature.def"
#undef FEATURE
    FEATURE_COUNT
};

/* The same, in what is said about sources that are rejected; see complaint.def. */
enum target_complaint {
#define COMPLAINT(name, origin, meaning) COMPLAINT_##name,
#include "target/complaint.def"
#undef COMPLAINT
    COMPLAINT_COUNT
};

/* Which fields a marshalled code object has, in which order. */
enum code_layout {
    CODE_LAYOUT_VARNAMES,   /* 3.8 to 3.10: varnames, freevars, cellvars; lnotab */
    CODE_LAYOUT_LOCALSPLUS, /* since 3.11: localsplusnames and kinds; qualname; tables */
};

struct opcode_row; /* target/opcode.h */
struct effect_row; /* target/effect.h */

struct target {
    const char *name;      /* "3.13", as --target takes it */
    const char *cache_tag; /* sys.implementation.cache_tag: "cpython-313" (PEP 3147) */
    int major, minor;
    int micro;             /* newest micro version known, or the one asked for */
    uint16_t magic;        /* first two bytes of a .pyc, little endian; \r\n follows */
    uint8_t siphash_c;     /* SipHash rounds of importlib.util.source_hash: */
    uint8_t siphash_d;     /* 2-4 until 3.10, 1-3 since 3.11 */
    uint8_t unicode_major; /* Unicode version of unicodedata, for str.isprintable */
    uint8_t unicode_minor;
    uint8_t block_limit;     /* CO_MAXBLOCKS: statements with a block, one in another */
    int16_t tree_depth;      /* how deep a tree may nest in files that compileall finds;
                                0: as deep as the stack has room for */
    int16_t small_int_limit; /* ints from -5 to it are shared objects */
    enum code_layout code_layout;
    bool native;                      /* the native compiler makes its code objects */
    bool features[FEATURE_COUNT];     /* by enum target_feature */
    uint64_t complaints;              /* set of 1 << COMPLAINT_... */
    const struct opcode_row *opcodes; /* by enum opcode; NULL before 3.11 */
    const struct effect_row *effects; /* by enum opcode; NULL before 3.11 */
    const uint8_t *passes; /* over the flow graph, of enum flow_pass, PASS_END last;
                              NULL: not known */
};

static inline bool target_has(const struct target *target, enum target_feature feature)
{
    return target->features[feature];
}

static inline bool target_complains(const struct target *target,
                                    enum target_complaint complaint)
{
    return target->complaints >> complaint & 1;
}

/* The first four bytes of every .pyc of this target. */
void target_magic_bytes(const struct target *target, unsigned char magic[4]);

/* The target "X.Y" or "X.Y.Z" (a known minor version; any micro up to the
 * newest known) is stored in *target; false when it names none. */
bool target_find(const char *name, struct target *target);

/* The minor version major.minor stands before (<0), at (0) or after (>0) that of
 * `target`. */
int target_compare(int major, int minor, const struct target *target);

/* Minor versions supported, oldest first; NULL past the end. */
const struct target *target_at(size_t index);

#endif
