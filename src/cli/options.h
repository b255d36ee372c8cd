/* SPDX-License-Identifier: MIT
 *
 * The table of options as data.  See options.def.
 */
#ifndef KILN_CLI_OPTIONS_H
#define KILN_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum cli_option_id {
#define OPTION(id, short_name, long_name, argument, metavar, group, help) CLI_OPT_##id,
#include "cli/options.def"
#undef OPTION
    CLI_OPT_COUNT
};

enum cli_takes {
    CLI_TAKES_NOTHING,
    CLI_TAKES_INT,
    CLI_TAKES_SECONDS,
    CLI_TAKES_TEXT,
    CLI_TAKES_FILE,
    CLI_TAKES_DIRECTORY,
    CLI_TAKES_COMMAND,
    CLI_TAKES_CHOICE,
};

enum cli_group {
    CLI_GROUP_COMPILEALL,
    CLI_GROUP_KILN,
};

/* The choices of --progress and --color, in the order of the table. */
enum cli_when {
    CLI_NEVER,
    CLI_ALWAYS,
    CLI_AUTO,
};

struct cli_option {
    enum cli_option_id id;
    char short_name;       /* 0: none */
    const char *long_name; /* NULL: none */
    enum cli_takes takes;
    const char *metavar;
    enum cli_group group;
    const char *help;
};

/* CLI_OPT_COUNT rows, in the order of the table. */
extern const struct cli_option cli_options[];

/* The option of that letter, or NULL. */
const struct cli_option *cli_option_short(char letter);

/* The option of exactly that long name, `size` bytes without dashes, or NULL. */
const struct cli_option *cli_option_long(const char *name, size_t size);

/* The first option after `previous` (NULL: from the start) in `group` whose long
 * name begins with `prefix`, or NULL. */
const struct cli_option *cli_option_prefixed(enum cli_group group, const char *prefix,
                                             size_t size,
                                             const struct cli_option *previous);

/* The number of `value` among the choices of `option`, or -1. */
int cli_option_choice(const struct cli_option *option, const char *value);

#endif
