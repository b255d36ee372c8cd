/* SPDX-License-Identifier: MIT
 *
 * Walking a tree: see walk.h.  The path down to the present directory is a stack
 * on the heap, so no depth of tree exhausts the thread's own.
 */
#include "driver/walk.h"

#include "base/quote.h"
#include "driver/glob.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct walk_entry {
    const char *name;
    size_t size;
    enum fs_kind kind;
};

struct walk_frame {
    const char *path;
    int levels; /* directories below this one that may be entered */
    struct fs_listing listing;
    struct walk_entry *entries; /* sorted */
    size_t next;
};

static int compare_entries(const void *left, const void *right)
{
    const struct walk_entry *a = left, *b = right;
    return compare_names(a->name, a->size, b->name, b->size);
}

static void free_frame(struct walk_frame *frame)
{
    if (!frame)
        return;
    fs_listing_free(&frame->listing);
    free(frame->entries);
    free(frame);
}

static bool sort_entries(struct walk_frame *frame)
{
    size_t count = frame->listing.entries.count;
    frame->entries = malloc((count + 1) * sizeof *frame->entries);
    if (!frame->entries)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct fs_entry *entry = &frame->listing.entries.items[i];
        frame->entries[i] = (struct walk_entry){fs_entry_name(&frame->listing, entry),
                                                entry->size, entry->kind};
    }
    qsort(frame->entries, count, sizeof *frame->entries, compare_entries);
    return true;
}

void walk_start(struct walk *walk, const char *dir, int maxlevels)
{
    walk->entering = dir;
    walk->levels = maxlevels;
    walk->unlisted = false;
}

/* Reads the directory that is being entered.  A failure to read it is told in
 * the step after. */
static enum walk_step enter_directory(struct walk *walk, const char **path)
{
    struct walk_frame *frame = calloc(1, sizeof *frame);
    if (!frame || !VEC_GROW(&walk->frames)) {
        free_frame(frame);
        return WALK_NO_MEMORY;
    }
    walk->frames.items[walk->frames.count++] = frame;
    *path = frame->path = walk->entering;
    frame->levels = walk->levels;
    walk->entering = NULL;
    int error = walk->fs->list(walk->fs, frame->path, &frame->listing);
    if (error == ENOMEM)
        return WALK_NO_MEMORY; /* not a directory's fault: nothing may look done */
    if (error)
        frame->listing.entries.count = 0;
    walk->unlisted = error != 0;
    return sort_entries(frame) ? WALK_LISTING : WALK_NO_MEMORY;
}

/* os.path.join(directory, name) in the walk's arena. */
static const char *join_entry(struct walk *walk, const struct walk_frame *frame,
                              const struct walk_entry *entry)
{
    size_t size = strlen(frame->path);
    bool slash = size && frame->path[size - 1] != '/';
    char *path = arena_alloc(walk->paths, size + slash + entry->size + 1);
    if (!path)
        return NULL;
    memcpy(path, frame->path, size);
    if (slash)
        path[size] = '/';
    memcpy(path + size + slash, entry->name, entry->size + 1);
    return path;
}

/* What an entry is once links are followed; `link` says that one was. */
static bool is_directory(const struct walk *walk, const char *path, enum fs_kind kind,
                         bool *link)
{
    struct stat st;
    *link = kind == FS_LINK;
    if (kind == FS_DIRECTORY || kind == FS_OTHER)
        return kind == FS_DIRECTORY;
    if (kind == FS_UNKNOWN && walk->fs->lstat(walk->fs, path, &st) == 0)
        *link = S_ISLNK(st.st_mode);
    return walk->fs->stat(walk->fs, path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_excluded(const struct walk *walk, const char *path)
{
    for (size_t i = 0; i < walk->exclude_dir_count; i++)
        if (glob_match(walk->exclude_dirs[i], path))
            return true;
    return false;
}

/* The next entry of a directory: a file to tell, or a directory to enter or to
 * pass over.  WALK_END: nothing to tell about it. */
static enum walk_step take_entry(struct walk *walk, struct walk_frame *frame,
                                 const char **path)
{
    const struct walk_entry *entry = &frame->entries[frame->next++];
    if (strcmp(entry->name, "__pycache__") == 0)
        return WALK_END;
    *path = join_entry(walk, frame, entry);
    if (!*path)
        return WALK_NO_MEMORY;
    bool link;
    if (!is_directory(walk, *path, entry->kind, &link))
        return WALK_FILE;
    if (frame->levels > 0 && !link && !is_excluded(walk, *path)) {
        walk->entering = *path;
        walk->levels = frame->levels == INT_MAX ? INT_MAX : frame->levels - 1;
    }
    return WALK_END;
}

enum walk_step walk_next(struct walk *walk, const char **path)
{
    if (walk->unlisted) {
        walk->unlisted = false;
        *path = walk->frames.items[walk->frames.count - 1]->path;
        return WALK_CANT_LIST;
    }
    for (;;) {
        if (walk->entering)
            return enter_directory(walk, path);
        if (walk->frames.count == 0)
            return WALK_END;
        struct walk_frame *frame = walk->frames.items[walk->frames.count - 1];
        if (frame->next < frame->listing.entries.count) {
            enum walk_step step = take_entry(walk, frame, path);
            if (step != WALK_END)
                return step;
        } else {
            free_frame(frame);
            walk->frames.count--;
        }
    }
}

bool walk_has_name(const struct walk *walk, const char *name)
{
    const struct walk_frame *frame = walk->frames.items[walk->frames.count - 1];
    struct walk_entry key = {name, strlen(name), FS_OTHER};
    return bsearch(&key, frame->entries, frame->listing.entries.count,
                   sizeof *frame->entries, compare_entries) != NULL;
}

void walk_free(struct walk *walk)
{
    while (walk->frames.count)
        free_frame(walk->frames.items[--walk->frames.count]);
    VEC_FREE(&walk->frames);
}
