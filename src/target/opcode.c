/* SPDX-License-Identifier: MIT
 *
 * Names of the instructions, for dumps.
 */
#include "target/opcode.h"

const char *opcode_name(enum opcode op)
{
    static const char *const names[] = {
#define OPCODE(name) #name,
#include "target/opcode.def"
#undef OPCODE
    };
    return names[op];
}
