/* SPDX-License-Identifier: MIT
 *
 * What sources and characters become, for scripts that ask an interpreter the same:
 *
 *     text_probe TARGET source <sources    sources as for lex_probe; for each one line,
 *                                          "ok HEX" or "rejected MESSAGE" or "unsupported"
 *     text_probe TARGET characters         for each code point from U+0080 on one line:
 *                                          1 if it begins an identifier, 1 if it continues
 *                                          one, and the hex of its NFKC form
 *     text_probe TARGET normal <lines      the NFKC form of each line of hex, as hex
 */
#include "base/unicode.h"
#include "compiler/source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text_job {
    const char *bytes;
    size_t size;
    struct source_text text;
};

static void decode(struct ctx *ctx, void *argument)
{
    struct text_job *job = argument;
    source_decode(ctx, job->bytes, job->size, &job->text);
}

static void print_hex(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        printf("%02x", (unsigned char)bytes[i]);
    putchar('\n');
}

static void answer_source(struct target *target, struct text_job *job)
{
    struct arena arena = ARENA_INIT;
    struct intern names = {0};
    struct compile_result result = {0};
    struct ctx ctx;
    if (!ctx_begin(&ctx, &arena, &names, target, "f.py", &result))
        exit(2);
    enum compile_status status = ctx_run(&ctx, decode, job);
    if (status == COMPILE_OK) {
        printf("ok ");
        print_hex(job->text.bytes, job->text.size);
    } else {
        puts(status == COMPILE_REJECTED ? "rejected" : "unsupported");
        if (status == COMPILE_REJECTED)
            puts(result.diags.items[0].message);
    }
    compile_result_free(&result);
    intern_free(&names);
    arena_free(&arena);
}

static void answer_sources(struct target *target)
{
    struct text_job job;
    while (scanf("%zu", &job.size) == 1) {
        getchar();
        char *bytes = malloc(job.size + 1);
        if (!bytes || fread(bytes, 1, job.size, stdin) != job.size)
            exit(2);
        bytes[job.size] = '\0';
        job.bytes = bytes;
        answer_source(target, &job);
        free(bytes);
    }
}

static size_t write_point(uint32_t point, char *out)
{
    if (point < 0x800)
        return (size_t)sprintf(out, "%c%c", (int)(0xC0 | point >> 6),
                               (int)(0x80 | (point & 0x3F)));
    if (point < 0x10000)
        return (size_t)sprintf(out, "%c%c%c", (int)(0xE0 | point >> 12),
                               (int)(0x80 | (point >> 6 & 0x3F)),
                               (int)(0x80 | (point & 0x3F)));
    return (size_t)sprintf(out, "%c%c%c%c", (int)(0xF0 | point >> 18),
                           (int)(0x80 | (point >> 12 & 0x3F)),
                           (int)(0x80 | (point >> 6 & 0x3F)), (int)(0x80 | (point & 0x3F)));
}

static void print_normal(const char *bytes, size_t size)
{
    void *room = malloc(unicode_nfkc_room(size) + 1);
    if (!room)
        exit(2);
    print_hex(room, unicode_nfkc(bytes, size, room));
    free(room);
}

static void answer_characters(const struct target *target)
{
    unsigned version = UNICODE_VERSION(target->unicode_major, target->unicode_minor);
    for (uint32_t point = 0x80; point < 0x110000; point++) {
        if (point >= 0xD800 && point < 0xE000)
            continue;
        char text[8] = "a";
        size_t size = write_point(point, text + 1);
        printf("%d %d ", unicode_scan_identifier(text + 1, size, version) == size,
               unicode_scan_identifier(text, size + 1, version) == size + 1);
        print_normal(text + 1, size);
    }
}

static void answer_lines(void)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        char text[sizeof line / 2];
        size_t size = strcspn(line, "\n") / 2;
        for (size_t i = 0; i < size; i++) {
            unsigned byte;
            sscanf(line + i * 2, "%2x", &byte);
            text[i] = (char)byte;
        }
        print_normal(text, size);
    }
}

int main(int argc, char **argv)
{
    struct target target;
    if (argc < 3 || !target_find(argv[1], &target))
        return 2;
    if (!strcmp(argv[2], "source"))
        answer_sources(&target);
    else if (!strcmp(argv[2], "characters"))
        answer_characters(&target);
    else
        answer_lines();
    return 0;
}
