/* SPDX-License-Identifier: MIT
 *
 * python -W action:message:category:module:line, each part but the first may be
 * missing: see warning_filter.h.
 */
#include "compiler/warning_filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A part of a filter, without the blanks around it. */
struct filter_part {
    const char *text;
    size_t size;
};

enum { ACTION, MESSAGE, CATEGORY, MODULE, LINE, PARTS };

static struct filter_part trim(const char *text, size_t size)
{
    while (size && strchr(" \t\n\r\f\v", *text)) {
        text++;
        size--;
    }
    while (size && strchr(" \t\n\r\f\v", text[size - 1]))
        size--;
    return (struct filter_part){text, size};
}

/* False where there are more parts than a filter has: Python ignores it. */
static bool split_filter(const char *filter, struct filter_part parts[PARTS])
{
    for (int i = 0; i < PARTS; i++) {
        size_t size = strcspn(filter, ":");
        parts[i] = trim(filter, size);
        filter += size + (filter[size] == ':');
    }
    return !*filter;
}

/* An action may be cut short; without one it is "default". */
static bool find_action(struct filter_part part, enum warning_action *action)
{
    static const struct {
        const char *name;
        enum warning_action action;
    } actions[] = {
        {"default", WARNING_SHOW},  {"always", WARNING_SHOW}, {"all", WARNING_SHOW},
        {"ignore", WARNING_IGNORE}, {"module", WARNING_SHOW}, {"once", WARNING_SHOW},
        {"error", WARNING_ERROR},
    };
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        *action = actions[i].action;
        if (part.size <= strlen(actions[i].name) &&
            !memcmp(part.text, actions[i].name, part.size))
            return true;
    }
    return false;
}

static bool part_is(struct filter_part part, const char *text)
{
    return part.size == strlen(text) && !memcmp(part.text, text, part.size);
}

/* -1: not known here. */
static int matches_category(struct filter_part part, const char *class_name)
{
    static const char *const others[] = {
        "UserWarning",     "DeprecationWarning", "PendingDeprecationWarning",
        "SyntaxWarning",   "RuntimeWarning",     "FutureWarning",
        "ImportWarning",   "UnicodeWarning",     "BytesWarning",
        "ResourceWarning", "EncodingWarning",
    };
    if (!part.size || part_is(part, "Warning") || part_is(part, class_name))
        return 1;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (part_is(part, others[i]))
            return 0;
    return -1;
}

/* The module of a warning of the compiler is its file name without ".py"
 * (_warnings.c, normalize_module). */
static bool matches_module(struct filter_part part, const char *filename)
{
    size_t size = strlen(filename);
    if (!part.size)
        return true;
    if (!size)
        return part_is(part, "<unknown>");
    if (size >= 3 && !strcmp(filename + size - 3, ".py"))
        size -= 3;
    return part.size == size && !memcmp(part.text, filename, size);
}

static bool matches_line(struct filter_part part, long line)
{
    return !part.size || !strtol(part.text, NULL, 10) ||
           strtol(part.text, NULL, 10) == line;
}

bool warning_filters_known(const struct warning_filters *filters)
{
    for (size_t i = 0; i < filters->count; i++) {
        struct filter_part parts[PARTS];
        if (split_filter(filters->items[i], parts) &&
            matches_category(parts[CATEGORY], "") < 0)
            return false;
    }
    return true;
}

enum warning_action warning_decide(const struct warning_filters *filters,
                                   const char *class_name, const char *message,
                                   const char *filename, long line)
{
    for (size_t i = filters->count; i-- > 0;) {
        struct filter_part parts[PARTS];
        enum warning_action action;
        if (split_filter(filters->items[i], parts) && find_action(parts[ACTION], &action) &&
            !strncasecmp(message, parts[MESSAGE].text, parts[MESSAGE].size) &&
            matches_category(parts[CATEGORY], class_name) == 1 &&
            matches_module(parts[MODULE], filename) && matches_line(parts[LINE], line))
            return action;
    }
    return strcmp(class_name, "DeprecationWarning") ? WARNING_SHOW : WARNING_IGNORE;
}
