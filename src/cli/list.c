/* SPDX-License-Identifier: MIT
 *
 * The names in a -i list: the whole file in memory, cut in place.
 */
#include "cli/list.h"
#include "cli/strip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum cli_list_status read_to_end(int fd, struct buf *text)
{
    for (;;) {
        if (!buf_reserve(text, text->size < 65536 ? 65536 : text->size / 2))
            return CLI_LIST_NO_MEMORY;
        ssize_t got = read(fd, text->data + text->size, text->capacity - text->size - 1);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return CLI_LIST_UNREADABLE;
        text->size += got > 0 ? (size_t)got : 0;
    }
    text->data[text->size] = '\0';
    return CLI_LIST_READ;
}

static enum cli_list_status read_list_file(const char *file, struct buf *text)
{
    if (!strcmp(file, "-"))
        return read_to_end(STDIN_FILENO, text);
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return CLI_LIST_UNREADABLE;
    enum cli_list_status status = read_to_end(fd, text);
    int error = errno;
    close(fd);
    errno = error;
    return status;
}

/* Past the end of the piece at `at`; *size becomes the piece without its end. */
static char *end_of_piece(char *at, char *end, bool zero, size_t *size)
{
    char *stop = at;
    if (zero)
        stop = memchr(at, '\0', (size_t)(end - at));
    else
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
    stop = stop ? stop : end;
    *size = (size_t)(stop - at);
    if (stop == end)
        return end;
    return stop + (stop[0] == '\r' && stop + 1 < end && stop[1] == '\n' ? 2 : 1);
}

static size_t count_names(char *at, char *end, bool zero)
{
    size_t count = 0, size;
    for (; at < end; count++)
        at = end_of_piece(at, end, zero, &size);
    return count;
}

/* The end of a piece may be overwritten: what follows is found before. */
static enum cli_list_status cut_names(struct cli_list *list, bool zero)
{
    char *at = list->text.data, *end = at + list->text.size;
    while (at < end) {
        size_t size;
        char *next = end_of_piece(at, end, zero, &size);
        if (memchr(at, '\0', size))
            return CLI_LIST_BAD_NAME;
        const char *name = at;
        if (!zero)
            cli_strip(&name, &size);
        at[name - at + (ptrdiff_t)size] = '\0';
        list->names[list->count++] = name;
        at = next;
    }
    return CLI_LIST_READ;
}

enum cli_list_status cli_list_read(struct cli_list *list, const char *file, bool zero,
                                   const char *const *given, size_t given_count)
{
    enum cli_list_status status = read_list_file(file, &list->text);
    if (status != CLI_LIST_READ)
        return status;
    char *at = list->text.data;
    size_t count = given_count + count_names(at, at + list->text.size, zero);
    list->names = calloc(count + 1, sizeof *list->names);
    if (!list->names)
        return CLI_LIST_NO_MEMORY;
    for (; list->count < given_count; list->count++)
        list->names[list->count] = given[list->count];
    return cut_names(list, zero);
}

void cli_list_free(struct cli_list *list)
{
    buf_free(&list->text);
    free(list->names);
    *list = (struct cli_list){0};
}
