/* SPDX-License-Identifier: MIT
 *
 * The names in a -i list.
 */
#ifndef KILN_CLI_LIST_H
#define KILN_CLI_LIST_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct cli_list {
    struct buf text;    /* the whole file, cut to names in place */
    const char **names; /* those given first, then those of the file */
    size_t count;
};

enum cli_list_status {
    CLI_LIST_READ,
    CLI_LIST_UNREADABLE, /* errno */
    CLI_LIST_BAD_NAME,   /* a name holds a NUL byte, which no file's name does */
    CLI_LIST_NO_MEMORY,
};

/* Reads `file` ("-": standard input) and appends its names to those given.
 *
 * Without `zero`: names are lines as Python reads them (\n, \r and \r\n end a
 * line; str.strip() at both ends; a blank line is the name "").  With it: names
 * end with NUL bytes and are left as they are; only an empty last one is none. */
enum cli_list_status cli_list_read(struct cli_list *list, const char *file, bool zero,
                                   const char *const *given, size_t given_count);
void cli_list_free(struct cli_list *list);

#endif
