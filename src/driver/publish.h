/* SPDX-License-Identifier: MIT
 *
 * A .pyc appears whole or not at all.
 */
#ifndef KILN_DRIVER_PUBLISH_H
#define KILN_DRIVER_PUBLISH_H

#include "driver/fs.h"

#include <stdbool.h>
#include <stddef.h>

/* Why py_compile.compile would refuse to replace what is at a .pyc's place. */
enum publish_refusal { PUBLISH_FIT, PUBLISH_SYMLINK, PUBLISH_NOT_REGULAR };

/* A failed step: what an OSError would carry. */
struct publish_error {
    int error; /* errno value; 0 when the target was refused */
    enum publish_refusal refused;
    struct buf path;  /* file the call was about; empty: the error names none */
    struct buf path2; /* second file of a rename */
};

void publish_error_free(struct publish_error *error);

/* May the .pyc be written there?  It must not be a symbolic link or anything
 * but a regular file.  False: `error` says why.  *there: some file is. */
bool publish_check(const struct fs *fs, const char *path, bool *there,
                   struct publish_error *error);

/* One file to publish: a header and a body that follow each other. */
struct publish_content {
    const unsigned char *header;
    size_t header_size;
    const char *body;
    size_t body_size;
    mode_t mode; /* of the source; the file gets (mode | 0200) & 0666 less the umask */
};

/* Whether the file there has these contents and mode, is the process's own and has no
 * other name, so that to publish would change nothing but its times. */
bool publish_is_there(const struct fs *fs, const char *path,
                      const struct publish_content *content);

/* Writes a temporary beside `path` (making missing directories), then renames
 * it.  On failure nothing is left behind, and what was there stays. */
bool publish_file(const struct fs *fs, const char *path,
                  const struct publish_content *content, struct publish_error *error);

/* Makes `path` a hard link to `existing`, replacing what is there.  False when
 * the file system cannot link them; nothing has changed then. */
bool publish_link(const struct fs *fs, const char *existing, const char *path);

#endif
