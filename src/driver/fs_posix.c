/* SPDX-License-Identifier: MIT
 *
 * The calls of fs.h as the operating system has them.
 *
 * Directories are read with getdents64 where there is one: readdir would add an
 * fstat to every directory.
 */
#include "driver/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int posix_stat(const struct fs *fs, const char *path, struct stat *st)
{
    (void)fs;
    return stat(path, st) == 0 ? 0 : errno;
}

static int posix_lstat(const struct fs *fs, const char *path, struct stat *st)
{
    (void)fs;
    return lstat(path, st) == 0 ? 0 : errno;
}

static int posix_fstat(const struct fs *fs, int fd, struct stat *st)
{
    (void)fs;
    return fstat(fd, st) == 0 ? 0 : errno;
}

static int posix_open(const struct fs *fs, const char *path, int flags, mode_t mode,
                      int *fd)
{
    (void)fs;
    do
        *fd = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
    while (*fd < 0 && errno == EINTR);
    return *fd >= 0 ? 0 : errno;
}

static int posix_read(const struct fs *fs, int fd, void *bytes, size_t size, size_t *got)
{
    (void)fs;
    ssize_t count;
    do
        count = read(fd, bytes, size < SSIZE_MAX ? size : SSIZE_MAX);
    while (count < 0 && errno == EINTR);
    *got = count > 0 ? (size_t)count : 0;
    return count >= 0 ? 0 : errno;
}

static int posix_write(const struct fs *fs, int fd, const void *bytes, size_t size,
                       size_t *done)
{
    (void)fs;
    ssize_t count;
    do
        count = write(fd, bytes, size < SSIZE_MAX ? size : SSIZE_MAX);
    while (count < 0 && errno == EINTR);
    *done = count > 0 ? (size_t)count : 0;
    return count >= 0 ? 0 : errno;
}

/* Linux frees the descriptor even when close is interrupted. */
static int posix_close(const struct fs *fs, int fd)
{
    (void)fs;
    return close(fd) == 0 || errno == EINTR ? 0 : errno;
}

static int posix_mkdir(const struct fs *fs, const char *path, mode_t mode)
{
    (void)fs;
    return mkdir(path, mode) == 0 ? 0 : errno;
}

static int posix_rename(const struct fs *fs, const char *from, const char *to)
{
    (void)fs;
    return rename(from, to) == 0 ? 0 : errno;
}

static int posix_link(const struct fs *fs, const char *from, const char *to)
{
    (void)fs;
    return link(from, to) == 0 ? 0 : errno;
}

static int posix_unlink(const struct fs *fs, const char *path)
{
    (void)fs;
    return unlink(path) == 0 ? 0 : errno;
}

static int posix_realpath(const struct fs *fs, const char *path, struct buf *resolved)
{
    (void)fs;
    char *real = realpath(path, NULL);
    if (!real)
        return errno;
    buf_clear(resolved);
    buf_add_text(resolved, real);
    free(real);
    return buf_ok(resolved) ? 0 : ENOMEM;
}

static enum fs_kind kind_of(unsigned char type)
{
    if (type == DT_DIR)
        return FS_DIRECTORY;
    if (type == DT_LNK)
        return FS_LINK;
    return type == DT_UNKNOWN ? FS_UNKNOWN : FS_OTHER;
}

static int add_entry(struct fs_listing *listing, const char *name, unsigned char type)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return 0;
    if (!VEC_GROW(&listing->entries))
        return ENOMEM;
    size_t size = strlen(name);
    listing->entries.items[listing->entries.count++] =
        (struct fs_entry){listing->names.size, size, kind_of(type)};
    buf_add(&listing->names, name, size + 1);
    return buf_ok(&listing->names) ? 0 : ENOMEM;
}

#ifdef SYS_getdents64

/* What getdents64 fills its buffer with. */
struct kernel_entry {
    uint64_t inode;
    int64_t offset;
    unsigned short record_size;
    unsigned char type;
    char name[];
};

static int add_records(struct fs_listing *listing, const char *records, size_t size)
{
    for (size_t at = 0; at < size;) {
        const struct kernel_entry *entry = (const void *)(records + at);
        int error = add_entry(listing, entry->name, entry->type);
        if (error)
            return error;
        at += entry->record_size;
    }
    return 0;
}

static int read_entries(int fd, struct fs_listing *listing)
{
    _Alignas(struct kernel_entry) char records[32 * 1024];
    for (;;) {
        long size = syscall(SYS_getdents64, fd, records, sizeof records);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return size < 0 ? errno : 0;
        int error = add_records(listing, records, (size_t)size);
        if (error)
            return error;
    }
}

static int posix_list(const struct fs *fs, const char *path, struct fs_listing *listing)
{
    int fd;
    int error = posix_open(fs, path, O_RDONLY | O_DIRECTORY, 0, &fd);
    if (error)
        return error;
    error = read_entries(fd, listing);
    close(fd);
    return error;
}

#else

static int posix_list(const struct fs *fs, const char *path, struct fs_listing *listing)
{
    (void)fs;
    DIR *dir = opendir(path);
    if (!dir)
        return errno;
    int error = 0;
    struct dirent *entry;
    while (!error && (errno = 0, entry = readdir(dir)) != NULL)
        error = add_entry(listing, entry->d_name, entry->d_type);
    if (!error)
        error = errno;
    closedir(dir);
    return error;
}

#endif

const struct fs fs_posix = {
    .list = posix_list,
    .stat = posix_stat,
    .lstat = posix_lstat,
    .fstat = posix_fstat,
    .open = posix_open,
    .read = posix_read,
    .write = posix_write,
    .close = posix_close,
    .mkdir = posix_mkdir,
    .rename = posix_rename,
    .link = posix_link,
    .unlink = posix_unlink,
    .realpath = posix_realpath,
};
