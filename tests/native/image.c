/* SPDX-License-Identifier: MIT
 *
 * The native compiler whole, on files, one line of answer for each:
 *
 *     image [--target=3.13] [--level=0] [--filter=error] [--warnings] [FILE...]
 *
 * Without files their paths are read from standard input, one a line.  Answers:
 *
 *     ok TAB the marshalled code object, two digits a byte
 *     rejected TAB class TAB line TAB column TAB end line TAB end column TAB message
 *     unsupported TAB reason
 *     broken TAB status
 *
 * after which come, with --warnings, " TAB class:line:text" for each warning.
 */
#include "base/quote.h"
#include "base/unicode.h"
#include "compiler/native.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct imager {
    struct target target;
    int level;
    bool warnings;
    const char *filter; /* of warnings, as -W takes it; or NULL */
    struct compiler *compiler;
    struct compile_result result;
    struct buf file, line;
};

static bool slurp(struct buf *out, const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return false;
    buf_clear(out);
    size_t got;
    do {
        got = buf_reserve(out, 1 << 16) ? fread(out->data + out->size, 1, 1 << 16, stream)
                                        : 0;
        out->size += got;
    } while (got);
    bool fine = !ferror(stream) && buf_ok(out);
    fclose(stream);
    if (fine)
        out->data[out->size] = '\0';
    return fine;
}

static void add_hex(struct buf *out, const struct compile_output *output)
{
    static const char digits[] = "0123456789abcdef";
    buf_add_text(out, "ok\t");
    if (!buf_reserve(out, 2 * output->code_size))
        return;
    for (size_t i = 0; i < output->code_size; i++) {
        unsigned char byte = (unsigned char)output->code[i];
        out->data[out->size++] = digits[byte >> 4];
        out->data[out->size++] = digits[byte & 15];
    }
}

static void add_quoted(struct buf *out, const char *text)
{
    quote_text(out, text, strlen(text), UNICODE_VERSION(15, 0));
}

static void add_rejection(struct buf *out, const struct diag *diag)
{
    buf_printf(out, "rejected\t%s\t%ld\t%ld\t%ld\t%ld\t", diag->class_name, diag->line,
               diag->column, diag->end_line, diag->end_column);
    add_quoted(out, diag->message);
}

static void add_warnings(struct buf *out, const struct compile_result *result)
{
    for (size_t i = 0; i < result->diags.count; i++) {
        const struct diag *diag = &result->diags.items[i];
        if (diag->kind != DIAG_WARNING)
            continue;
        buf_printf(out, "\t%s:%ld:", diag->class_name, diag->line);
        add_quoted(out, diag->message);
    }
}

static void answer_file(struct imager *imager, const char *path)
{
    struct buf *out = &imager->line;
    struct compile_result *result = &imager->result;
    buf_clear(out);
    compile_result_reset(result);
    enum compile_status status = COMPILE_BROKEN;
    if (slurp(&imager->file, path)) {
        struct compile_request request = {
            .source = imager->file.data,
            .source_size = imager->file.size,
            .filename = path,
            .filename_size = strlen(path),
            .levels = &imager->level,
            .level_count = 1,
            .filename_is_source = true,
        };
        status = compiler_compile(imager->compiler, &request, result);
    }
    if (status == COMPILE_OK)
        add_hex(out, &result->outputs.items[0]);
    else if (status == COMPILE_REJECTED)
        add_rejection(out, &result->diags.items[result->diags.count - 1]);
    else if (status == COMPILE_UNSUPPORTED)
        buf_printf(out, "unsupported\t%s", result->reason);
    else
        buf_printf(out, "broken\tstatus %d, %s", (int)status, strerror(errno));
    if (imager->warnings)
        add_warnings(out, result);
    buf_add_byte(out, '\n');
    fwrite(buf_text(out), 1, out->size, stdout);
    fflush(stdout);
}

static void answer_listed(struct imager *imager)
{
    char *path = NULL;
    size_t room = 0;
    ssize_t size;
    while ((size = getline(&path, &room, stdin)) > 0) {
        if (path[size - 1] == '\n')
            path[size - 1] = '\0';
        answer_file(imager, path);
    }
    free(path);
}

static bool take_word(struct imager *imager, const char *word)
{
    if (!strncmp(word, "--target=", 9))
        return target_find(word + 9, &imager->target);
    if (!strncmp(word, "--level=", 8))
        imager->level = word[8] - '0';
    else if (!strncmp(word, "--filter=", 9))
        imager->filter = word + 9;
    else
        return imager->warnings = !strcmp(word, "--warnings");
    return true;
}

int main(int count, char **words)
{
    struct imager imager = {0};
    int first = 1;
    target_find("3.13", &imager.target);
    for (; first < count && words[first][0] == '-'; first++)
        if (!take_word(&imager, words[first])) {
            fprintf(stderr, "image: what is %s?\n", words[first]);
            return 2;
        }
    imager.compiler = native_create(&imager.target, &imager.filter, imager.filter != NULL);
    if (!imager.compiler)
        return 1;
    if (first == count)
        answer_listed(&imager);
    for (; first < count; first++)
        answer_file(&imager, words[first]);
    compiler_destroy(imager.compiler);
    compile_result_free(&imager.result);
    buf_free(&imager.file);
    buf_free(&imager.line);
    return 0;
}
