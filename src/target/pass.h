/* SPDX-License-Identifier: MIT
 *
 * The passes over the flow graph, by name; see pass.def.
 */
#ifndef KILN_TARGET_PASS_H
#define KILN_TARGET_PASS_H

enum flow_pass {
    PASS_END, /* closes a list */
#define PASS(name, origin) PASS_##name,
#include "target/pass.def"
#undef PASS
    PASS_COUNT
};

#endif
