/* SPDX-License-Identifier: MIT
 *
 * Fuzzes bytes → text → tokens.  The first byte picks the target.
 *
 *     fuzz/build lex && build-fuzz/lex CORPUS
 */
#include "compiler/lex/lex.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run_lexer(struct ctx *ctx, void *argument)
{
    struct source_text text;
    struct tokens tokens;
    const char *source = argument;
    source_decode(ctx, source + sizeof(size_t), *(const size_t *)argument, &text);
    lex_tokens(ctx, &text, &tokens);
    for (uint32_t i = 0; i < tokens.count; i++)
        if (tokens.items[i].end < tokens.items[i].start || tokens.items[i].end > text.size)
            abort();
    lex_warn(ctx, &tokens, tokens.count);
    if (tokens.items[tokens.count - 1].kind == TOK_ERROR)
        lex_fail(ctx, &tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"3.11", "3.12", "3.13", "3.14", "3.15", "3.12.1"};
    if (!size)
        return 0;
    struct target target;
    struct arena arena = ARENA_INIT;
    struct intern names_table = {0};
    struct compile_result result = {0};
    struct ctx ctx;
    /* On the heap and exactly as long as it is, so that reading past its NUL shows. */
    size_t length = size - 1;
    char *source = malloc(sizeof length + size);
    memcpy(source, &length, sizeof length);
    memcpy(source + sizeof length, data + 1, length);
    source[sizeof length + length] = '\0';
    if (target_find(names[*data % (sizeof names / sizeof *names)], &target) &&
        ctx_begin(&ctx, &arena, &names_table, &target, "f.py", &result))
        ctx_run(&ctx, run_lexer, source);
    compile_result_free(&result);
    intern_free(&names_table);
    arena_free(&arena);
    free(source);
    return 0;
}
