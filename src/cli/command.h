/* SPDX-License-Identifier: MIT
 *
 * A command line, understood: what to do, with which options, on what.
 *
 * The words are taken as CPython's argparse takes those of compileall (as of
 * 3.14), with one kindness: options may stand anywhere between the names.
 */
#ifndef KILN_CLI_COMMAND_H
#define KILN_CLI_COMMAND_H

#include "cli/options.h"
#include "base/buf.h"

#include <kiln.h>

#include <stdbool.h>
#include <stddef.h>

enum cli_action {
    CLI_RUN,
    CLI_SHOW_HELP,
    CLI_SHOW_VERSION,
};

/* All pointers into argv unless said otherwise. */
struct cli_command {
    enum cli_action action;
    struct kiln_options options;
    const char **paths; /* the names on the command line; owned array */
    size_t path_count;
    const char *list; /* -i; NULL: none */
    bool zero;        /* the list's names end with NUL bytes */
    bool recursion;   /* -r was given */
    bool explain, json, stats;
    enum cli_when progress, color;

    /* Arrays that options points to; owned. */
    int *levels;
    const char **filters;
    const char **exclude_dirs;
    char *environment_filters; /* copy of PYTHONWARNINGS, cut to pieces */

    struct buf error; /* what is wrong with the command line */
};

/* Takes argv[1] and on.  False: command->error says why, or says nothing when
 * memory ran out.  Call cli_command_free in any case. */
bool cli_command_parse(struct cli_command *command, int argc, const char *const *argv);
void cli_command_free(struct cli_command *command);

/* --- between the files that parse --- */

/* The words of a command line up to its NULL. */
bool cli_command_take(struct cli_command *command, const char *const *argv);

/* Carries out one option; `value` is NULL for those that take nothing.  False:
 * command->error is set. */
bool cli_command_set(struct cli_command *command, const struct cli_option *option,
                     const char *value);

/* command->error = "argument NAME: " and the formatted text, of which a "%r"
 * stands for repr(value).  Returns false. */
bool cli_command_refuse(struct cli_command *command, const struct cli_option *option,
                        const char *text, const char *value);

/* int(text) as Python understands it, clamped to the range of a long long. */
bool cli_parse_int(const char *text, long long *value);

/* A number of seconds above 0 as milliseconds, at least 1. */
bool cli_parse_seconds(const char *text, unsigned *milliseconds);

#endif
