/* SPDX-License-Identifier: MIT
 *
 * A code object as text, for people and for golden files: its fields, instructions
 * with names and places, handlers of exceptions, and after it the code objects among
 * its constants.
 */
#ifndef KILN_COMPILER_PYC_DISASSEMBLE_H
#define KILN_COMPILER_PYC_DISASSEMBLE_H

#include "compiler/value/value.h"

void disassemble(struct ctx *ctx, const struct value *code, struct buf *out);

#endif
