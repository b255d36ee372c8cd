/* SPDX-License-Identifier: MIT
 *
 * CPython 3.11.
 */
#include "target/effect.h"
#include "target/opcode.h"
#include "target/pass.h"
#include "target/versions.h"

static const uint8_t passes_py311[] = {
    PASS_EXTEND_BLOCKS,
    PASS_PREFIX,
    PASS_THREAD_AND_CLEAN,
    PASS_EXTEND_BLOCKS,
    PASS_REMOVE_UNREACHABLE,
    PASS_REMOVE_EMPTY,
    PASS_REMOVE_NOPS,
    PASS_REMOVE_JUMPS,
    PASS_DUPLICATE_EXITS,
    PASS_TRIM_CONSTS,
    PASS_PROPAGATE_LINES,
    PASS_GUARANTEE_LINES,
    PASS_STACK_DEPTH,
    PASS_LABEL_HANDLERS,
    PASS_DROP_HANDLERS,
    PASS_NAME_DIRECTIONS,
    PASS_END,
};

const struct target target_py311 = {
    .name = "3.11",
    .cache_tag = "cpython-311",
    .major = 3,
    .minor = 11,
    .micro = 15,
    .magic = 3495,
    .siphash_c = 1,
    .siphash_d = 3,
    .unicode_major = 14,
    .unicode_minor = 0,
    .tree_depth = 2967,
    .block_limit = 20,
    .small_int_limit = 256,
    .code_layout = CODE_LAYOUT_LOCALSPLUS,
    .native = true,
    .opcodes = opcode_rows_py311,
    .effects = effect_rows_py311,
    .passes = passes_py311,
    .features = {BIT(SHARED_LATIN1_STRINGS), BIT(CONSTANTS_FOLDED_IN_TREE),
                 BIT(FUTURE_WITH_DOTS), BIT(FUTURE_BY_LINE), BIT(ELSE_BEFORE_HANDLERS),
                 BIT(BOUND_FREE_CLASS), BIT(TEST_AT_LOOP_END), BIT(PLACES_LEFT_BEHIND),
                 BIT(RETURN_WHERE_MISSING), BIT(NULL_BEFORE_CALLABLE),
                 BIT(ASSERTIONS_RAISED_AT_TEST), BIT(BLOCKS_AS_GENERATED),
                 BIT(LINE_AFTER_LAST_CRLF), BIT(PLACELESS_NOPS_SEEN),
                 BIT(STORES_KEPT_IN_ORDER), BIT(CASE_ENDS_UNPLACED),
                 BIT(LABELS_BEGIN_BLOCKS),
                 BIT(LATE_POP_BLOCKS),
                 BIT(BARE_GENERATOR_POPS),
                 BIT(LATE_STAR_MISSES),
                 BIT(MATCH_ANNOTATIONS_FOUND)},
    .complaints = SAYS(STAR_AFTER_KEYWORDS),
};
