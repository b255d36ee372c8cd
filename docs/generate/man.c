/* SPDX-License-Identifier: MIT
 *
 * The man page: a text of its own (kiln.1.in), with the options in it.
 */
#include "generate.h"

#include <kiln.h>
#include <string.h>

/* Text that roff shows as it is. */
static void put_text(const char *text)
{
    for (const char *c = text; *c; c++)
        if (*c == '-')
            fputs("\\-", stdout);
        else if (*c == '\\')
            fputs("\\e", stdout);
        else
            putchar(*c);
}

/* roff wants each sentence to begin a line, and no line to be long.  A line that
 * began with a full stop would be a command. */
static void put_sentences(const char *text)
{
    size_t column = 0;
    for (; *text; text += *text == ' ') {
        char word[128];
        size_t size = strcspn(text, " ");
        snprintf(word, sizeof word, "%.*s", (int)size, text);
        fputs(column ? " " : *word == '.' ? "\\&" : "", stdout);
        put_text(word);
        text += size;
        column += size + 1;
        if (column > 60 || word[size - 1] == '.' || !*text) {
            putchar('\n');
            column = 0;
        }
    }
}

/* Names in bold, the argument in italics, choices with bars between. */
static void put_option(const struct cli_option *option)
{
    fputs(".TP\n", stdout);
    if (option->short_name)
        printf("\\fB\\-%c\\fR%s", option->short_name, option->long_name ? ", " : "");
    if (option->long_name) {
        fputs("\\fB\\-\\-", stdout);
        put_text(option->long_name);
        fputs("\\fR", stdout);
    }
    if (option->takes != CLI_TAKES_NOTHING)
        fputs(option->takes == CLI_TAKES_CHOICE ? " \\fB" : " \\fI", stdout);
    for (const char *c = option->metavar; *c; c++)
        if (*c == ',')
            fputs("\\fR|\\fB", stdout);
        else
            put_text((char[]){*c, '\0'});
    fputs(option->takes != CLI_TAKES_NOTHING ? "\\fR\n" : "\n", stdout);
    put_sentences(option->help);
}

static void put_group(enum cli_group group)
{
    for (int i = 0; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].group == group)
            put_option(&cli_options[i]);
}

void write_man(FILE *page)
{
    char line[1024];
    while (fgets(line, sizeof line, page)) {
        char *version = strstr(line, "@VERSION@");
        if (!strcmp(line, "@COMPILEALL@\n"))
            put_group(CLI_GROUP_COMPILEALL);
        else if (!strcmp(line, "@KILN@\n"))
            put_group(CLI_GROUP_KILN);
        else if (version)
            printf("%.*s%s%s", (int)(version - line), line, KILN_VERSION, version + 9);
        else
            fputs(line, stdout);
    }
}
