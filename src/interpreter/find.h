/* SPDX-License-Identifier: MIT
 *
 * Which interpreter, when none is named: by target on PATH, by the virtual
 * environment or the lib/pythonX.Y directory that a tree lies in, else python3.
 */
#ifndef KILN_INTERPRETER_FIND_H
#define KILN_INTERPRETER_FIND_H

#include "base/buf.h"
#include "base/vec.h"
#include "target/target.h"

#include <stdbool.h>

struct interpreter_names VEC_OF(char *);

struct interpreter_choice {
    char *python; /* executable, owned by the choice; NULL: none was found for
                     the target, which matters once something must be compiled */
    struct interpreter_names others; /* further ones on PATH, for when `python` turns
                             out not to run: a launcher without what it launches */
    struct target target;            /* known when `version_known` */
    bool version_known;              /* false: interpreter_probe must be asked */
};

/* `python` and `target` (X.Y or X.Y.Z) as the user gave them, or NULL; `tree`
 * the first directory or file to compile, or NULL.
 *
 *  - python given: that executable; it is asked for its version, and it must be
 *    of `target` where both are given (the caller checks after the probe);
 *  - target given: pythonX.Y on PATH, then python3, python if their real name
 *    says X.Y;
 *  - else, from the tree upwards: pyvenv.cfg (its bin/python, and its version),
 *    then lib/pythonX.Y in the tree's absolute path (the prefix's bin/pythonX.Y,
 *    else pythonX.Y on PATH);
 *  - else python3 on PATH.
 * Where PATH is searched, what comes later on it is kept in `others`.
 * The version is taken from the name of the executable that the links lead to
 * (python3 -> python3.11) where it says one, so that a run that finds
 * everything up to date starts no interpreter.
 * False with one line in `error` for an unknown target or when nothing is found. */
bool interpreter_choose(const char *python, const char *target, const char *tree,
                        struct interpreter_choice *choice, struct buf *error);

/* Gives `python` up for the first of the others; false when there is none. */
bool interpreter_choice_next(struct interpreter_choice *choice);

void interpreter_choice_free(struct interpreter_choice *choice);

#endif
