/* SPDX-License-Identifier: MIT
 *
 * CPython 3.15.
 */
#include "target/versions.h"

const struct target target_py315 = {
    .name = "3.15",
    .cache_tag = "cpython-315",
    .major = 3,
    .minor = 15,
    .micro = 2,
    .magic = 3666,
    .siphash_c = 1,
    .siphash_d = 3,
    .unicode_major = 17,
    .unicode_minor = 0,
    .code_layout = CODE_LAYOUT_LOCALSPLUS,
    .features =
        BIT(INTERNED_QUALNAMES) | BIT(FROZENSET_DUMP_ORDER) | BIT(ROOT_UNSHARED) |
        BIT(TYPE_PARAMETERS) | BIT(TOKENIZED_FSTRINGS) | BIT(TYPE_PARAMETER_DEFAULTS) |
        BIT(IDENTIFIER_MIDDLE_DOTS) | BIT(DUMP_OMITS_EMPTY) | BIT(BARRY_AS_FLUFL_IN_FILES) | BIT(PATTERN_UNARY_PLUS) | BIT(TEMPLATE_STRINGS) |
        BIT(UNPARENTHESIZED_EXCEPT) | BIT(LAZY_IMPORTS) | BIT(COMPREHENSION_UNPACKING) |
        BIT(DUMP_OMITS_LOAD) | BIT(ESCAPED_QUOTE_HINT) | BIT(ONE_LINE_FORMAT_SPECS) |
        BIT(ERROR_COLUMNS_IN_LINE) | BIT(ESCAPE_ADVICE) | BIT(CHECKED_UTF8) |
        BIT(UNCLOSED_FIELD_LINE),
};
