/* SPDX-License-Identifier: MIT
 *
 * Fails every nth allocation of a compilation, on the heap and in arenas:
 *
 *     allocations [--most=N] FILE...
 *
 * A FILE has several sources in it, each after a line "#: title" (without any, it is
 * one).  Each is compiled for every native target; then again with its first, second …
 * allocation failing alone, and again with all failing from there on.  The answer has
 * to be COMPILE_NO_MEMORY, and nothing may stay allocated.  At most N (100) places,
 * evenly spread, are tried of one source; 0 is all of them.
 *
 * The program's sources are compiled for this test with allocations.h in front of them,
 * which turns every allocation into one of those below: the program itself has no hook.
 */
#include "allocations.h"

#undef malloc
#undef calloc
#undef realloc
#undef free
#undef arena_alloc

#include "compiler/native.h"

#include <stdio.h>
#include <string.h>

static struct {
    long count;   /* allocations so far */
    long failing; /* the one that fails; 0: none */
    bool lasting; /* so do all after it */
    long live;    /* blocks on the heap */
} faults;

static bool fault_is_due(void)
{
    faults.count++;
    return faults.failing && (faults.lasting ? faults.count >= faults.failing
                                             : faults.count == faults.failing);
}

static void *count_block(void *block)
{
    faults.live += block != NULL;
    return block;
}

void *fault_malloc(size_t size)
{
    return fault_is_due() ? NULL : count_block(malloc(size));
}

void *fault_calloc(size_t count, size_t size)
{
    return fault_is_due() ? NULL : count_block(calloc(count, size));
}

void *fault_realloc(void *block, size_t size)
{
    if (fault_is_due())
        return NULL;
    return block ? realloc(block, size) : count_block(malloc(size));
}

void fault_free(void *block)
{
    faults.live -= block != NULL;
    free(block);
}

void *fault_arena_alloc(struct arena *arena, size_t size)
{
    return fault_is_due() ? NULL : arena_alloc(arena, size);
}

enum { FAULTS_MOST = 100 };

struct fault_case {
    const char *source;
    size_t size;
    struct compiler *compiler;
    long most;
    long tried;
    char note[128]; /* what was wrong first */
};

static enum compile_status compile_case(const struct fault_case *test)
{
    static const int levels[] = {0, 2};
    struct compile_result result = {0};
    struct compile_request request = {
        .source = test->source,
        .source_size = test->size,
        .filename = "fault.py",
        .filename_size = 8,
        .levels = levels,
        .level_count = 2,
    };
    enum compile_status status = compiler_compile(test->compiler, &request, &result);
    compile_result_free(&result);
    return status;
}

static void fail_at(struct fault_case *test, long failing, bool lasting)
{
    faults.count = faults.live = 0;
    faults.failing = failing;
    faults.lasting = lasting;
    enum compile_status status = compile_case(test);
    faults.failing = 0;
    test->tried++;
    if ((status != COMPILE_NO_MEMORY || faults.live) && !test->note[0])
        snprintf(test->note, sizeof test->note,
                 "allocation %ld fails%s: status %d, %ld blocks left", failing,
                 lasting ? " and all after it" : "", (int)status, faults.live);
}

static void try_case(struct fault_case *test)
{
    faults.count = faults.live = 0;
    compile_case(test);
    long count = faults.count;
    if (faults.live)
        snprintf(test->note, sizeof test->note, "%ld blocks left", faults.live);
    long step = test->most && count > test->most ? count / test->most : 1;
    for (long failing = 1; failing <= count; failing += step) {
        fail_at(test, failing, false);
        fail_at(test, failing, true);
    }
}

struct fault_run {
    int cases, failed;
    long tried, most;
};

static void report_case(struct fault_run *run, const struct fault_case *test,
                        const char *path, int line)
{
    const struct target *target = &test->compiler->target;
    run->tried += test->tried;
    run->failed += test->note[0] != '\0';
    printf("%s %d - %s:%d for %d.%d.%d\n", test->note[0] ? "not ok" : "ok", ++run->cases,
           path, line, target->major, target->minor, target->micro);
    if (test->note[0])
        printf("# %s\n", test->note);
}

static void try_source(struct fault_run *run, const char *path, int line,
                       const char *source, size_t size)
{
    static const char *const names[] = {"3.11", "3.13", "3.14"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct target target;
        if (!target_find(names[i], &target) || !native_knows(&target))
            continue;
        struct fault_case test = {.source = source, .size = size, .most = run->most};
        test.compiler = native_create(&target, NULL, 0);
        try_case(&test);
        report_case(run, &test, path, line);
        compiler_destroy(test.compiler);
    }
}

/* A source is given on its own bytes, closed by a NUL. */
static void try_part(struct fault_run *run, const char *path, int line, const char *text,
                     size_t size)
{
    char *source = malloc(size + 1);
    memcpy(source, text, size);
    source[size] = '\0';
    try_source(run, path, line, source, size);
    free(source);
}

static void try_file(struct fault_run *run, const char *path)
{
    static char text[1 << 20];
    FILE *stream = fopen(path, "rb");
    size_t size = stream ? fread(text, 1, sizeof text - 1, stream) : 0;
    if (stream)
        fclose(stream);
    text[size] = '\0';
    const char *start = text, *next;
    int line = 1, started = 1;
    for (const char *at = text; *at; at = next + 1, line++) {
        next = strchr(at, '\n');
        if (!strncmp(at, "#: ", 3)) {
            if (at > start)
                try_part(run, path, started, start, (size_t)(at - start));
            start = at;
            started = line;
        }
        if (!next)
            break;
    }
    try_part(run, path, started, start, size - (size_t)(start - text));
}

int main(int count, char **words)
{
    struct fault_run run = {.most = FAULTS_MOST};
    for (int i = 1; i < count; i++)
        if (!strncmp(words[i], "--most=", 7))
            run.most = strtol(words[i] + 7, NULL, 10);
        else
            try_file(&run, words[i]);
    printf("# %ld compilations in which memory ran out\n1..%d\n", run.tried, run.cases);
    return run.failed != 0;
}
