/* SPDX-License-Identifier: MIT
 *
 * interpreter_probe and interpreter_sys_path, with their system calls and their
 * patience made explicit.
 */
#ifndef KILN_INTERPRETER_PROBE_H
#define KILN_INTERPRETER_PROBE_H

#include "interpreter/interpreter.h"
#include "interpreter/process.h"

#include <stdbool.h>

enum { PROBE_TIMEOUT_MS = 10000 };

struct probe {
    const struct process_ops *ops;
    const char *python;
    unsigned timeout_ms;
};

bool probe_facts(const struct probe *probe, struct interpreter_facts *facts,
                 struct buf *error);
bool probe_sys_path(const struct probe *probe, struct buf *paths, struct buf *error);

#endif
