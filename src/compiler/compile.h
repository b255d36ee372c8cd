/* SPDX-License-Identifier: MIT
 *
 * The one call that everything goes through.
 *
 * A compiler is a pure function: source bytes, the name to bake in, a target
 * and optimize levels in; marshalled code objects and diagnostics out.  Two
 * implementations stand behind it: `interpreter` borrows real CPython
 * processes; `native` compiles by itself.
 */
#ifndef KILN_COMPILER_COMPILE_H
#define KILN_COMPILER_COMPILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/intern.h"
#include "base/vec.h"
#include "compiler/diag.h"
#include "target/target.h"

#include <stddef.h>

enum compile_status {
    COMPILE_OK,          /* a code object for every level asked for */
    COMPILE_REJECTED,    /* CPython raises; the last diagnostic is that error */
    COMPILE_UNSUPPORTED, /* this compiler cannot do this target or construct */
    COMPILE_BROKEN,      /* the compiler failed, not the source: a worker died, hung,
                            answered garbage; `reason` says it in one line */
    COMPILE_NO_MEMORY,
    COMPILE_CANCELLED,
};

struct compile_request {
    const char *source; /* raw bytes of the file */
    size_t source_size;
    const char *filename; /* co_filename: bytes, decoded as file names are
                             (UTF-8, undecodable bytes become surrogates) */
    size_t filename_size;
    const int *levels;       /* optimize levels, in the order to compile them; 0, 1
                                and 2 are valid, anything else is rejected with
                                CPython's ValueError */
    size_t level_count;      /* at least 1 */
    bool filename_is_source; /* the file of that name holds this source; CPython shows
                                lines of it in some reports */
};

/* One marshalled code object: all of a .pyc but its 16-byte header. */
struct compile_output {
    int level;
    const char *code;
    size_t code_size;
};

/* Belongs to one caller, who reuses it from file to file.  Everything that it
 * points to lives in `arena`, until compile_result_reset or _free. */
struct compile_result {
    struct arena arena;
    /* In the order of the levels asked for; ends before the level that failed. */
    struct compile_outputs VEC_OF(struct compile_output) outputs;
    /* In the order in which Python shows them. */
    struct compile_diags VEC_OF(struct diag) diags;
    const char *reason; /* set with COMPILE_BROKEN and COMPILE_UNSUPPORTED, else NULL */

    /* The native compiler's own memory, emptied for each file. */
    struct arena scratch, fleeting;
    struct intern scratch_names;
    struct buf scratch_bytes;
};

void compile_result_reset(struct compile_result *result);
void compile_result_free(struct compile_result *result);

/* A compiler for one target.  compile() may be called from any number of
 * threads at once. */
struct compiler {
    const struct compiler_class *class;
    struct target target;
};

struct compiler_class {
    const char *name; /* "interpreter", "native" */
    enum compile_status (*compile)(struct compiler *compiler,
                                   const struct compile_request *request,
                                   struct compile_result *result);
    /* Makes every compile() under way, and every later one, return
     * COMPILE_CANCELLED soon.  Callable from any thread. */
    void (*cancel)(struct compiler *compiler);
    /* Stops it and frees it; no compile() may be under way. */
    void (*destroy)(struct compiler *compiler);
};

static inline enum compile_status compiler_compile(struct compiler *compiler,
                                                   const struct compile_request *request,
                                                   struct compile_result *result)
{
    return compiler->class->compile(compiler, request, result);
}

static inline void compiler_cancel(struct compiler *compiler)
{
    compiler->class->cancel(compiler);
}

static inline void compiler_destroy(struct compiler *compiler)
{
    if (compiler)
        compiler->class->destroy(compiler);
}

#endif
