/* SPDX-License-Identifier: MIT
 *
 * What is built from the calls of fs.h alone.
 */
#include "driver/fs.h"

#include <errno.h>
#include <string.h>

void fs_listing_free(struct fs_listing *listing)
{
    buf_free(&listing->names);
    VEC_FREE(&listing->entries);
}

int fs_read_all(const struct fs *fs, int fd, size_t limit, struct buf *contents)
{
    size_t chunk = limit < 64 * 1024 ? limit : 64 * 1024;
    while (limit > 0) {
        if (chunk > limit)
            chunk = limit;
        if (!buf_reserve(contents, chunk))
            return ENOMEM;
        size_t room = contents->capacity - contents->size - 1;
        size_t got;
        int error = fs->read(fs, fd, contents->data + contents->size,
                             room < limit ? room : limit, &got);
        if (error || got == 0)
            return error;
        contents->size += got;
        contents->data[contents->size] = '\0';
        limit -= got;
    }
    return 0;
}

int fs_write_all(const struct fs *fs, int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t done = 0;
        int error = fs->write(fs, fd, bytes, size, &done);
        if (error)
            return error;
        if (done == 0)
            return EIO;
        bytes += done;
        size -= done;
    }
    return 0;
}

/* One directory; one that is there already, or came to be, is fine. */
static int make_one_dir(const struct fs *fs, const char *path)
{
    int error = fs->mkdir(fs, path, 0777);
    return error == EEXIST ? 0 : error;
}

/* Every directory on the way, from the top; `part` ends where one failed. */
static int make_parents(const struct fs *fs, struct buf *part)
{
    for (size_t i = 1; i <= part->size; i++) {
        char end = part->data[i];
        if (end && end != '/')
            continue;
        part->data[i] = '\0';
        int error = make_one_dir(fs, part->data);
        if (error)
            return error;
        part->data[i] = end;
    }
    return 0;
}

int fs_make_dirs(const struct fs *fs, const char *path, struct buf *culprit)
{
    int error = make_one_dir(fs, path);
    buf_clear(culprit);
    buf_add_text(culprit, path);
    if (!buf_ok(culprit))
        return ENOMEM;
    if (error == ENOENT || error == ENOTDIR)
        error = make_parents(fs, culprit);
    buf_truncate(culprit, error ? strlen(culprit->data) : 0);
    return error;
}

/* Appends the components of `rest` to an absolute path, purely by name. */
static void append_components(struct buf *path, const char *rest)
{
    while (*rest) {
        size_t size = strcspn(rest, "/");
        if (size == 2 && rest[0] == '.' && rest[1] == '.') {
            const char *slash = strrchr(buf_text(path), '/');
            buf_truncate(path, slash ? (size_t)(slash - path->data) : 0);
        } else if (size > 0 && !(size == 1 && rest[0] == '.')) {
            if (path->size == 0 || path->data[path->size - 1] != '/')
                buf_add_byte(path, '/');
            buf_add(path, rest, size);
        }
        rest += size + (rest[size] == '/');
    }
    if (path->size == 0)
        buf_add_byte(path, '/');
}

int fs_resolve(const struct fs *fs, const char *path, struct buf *resolved)
{
    struct buf head = BUF_INIT;
    buf_add_text(&head, *path ? path : ".");
    if (!buf_ok(&head))
        return ENOMEM;
    size_t size = head.size;
    int error;
    /* Shorten the head until it exists; what was cut off is added by name. */
    while ((error = fs->realpath(fs, size ? head.data : ".", resolved)) == ENOENT && size) {
        while (size && head.data[size - 1] == '/')
            size--;
        while (size && head.data[size - 1] != '/')
            size--;
        if (size == 1 || !size)
            head.data[size] = '\0';
        else
            head.data[size - 1] = '\0';
        if (size == 0 && path[0] == '/')
            break;
    }
    if (!error)
        append_components(resolved, path + size);
    buf_free(&head);
    return error ? error : buf_ok(resolved) ? 0 : ENOMEM;
}
