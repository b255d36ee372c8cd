/* SPDX-License-Identifier: MIT
 *
 * CPython 3.10.
 */
#include "target/versions.h"

const struct target target_py310 = {
    .name = "3.10",
    .cache_tag = "cpython-310",
    .major = 3,
    .minor = 10,
    .micro = 20,
    .magic = 3439,
    .siphash_c = 2,
    .siphash_d = 4,
    .unicode_major = 13,
    .unicode_minor = 0,
    .block_limit = 20,
    .small_int_limit = 256,
    .code_layout = CODE_LAYOUT_VARNAMES,
    .features = {BIT(SHARED_LATIN1_STRINGS), BIT(REF_BY_COUNT), BIT(ELSE_BEFORE_HANDLERS),
                 BIT(BOUND_FREE_CLASS)},
};
