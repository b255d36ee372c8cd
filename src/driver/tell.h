/* SPDX-License-Identifier: MIT
 *
 * What happens to a file, put into its job's report as events.
 */
#ifndef KILN_DRIVER_TELL_H
#define KILN_DRIVER_TELL_H

#include "driver/job.h"
#include "driver/publish.h"

/* An event of that kind about the job's file, with the job's reason. */
void tell_file(const struct plan *plan, struct job *job, enum kiln_event_kind kind);

void tell_bad_stripdir(const struct plan *plan, struct job *job);

/* WROTE, LINKED or KEPT: counted always, sent on only where every event is wanted. */
void tell_pyc(const struct plan *plan, struct job *job, enum kiln_event_kind kind,
              const char *pyc, int level);

/* A warning, or the error that rejects the source. */
void tell_diag(const struct plan *plan, struct job *job, const struct buf *source,
               const struct diag *diag, int level);

/* OSError about `path`. */
void tell_system_error(const struct plan *plan, struct job *job, int error,
                       const char *path);

void tell_publish_error(const struct plan *plan, struct job *job,
                        const struct publish_error *error);

/* The compiler failed; `reason` in one line, NULL: unknown. */
void tell_engine_error(const struct plan *plan, struct job *job, const char *reason);

/* The source kept changing. */
void tell_changed(const struct plan *plan, struct job *job);

#endif
