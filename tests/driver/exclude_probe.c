/* SPDX-License-Identifier: MIT
 *
 * Asks exclude.h from a script.  Standard input: lines of hexadecimal digits
 * after a letter.  "P" compiles the bytes as a pattern and answers "ok" or
 * "error" and the message in hexadecimal; "S" searches the bytes for it and
 * answers 1, 0 or -1.
 */
#include "driver/exclude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t decode_hex(char *line)
{
    size_t size = 0;
    unsigned byte;
    while (sscanf(line + 2 * size, "%2x", &byte) == 1)
        line[size++] = (char)byte;
    return size;
}

static struct exclude *answer_pattern(const char *pattern, size_t size)
{
    struct buf error = BUF_INIT;
    struct exclude *exclude = exclude_compile(pattern, size, &error);
    printf("%s", exclude ? "ok" : "error ");
    for (size_t i = 0; i < error.size; i++)
        printf("%02x", (unsigned char)error.data[i]);
    printf("\n");
    buf_free(&error);
    return exclude;
}

int main(void)
{
    struct exclude *exclude = NULL;
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        /* An exact copy, so that a sanitizer sees a read past the end. */
        size_t size = decode_hex(line + 1);
        char *bytes = malloc(size + 1);
        if (!bytes)
            return 1;
        memcpy(bytes, line + 1, size);
        bytes[size] = '\0';
        if (line[0] == 'P') {
            exclude_free(exclude);
            exclude = answer_pattern(bytes, size);
        } else {
            printf("%d\n", exclude ? exclude_search(exclude, bytes, size) : 0);
        }
        free(bytes);
    }
    exclude_free(exclude);
    free(line);
    return 0;
}
