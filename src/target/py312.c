/* SPDX-License-Identifier: MIT
 *
 * CPython 3.12.
 */
#include "target/effect.h"
#include "target/opcode.h"
#include "target/versions.h"

const struct target target_py312 = {
    .name = "3.12",
    .cache_tag = "cpython-312",
    .major = 3,
    .minor = 12,
    .micro = 13,
    .magic = 3531,
    .siphash_c = 1,
    .siphash_d = 3,
    .unicode_major = 15,
    .unicode_minor = 0,
    .tree_depth = 2988,
    .block_limit = 20,
    .small_int_limit = 256,
    .code_layout = CODE_LAYOUT_LOCALSPLUS,
    .opcodes = opcode_rows_py312,
    .effects = effect_rows_py312,
    .features = {BIT(SHARED_LATIN1_STRINGS),    BIT(FROZENSET_DUMP_ORDER),
                 BIT(COMPLEX_POWER_BY_PRODUCT), BIT(TYPE_PARAMETERS),
                 BIT(TOKENIZED_FSTRINGS),       BIT(LOUD_ESCAPES),
                 BIT(FOLDED_FORMAT_SPECS),      BIT(RAW_FIELD_TEXT),
                 BIT(WHOLE_FIELD_TEXT),         BIT(SPEC_ENDS_AT_FIELD),
                 BIT(ERROR_COLUMNS_IN_LINE),    BIT(ERROR_COLUMNS_IN_CHARACTERS),
                 BIT(INLINED_COMPREHENSIONS),   BIT(MANGLED_TYPE_PARAMETERS),
                 BIT(STORED_ITERATION_NAMES),   BIT(RESERVED_CLASSDICT),
                 BIT(CONSTANTS_FOLDED_IN_TREE), BIT(FUTURE_WITH_DOTS),
                 BIT(ELSE_BEFORE_HANDLERS),     BIT(MERGED_PLACES),
                 BIT(INLINED_DUNDER_CLASS),     BIT(FLAT_ANNOTATION_SCOPES),
                 BIT(CLASS_NAMES_PUT_ASIDE),    BIT(TEST_AT_LOOP_END),
                 BIT(NULL_BEFORE_CALLABLE),
                 BIT(COMPARE_MASKS),
                 BIT(STOP_ITERATION_HANDLERS),
                 BIT(LITERAL_TYPES_NAMED),
                 BIT(ASSERTIONS_RAISED_AT_TEST),
                 BIT(STORES_KEPT_IN_ORDER)},
    .complaints = SAYS(STAR_AFTER_KEYWORDS) | SAYS(RULES_312),
};
