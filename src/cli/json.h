/* SPDX-License-Identifier: MIT
 *
 * Events and results as JSON, one object a line.
 *
 * File names are decoded as Python decodes them: bytes that are not UTF-8 become
 * \udc80 to \udcff.  Everything but ASCII is escaped, so that the output is good
 * whatever reads it.
 */
#ifndef KILN_CLI_JSON_H
#define KILN_CLI_JSON_H

#include "base/buf.h"

#include <kiln.h>

void cli_json_event(struct buf *line, const struct kiln_event *event);

/* The -i list cannot be read. */
void cli_json_bad_list(struct buf *line, const char *file, const char *message);

/* The last line. */
void cli_json_summary(struct buf *line, const struct kiln_result *result, double seconds,
                      int exit_code);

#endif
