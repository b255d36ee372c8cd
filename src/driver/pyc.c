/* SPDX-License-Identifier: MIT
 *
 * Headers of .pyc files: see pyc.h.
 */
#include "driver/pyc.h"

#include "base/siphash.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

enum {
    PYC_LOOSE_SIZE = 12,
    PYC_FLAG_HASH = 1,
    PYC_FLAG_CHECK_SOURCE = 2,
};

uint32_t pyc_mtime(const struct stat *st, long long clamp)
{
    /* The sum is made in floating point as os.stat_result.st_mtime is, so that a
     * time that rounds up to the next second does so here too. */
    double seconds = (double)st->st_mtim.tv_sec + 1e-9 * (double)st->st_mtim.tv_nsec;
    long long mtime = (long long)seconds;
    if (clamp >= 0 && mtime > clamp)
        mtime = clamp;
    return (uint32_t)(unsigned long long)mtime;
}

static void put_u32(unsigned char *bytes, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
}

uint64_t pyc_source_hash(const struct target *target, const char *source, size_t size)
{
    unsigned char magic[4];
    target_magic_bytes(target, magic);
    uint64_t key = magic[0] | (uint64_t)magic[1] << 8 | (uint64_t)magic[2] << 16 |
                   (uint64_t)magic[3] << 24;
    return siphash(target->siphash_c, target->siphash_d, key, 0, source, size);
}

static uint32_t flags_of(enum kiln_invalidation invalidation)
{
    if (invalidation == KILN_INVALIDATION_CHECKED_HASH)
        return PYC_FLAG_HASH | PYC_FLAG_CHECK_SOURCE;
    return invalidation == KILN_INVALIDATION_UNCHECKED_HASH ? PYC_FLAG_HASH : 0;
}

void pyc_header(const struct pyc_stamp *stamp, unsigned char header[PYC_HEADER_SIZE])
{
    uint32_t flags = flags_of(stamp->invalidation);
    target_magic_bytes(stamp->target, header);
    put_u32(header + 4, flags);
    put_u32(header + 8, flags ? (uint32_t)stamp->hash : stamp->mtime);
    put_u32(header + 12, flags ? (uint32_t)(stamp->hash >> 32) : stamp->size);
}

/* One open and one short read. */
static enum kiln_reason read_header(const struct fs *fs, const char *path, size_t size,
                                    unsigned char *header)
{
    int fd;
    int error = fs->open(fs, path, O_RDONLY | O_NONBLOCK, 0, &fd);
    if (error)
        return error == ENOENT ? KILN_REASON_NO_PYC : KILN_REASON_UNREADABLE_PYC;
    size_t got = 0;
    error = fs->read(fs, fd, header, size, &got);
    fs->close(fs, fd);
    if (error)
        return KILN_REASON_UNREADABLE_PYC;
    return got < size ? KILN_REASON_SHORT_PYC : KILN_REASON_FRESH;
}

/* Reads the first `size` bytes and compares magic and flags with `want`; the rest is
 * left in `have`. */
static enum kiln_reason compare_start(const struct fs *fs, const char *path, size_t size,
                                      const unsigned char *want, unsigned char *have)
{
    enum kiln_reason reason = read_header(fs, path, size, have);
    if (reason != KILN_REASON_FRESH)
        return reason;
    if (memcmp(have, want, 4) != 0)
        return KILN_REASON_OTHER_MAGIC;
    return memcmp(have + 4, want + 4, 4) ? KILN_REASON_OTHER_MODE : KILN_REASON_FRESH;
}

enum kiln_reason pyc_compare_loosely(const struct fs *fs, const char *path,
                                     const struct pyc_stamp *stamp)
{
    struct pyc_stamp loose = *stamp;
    loose.invalidation = KILN_INVALIDATION_TIMESTAMP;
    unsigned char want[PYC_HEADER_SIZE], have[PYC_HEADER_SIZE];
    pyc_header(&loose, want);
    enum kiln_reason reason = compare_start(fs, path, PYC_LOOSE_SIZE, want, have);
    if (reason != KILN_REASON_FRESH)
        return reason;
    return memcmp(have + 8, want + 8, 4) ? KILN_REASON_OTHER_MTIME : KILN_REASON_FRESH;
}

enum kiln_reason pyc_compare_strictly(const struct fs *fs, const char *path,
                                      const struct pyc_stamp *stamp)
{
    unsigned char want[PYC_HEADER_SIZE], have[PYC_HEADER_SIZE];
    pyc_header(stamp, want);
    enum kiln_reason reason = compare_start(fs, path, PYC_HEADER_SIZE, want, have);
    if (reason != KILN_REASON_FRESH || memcmp(have + 8, want + 8, 8) == 0)
        return reason;
    if (stamp->invalidation != KILN_INVALIDATION_TIMESTAMP)
        return KILN_REASON_OTHER_HASH;
    return memcmp(have + 8, want + 8, 4) ? KILN_REASON_OTHER_MTIME : KILN_REASON_OTHER_SIZE;
}
