/* SPDX-License-Identifier: MIT
 *
 * A failed system call in the words of Python's OSError.
 */
#ifndef KILN_DRIVER_OSERROR_H
#define KILN_DRIVER_OSERROR_H

#include "base/buf.h"

/* The subclass of OSError that an errno value raises (PEP 3151). */
const char *oserror_class(int error);

/* str(OSError): "[Errno 13] Permission denied: 'x' -> 'y'".  `path` and `path2`
 * may be NULL.  Appended. */
void oserror_text(struct buf *out, int error, const char *path, const char *path2,
                  unsigned unicode_version);

#endif
