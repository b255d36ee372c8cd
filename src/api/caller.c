/* SPDX-License-Identifier: MIT
 *
 * The caller's compiler: see caller.h.
 */
#include "api/caller.h"

#include "base/platform.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct caller {
    struct compiler compiler; /* first: a compiler is a caller */
    kiln_compile_fn *compile;
    void *context;
    atomic_bool cancelled;
};

struct kiln_answer {
    struct compile_result *result;
    int level;
    enum compile_status status;
};

EXPORTED void kiln_answer_code(struct kiln_answer *answer, const void *code, size_t size)
{
    struct compile_result *result = answer->result;
    answer->status = COMPILE_NO_MEMORY;
    const char *copy = arena_copy(&result->arena, code, size);
    if (!copy || !VEC_GROW(&result->outputs))
        return;
    result->outputs.items[result->outputs.count++] =
        (struct compile_output){.level = answer->level, .code = copy, .code_size = size};
    answer->status = COMPILE_OK;
}

static const char *copy_words(struct compile_result *result, const char *words,
                              bool *copied)
{
    const char *copy = words ? arena_copy(&result->arena, words, strlen(words)) : NULL;
    *copied = *copied && (copy || !words);
    return copy;
}

EXPORTED void kiln_answer_error(struct kiln_answer *answer, const struct kiln_event *error)
{
    struct compile_result *result = answer->result;
    bool copied = true;
    const struct diag diag = {
        .kind = DIAG_ERROR,
        .level = answer->level,
        .class_name = copy_words(result, error->class_name, &copied),
        .message = copy_words(result, error->message, &copied),
        .report = copy_words(result, error->report, &copied),
        .filename = copy_words(result, error->filename, &copied),
        .line = error->line,
        .column = error->column,
        .end_line = error->end_line,
        .end_column = error->end_column,
    };
    answer->status = COMPILE_NO_MEMORY;
    if (!copied || !VEC_GROW(&result->diags))
        return;
    result->diags.items[result->diags.count++] = diag;
    answer->status = COMPILE_REJECTED;
}

static enum compile_status ask_caller(struct compiler *compiler,
                                      const struct compile_request *request,
                                      struct compile_result *result)
{
    struct caller *caller = (struct caller *)compiler;
    struct kiln_source source = {.size = sizeof source,
                                 .text = request->source,
                                 .text_size = request->source_size,
                                 .filename = request->filename,
                                 .filename_size = request->filename_size};
    enum compile_status status = COMPILE_OK;
    for (size_t i = 0; i < request->level_count && status == COMPILE_OK; i++) {
        source.level = request->levels[i];
        struct kiln_answer answer = {result, source.level, COMPILE_BROKEN};
        if (atomic_load(&caller->cancelled) ||
            caller->compile(caller->context, &source, &answer) != 0)
            return COMPILE_CANCELLED;
        status = answer.status;
    }
    if (status == COMPILE_BROKEN)
        result->reason = "the compiler gave no answer";
    return status;
}

static void cancel_caller(struct compiler *compiler)
{
    atomic_store(&((struct caller *)compiler)->cancelled, true);
}

static void destroy_caller(struct compiler *compiler)
{
    free(compiler);
}

static const struct compiler_class caller_class = {
    .name = "caller",
    .compile = ask_caller,
    .cancel = cancel_caller,
    .destroy = destroy_caller,
};

struct compiler *caller_create(const struct target *target, kiln_compile_fn *compile,
                               void *context)
{
    struct caller *caller = calloc(1, sizeof *caller);
    if (!caller)
        return NULL;
    caller->compiler = (struct compiler){.class = &caller_class, .target = *target};
    caller->compile = compile;
    caller->context = context;
    return &caller->compiler;
}
