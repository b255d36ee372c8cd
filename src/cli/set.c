/* SPDX-License-Identifier: MIT
 *
 * What each option of the table does.
 */
#include "cli/command.h"

#include "base/quote.h"

#include <limits.h>
#include <string.h>

/* "-j/--workers", as argparse calls an option in its messages. */
static void name_option(struct buf *text, const struct cli_option *option)
{
    if (option->short_name)
        buf_printf(text, "-%c%s", option->short_name, option->long_name ? "/" : "");
    if (option->long_name)
        buf_printf(text, "--%s", option->long_name);
}

bool cli_command_refuse(struct cli_command *command, const struct cli_option *option,
                        const char *text, const char *value)
{
    /* Any Unicode version: all that is printable in the newest one. */
    const unsigned newest = UNICODE_VERSION(255, 255);
    struct buf *error = &command->error;
    const char *mark = value ? strstr(text, "%r") : NULL;
    buf_add_text(error, "argument ");
    name_option(error, option);
    buf_add_text(error, ": ");
    if (mark) {
        buf_add(error, text, (size_t)(mark - text));
        quote_name(error, value, strlen(value), newest);
        text = mark + 2;
    }
    buf_add_text(error, text);
    return false;
}

/* "invalid choice: 'x' (choose from 'a', 'b')" */
static bool refuse_choice(struct cli_command *command, const struct cli_option *option,
                          const char *value)
{
    cli_command_refuse(command, option, "invalid choice: %r (choose from ", value);
    const char *comma = "";
    for (const char *choice = option->metavar; *choice;) {
        size_t size = strcspn(choice, ",");
        buf_printf(&command->error, "%s'%.*s'", comma, (int)size, choice);
        choice += size + (choice[size] == ',');
        comma = ", ";
    }
    buf_add_text(&command->error, ")");
    return false;
}

/* What a value comes to, by what its option takes. */
struct cli_value {
    const char *text;
    long long number; /* INT, and the number of a CHOICE */
    unsigned milliseconds;
};

static bool read_value(struct cli_command *command, const struct cli_option *option,
                       struct cli_value *value)
{
    switch (option->takes) {
    case CLI_TAKES_INT:
        return cli_parse_int(value->text, &value->number) ||
               cli_command_refuse(command, option, "invalid int value: %r", value->text);
    case CLI_TAKES_SECONDS:
        return cli_parse_seconds(value->text, &value->milliseconds) ||
               cli_command_refuse(command, option, "invalid number of seconds: %r",
                                  value->text);
    case CLI_TAKES_CHOICE:
        value->number = cli_option_choice(option, value->text);
        return value->number >= 0 || refuse_choice(command, option, value->text);
    case CLI_TAKES_NOTHING:
    case CLI_TAKES_TEXT:
    case CLI_TAKES_FILE:
    case CLI_TAKES_DIRECTORY:
    case CLI_TAKES_COMMAND:
        return true;
    }
    return true;
}

static int clamp_int(long long number)
{
    return number < INT_MIN ? INT_MIN : number > INT_MAX ? INT_MAX : (int)number;
}

static void set_recursion(struct cli_command *command, int levels)
{
    command->recursion = true;
    command->options.maxlevels = levels;
}

static void set_local(struct cli_command *command)
{
    if (!command->recursion)
        command->options.maxlevels = 0;
}

/* In the order of the table's choices. */
static enum kiln_invalidation invalidation_of(long long choice)
{
    static const enum kiln_invalidation modes[] = {KILN_INVALIDATION_CHECKED_HASH,
                                                   KILN_INVALIDATION_TIMESTAMP,
                                                   KILN_INVALIDATION_UNCHECKED_HASH};
    return modes[choice];
}

static enum kiln_engine engine_of(long long choice)
{
    static const enum kiln_engine engines[] = {KILN_ENGINE_NATIVE, KILN_ENGINE_INTERPRETER,
                                               KILN_ENGINE_AUTO};
    return engines[choice];
}

bool cli_command_set(struct cli_command *command, const struct cli_option *option,
                     const char *text)
{
    struct kiln_options *o = &command->options;
    struct cli_value value = {.text = text};
    if (!read_value(command, option, &value))
        return false;
    int number = clamp_int(value.number);
    /* "-x ''" and "-e ''" are the options not given. */
    const char *unless_empty = text && *text ? text : NULL;
    /* clang-format off */
    switch (option->id) {
    case CLI_OPT_HELP: command->action = CLI_SHOW_HELP; break;
    case CLI_OPT_VERSION: command->action = CLI_SHOW_VERSION; break;
    case CLI_OPT_LOCAL: set_local(command); break;
    case CLI_OPT_RECURSION: set_recursion(command, number); break;
    case CLI_OPT_FORCE: o->force = true; break;
    case CLI_OPT_QUIET: o->quiet += o->quiet < 2; break;
    case CLI_OPT_LEGACY: o->legacy = true; break;
    case CLI_OPT_DDIR: o->ddir = text; break;
    case CLI_OPT_STRIPDIR: o->stripdir = text; break;
    case CLI_OPT_PREPENDDIR: o->prependdir = text; break;
    case CLI_OPT_RX: o->rx = unless_empty; break;
    case CLI_OPT_LIST: command->list = unless_empty; break;
    case CLI_OPT_WORKERS: o->workers = number; break;
    case CLI_OPT_INVALIDATION: o->invalidation = invalidation_of(value.number); break;
    case CLI_OPT_OPTIMIZE: command->levels[o->optimize_count++] = number; break;
    case CLI_OPT_LIMIT: o->limit_sl_dest = unless_empty; break;
    case CLI_OPT_HARDLINK: o->hardlink_dupes = true; break;
    case CLI_OPT_TARGET: o->target = text; break;
    case CLI_OPT_PYTHON: o->python = text; break;
    case CLI_OPT_ENGINE: o->engine = engine_of(value.number); break;
    case CLI_OPT_VERIFY: o->verify = true; break;
    case CLI_OPT_WARNING: command->filters[o->warning_filter_count++] = text; break;
    case CLI_OPT_TIMEOUT: o->timeout_ms = value.milliseconds; break;
    case CLI_OPT_ZERO: command->zero = true; break;
    case CLI_OPT_EXCLUDE_DIR: command->exclude_dirs[o->exclude_dir_count++] = text; break;
    case CLI_OPT_CHECK: o->check = true; break;
    case CLI_OPT_STRICT: o->strict_freshness = true; break;
    case CLI_OPT_CLAMP: o->clamp_mtime = value.number; break;
    case CLI_OPT_OUTPUT_DIR: o->output_dir = text; break;
    case CLI_OPT_PREFIX: o->pycache_prefix = unless_empty; break;
    case CLI_OPT_PRUNE: o->prune = true; break;
    case CLI_OPT_REWRITE: o->rewrite = true; break;
    case CLI_OPT_EXPLAIN: command->explain = true; break;
    case CLI_OPT_JSON: command->json = true; break;
    case CLI_OPT_STATS: command->stats = true; break;
    case CLI_OPT_PROGRESS: command->progress = (enum cli_when)value.number; break;
    case CLI_OPT_COLOR: command->color = (enum cli_when)value.number; break;
    case CLI_OPT_COUNT:
        break;
    }
    /* clang-format on */
    return true;
}
