/* SPDX-License-Identifier: MIT
 *
 * How fast the compiler itself is, without files and processes: processor time of one
 * thread, in megabytes of source a second.
 *
 *     stages TARGET ROUNDS < PATHS      paths of sources, one a line
 *
 *     tree 60.1       source → tree
 *     pyc 30.2        source → code object, optimize level 0
 *     levels 14.3     the same for levels 0, 1 and 2 in one go
 *
 * Medians of the rounds; each goes through all sources, which lie in memory.
 */
#include "compiler/ctx.h"
#include "compiler/lex/lex.h"
#include "compiler/native.h"
#include "compiler/parse/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct measured_source {
    char *path;
    struct buf bytes;
};

struct meter {
    struct target target;
    struct compiler *compiler;
    struct compile_result result;
    struct measured_sources VEC_OF(struct measured_source) sources;
    size_t size; /* of all sources */
    int rounds;
};

static bool read_source(struct measured_source *source)
{
    FILE *stream = fopen(source->path, "rb");
    if (!stream)
        return false;
    size_t got = 1;
    while (got && buf_reserve(&source->bytes, 1 << 16)) {
        got = fread(source->bytes.data + source->bytes.size, 1, 1 << 16, stream);
        source->bytes.size += got;
    }
    bool read = !ferror(stream) && buf_ok(&source->bytes);
    fclose(stream);
    return read;
}

static bool read_sources(struct meter *meter)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (!VEC_GROW(&meter->sources))
            return false;
        struct measured_source *source = &meter->sources.items[meter->sources.count++];
        *source = (struct measured_source){strdup(line), BUF_INIT};
        if (!source->path || !read_source(source)) {
            fprintf(stderr, "stages: cannot read %s\n", line);
            return false;
        }
        meter->size += source->bytes.size;
    }
    return meter->size > 0;
}

static void make_tree(struct ctx *ctx, void *argument)
{
    const struct measured_source *source = argument;
    struct source_text text;
    struct tokens tokens;
    source_decode(ctx, source->bytes.data, source->bytes.size, &text);
    lex_tokens(ctx, &text, &tokens);
    parse_module(ctx, &tokens);
}

/* The argument is not used: a tree is the same for all levels. */
static enum compile_status parse_source_once(struct meter *meter,
                                             struct measured_source *source, size_t levels)
{
    (void)levels;
    struct compile_result *result = &meter->result;
    struct ctx ctx = {0};
    if (!ctx_begin(&ctx, &result->scratch, &result->scratch_names, &meter->target,
                   source->path, result))
        return COMPILE_NO_MEMORY;
    return ctx_run(&ctx, make_tree, source);
}

static enum compile_status compile_source(struct meter *meter,
                                          struct measured_source *source, size_t levels)
{
    static const int all[] = {0, 1, 2};
    struct compile_request request = {
        .source = source->bytes.data,
        .source_size = source->bytes.size,
        .filename = source->path,
        .filename_size = strlen(source->path),
        .levels = all,
        .level_count = levels,
    };
    return compiler_compile(meter->compiler, &request, &meter->result);
}

typedef enum compile_status measured_run(struct meter *meter,
                                         struct measured_source *source, size_t levels);

static double thread_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Seconds for all sources; negative when one cannot be compiled. */
static double run_round(struct meter *meter, measured_run *run, size_t levels)
{
    double begin = thread_seconds();
    for (size_t i = 0; i < meter->sources.count; i++) {
        compile_result_reset(&meter->result);
        if (run(meter, &meter->sources.items[i], levels) != COMPILE_OK) {
            fprintf(stderr, "stages: %s does not compile\n", meter->sources.items[i].path);
            return -1;
        }
    }
    return thread_seconds() - begin;
}

static int by_size(const void *one, const void *other)
{
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static bool measure_run(struct meter *meter, const char *name, measured_run *run,
                        size_t levels)
{
    double times[100];
    for (int i = 0; i < meter->rounds; i++)
        if ((times[i] = run_round(meter, run, levels)) < 0)
            return false;
    qsort(times, (size_t)meter->rounds, sizeof *times, by_size);
    printf("%s %.1f\n", name, (double)meter->size / 1e6 / times[meter->rounds / 2]);
    return true;
}

int main(int count, char **words)
{
    static struct meter meter;
    meter.rounds = count == 3 ? atoi(words[2]) : 0;
    if (meter.rounds < 1 || meter.rounds > 100 || !target_find(words[1], &meter.target) ||
        !native_knows(&meter.target)) {
        fprintf(stderr, "usage: stages TARGET ROUNDS < PATHS\n");
        return 2;
    }
    meter.compiler = native_create(&meter.target, NULL, 0);
    bool fine = meter.compiler && read_sources(&meter) &&
                measure_run(&meter, "tree", parse_source_once, 1) &&
                measure_run(&meter, "pyc", compile_source, 1) &&
                measure_run(&meter, "levels", compile_source, 3);
    for (size_t i = 0; i < meter.sources.count; i++) {
        free(meter.sources.items[i].path);
        buf_free(&meter.sources.items[i].bytes);
    }
    VEC_FREE(&meter.sources);
    compiler_destroy(meter.compiler);
    compile_result_free(&meter.result);
    return !fine;
}
