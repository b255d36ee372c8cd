/* SPDX-License-Identifier: MIT
 *
 * Fuzzes bytes → tokens → tree → folded tree.  The first byte picks the target, the
 * second the level.
 *
 *     fuzz/build parse && build-fuzz/parse CORPUS
 */
#include "compiler/ast/fold.h"
#include "compiler/parse/parse.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct parsed_bytes {
    const char *source;
    size_t size;
};

static void run_parser(struct ctx *ctx, void *argument)
{
    const struct parsed_bytes *bytes = argument;
    struct source_text text;
    struct tokens tokens;
    struct future future;
    source_decode(ctx, bytes->source, bytes->size, &text);
    lex_tokens(ctx, &text, &tokens);
    struct ast_module *module = parse_module(ctx, &tokens);
    future_parse(ctx, module, &future);
    if (!ast_fold(ctx, module, ctx->level, &future))
        abort();
}

static void parse_bytes(const struct target *target, int level,
                        const struct parsed_bytes *bytes)
{
    struct arena arena = ARENA_INIT;
    struct intern names = {0};
    struct compile_result result = {0};
    struct ctx ctx = {0};
    if (ctx_begin(&ctx, &arena, &names, target, "f.py", &result)) {
        ctx.level = level;
        if (ctx_run(&ctx, run_parser, (void *)bytes) == COMPILE_REJECTED &&
            !result.diags.count)
            abort();
    }
    compile_result_free(&result);
    intern_free(&names);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const targets[] = {"3.11", "3.12", "3.13", "3.14", "3.15", "3.12.1"};
    struct target target;
    if (size < 2 ||
        !target_find(targets[*data % (sizeof targets / sizeof *targets)], &target))
        return 0;
    /* On the heap and exactly as long as it is, so that reading past its NUL shows. */
    char *source = malloc(size - 1);
    memcpy(source, data + 2, size - 2);
    source[size - 2] = '\0';
    parse_bytes(&target, data[1] % 3, &(struct parsed_bytes){source, size - 2});
    free(source);
    return 0;
}
