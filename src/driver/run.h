/* SPDX-License-Identifier: MIT
 *
 * A whole run: the calling thread walks and tells, worker threads compile.
 */
#ifndef KILN_DRIVER_RUN_H
#define KILN_DRIVER_RUN_H

#include "driver/plan.h"

#include <kiln.h>

/* Does everything that the plan says.  Events are told on this thread, in path
 * order.  Fills in result's figures and its status; result->message only for
 * the statuses that need one. */
void run_plan(const struct plan *plan, struct kiln_result *result);

#endif
