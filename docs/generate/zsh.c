/* SPDX-License-Identifier: MIT
 *
 * Completion for zsh: one specification of _arguments for each option.
 */
#include "generate.h"

/* Inside single quotes, inside brackets of a specification. */
static void put_description(const struct cli_option *option)
{
    size_t size = first_sentence(option);
    for (size_t i = 0; i < size; i++) {
        char c = option->help[i];
        if (c == '\'')
            fputs("'\\''", stdout);
        else if (c == '[' || c == ']' || c == ':' || c == '\\')
            printf("\\%c", c);
        else
            putchar(c);
    }
}

static const char *action_of(enum cli_takes takes)
{
    switch (takes) {
    case CLI_TAKES_FILE:
        return "_files";
    case CLI_TAKES_DIRECTORY:
        return "_files -/";
    case CLI_TAKES_COMMAND:
        return "_command_names -e";
    case CLI_TAKES_NOTHING:
    case CLI_TAKES_INT:
    case CLI_TAKES_SECONDS:
    case CLI_TAKES_TEXT:
    case CLI_TAKES_CHOICE:
        break;
    }
    return " ";
}

static void put_argument(const struct cli_option *option)
{
    if (option->takes == CLI_TAKES_NOTHING)
        return;
    if (option->takes != CLI_TAKES_CHOICE) {
        fputs(":", stdout);
        for (const char *c = option->metavar; *c; c++)
            if (*c != '[' && *c != ']')
                putchar(*c);
        printf(":%s", action_of(option->takes));
        return;
    }
    printf(":%s:(", option->long_name);
    for (const char *c = option->metavar; *c; c++)
        putchar(*c == ',' ? ' ' : *c);
    putchar(')');
}

/* "+" after a short name: the value may follow at once; "=" after a long one: the
 * value follows it or is the next word. */
static void put_specification(const struct cli_option *option)
{
    bool takes = option->takes != CLI_TAKES_NOTHING;
    const char *plus = takes ? "+" : "", *equals = takes ? "=" : "";
    char letter = option->short_name;
    const char *name = option->long_name;
    /* Both names, repeated or excluding each other; or one, inside the quotes. */
    if (letter && name)
        printf("    '(-%c --%s)'{-%c%s,--%s%s}'[", letter, name, letter, plus, name,
               equals);
    else if (letter)
        printf("    '%s-%c%s[", option_repeats(option) ? "*" : "", letter, plus);
    else
        printf("    '%s--%s%s[", option_repeats(option) ? "*" : "", name, equals);
    put_description(option);
    fputs("]", stdout);
    put_argument(option);
    fputs("' \\\n", stdout);
}

void write_zsh(void)
{
    puts("#compdef kiln\n"
         "# SPDX-License-Identifier: MIT\n"
         "# zsh completion for kiln\n"
         "_arguments -s -S \\");
    for (int i = 0; i < CLI_OPT_COUNT; i++)
        put_specification(&cli_options[i]);
    puts("    '*:file or directory:_files'");
}
