/* SPDX-License-Identifier: MIT
 *
 * str.strip() of Python, for text in UTF-8.
 */
#ifndef KILN_CLI_STRIP_H
#define KILN_CLI_STRIP_H

#include <stddef.h>

/* Takes white space, as Unicode and str.isspace() have it, off both ends. */
void cli_strip(const char **text, size_t *size);

#endif
