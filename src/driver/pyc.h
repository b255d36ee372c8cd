/* SPDX-License-Identifier: MIT
 *
 * The 16 bytes in front of a .pyc's code object, and what they say about its
 * freshness (PEP 552).
 */
#ifndef KILN_DRIVER_PYC_H
#define KILN_DRIVER_PYC_H

#include "driver/fs.h"
#include "target/target.h"

#include <kiln.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PYC_HEADER_SIZE = 16 };

/* What a .pyc says about its source, and how. */
struct pyc_stamp {
    const struct target *target;
    enum kiln_invalidation invalidation; /* not DEFAULT */
    uint32_t mtime, size;                /* TIMESTAMP: of the source, modulo 2**32 */
    uint64_t hash;                       /* the hash modes: of the source */
};

/* mtime as the import system takes it: int(st_mtime), a double, modulo 2**32;
 * no later than `clamp` unless that is negative. */
uint32_t pyc_mtime(const struct stat *st, long long clamp);

/* importlib.util.source_hash. */
uint64_t pyc_source_hash(const struct target *target, const char *source, size_t size);

void pyc_header(const struct pyc_stamp *stamp, unsigned char header[PYC_HEADER_SIZE]);

/* compileall's test: is the .pyc at `path` a timestamp one of this target with
 * this mtime?  (12 bytes; its size and the mode asked for are not compared.)
 * KILN_REASON_FRESH or why not. */
enum kiln_reason pyc_compare_loosely(const struct fs *fs, const char *path,
                                     const struct pyc_stamp *stamp);

/* The strict test: all 16 bytes must be those that would be written now. */
enum kiln_reason pyc_compare_strictly(const struct fs *fs, const char *path,
                                      const struct pyc_stamp *stamp);

#endif
