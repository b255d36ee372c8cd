/* SPDX-License-Identifier: MIT
 *
 * Which interpreter: see find.h.
 */
#include "interpreter/find.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_executable(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

static const char *path_variable(void)
{
    const char *path = getenv("PATH");
    return path ? path : "/usr/local/bin:/usr/bin:/bin";
}

/* The first executable of that name in the directories of *path, which becomes
 * those after it, or NULL; an empty directory is the present one.  To be freed;
 * NULL: none. */
static char *search_path(const char *name, const char **path)
{
    while (*path) {
        size_t length = strcspn(*path, ":");
        struct buf candidate = BUF_INIT;
        buf_add(&candidate, length ? *path : ".", length ? length : 1);
        buf_printf(&candidate, "/%s", name);
        *path = (*path)[length] ? *path + length + 1 : NULL;
        if (buf_ok(&candidate) && is_executable(candidate.data))
            return candidate.data;
        buf_free(&candidate);
    }
    return NULL;
}

/* "3.12" at the start of `text`, with ".Z" where there is one: the target, or
 * false.  *length becomes what was read of it. */
static bool read_target(const char *text, struct target *target, int *length)
{
    int major, minor, micro;
    char name[48];
    *length = 0;
    if (!isdigit((unsigned char)text[0]) ||
        sscanf(text, "%4d.%4d%n", &major, &minor, length) != 2)
        return false;
    if (text[*length] == '.' && sscanf(text + *length + 1, "%4d", &micro) == 1) {
        snprintf(name, sizeof name, "%d.%d.%d", major, minor, micro);
        if (target_find(name, target))
            return true;
    }
    snprintf(name, sizeof name, "%d.%d", major, minor);
    return target_find(name, target);
}

/* "python3.12", and nothing after it: that target. */
static bool target_of_name(const char *name, struct target *target)
{
    int length = 0;
    if (strncmp(name, "python", 6) != 0 || !read_target(name + 6, target, &length))
        return false;
    return name[6 + length] == '\0';
}

/* The version that the name of the file at the end of the links says. */
static bool target_of_executable(const char *path, struct target *target)
{
    char *real = realpath(path, NULL);
    const char *slash = real ? strrchr(real, '/') : NULL;
    bool known = slash && target_of_name(slash + 1, target);
    free(real);
    return known;
}

static bool out_of_memory(struct buf *error)
{
    buf_add_text(error, strerror(ENOMEM));
    return false;
}

static bool choose_named(const char *python, struct interpreter_choice *choice,
                         struct buf *error)
{
    const char *path = path_variable();
    choice->python = strchr(python, '/') ? strdup(python) : search_path(python, &path);
    if (!choice->python) {
        buf_printf(error, "%s is not on PATH", python);
        return false;
    }
    choice->version_known = target_of_executable(choice->python, &choice->target);
    return true;
}

/* Takes every executable of that name on PATH; `target`: if the real name says that
 * it is of this one. */
static void take_from_path(struct interpreter_choice *choice, const char *name,
                           const struct target *target)
{
    const char *path = path_variable();
    char *found;
    while ((found = search_path(name, &path)) != NULL) {
        struct target other;
        bool taken = !target || (target_of_executable(found, &other) &&
                                 target_compare(other.major, other.minor, target) == 0);
        if (taken && !choice->python)
            choice->python = found;
        else if (taken && VEC_GROW(&choice->others))
            choice->others.items[choice->others.count++] = found;
        else
            free(found);
    }
}

static void choose_on_path(struct interpreter_choice *choice)
{
    const struct target *target = &choice->target;
    char name[32];
    snprintf(name, sizeof name, "python%d.%d", target->major, target->minor);
    take_from_path(choice, name, NULL);
    take_from_path(choice, "python3", target);
    take_from_path(choice, "python", target);
}

static bool choose_default(struct interpreter_choice *choice, struct buf *error)
{
    take_from_path(choice, "python3", NULL);
    if (!choice->python) {
        buf_add_text(error, "python3 is not on PATH");
        return false;
    }
    choice->version_known = target_of_executable(choice->python, &choice->target);
    return true;
}

static bool choose_by_target(const char *name, struct interpreter_choice *choice,
                             struct buf *error)
{
    if (!target_find(name, &choice->target)) {
        buf_printf(error, "unknown target: %s", name);
        return false;
    }
    choice->version_known = true;
    choose_on_path(choice);
    return true;
}

/* The value of "version = 3.11.2" (venv) or "version_info = 3.11.2.final.0"
 * (virtualenv), whichever comes first. */
static bool read_venv_target(FILE *config, struct target *target)
{
    char line[PATH_MAX + 64];
    while (fgets(line, sizeof line, config)) {
        char key[32], value[32];
        int length;
        if (sscanf(line, " %31[A-Za-z_-] = %31s", key, value) == 2 &&
            (strcmp(key, "version") == 0 || strcmp(key, "version_info") == 0) &&
            read_target(value, target, &length))
            return true;
    }
    return false;
}

/* `directory` is a virtual environment: its interpreter, if that is there, and
 * its version; else its version alone. */
static bool choose_venv(const char *directory, struct interpreter_choice *choice)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/pyvenv.cfg", directory);
    FILE *config = buf_ok(&path) ? fopen(path.data, "re") : NULL;
    buf_free(&path);
    if (!config)
        return false;
    choice->version_known = read_venv_target(config, &choice->target);
    fclose(config);
    buf_printf(&path, "%s/bin/python", directory);
    if (buf_ok(&path) && is_executable(path.data)) {
        choice->python = path.data;
        if (!choice->version_known)
            choice->version_known = target_of_executable(path.data, &choice->target);
        return true;
    }
    buf_free(&path);
    if (choice->version_known)
        choose_on_path(choice);
    return choice->version_known;
}

/* `path` with its last component cut off; false at the root. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash || (slash == path && !path[1]))
        return false;
    slash[slash == path] = '\0';
    return true;
}

static bool is_lib(const char *path, size_t size)
{
    return (size >= 4 && memcmp(path + size - 4, "/lib", 4) == 0) ||
           (size >= 6 && memcmp(path + size - 6, "/lib64", 6) == 0);
}

/* `directory` is PREFIX/lib/pythonX.Y. */
static bool choose_prefix(const char *directory, struct interpreter_choice *choice)
{
    const char *slash = strrchr(directory, '/');
    size_t parent = slash ? (size_t)(slash - directory) : 0;
    if (!slash || !is_lib(directory, parent) || !target_of_name(slash + 1, &choice->target))
        return false;
    size_t prefix = parent;
    while (directory[prefix - 1] != '/')
        prefix--;
    struct buf path = BUF_INIT;
    buf_add(&path, directory, prefix);
    buf_printf(&path, "bin/%s", slash + 1);
    choice->version_known = true;
    if (buf_ok(&path) && is_executable(path.data)) {
        choice->python = path.data;
        return true;
    }
    buf_free(&path);
    choose_on_path(choice);
    return true;
}

typedef bool choose_fn(const char *directory, struct interpreter_choice *choice);

static bool choose_upwards(const char *path, choose_fn *choose,
                           struct interpreter_choice *choice)
{
    char *directory = strdup(path);
    bool chosen = false;
    while (directory && !(chosen = choose(directory, choice)) && go_up(directory))
        continue;
    free(directory);
    return chosen;
}

static bool choose_around(const char *path, struct interpreter_choice *choice)
{
    return choose_upwards(path, choose_venv, choice) ||
           choose_upwards(path, choose_prefix, choice);
}

static bool has_dot_dot(const char *path)
{
    for (const char *at = path; (at = strstr(at, "..")); at += 2)
        if ((at == path || at[-1] == '/') && (at[2] == '/' || !at[2]))
            return true;
    return false;
}

/* The path as written, made absolute; doubled slashes and "." disappear. */
static char *make_absolute(const char *path)
{
    struct buf absolute = BUF_INIT;
    char *here = path[0] == '/' ? NULL : getcwd(NULL, 0);
    if (here && strcmp(here, "/") != 0)
        buf_add_text(&absolute, here);
    free(here);
    while (*path) {
        size_t length = strcspn(path, "/");
        if (length && !(length == 1 && path[0] == '.')) {
            buf_add_byte(&absolute, '/');
            buf_add(&absolute, path, length);
        }
        path += length + strspn(path + length, "/");
    }
    if (!absolute.size)
        buf_add_byte(&absolute, '/');
    if (buf_ok(&absolute))
        return absolute.data;
    buf_free(&absolute);
    return NULL;
}

/* First where the tree says it lies, then where it truly does. */
static bool choose_by_tree(const char *tree, struct interpreter_choice *choice)
{
    char *path = has_dot_dot(tree) ? NULL : make_absolute(tree);
    bool chosen = path && choose_around(path, choice);
    free(path);
    if (chosen)
        return true;
    path = realpath(tree, NULL);
    chosen = path && choose_around(path, choice);
    free(path);
    return chosen;
}

bool interpreter_choose(const char *python, const char *target, const char *tree,
                        struct interpreter_choice *choice, struct buf *error)
{
    *choice = (struct interpreter_choice){0};
    bool chosen;
    if (python)
        chosen = choose_named(python, choice, error);
    else if (target)
        chosen = choose_by_target(target, choice, error);
    else if (tree && choose_by_tree(tree, choice))
        chosen = true;
    else
        chosen = choose_default(choice, error);
    if (chosen && !choice->python && !choice->version_known)
        chosen = out_of_memory(error);
    return chosen;
}

bool interpreter_choice_next(struct interpreter_choice *choice)
{
    struct interpreter_names *others = &choice->others;
    if (!others->count)
        return false;
    free(choice->python);
    choice->python = others->items[0];
    others->count--;
    memmove(others->items, others->items + 1, others->count * sizeof *others->items);
    return true;
}

void interpreter_choice_free(struct interpreter_choice *choice)
{
    free(choice->python);
    for (size_t i = 0; i < choice->others.count; i++)
        free(choice->others.items[i]);
    VEC_FREE(&choice->others);
    *choice = (struct interpreter_choice){0};
}
