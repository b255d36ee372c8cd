/* SPDX-License-Identifier: MIT
 *
 * Makes the man page and the completions from the command's table of options,
 * while Kiln is built:
 *
 *     kiln-generate man PAGE | bash | zsh | fish
 */
#include "generate.h"

#include <string.h>

bool option_repeats(const struct cli_option *option)
{
    return option->id == CLI_OPT_QUIET || option->id == CLI_OPT_OPTIMIZE ||
           option->id == CLI_OPT_WARNING || option->id == CLI_OPT_EXCLUDE_DIR;
}

size_t first_sentence(const struct cli_option *option)
{
    const char *stop = strstr(option->help, ". ");
    return stop ? (size_t)(stop - option->help) : strlen(option->help) - 1;
}

static int make_man(const char *file)
{
    FILE *page = fopen(file, "r");
    if (!page) {
        perror(file);
        return 1;
    }
    write_man(page);
    fclose(page);
    return 0;
}

int main(int argc, char **argv)
{
    const char *kind = argc > 1 ? argv[1] : "";
    int failed = 0;
    if (!strcmp(kind, "man") && argc > 2)
        failed = make_man(argv[2]);
    else if (!strcmp(kind, "bash"))
        write_bash();
    else if (!strcmp(kind, "zsh"))
        write_zsh();
    else if (!strcmp(kind, "fish"))
        write_fish();
    else
        failed = fprintf(stderr, "usage: kiln-generate man PAGE | bash | zsh | fish\n");
    return failed || fflush(stdout) || ferror(stdout);
}
