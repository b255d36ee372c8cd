/* SPDX-License-Identifier: MIT
 *
 * Fuzzes the whole road, from the bytes of a file to those of its code objects.  The
 * first byte picks the target, the second the levels.
 *
 *     fuzz/build compile && build-fuzz/compile CORPUS
 */
#include "compiler/native.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const fuzz_targets[] = {"3.13", "3.14", "3.13.0", "3.11"};

/* Every failure has to say something, every success an image for each level. */
static void check_answer(enum compile_status status, const struct compile_request *request,
                         const struct compile_result *result)
{
    if (status == COMPILE_OK && result->outputs.count != request->level_count)
        abort();
    if (status == COMPILE_REJECTED && !result->diags.items[result->diags.count - 1].report)
        abort();
    if (status == COMPILE_UNSUPPORTED && !result->reason)
        abort();
    if (status > COMPILE_UNSUPPORTED)
        abort();
}

static void compile_fuzzed(struct compiler *compiler, const char *source, size_t size,
                           unsigned char levels)
{
    static const int level_sets[][3] = {{0, 1, 2}, {2, 1, 0}};
    struct compile_result result = {0};
    struct compile_request request = {
        .source = source,
        .source_size = size,
        .filename = "f.py",
        .filename_size = 4,
        .levels = level_sets[levels & 1] + (levels >> 1 & 1),
        .level_count = (size_t)1 + (levels >> 2 & 1),
        .filename_is_source = levels & 8,
    };
    check_answer(compiler_compile(compiler, &request, &result), &request, &result);
    compile_result_free(&result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct target target;
    if (size < 2 ||
        !target_find(fuzz_targets[*data % (sizeof fuzz_targets / sizeof *fuzz_targets)],
                     &target))
        return 0;
    struct compiler *compiler = native_create(&target, NULL, 0);
    /* On the heap and exactly as long as it is, so that reading past its NUL shows. */
    char *source = malloc(size - 1);
    memcpy(source, data + 2, size - 2);
    source[size - 2] = '\0';
    compile_fuzzed(compiler, source, size - 2, data[1]);
    free(source);
    compiler_destroy(compiler);
    return 0;
}
