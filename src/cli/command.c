/* SPDX-License-Identifier: MIT
 *
 * A command line as a whole: memory, environment, and what goes together.
 */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

static size_t count_pieces(const char *text)
{
    size_t pieces = text ? 1 : 0;
    for (; text && *text; text++)
        pieces += *text == ',';
    return pieces;
}

/* PYTHONWARNINGS holds filters with commas between, empty ones left out
 * (CPython: config_init_env_warnoptions). */
static bool take_environment_filters(struct cli_command *command, const char *text)
{
    if (!text)
        return true;
    command->environment_filters = strdup(text);
    if (!command->environment_filters)
        return false;
    char *rest = command->environment_filters;
    for (char *piece; (piece = strsep(&rest, ",")) != NULL;)
        if (*piece)
            command->filters[command->options.warning_filter_count++] = piece;
    return true;
}

/* No option is given more often than there are words. */
static bool make_room(struct cli_command *command, size_t words)
{
    const char *filters = getenv("PYTHONWARNINGS");
    command->paths = calloc(words, sizeof *command->paths);
    command->levels = calloc(words, sizeof *command->levels);
    command->exclude_dirs = calloc(words, sizeof *command->exclude_dirs);
    command->filters = calloc(words + count_pieces(filters), sizeof *command->filters);
    if (!command->paths || !command->levels || !command->exclude_dirs || !command->filters)
        return false;
    command->options.optimize = command->levels;
    command->options.warning_filters = command->filters;
    command->options.exclude_dirs = command->exclude_dirs;
    return take_environment_filters(command, filters);
}

/* compileall's own two rules, in its order.  It counts the levels as given:
 * "-o 0 -o 0" passes here, and is refused later. */
static bool check_together(struct cli_command *command)
{
    const struct kiln_options *options = &command->options;
    if (options->hardlink_dupes && options->optimize_count < 2)
        buf_add_text(&command->error,
                     "Hardlinking of duplicated bytecode makes sense only for more "
                     "than one optimization level.");
    else if (options->ddir && (options->stripdir || options->prependdir))
        buf_add_text(&command->error, "-d cannot be used in combination with -s or -p");
    return !command->error.size;
}

bool cli_command_parse(struct cli_command *command, int argc, const char *const *argv)
{
    *command = (struct cli_command){.progress = CLI_AUTO, .color = CLI_AUTO};
    kiln_options_init(&command->options);
    command->options.workers = 1;
    if (!make_room(command, (size_t)argc + 1))
        return false;
    if (argc > 0 && !cli_command_take(command, argv + 1))
        return false;
    return command->action != CLI_RUN || check_together(command);
}

void cli_command_free(struct cli_command *command)
{
    free(command->paths);
    free(command->levels);
    free(command->filters);
    free(command->exclude_dirs);
    free(command->environment_filters);
    buf_free(&command->error);
}
