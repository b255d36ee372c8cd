/* SPDX-License-Identifier: MIT
 *
 * Completion for bash.
 */
#include "generate.h"

static const char *names_pattern(const struct cli_option *option)
{
    static char pattern[64];
    char letter[] = {'-', option->short_name, '\0'};
    snprintf(pattern, sizeof pattern, "%s%s%s%s", option->short_name ? letter : "",
             option->short_name && option->long_name ? "|" : "",
             option->long_name ? "--" : "", option->long_name ? option->long_name : "");
    return pattern;
}

static void put_words(const char *choices)
{
    for (; *choices; choices++)
        putchar(*choices == ',' ? ' ' : *choices);
}

static void put_values(const struct cli_option *option)
{
    switch (option->takes) {
    case CLI_TAKES_NOTHING:
        return;
    case CLI_TAKES_CHOICE:
        printf("    %s) words='", names_pattern(option));
        put_words(option->metavar);
        puts("' ;;");
        return;
    case CLI_TAKES_FILE:
        printf("    %s) kind=-f ;;\n", names_pattern(option));
        return;
    case CLI_TAKES_DIRECTORY:
        printf("    %s) kind=-d ;;\n", names_pattern(option));
        return;
    case CLI_TAKES_COMMAND:
        printf("    %s) kind='-c -f' ;;\n", names_pattern(option));
        return;
    case CLI_TAKES_INT:
    case CLI_TAKES_SECONDS:
    case CLI_TAKES_TEXT:
        printf("    %s) return ;;\n", names_pattern(option));
        return;
    }
}

static void put_all_names(void)
{
    for (int i = 0; i < CLI_OPT_COUNT; i++) {
        const struct cli_option *option = &cli_options[i];
        if (option->short_name)
            printf(" -%c", option->short_name);
        if (option->long_name)
            printf(" --%s", option->long_name);
    }
}

/* bash takes "--engine=na" for three words, "=" being one of them. */
void write_bash(void)
{
    puts("# SPDX-License-Identifier: MIT\n"
         "# bash completion for kiln\n"
         "_kiln()\n"
         "{\n"
         "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
         "    local words='' kind=''\n"
         "    COMPREPLY=()\n"
         "    if [[ $current == '=' ]]; then\n"
         "        current=''\n"
         "    elif [[ $before == '=' && $COMP_CWORD -ge 2 ]]; then\n"
         "        before=${COMP_WORDS[COMP_CWORD-2]}\n"
         "    fi\n"
         "    case $before in");
    for (int i = 0; i < CLI_OPT_COUNT; i++)
        put_values(&cli_options[i]);
    fputs("    *)\n"
          "        kind=-f\n"
          "        if [[ $current == -* ]]; then\n"
          "            kind=''\n"
          "            words='",
          stdout);
    put_all_names();
    puts("'\n"
         "        fi\n"
         "        ;;\n"
         "    esac\n"
         "    if [[ -n $words ]]; then\n"
         "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "    else\n"
         "        compopt -o filenames 2>/dev/null\n"
         "        # shellcheck disable=SC2086\n"
         "        mapfile -t COMPREPLY < <(compgen $kind -- \"$current\")\n"
         "    fi\n"
         "} && complete -F _kiln kiln");
}
