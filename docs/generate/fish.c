/* SPDX-License-Identifier: MIT
 *
 * Completion for fish: one command for each option.
 */
#include "generate.h"

static void put_values_of(const struct cli_option *option)
{
    switch (option->takes) {
    case CLI_TAKES_NOTHING:
        return;
    case CLI_TAKES_FILE:
        fputs(" -r -F", stdout);
        return;
    case CLI_TAKES_DIRECTORY:
        fputs(" -x -a '(__fish_complete_directories)'", stdout);
        return;
    case CLI_TAKES_COMMAND:
        fputs(" -r -F -a '(__fish_complete_command)'", stdout);
        return;
    case CLI_TAKES_CHOICE:
        fputs(" -x -a '", stdout);
        for (const char *c = option->metavar; *c; c++)
            putchar(*c == ',' ? ' ' : *c);
        fputs("'", stdout);
        return;
    case CLI_TAKES_INT:
    case CLI_TAKES_SECONDS:
    case CLI_TAKES_TEXT:
        fputs(" -x", stdout);
        return;
    }
}

void write_fish(void)
{
    puts("# SPDX-License-Identifier: MIT\n# fish completion for kiln");
    for (int i = 0; i < CLI_OPT_COUNT; i++) {
        const struct cli_option *option = &cli_options[i];
        size_t size = first_sentence(option);
        fputs("complete -c kiln", stdout);
        if (option->short_name)
            printf(" -s %c", option->short_name);
        if (option->long_name)
            printf(" -l %s", option->long_name);
        put_values_of(option);
        fputs(" -d '", stdout);
        for (size_t at = 0; at < size; at++)
            printf(option->help[at] == '\'' || option->help[at] == '\\' ? "\\%c" : "%c",
                   option->help[at]);
        puts("'");
    }
}
