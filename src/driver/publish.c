/* SPDX-License-Identifier: MIT
 *
 * Publishing a .pyc: temporary, full write, rename
 * (importlib._bootstrap_external._write_atomic).
 */
#include "driver/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void publish_error_free(struct publish_error *error)
{
    buf_free(&error->path);
    buf_free(&error->path2);
    error->error = 0;
    error->refused = PUBLISH_FIT;
}

static bool fail_publish(struct publish_error *error, int code, const char *path,
                         const char *path2)
{
    error->error = code;
    if (path)
        buf_add_text(&error->path, path);
    if (path2)
        buf_add_text(&error->path2, path2);
    return false;
}

bool publish_check(const struct fs *fs, const char *path, bool *there,
                   struct publish_error *error)
{
    struct stat st;
    *there = fs->lstat(fs, path, &st) == 0;
    if (!*there || S_ISREG(st.st_mode))
        return true;
    error->refused = S_ISLNK(st.st_mode) ? PUBLISH_SYMLINK : PUBLISH_NOT_REGULAR;
    buf_add_text(&error->path, path);
    return false;
}

/* Names that no other run chooses: from the process, the thread's stack and the
 * clock.  Digits only, as CPython's temporaries have them. */
static void name_temporary(struct buf *name, const char *path, unsigned attempt)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    uint64_t number = (uint64_t)getpid() << 32 ^ (uint64_t)now.tv_sec << 30 ^
                      (uint64_t)now.tv_nsec ^ (uint64_t)(uintptr_t)&now << 8;
    buf_clear(name);
    buf_printf(name, "%s.%llu", path,
               (unsigned long long)(number + attempt) % 1000000000000000ULL);
}

enum { TEMPORARY_ATTEMPTS = 100 };

static int open_temporary(const struct fs *fs, const char *path, mode_t mode,
                          struct buf *name, int *fd)
{
    int error = EEXIST;
    for (unsigned i = 0; i < TEMPORARY_ATTEMPTS && error == EEXIST; i++) {
        name_temporary(name, path, i);
        if (!buf_ok(name))
            return ENOMEM;
        error = fs->open(fs, name->data, O_WRONLY | O_CREAT | O_EXCL, mode, fd);
    }
    return error;
}

/* As open_temporary, with the directories that may be missing. */
static bool make_temporary(const struct fs *fs, const char *path, mode_t mode,
                           struct buf *name, int *fd, struct publish_error *error)
{
    int code = open_temporary(fs, path, mode, name, fd);
    const char *slash = strrchr(path, '/');
    if ((code == ENOENT || code == ENOTDIR) && slash && slash > path) {
        struct buf folder = BUF_INIT;
        buf_add(&folder, path, (size_t)(slash - path));
        code = buf_ok(&folder) ? fs_make_dirs(fs, folder.data, &error->path) : ENOMEM;
        buf_free(&folder);
        if (code) {
            error->error = code;
            return false;
        }
        code = open_temporary(fs, path, mode, name, fd);
    }
    return code ? fail_publish(error, code, buf_text(name), NULL) : true;
}

static int write_content(const struct fs *fs, int fd, const struct publish_content *content)
{
    int error = fs_write_all(fs, fd, (const char *)content->header, content->header_size);
    if (!error)
        error = fs_write_all(fs, fd, content->body, content->body_size);
    int close_error = fs->close(fs, fd);
    return error ? error : close_error;
}

static bool looks_the_same(const struct stat *st, const struct publish_content *content)
{
    return S_ISREG(st->st_mode) && st->st_nlink == 1 && st->st_uid == geteuid() &&
           (st->st_mode & 07777) == ((content->mode | 0200) & 0666) &&
           (size_t)st->st_size == content->header_size + content->body_size;
}

/* What is read from `fd` next is these bytes. */
static bool reads_the_same(const struct fs *fs, int fd, const char *bytes, size_t size)
{
    char chunk[1 << 14];
    while (size) {
        size_t got, room = size < sizeof chunk ? size : sizeof chunk;
        if (fs->read(fs, fd, chunk, room, &got) != 0 || !got || memcmp(chunk, bytes, got))
            return false;
        bytes += got;
        size -= got;
    }
    return true;
}

bool publish_is_there(const struct fs *fs, const char *path,
                      const struct publish_content *content)
{
    struct stat st;
    int fd;
    if (fs->open(fs, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0, &fd) != 0)
        return false;
    bool same =
        fs->fstat(fs, fd, &st) == 0 && looks_the_same(&st, content) &&
        reads_the_same(fs, fd, (const char *)content->header, content->header_size) &&
        reads_the_same(fs, fd, content->body, content->body_size);
    fs->close(fs, fd);
    return same;
}

bool publish_file(const struct fs *fs, const char *path,
                  const struct publish_content *content, struct publish_error *error)
{
    struct buf name = BUF_INIT;
    int fd;
    mode_t mode = (content->mode | 0200) & 0666;
    bool done = make_temporary(fs, path, mode, &name, &fd, error);
    if (done) {
        int code = write_content(fs, fd, content);
        if (code)
            done = fail_publish(error, code, NULL, NULL);
        else if ((code = fs->rename(fs, name.data, path)) != 0)
            done = fail_publish(error, code, name.data, path);
        if (!done)
            fs->unlink(fs, name.data);
    }
    buf_free(&name);
    return done;
}

bool publish_link(const struct fs *fs, const char *existing, const char *path)
{
    struct stat st, other;
    if (fs->lstat(fs, existing, &st) != 0)
        return false;
    /* rename() of two links to one file does nothing and keeps both. */
    if (fs->lstat(fs, path, &other) == 0 && st.st_dev == other.st_dev &&
        st.st_ino == other.st_ino)
        return true;
    struct buf name = BUF_INIT;
    int error = EEXIST;
    for (unsigned i = 0; i < TEMPORARY_ATTEMPTS && error == EEXIST; i++) {
        name_temporary(&name, path, i);
        error = buf_ok(&name) ? fs->link(fs, existing, name.data) : ENOMEM;
    }
    if (!error) {
        error = fs->rename(fs, name.data, path);
        if (error)
            fs->unlink(fs, name.data);
    }
    buf_free(&name);
    return error == 0;
}
