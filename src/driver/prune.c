/* SPDX-License-Identifier: MIT
 *
 * Pruning: see prune.h.
 */
#include "driver/prune.h"

#include "base/quote.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool ends_with(const char *text, size_t *size, const char *end)
{
    size_t end_size = strlen(end);
    if (*size < end_size || memcmp(text + *size - end_size, end, end_size) != 0)
        return false;
    *size -= end_size;
    return true;
}

/* Cuts `mark` and the digits behind it off the end, if they are there. */
static bool cut_number(const char *name, size_t *size, const char *mark)
{
    size_t at = *size;
    while (at && name[at - 1] >= '0' && name[at - 1] <= '9')
        at--;
    if (at == *size || !ends_with(name, &at, mark))
        return false;
    *size = at;
    return true;
}

/* The stem of "stem.cpython-313[.opt-N]", for this tag, else 0. */
static size_t find_stem(const char *name, size_t size, const char *tag)
{
    cut_number(name, &size, ".opt-");
    if (!ends_with(name, &size, tag) || !size || name[size - 1] != '.')
        return 0;
    return size - 1;
}

static bool has_source(const struct walk *walk, const char *name, size_t stem)
{
    struct buf source = BUF_INIT;
    buf_add(&source, name, stem);
    buf_add_text(&source, ".py");
    /* ".py" itself is cached under the stem "py". */
    bool found = !buf_ok(&source) || walk_has_name(walk, source.data) ||
                 (strcmp(source.data, "py.py") == 0 && walk_has_name(walk, ".py"));
    buf_free(&source);
    return found;
}

/* The directory in which the .pyc files of `dir` lie; empty: none of its own. */
static void find_cache_dir(const struct plan *plan, const struct destination *destination,
                           const char *dir, struct buf *folder)
{
    struct buf source = BUF_INIT;
    join_path(&source, dir, "x.py");
    plan_cache_path(plan, destination, buf_text(&source), 0, folder);
    const char *slash = strrchr(buf_text(folder), '/');
    buf_truncate(folder, slash ? (size_t)(slash - folder->data) : 0);
    buf_free(&source);
}

static void remove_pyc(const struct plan *plan, const char *folder, const char *name,
                       struct arena *paths, struct pruned *pruned)
{
    struct buf path = BUF_INIT;
    join_path(&path, folder, name);
    char *kept = buf_ok(&path) ? arena_copy(paths, path.data, path.size) : NULL;
    buf_free(&path);
    if (kept && VEC_GROW(pruned) && plan->fs->unlink(plan->fs, kept) == 0)
        pruned->items[pruned->count++] = kept;
}

static int compare_paths(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return compare_names(*a, strlen(*a), *b, strlen(*b));
}

enum { ABANDONED_SECONDS = 3600 };

/* A temporary whose writer was killed: nobody takes an hour to write a .pyc. */
static bool is_abandoned(const struct plan *plan, const char *folder, const char *name)
{
    struct buf path = BUF_INIT;
    struct stat st;
    join_path(&path, folder, name);
    bool abandoned = buf_ok(&path) && plan->fs->lstat(plan->fs, path.data, &st) == 0 &&
                     S_ISREG(st.st_mode) && time(NULL) - st.st_mtime > ABANDONED_SECONDS;
    buf_free(&path);
    return abandoned;
}

static bool is_useless(const struct plan *plan, const struct walk *walk, const char *folder,
                       const char *name, size_t size)
{
    const char *tag = plan->cache.cache_tag;
    if (cut_number(name, &size, ".pyc."))
        return find_stem(name, size, tag) && is_abandoned(plan, folder, name);
    size_t stem = ends_with(name, &size, ".pyc") ? find_stem(name, size, tag) : 0;
    return stem && !has_source(walk, name, stem);
}

void prune_directory(const struct plan *plan, const struct destination *destination,
                     const struct walk *walk, const char *dir, struct arena *paths,
                     struct pruned *pruned)
{
    struct buf folder = BUF_INIT;
    struct fs_listing listing = {0};
    find_cache_dir(plan, destination, dir, &folder);
    if (!plan->cache.legacy && folder.size && buf_ok(&folder) &&
        plan->fs->list(plan->fs, folder.data, &listing) == 0) {
        for (size_t i = 0; i < listing.entries.count; i++) {
            const struct fs_entry *entry = &listing.entries.items[i];
            const char *name = fs_entry_name(&listing, entry);
            if (is_useless(plan, walk, folder.data, name, entry->size))
                remove_pyc(plan, folder.data, name, paths, pruned);
        }
        if (pruned->count)
            qsort(pruned->items, pruned->count, sizeof *pruned->items, compare_paths);
    }
    fs_listing_free(&listing);
    buf_free(&folder);
}
