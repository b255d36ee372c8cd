/* SPDX-License-Identifier: MIT
 *
 * The life of a compile_result: see compile.h.
 */
#include "compiler/compile.h"

void compile_result_reset(struct compile_result *result)
{
    arena_reset(&result->arena);
    result->outputs.count = 0;
    result->diags.count = 0;
    result->reason = NULL;
}

void compile_result_free(struct compile_result *result)
{
    arena_free(&result->arena);
    VEC_FREE(&result->outputs);
    VEC_FREE(&result->diags);
    arena_free(&result->scratch);
    arena_free(&result->fleeting);
    intern_free(&result->scratch_names);
    buf_free(&result->scratch_bytes);
    result->reason = NULL;
}
