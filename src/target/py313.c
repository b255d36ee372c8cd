/* SPDX-License-Identifier: MIT
 *
 * CPython 3.13.
 */
#include "target/opcode.h"
#include "target/versions.h"

const struct target target_py313 = {
    .name = "3.13",
    .cache_tag = "cpython-313",
    .major = 3,
    .minor = 13,
    .micro = 18,
    .magic = 3571,
    .siphash_c = 1,
    .siphash_d = 3,
    .unicode_major = 15,
    .unicode_minor = 1,
    .block_limit = 21,
    .small_int_limit = 256,
    .code_layout = CODE_LAYOUT_LOCALSPLUS,
    .opcodes = opcode_rows_py313,
    .features =
        BIT(CHECKED_CARETS) | BIT(INTERNED_QUALNAMES) | BIT(HELD_SET_ELEMENTS) |
        BIT(FROZENSET_DUMP_ORDER) | BIT(TYPE_PARAMETERS) | BIT(TOKENIZED_FSTRINGS) |
        BIT(TYPE_PARAMETER_DEFAULTS) | BIT(IDENTIFIER_MIDDLE_DOTS) | BIT(DUMP_OMITS_EMPTY) |
        BIT(BARRY_AS_FLUFL_IN_FILES) | BIT(ESCAPED_QUOTE_HINT) |
        BIT(ONE_LINE_FORMAT_SPECS) | BIT(ERROR_COLUMNS_IN_LINE) | BIT(LOUD_ESCAPES) |
        BIT(ESCAPE_LINES) | BIT(LOOSE_DERIVED_NAMES) | BIT(FOLDED_FORMAT_SPECS) |
        BIT(RAW_FORMAT_SPECS) | BIT(RAW_FIELD_TEXT) | BIT(WHOLE_FIELD_TEXT) |
        BIT(FRESH_FIELD_TEXT) | BIT(QUOTES_IN_FIELD_TEXT) | BIT(CODEC_NAMES_858_1140) |
        BIT(SPEC_ENDS_AT_FIELD) | BIT(RANGES_IN_CHARACTERS) |
        BIT(ERROR_COLUMNS_IN_CHARACTERS) | BIT(QUIET_FINALLY_COPY) |
        BIT(INLINED_COMPREHENSIONS) | BIT(MANGLED_TYPE_PARAMETERS) |
        BIT(STORED_ITERATION_NAMES) | BIT(RESERVED_CLASSDICT) | BIT(INLINED_CLASSDICT) |
        BIT(CONSTANTS_FOLDED_IN_TREE) | BIT(FUTURE_ERROR_AT_NAME) | BIT(SECOND_GET_ITER),
};
