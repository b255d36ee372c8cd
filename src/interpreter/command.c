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

/* NULL, and everything freed, where one of the copies failed. */
static char **copy_strings(const char *const *strings, size_t count)
{
    char **copies = calloc(count + 1, sizeof *copies);
    for (size_t i = 0; copies && i < count; i++) {
        copies[i] = strdup(strings[i]);
        if (!copies[i]) {
            command_free(copies);
            return NULL;
        }
    }
    return copies;
}

/* What makes a process the reference's: -s and -S keep site-packages out, -B
 * keeps it from writing anything.  -E and -I are done by clearing the
 * environment, for they would ignore PYTHONHASHSEED, which until 3.10 decides
 * the order of a frozenset constant. */
static char **list_arguments(const struct interpreter_options *options, const char *python,
                             const struct target *target, const char *kind)
{
    bool loaded = target_has(target, FEATURE_REF_BY_COUNT);
    const char *const first[] = {python, "-B", "-s", "-S"};
    const char *const last[] = {"-c", worker_script, kind,
                                loaded ? "kiln-loaded" : "kiln-bare"};
    struct buf all = BUF_INIT;
    size_t count = loaded ? 2 : ARRAY_COUNT(first);
    buf_add(&all, first, count * sizeof *first);
    for (size_t i = 0; i < options->warning_count; i++) {
        const char *const warning[] = {"-W", options->warnings[i]};
        buf_add(&all, warning, sizeof warning);
    }
    buf_add(&all, last, sizeof last);
    char **arguments = NULL;
    if (buf_ok(&all))
        arguments = copy_strings((const char *const *)(void *)all.data,
                                 all.size / sizeof(const char *));
    buf_free(&all);
    return arguments;
}

bool candidate_fill(struct pool_candidate *candidate,
                    const struct interpreter_options *options, const char *python,
                    const struct target *target)
{
    static const char *const kinds[] = {
        [POOL_COMPILE] = "compile", [POOL_PRISTINE] = "pristine"};
    bool filled = (candidate->python = strdup(python)) != NULL;
    for (int kind = 0; kind < POOL_KIND_COUNT; kind++) {
        candidate->arguments[kind] = list_arguments(options, python, target, kinds[kind]);
        filled = filled && candidate->arguments[kind];
    }
    return filled;
}

void candidate_free(struct pool_candidate *candidate)
{
    free(candidate->python);
    for (int kind = 0; kind < POOL_KIND_COUNT; kind++)
        command_free(candidate->arguments[kind]);
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
