/* SPDX-License-Identifier: MIT
 *
 * Names of code and of .pyc files: see names.h.
 */
#include "driver/names.h"

#include <string.h>

void join_path(struct buf *out, const char *head, const char *tail)
{
    if (tail[0] != '/') {
        buf_add_text(out, head);
        size_t size = strlen(head);
        if (size && head[size - 1] != '/')
            buf_add_byte(out, '/');
    }
    buf_add_text(out, tail);
}

const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Appends path[0..size) without the slashes at its end, then one slash. */
static void add_folder(struct buf *out, const char *path, size_t size)
{
    while (size && path[size - 1] == '/')
        size--;
    buf_add(out, path, size);
    buf_add_byte(out, '/');
}

/* The folder of the .pyc under a prefix: the prefix, then the absolute folder of
 * the source without its leading slashes. */
static void add_prefixed_folder(struct buf *out, const struct cache_rule *rule,
                                const char *path, size_t head_size)
{
    add_folder(out, rule->prefix, strlen(rule->prefix));
    const char *absolute[2] = {path[0] == '/' ? "" : rule->cwd, path};
    size_t sizes[2] = {strlen(absolute[0]), head_size};
    for (int i = 0; i < 2; i++) {
        while (sizes[i] && absolute[i][0] == '/')
            absolute[i]++, sizes[i]--;
        if (sizes[i])
            add_folder(out, absolute[i], sizes[i]);
    }
}

/* "x.tag.opt-1.pyc" for "x.py"; ".py" gives "py.tag.pyc", as its stem is empty. */
static void add_cache_name(struct buf *out, const char *tag, const char *name, int level)
{
    const char *dot = strrchr(name, '.');
    if (dot == name)
        buf_add_text(out, name + 1);
    else
        buf_add(out, name, dot ? (size_t)(dot - name) : strlen(name));
    buf_add_byte(out, '.');
    buf_add_text(out, tag);
    if (level > 0)
        buf_printf(out, ".opt-%d", level);
    buf_add_text(out, ".pyc");
}

void cache_path(struct buf *out, const struct cache_rule *rule, const char *path, int level)
{
    if (rule->legacy) {
        buf_add_text(out, path);
        buf_add_byte(out, 'c');
        return;
    }
    const char *name = base_name(path);
    size_t head_size = (size_t)(name - path);
    if (rule->prefix) {
        add_prefixed_folder(out, rule, path, head_size);
    } else {
        if (head_size)
            add_folder(out, path, head_size);
        buf_add_text(out, "__pycache__/");
    }
    add_cache_name(out, rule->cache_tag, name, level);
}

/* The rest of `path` after the components of `stripdir`, NULL when they differ.
 * Slashes at the end of stripdir do not count as a component. */
static const char *skip_prefix(const char *path, const char *stripdir)
{
    size_t size = strlen(stripdir);
    while (size && stripdir[size - 1] == '/')
        size--;
    if (strncmp(path, stripdir, size) != 0 || path[size] != '/')
        return NULL;
    return path + size + 1;
}

/* os.path.join of the components: repeated slashes become one, leading go. */
static void add_components(struct buf *out, const char *rest)
{
    while (*rest) {
        size_t size = strcspn(rest, "/");
        buf_add(out, rest, size);
        rest += size;
        if (*rest && size)
            buf_add_byte(out, '/');
        rest += strspn(rest, "/");
    }
}

bool filename_matches(const struct filename_rule *rule, const char *path)
{
    return !rule->stripdir || rule->ddir || skip_prefix(path, rule->stripdir) ||
           strcmp(path, rule->stripdir) == 0;
}

void code_filename(struct buf *out, const struct filename_rule *rule, const char *path)
{
    size_t start = out->size;
    if (rule->ddir) {
        join_path(out, rule->ddir, base_name(path));
        return;
    }
    const char *rest = rule->stripdir ? skip_prefix(path, rule->stripdir) : NULL;
    struct buf left = BUF_INIT;
    if (rest)
        add_components(&left, rest);
    else
        buf_add_text(&left, path);
    if (rule->prependdir)
        join_path(out, rule->prependdir, buf_text(&left));
    else
        buf_add_text(out, buf_text(&left));
    if (!buf_ok(&left))
        out->failed = true;
    buf_free(&left);
    if (out->size == start) /* compile() gets `dfile or file` */
        buf_add_text(out, path);
}
