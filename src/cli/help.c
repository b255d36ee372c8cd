/* SPDX-License-Identifier: MIT
 *
 * --help.
 */
#include "cli/help.h"
#include "cli/options.h"

#include <string.h>

enum {
    HELP_INDENT = 25, /* where the texts of the options begin */
    HELP_MIN_WIDTH = 46,
    HELP_MAX_WIDTH = 100,
};

static const char help_intro[] =
    "Compile Python sources to the .pyc files that CPython itself would write. With no "
    "FILE, DIR or -i, compile the directories of Python's sys.path, without those below "
    "them.";

static const char help_outro[] =
    "Exit status: 0 if everything was compiled or up to date, 1 if something failed, 2 "
    "if the command line is wrong.";

static void add_blanks(struct buf *text, size_t count)
{
    buf_printf(text, "%*s", (int)count, "");
}

/* Adds `words` from column `column` on, lines not wider than `width`, all but the
 * first indented. */
static void add_help_text(struct buf *text, const char *words, size_t column, size_t indent,
                          size_t width)
{
    bool first = true;
    while (*words) {
        size_t size = strcspn(words, " ");
        if (!first && column + 1 + size > width) {
            buf_add_text(text, "\n");
            add_blanks(text, indent);
            column = indent;
        } else if (!first) {
            buf_add_text(text, " ");
            column++;
        }
        buf_add(text, words, size);
        column += size;
        words += size + (words[size] == ' ');
        first = false;
    }
    buf_add_text(text, "\n");
}

/* "-j, --workers WORKERS" */
static void add_help_names(struct buf *text, const struct cli_option *option)
{
    bool braces = option->takes == CLI_TAKES_CHOICE;
    if (option->short_name)
        buf_printf(text, "-%c%s", option->short_name, option->long_name ? ", " : "");
    if (option->long_name)
        buf_printf(text, "--%s", option->long_name);
    if (option->takes != CLI_TAKES_NOTHING)
        buf_printf(text, " %s%s%s", braces ? "{" : "", option->metavar, braces ? "}" : "");
}

static void add_help_row(struct buf *text, const struct cli_option *option, size_t width)
{
    size_t start = text->size;
    buf_add_text(text, "  ");
    add_help_names(text, option);
    size_t used = text->size - start;
    if (used + 2 > HELP_INDENT) {
        buf_add_text(text, "\n");
        used = 0;
    }
    add_blanks(text, HELP_INDENT - used);
    add_help_text(text, option->help, HELP_INDENT, HELP_INDENT, width);
}

static void add_help_group(struct buf *text, const char *title, enum cli_group group,
                           size_t width)
{
    buf_printf(text, "\n%s:\n", title);
    for (int i = 0; i < CLI_OPT_COUNT; i++)
        if (cli_options[i].group == group)
            add_help_row(text, &cli_options[i], width);
}

void cli_help_usage(struct buf *text)
{
    buf_add_text(text, "usage: kiln [OPTION]... [FILE|DIR]...\n");
}

void cli_help(struct buf *text, size_t columns)
{
    size_t width = columns < HELP_MIN_WIDTH + 2   ? HELP_MIN_WIDTH
                   : columns > HELP_MAX_WIDTH + 2 ? HELP_MAX_WIDTH
                                                  : columns - 2;
    cli_help_usage(text);
    buf_add_text(text, "\n");
    add_help_text(text, help_intro, 0, 0, width);
    add_help_group(text, "options, as python -m compileall has them", CLI_GROUP_COMPILEALL,
                   width);
    add_help_group(text, "options of Kiln", CLI_GROUP_KILN, width);
    buf_add_text(text, "\n");
    add_help_text(text, help_outro, 0, 0, width);
}
