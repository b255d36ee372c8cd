/* SPDX-License-Identifier: MIT
 *
 * The borrowed compiler: a pool of real CPython processes behind compile.h's
 * call.
 *
 * Every answer is what one fresh process would give for that file alone with
 * PYTHONHASHSEED=0, whichever process compiled what before: since 3.11 a bare
 * interpreter (-I -S, compile(), marshal.dumps()), until 3.10, where every name
 * that the process holds shows in the bytes, `python -m compileall` itself.
 *
 * A process that dies, hangs past the timeout or answers garbage costs its one
 * file and is replaced.  Processes end with the program, however it ends, even
 * in the middle of a compile: each group is tied to a pipe (ops.h).
 */
#ifndef KILN_INTERPRETER_INTERPRETER_H
#define KILN_INTERPRETER_INTERPRETER_H

#include "base/buf.h"
#include "compiler/compile.h"
#include "target/target.h"

#include <stdbool.h>
#include <stddef.h>

struct interpreter_options {
    const char *python;        /* executable: a path, or a name looked up in PATH */
    const char *const *others; /* those to try, in order, where it does not run */
    size_t other_count;
    unsigned processes;          /* how many at the most; at least 1 */
    unsigned timeout_ms;         /* for one file at one level; 0: no limit */
    const char *const *warnings; /* arguments of python's -W, in order; may be NULL */
    size_t warning_count;
};

/* What an executable says about itself when it is asked. */
struct interpreter_facts {
    struct target target; /* magic and cache tag as it reports them */
    char cache_tag[32];   /* what target.cache_tag points to */
    bool unknown_micro;   /* a micro version that came after Kiln */
    bool free_threaded;   /* built without a GIL (PEP 703): it interns every string
                             constant, so that its bytes are its own */
    int optimize;         /* sys.flags.optimize under the present environment */
};

/* Runs `python` once and fills `facts`.  False with one line in `error` when it
 * cannot be started, is not CPython, is older than 3.8 or newer than Kiln
 * knows.  `error` begins with the executable's name, no closing newline. */
bool interpreter_probe(const char *python, struct interpreter_facts *facts,
                       struct buf *error);

/* The sys.path that `python -m compileall` would see in the present directory
 * and environment: entries appended to `paths`, each ended by a NUL byte. */
bool interpreter_sys_path(const char *python, struct buf *paths, struct buf *error);

/* A compiler for `target`.  No process starts before the first compile(); the
 * first process of each kind says which magic number it writes, and one that
 * differs from target's makes compile() answer COMPILE_BROKEN, as does a first
 * process that cannot be started, for every file, once the others were tried.  More threads
 * than processes keep the processes busy while files are read and written.  A level of -1
 * is what compile() takes it for: 0.  NULL when memory or descriptors ran out. */
struct compiler *interpreter_create(const struct target *target,
                                    const struct interpreter_options *options);

#endif
