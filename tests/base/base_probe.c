/* SPDX-License-Identifier: MIT
 *
 * Asks src/base from a script.  Standard input, one question a line, bytes in
 * hexadecimal, the Unicode version first where it matters:
 *
 *     Q MAJOR MINOR NAME      quote_name, in hexadecimal
 *     C NAME,NAME             compare_names: -1, 0 or 1
 *     E TEXT                  escape_surrogates, in hexadecimal
 *     P MAJOR MINOR           printable ranges: "first-last " …
 */
#include "base/quote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An exact copy, so that a sanitizer sees a read past the end. */
static char *decode_hex(const char *text, size_t *size)
{
    char *bytes = malloc(strlen(text) / 2 + 1), *exact;
    unsigned byte;
    *size = 0;
    while (bytes && sscanf(text + 2 * *size, "%2x", &byte) == 1)
        bytes[(*size)++] = (char)byte;
    exact = malloc(*size ? *size : 1);
    if (!bytes || !exact)
        abort();
    memcpy(exact, bytes, *size);
    free(bytes);
    return exact;
}

static void print_hex(struct buf *out)
{
    for (size_t i = 0; i < out->size; i++)
        printf("%02x", (unsigned char)out->data[i]);
    buf_free(out);
}

static void answer_quote(const char *text, unsigned version)
{
    size_t size;
    char *name = decode_hex(text, &size);
    struct buf out = BUF_INIT;
    quote_name(&out, name, size, version);
    print_hex(&out);
    free(name);
}

static void answer_escape(const char *text)
{
    size_t size;
    char *bytes = decode_hex(text, &size);
    struct buf out = BUF_INIT;
    escape_surrogates(&out, bytes, size);
    print_hex(&out);
    free(bytes);
}

static void answer_compare(const char *text)
{
    size_t a_size, b_size;
    char *a = decode_hex(text, &a_size), *b = decode_hex(strchr(text, ',') + 1, &b_size);
    printf("%d", compare_names(a, a_size, b, b_size));
    free(a);
    free(b);
}

static void answer_printable(unsigned version)
{
    bool before = false;
    for (uint32_t point = 0; point <= 0x110000; point++) {
        bool now = unicode_is_printable(point, version);
        if (now && !before)
            printf("%x-", (unsigned)point);
        else if (before && !now)
            printf("%x ", (unsigned)point - 1);
        before = now;
    }
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        unsigned major = 0, minor = 0;
        int used = 0;
        if (line[0] == 'Q' || line[0] == 'P')
            sscanf(line + 1, "%u %u %n", &major, &minor, &used);
        if (line[0] == 'Q')
            answer_quote(line + 1 + used, UNICODE_VERSION(major, minor));
        else if (line[0] == 'C')
            answer_compare(line + 2);
        else if (line[0] == 'E')
            answer_escape(line + 2);
        else
            answer_printable(UNICODE_VERSION(major, minor));
        printf("\n");
    }
    free(line);
    return 0;
}
