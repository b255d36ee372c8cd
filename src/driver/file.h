/* SPDX-License-Identifier: MIT
 *
 * One source file, from its name to its published .pyc files
 * (compileall.compile_file and py_compile.compile).
 */
#ifndef KILN_DRIVER_FILE_H
#define KILN_DRIVER_FILE_H

#include "driver/job.h"

/* What a worker keeps from file to file, so that memory is reused. */
struct file_worker {
    const struct plan *plan;
    struct buf source;
    struct buf filename;
    struct buf pyc;      /* path of the .pyc at hand */
    struct buf previous; /* path of the .pyc of the level before */
    struct compile_result result;
};

void file_worker_free(struct file_worker *worker);

/* Does a JOB_FILE: sets its outcome, reason and report; everything but `done`. */
void file_process(struct file_worker *worker, struct job *job);

#endif
