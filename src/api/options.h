/* SPDX-License-Identifier: MIT
 *
 * Options as the caller gave them, made whole and checked.
 */
#ifndef KILN_API_OPTIONS_H
#define KILN_API_OPTIONS_H

#include <kiln.h>

/* Copies what the caller's struct has (it may be of an older, shorter kind) over
 * the defaults. */
void options_complete(struct kiln_options *complete, const struct kiln_options *given);

/* NULL, or what is wrong: the words of compileall's ValueError where it has one. */
const char *options_find_fault(const struct kiln_options *options);

/* The number of workers meant: 0 becomes the processors that this process may
 * use. */
unsigned options_workers(const struct kiln_options *options);

#endif
