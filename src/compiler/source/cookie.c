/* SPDX-License-Identifier: MIT
 *
 * Finding the coding cookie: a comment alone on one of the first two lines, the second
 * one only if there is no code on the first (CPython: check_coding_spec).
 */
#include "compiler/source/cookie.h"

#include <stdbool.h>
#include <string.h>

static bool is_cookie_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

static bool is_encoding_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.';
}

/* UTF-8 and Latin-1 have many spellings; what follows a dash after them does not
 * matter (CPython: get_normal_name).  Only the first twelve bytes count. */
static void normalize(struct cookie *cookie)
{
    static const char *const latin[] = {"latin-1", "iso-8859-1", "iso-latin-1"};
    char name[13] = "";
    size_t size = cookie->size < 12 ? cookie->size : 12;
    for (size_t i = 0; i < size; i++) {
        char c = cookie->name[i];
        name[i] = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    if (!strncmp(name, "utf-8", 5) && (!name[5] || name[5] == '-'))
        *cookie = (struct cookie){"utf-8", 5, cookie->line, cookie->line_size};
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(latin[i]);
        if (!strncmp(name, latin[i], length) && (!name[length] || name[length] == '-'))
            *cookie = (struct cookie){"iso-8859-1", 10, cookie->line, cookie->line_size};
    }
}

/* The line is followed by a newline. */
static bool find_in_line(const char *line, size_t size, struct cookie *cookie)
{
    size_t i = 0;
    while (i + 6 < size && is_cookie_blank(line[i]))
        i++;
    if (i + 6 >= size || line[i] != '#')
        return false;
    for (; i + 6 < size; i++) {
        if (memcmp(line + i, "coding", 6) || (line[i + 6] != ':' && line[i + 6] != '='))
            continue;
        const char *start = line + i + 7;
        while (*start == ' ' || *start == '\t')
            start++;
        const char *end = start;
        while (is_encoding_byte(*end))
            end++;
        if (end == start)
            continue;
        cookie->name = start;
        cookie->size = (size_t)(end - start);
        cookie->line_size = size;
        return true;
    }
    return false;
}

static bool has_code(const char *line, size_t size)
{
    size_t i = 0;
    while (i < size && is_cookie_blank(line[i]))
        i++;
    return i < size && line[i] != '#';
}

struct cookie cookie_find(const char *bytes, size_t size)
{
    struct cookie cookie = {NULL, 0, 1, 0};
    const char *newline = memchr(bytes, '\n', size);
    size_t first = (size_t)(newline - bytes);
    bool found = find_in_line(bytes, first, &cookie);
    if (!found && !has_code(bytes, first)) {
        const char *end = memchr(newline + 1, '\n', size - first - 1);
        cookie.line = 2;
        found = end && find_in_line(newline + 1, (size_t)(end - newline), &cookie);
    }
    if (found)
        normalize(&cookie);
    return cookie;
}
