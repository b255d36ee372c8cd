/* SPDX-License-Identifier: MIT
 *
 * `kiln dump`: see dump.h.
 */
#include "cli/dump.h"

#include "compiler/dump.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { DUMP_FAILED = 1, DUMP_MISUSED = 2 };

bool cli_dump_wanted(int argc, const char *const *argv)
{
    return argc > 2 && !strcmp(argv[1], "dump") && !strncmp(argv[2], "--stage", 7);
}

static void tell_dump_error(struct cli_console *console, const char *path, const char *why)
{
    struct buf text = BUF_INIT;
    buf_printf(&text, "kiln: %s: %s\n", path, why);
    cli_console_err(console, buf_text(&text), text.size);
    buf_free(&text);
}

static bool take_stage(struct dump_request *request, const char *name)
{
    for (int stage = 0; dump_stage_name(stage); stage++)
        if (!strcmp(name, dump_stage_name(stage))) {
            request->stage = (enum dump_stage)stage;
            return true;
        }
    return false;
}

static bool take_dump_option(struct dump_request *request, const char *word)
{
    if (!strncmp(word, "--stage=", 8))
        return take_stage(request, word + 8);
    if (!strncmp(word, "--target=", 9)) {
        request->target = word + 9;
        return true;
    }
    if (strncmp(word, "--level=", 8) != 0 || word[8] < '0' || word[8] > '2' || word[9])
        return false;
    request->level = word[8] - '0';
    return true;
}

/* The whole file, and a NUL after it. */
static bool read_dumped(const char *path, struct buf *file)
{
    enum { STEP = 1 << 16 };
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return false;
    for (size_t got = 1; got && buf_reserve(file, STEP); file->size += got)
        got = fread(file->data + file->size, 1, STEP, stream);
    bool fine = buf_ok(file) && !ferror(stream);
    fclose(stream);
    if (fine)
        file->data[file->size] = '\0';
    return fine;
}

static const char *dump_reason(enum compile_status status,
                               const struct compile_result *result)
{
    if (status == COMPILE_NO_MEMORY)
        return "out of memory";
    if (status == COMPILE_REJECTED && result->diags.count)
        return result->diags.items[result->diags.count - 1].message;
    return result->reason ? result->reason : "the compiler failed";
}

static bool dump_one(struct cli_console *console, struct dump_request *request)
{
    struct buf file = BUF_INIT, text = BUF_INIT;
    struct compile_result result = {0};
    bool fine = read_dumped(request->filename, &file);
    if (!fine) {
        tell_dump_error(console, request->filename, strerror(errno));
    } else {
        request->bytes = buf_text(&file);
        request->size = file.size;
        enum compile_status status = dump_file(request, &result, &text);
        fine = status == COMPILE_OK && buf_ok(&text);
        cli_console_out(console, buf_text(&text), text.size);
        if (!fine)
            tell_dump_error(console, request->filename, dump_reason(status, &result));
    }
    compile_result_free(&result);
    buf_free(&file);
    buf_free(&text);
    return fine;
}

int cli_dump(struct cli_console *console, const char *const *words)
{
    struct dump_request request = {.target = "3.13"};
    bool fine = true;
    for (; *words && !strncmp(*words, "--", 2); words++)
        if (!take_dump_option(&request, *words)) {
            tell_dump_error(console, *words, "not an option of kiln dump");
            return DUMP_MISUSED;
        }
    for (; *words; words++) {
        request.filename = *words;
        fine &= dump_one(console, &request);
    }
    return cli_console_flush(console) && fine ? 0 : DUMP_FAILED;
}
