/* SPDX-License-Identifier: MIT
 *
 * The table of options, and finding a row of it.
 */
#include "cli/options.h"

#include <string.h>

const struct cli_option cli_options[] = {
#define OPTION(id, short_name, long_name, argument, metavar, group, help)                  \
    {CLI_OPT_##id, short_name,        long_name, CLI_TAKES_##argument,                     \
     metavar,      CLI_GROUP_##group, help},
#include "cli/options.def"
#undef OPTION
};

const struct cli_option *cli_option_short(char letter)
{
    for (int i = 0; letter && i < CLI_OPT_COUNT; i++)
        if (cli_options[i].short_name == letter)
            return &cli_options[i];
    return NULL;
}

const struct cli_option *cli_option_long(const char *name, size_t size)
{
    for (int i = 0; i < CLI_OPT_COUNT; i++) {
        const char *full = cli_options[i].long_name;
        if (full && strlen(full) == size && !memcmp(full, name, size))
            return &cli_options[i];
    }
    return NULL;
}

const struct cli_option *cli_option_prefixed(enum cli_group group, const char *prefix,
                                             size_t size, const struct cli_option *previous)
{
    const struct cli_option *end = cli_options + CLI_OPT_COUNT;
    for (const struct cli_option *row = previous ? previous + 1 : cli_options; row < end;
         row++)
        if (row->group == group && row->long_name && !strncmp(row->long_name, prefix, size))
            return row;
    return NULL;
}

int cli_option_choice(const struct cli_option *option, const char *value)
{
    size_t size = strlen(value);
    int number = 0;
    for (const char *choice = option->metavar;; number++) {
        size_t length = strcspn(choice, ",");
        if (length == size && !memcmp(choice, value, size))
            return number;
        choice += length;
        if (!*choice++)
            return -1;
    }
}
