/* SPDX-License-Identifier: MIT
 *
 * Fuzzes the reader of marshalled code objects, the writer and what shows them.  The
 * first byte picks the target.
 *
 *     fuzz/build pyc && build-fuzz/pyc CORPUS
 */
#include "compiler/pyc/disassemble.h"
#include "compiler/pyc/marshal.h"
#include "compiler/pyc/structure.h"
#include "compiler/pyc/unmarshal.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzzed {
    char *bytes; /* on the heap and exactly as long as it is */
    size_t size;
    struct buf out, again;
};

/* What was written can be read, and is written the same. */
static void run_pyc(struct ctx *ctx, void *argument)
{
    struct fuzzed *fuzzed = argument;
    struct unmarshal_error error;
    structure_dump(ctx, fuzzed->bytes, fuzzed->size, 0, &fuzzed->out);
    const struct value *code = unmarshal_code(ctx, fuzzed->bytes, fuzzed->size, &error);
    if (!code)
        return;
    disassemble(ctx, code, &fuzzed->out);
    buf_clear(&fuzzed->out);
    marshal_write(ctx, code, &fuzzed->out);
    code = unmarshal_code(ctx, fuzzed->out.data, fuzzed->out.size, &error);
    if (!code)
        abort();
    marshal_write(ctx, code, &fuzzed->again);
    if (fuzzed->again.size != fuzzed->out.size)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"3.11", "3.12", "3.13", "3.14", "3.15", "3.10"};
    if (!size)
        return 0;
    struct target target;
    struct arena arena = ARENA_INIT;
    struct intern names_table = {0};
    struct compile_result result = {0};
    struct ctx ctx = {0};
    struct fuzzed fuzzed = {.bytes = malloc(size), .size = size - 1};
    memcpy(fuzzed.bytes, data + 1, fuzzed.size);
    fuzzed.bytes = realloc(fuzzed.bytes, fuzzed.size ? fuzzed.size : 1);
    if (target_find(names[*data % (sizeof names / sizeof *names)], &target) &&
        ctx_begin(&ctx, &arena, &names_table, &target, "f.py", &result))
        ctx_run(&ctx, run_pyc, &fuzzed);
    buf_free(&fuzzed.out);
    buf_free(&fuzzed.again);
    compile_result_free(&result);
    intern_free(&names_table);
    arena_free(&arena);
    free(fuzzed.bytes);
    return 0;
}
