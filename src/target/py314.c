/* SPDX-License-Identifier: MIT
 *
 * CPython 3.14.
 */
#include "target/opcode.h"
#include "target/versions.h"

const struct target target_py314 = {
    .name = "3.14",
    .cache_tag = "cpython-314",
    .major = 3,
    .minor = 14,
    .micro = 10,
    .magic = 3627,
    .siphash_c = 1,
    .siphash_d = 3,
    .unicode_major = 16,
    .unicode_minor = 0,
    .code_layout = CODE_LAYOUT_LOCALSPLUS,
    .opcodes = opcode_rows_py314,
    .features =
        BIT(CHECKED_CARETS) | BIT(INTERNED_QUALNAMES) | BIT(FROZENSET_DUMP_ORDER) |
        BIT(TYPE_PARAMETERS) | BIT(TOKENIZED_FSTRINGS) | BIT(TYPE_PARAMETER_DEFAULTS) |
        BIT(IDENTIFIER_MIDDLE_DOTS) | BIT(DUMP_OMITS_EMPTY) | BIT(BARRY_AS_FLUFL_IN_FILES) |
        BIT(TEMPLATE_STRINGS) | BIT(UNPARENTHESIZED_EXCEPT) | BIT(ESCAPED_QUOTE_HINT) |
        BIT(ONE_LINE_FORMAT_SPECS) | BIT(ERROR_COLUMNS_IN_LINE) | BIT(ESCAPE_ADVICE) |
        BIT(CHECKED_UTF8) | BIT(LOUD_ESCAPES) | BIT(ESCAPE_LINES) |
        BIT(LOOSE_DERIVED_NAMES) | BIT(FOLDED_FORMAT_SPECS) | BIT(RAW_FORMAT_SPECS) |
        BIT(RAW_FIELD_TEXT) | BIT(WHOLE_FIELD_TEXT) | BIT(FRESH_FIELD_TEXT) |
        BIT(QUOTES_IN_FIELD_TEXT) | BIT(WHOLE_INTERPOLATION_TEXT) |
        BIT(DECODE_ERRORS_AT_PART) | BIT(WIDE_SPEC_TEXT) | BIT(CODEC_NAMES_858_1140) |
        BIT(CODEC_NAMES_874) | BIT(SPEC_ENDS_AT_FIELD) | BIT(RANGES_IN_CHARACTERS) |
        BIT(ERROR_COLUMNS_IN_CHARACTERS),
};
