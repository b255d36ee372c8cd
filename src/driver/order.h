/* SPDX-License-Identifier: MIT
 *
 * Jobs that write the same .pyc must not run at once: the later one, in path
 * order, waits for the earlier, so that the outcome is that of a serial run.
 */
#ifndef KILN_DRIVER_ORDER_H
#define KILN_DRIVER_ORDER_H

#include "driver/job.h"

#include <stdbool.h>

struct order_slot;

struct order {
    bool shared;              /* several destinations: the same file may come up again */
    struct order_slot *slots; /* hash table of the paths seen */
    size_t capacity, count;
    struct job *nameless; /* last file called ".py": its .pyc is py.py's */
};

/* Sets job->after.  False when memory ran out. */
NODISCARD bool order_job(struct order *order, struct job *job);

void order_free(struct order *order);

#endif
