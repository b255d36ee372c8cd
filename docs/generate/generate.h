/* SPDX-License-Identifier: MIT
 *
 * What the generator makes from the table of options; all of it is written to
 * standard output.
 */
#ifndef KILN_DOCS_GENERATE_H
#define KILN_DOCS_GENERATE_H

#include "cli/options.h"

#include <stdbool.h>
#include <stdio.h>

/* Reads the page's text from `page`, puts the options where it asks for them. */
void write_man(FILE *page);
void write_bash(void);
void write_zsh(void);
void write_fish(void);

/* May be given several times to some effect. */
bool option_repeats(const struct cli_option *option);

/* Bytes of the first sentence of its help, without the full stop. */
size_t first_sentence(const struct cli_option *option);

#endif
