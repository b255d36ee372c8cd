/* SPDX-License-Identifier: MIT
 *
 * Every system call that the driver makes on files.
 *
 * The calls go through a table, so that a test can count them, or make any one
 * of them fail.  Each returns 0 or an errno value and leaves errno alone;
 * interrupted calls are taken up again here.
 */
#ifndef KILN_DRIVER_FS_H
#define KILN_DRIVER_FS_H

#include "base/buf.h"
#include "base/vec.h"

#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

enum fs_kind {
    FS_UNKNOWN, /* the file system does not say: ask stat */
    FS_DIRECTORY,
    FS_LINK,
    FS_OTHER, /* regular files, pipes, devices, … */
};

struct fs_entry {
    size_t offset; /* of the name in `names` */
    size_t size;
    enum fs_kind kind;
};

/* What a directory holds, "." and ".." left out, in no order. */
struct fs_listing {
    struct buf names; /* each ended by a NUL */
    struct fs_entries VEC_OF(struct fs_entry) entries;
};

struct fs {
    int (*list)(const struct fs *fs, const char *path, struct fs_listing *listing);
    int (*stat)(const struct fs *fs, const char *path, struct stat *st);
    int (*lstat)(const struct fs *fs, const char *path, struct stat *st);
    int (*fstat)(const struct fs *fs, int fd, struct stat *st);
    int (*open)(const struct fs *fs, const char *path, int flags, mode_t mode, int *fd);
    int (*read)(const struct fs *fs, int fd, void *bytes, size_t size, size_t *got);
    int (*write)(const struct fs *fs, int fd, const void *bytes, size_t size, size_t *done);
    int (*close)(const struct fs *fs, int fd);
    int (*mkdir)(const struct fs *fs, const char *path, mode_t mode);
    int (*rename)(const struct fs *fs, const char *from, const char *to);
    int (*link)(const struct fs *fs, const char *from, const char *to);
    int (*unlink)(const struct fs *fs, const char *path);
    /* Appends the absolute path without symbolic links; all of it must exist. */
    int (*realpath)(const struct fs *fs, const char *path, struct buf *resolved);
};

/* The operating system's. */
extern const struct fs fs_posix;

static inline const char *fs_entry_name(const struct fs_listing *listing,
                                        const struct fs_entry *entry)
{
    return listing->names.data + entry->offset;
}

void fs_listing_free(struct fs_listing *listing);

/* Reads from `fd` until the end or until `limit` bytes are had; appends. */
int fs_read_all(const struct fs *fs, int fd, size_t limit, struct buf *contents);

/* Writes everything, however many calls it takes. */
int fs_write_all(const struct fs *fs, int fd, const char *bytes, size_t size);

/* Makes a directory and its missing parents (os.makedirs).  A directory that is
 * there is no error.  On failure `culprit` holds the path that could not be made. */
int fs_make_dirs(const struct fs *fs, const char *path, struct buf *culprit);

/* pathlib.Path.resolve(strict=False): as realpath, but what does not exist is
 * appended to the part that does, "." and ".." taken out. */
int fs_resolve(const struct fs *fs, const char *path, struct buf *resolved);

#endif
