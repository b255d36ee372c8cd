/* SPDX-License-Identifier: MIT
 *
 * The tokens of sources, for scripts that compare them with an interpreter's:
 *
 *     lex_probe TARGET [REPEAT] <sources
 *
 * A source is its size in decimal, a newline, and its bytes.  Its answer is one line
 * for each token ("KIND line column end_line end_column start end [name]"), one for each
 * warning ("warning class line message"), and one that ends it: "ok", "rejected class
 * line column end_line end_column message", or "unsupported".  With REPEAT each source is
 * lexed that many times and nothing is written but the bytes per second.
 */
#include "compiler/lex/lex.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct lex_job {
    const char *bytes;
    size_t size;
    bool quiet;
};

static void print_token(const struct ctx *ctx, const struct token *token)
{
    const struct span *span = &token->span;
    printf("%s %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32,
           token_kind_name((enum token_kind)token->kind), span->line, span->column,
           span->end_line, span->end_column, token->start, token->end);
    if (token->name)
        printf(" %s", intern_get(ctx->names, token->name)->bytes);
    putchar('\n');
}

static void run_job(struct ctx *ctx, void *argument)
{
    const struct lex_job *job = argument;
    struct source_text text;
    struct tokens tokens;
    source_decode(ctx, job->bytes, job->size, &text);
    lex_tokens(ctx, &text, &tokens);
    for (uint32_t i = 0; !job->quiet && i < tokens.count; i++)
        print_token(ctx, &tokens.items[i]);
    lex_warn(ctx, &tokens, tokens.count);
    if (tokens.items[tokens.count - 1].kind == TOK_ERROR)
        lex_fail(ctx, &tokens);
}

static void print_verdict(enum compile_status status, const struct compile_result *result)
{
    for (size_t i = 0; i < result->diags.count; i++) {
        const struct diag *diag = &result->diags.items[i];
        if (diag->kind == DIAG_WARNING)
            printf("warning %s %ld %s\n", diag->class_name, diag->line, diag->message);
        else
            printf("rejected %s %ld %ld %ld %ld %s\n", diag->class_name, diag->line,
                   diag->column, diag->end_line, diag->end_column, diag->message);
    }
    if (status == COMPILE_OK)
        puts("ok");
    else if (status != COMPILE_REJECTED)
        puts("unsupported");
}

static char *read_source(size_t *size)
{
    if (scanf("%zu", size) != 1)
        return NULL;
    getchar();
    char *bytes = malloc(*size + 1);
    if (!bytes || fread(bytes, 1, *size, stdin) != *size)
        exit(2);
    bytes[*size] = '\0';
    return bytes;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct target target;
    if (argc < 2 || !target_find(argv[1], &target))
        return 2;
    long repeat = argc > 2 ? atol(argv[2]) : 0;
    struct arena arena = ARENA_INIT;
    struct intern names = {0};
    struct compile_result result = {0};
    double seconds = 0, bytes = 0;
    struct lex_job job = {.quiet = repeat > 0};
    for (char *source; (source = read_source(&job.size)); free(source)) {
        job.bytes = source;
        for (long i = 0; i < (repeat ? repeat : 1); i++) {
            double start = seconds_now();
            struct ctx ctx;
            compile_result_reset(&result);
            if (!ctx_begin(&ctx, &arena, &names, &target, "f.py", &result))
                return 2;
            enum compile_status status = ctx_run(&ctx, run_job, &job);
            seconds += seconds_now() - start;
            bytes += (double)job.size;
            if (!repeat)
                print_verdict(status, &result);
        }
    }
    if (repeat)
        printf("%.1f MB/s\n", bytes / seconds / 1e6);
    compile_result_free(&result);
    intern_free(&names);
    arena_free(&arena);
    return 0;
}
