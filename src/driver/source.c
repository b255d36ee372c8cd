/* SPDX-License-Identifier: MIT
 *
 * Selecting and reading sources: see source.h.
 */
#include "driver/source.h"

#include "base/quote.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>

static bool is_python_name(const char *path)
{
    size_t size = strlen(path);
    return size >= 3 && memcmp(path + size - 3, ".py", 3) == 0;
}

static enum kiln_reason find_exclusion(const struct plan *plan, const char *path)
{
    size_t size = strlen(path);
    const struct kiln_options *options = plan->options;
    int found = plan->rx ? exclude_search(plan->rx, path, size) : 0;
    if (found < 0)
        return KILN_REASON_UNDECIDED;
    if (found ||
        (options->exclude && options->exclude(options->exclude_context, path, size)))
        return KILN_REASON_EXCLUDED;
    return KILN_REASON_NONE;
}

/* A symbolic link that leads out of limit_sl_dest.  A link that cannot be
 * followed to its end is out of every directory. */
static bool link_leaves(const struct plan *plan, const char *path)
{
    struct stat st;
    if (plan->fs->lstat(plan->fs, path, &st) != 0 || !S_ISLNK(st.st_mode))
        return false;
    struct buf real = BUF_INIT;
    bool leaves = true;
    if (plan->fs->realpath(plan->fs, path, &real) == 0) {
        size_t size = strlen(plan->link_limit);
        bool root = strcmp(plan->link_limit, "/") == 0;
        leaves = !root && (strncmp(real.data, plan->link_limit, size) != 0 ||
                           real.data[size] != '/');
    }
    buf_free(&real);
    return leaves;
}

enum kiln_reason source_select(const struct plan *plan, const char *path, struct stat *st)
{
    enum kiln_reason exclusion = find_exclusion(plan, path);
    if (exclusion != KILN_REASON_NONE)
        return exclusion;
    if (!is_python_name(path))
        return KILN_REASON_NOT_PYTHON;
    if (plan->link_limit && link_leaves(plan, path))
        return KILN_REASON_LINK_LEAVES;
    if (plan->fs->stat(plan->fs, path, st) != 0 || !S_ISREG(st->st_mode))
        return KILN_REASON_NOT_REGULAR;
    return KILN_REASON_NONE;
}

int source_read(const struct fs *fs, const char *path, struct buf *contents,
                struct stat *st)
{
    int fd;
    /* Not blocking: the name may have become a pipe since it was looked at. */
    int error = fs->open(fs, path, O_RDONLY | O_NONBLOCK, 0, &fd);
    if (error)
        return error;
    buf_clear(contents);
    error = fs->fstat(fs, fd, st);
    if (!error && st->st_size > 0 && !buf_reserve(contents, (size_t)st->st_size + 1))
        error = ENOMEM;
    if (!error)
        error = fs_read_all(fs, fd, SIZE_MAX, contents);
    fs->close(fs, fd);
    return error;
}

bool source_unchanged(const struct fs *fs, const char *path, const struct stat *st)
{
    struct stat now;
    return fs->stat(fs, path, &now) == 0 && now.st_dev == st->st_dev &&
           now.st_ino == st->st_ino && now.st_size == st->st_size &&
           now.st_mtim.tv_sec == st->st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == st->st_mtim.tv_nsec;
}

/* The first byte after the line that begins at `at`: past \n, \r\n or \r. */
static size_t end_of_line(const char *source, size_t size, size_t at)
{
    while (at < size && source[at] != '\n' && source[at] != '\r')
        at++;
    if (at < size && source[at] == '\r' && at + 1 < size && source[at + 1] == '\n')
        return at + 2;
    return at < size ? at + 1 : size;
}

static bool is_line_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
}

static bool is_utf8(const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t code = next_code_point(text, size, &at);
        if (code >= 0xd800 && code <= 0xdfff)
            return false;
    }
    return true;
}

void source_line(const char *source, size_t size, long number, struct buf *line)
{
    size_t start = size >= 3 && memcmp(source, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    for (long i = 1; i < number && start < size; i++)
        start = end_of_line(source, size, start);
    size_t end = end_of_line(source, size, start);
    while (start < end && is_line_space(source[start]))
        start++;
    while (end > start && is_line_space(source[end - 1]))
        end--;
    if (number > 0 && is_utf8(source + start, end - start))
        buf_add(line, source + start, end - start);
}
