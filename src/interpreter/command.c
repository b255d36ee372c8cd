/* SPDX-License-Identifier: MIT
 *
 * The command line and the environment of a worker: see pool.h.
 */
#include "interpreter/pool.h"
#include "interpreter/worker_script.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void command_free(char **strings)
{
    for (size_t i = 0; strings && strings[i]; i++)
        free(strings[i]);
    free(strings);
}

/* What makes a process the reference's: -s and -S keep site-packages out, -B
 * keeps it from writing anything.  -E and -I are done by clearing the
 * environment, for they would ignore PYTHONHASHSEED, which until 3.10 decides
 * the order of a frozenset constant. */
char **command_arguments(const struct interpreter_options *options, const char *kind)
{
    const char *const fixed[] = {options->python, "-B", "-s", "-S"};
    const char *const last[] = {"-c", worker_script, kind};
    size_t count = 0, room = ARRAY_COUNT(fixed) + ARRAY_COUNT(last) + 1;
    if (options->warning_count > (SIZE_MAX / sizeof(char *) - room) / 2)
        return NULL;
    char **arguments = calloc(room + 2 * options->warning_count, sizeof *arguments);
    if (!arguments)
        return NULL;
    for (size_t i = 0; i < ARRAY_COUNT(fixed); i++)
        arguments[count++] = strdup(fixed[i]);
    for (size_t i = 0; i < options->warning_count; i++) {
        arguments[count++] = strdup("-W");
        arguments[count++] = strdup(options->warnings[i]);
    }
    for (size_t i = 0; i < ARRAY_COUNT(last); i++)
        arguments[count++] = strdup(last[i]);
    for (size_t i = 0; i < count; i++) {
        if (arguments[i])
            continue;
        while (count)
            free(arguments[--count]);
        free(arguments);
        return NULL;
    }
    return arguments;
}

static bool is_for_python(const char *variable)
{
    return strncmp(variable, "PYTHON", 6) == 0;
}

char **command_environment(void)
{
    /* File names are UTF-8, whatever the locale. */
    static const char *const added[] = {"PYTHONHASHSEED=0", "PYTHONUTF8=1"};
    size_t count = 0, used = 0;
    while (environ && environ[count])
        count++;
    char **environment = calloc(count + ARRAY_COUNT(added) + 1, sizeof *environment);
    if (!environment)
        return NULL;
    for (size_t i = 0; i < count + ARRAY_COUNT(added); i++) {
        const char *variable = i < count ? environ[i] : added[i - count];
        if (i < count && is_for_python(variable))
            continue;
        environment[used] = strdup(variable);
        if (!environment[used++]) {
            command_free(environment);
            return NULL;
        }
    }
    return environment;
}
