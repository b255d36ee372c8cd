/* SPDX-License-Identifier: MIT
 *
 * Questions that the plan itself answers.
 */
#include "driver/plan.h"

#include <string.h>

/* The path under output_dir that mirrors a source's place below its destination. */
static void mirror_path(struct buf *out, const char *output_dir,
                        const struct destination *destination, const char *path)
{
    size_t root = strlen(destination->path);
    const char *below = strncmp(path, destination->path, root) == 0 ? path + root : path;
    if (*below == '\0')
        below = base_name(path);
    join_path(out, output_dir, below + strspn(below, "/"));
}

void plan_cache_path(const struct plan *plan, const struct destination *destination,
                     const char *path, int level, struct buf *out)
{
    if (destination->pyc) {
        buf_add_text(out, destination->pyc);
        return;
    }
    int suffix = level < 0 ? plan->options->default_optimize : level;
    if (!plan->options->output_dir) {
        cache_path(out, &plan->cache, path, suffix);
        return;
    }
    struct buf mirrored = BUF_INIT;
    mirror_path(&mirrored, plan->options->output_dir, destination, path);
    cache_path(out, &plan->cache, buf_text(&mirrored), suffix);
    if (!buf_ok(&mirrored))
        out->failed = true;
    buf_free(&mirrored);
}
