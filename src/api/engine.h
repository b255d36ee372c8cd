/* SPDX-License-Identifier: MIT
 *
 * Which target, and who compiles for it.
 */
#ifndef KILN_API_ENGINE_H
#define KILN_API_ENGINE_H

#include "compiler/compile.h"
#include "interpreter/find.h"
#include "interpreter/interpreter.h"

#include <kiln.h>

struct engine {
    struct interpreter_choice choice;
    struct interpreter_facts facts; /* of the executable, once it was asked */
    struct target target;
    bool nearest;              /* target is a guess: the one asked for is too new */
    bool micro_known;          /* target.micro is what will compile */
    bool native;               /* the native compiler comes first */
    struct compiler *compiler; /* NULL: none; `missing` says why */
    struct buf missing;
};

/* Decides the target, and makes its compiler unless nothing will be compiled.
 * `tree` is the first path to be compiled, or NULL.  On failure the status, with
 * one line in `message`. */
enum kiln_status engine_open(struct engine *engine, const struct kiln_options *options,
                             unsigned workers, const char *tree, struct buf *message);

/* The sys.path of the first candidate that runs: interpreter_sys_path. */
bool engine_sys_path(struct engine *engine, struct buf *entries, struct buf *message);

void engine_close(struct engine *engine);

#endif
