/* SPDX-License-Identifier: MIT
 *
 * Finding a target by its name.
 */
#include "target/versions.h"

#include <stdio.h>
#include <string.h>

static const struct target *const versions[] = {
    &target_py38,  &target_py39,  &target_py310, &target_py311,
    &target_py312, &target_py313, &target_py314, &target_py315,
};

enum { VERSION_COUNT = sizeof versions / sizeof versions[0] };

void target_magic_bytes(const struct target *target, unsigned char magic[4])
{
    magic[0] = (unsigned char)(target->magic & 0xff);
    magic[1] = (unsigned char)(target->magic >> 8);
    magic[2] = '\r';
    magic[3] = '\n';
}

const struct target *target_at(size_t index)
{
    return index < VERSION_COUNT ? versions[index] : NULL;
}

int target_compare(int major, int minor, const struct target *target)
{
    return major != target->major ? major - target->major : minor - target->minor;
}

/* ".Z" after "X.Y": a micro version no newer than the newest known. */
static bool parse_micro(const char *text, int newest, int *micro)
{
    int length = 0;
    if (text[0] != '.' || text[1] < '0' || text[1] > '9' || strlen(text) > 4)
        return false;
    return sscanf(text, ".%d%n", micro, &length) == 1 && !text[length] && *micro <= newest;
}

/* Features that came with a later micro version than .0 of their minor version. */
static const struct {
    int minor, since;
    bool features[FEATURE_COUNT];
} late_features[] = {
    {11, 4, {BIT(STORES_KEPT_IN_ORDER), BIT(CASE_ENDS_UNPLACED), BIT(LATE_STAR_MISSES), BIT(MATCH_ANNOTATIONS_FOUND)}},
    {11, 9, {BIT(ASSERTIONS_RAISED_AT_TEST)}},
    {12, 2, {BIT(STOP_ITERATION_BLOCKS)}},
    {12, 3, {BIT(ASSERTIONS_RAISED_AT_TEST)}},
    {12, 4, {BIT(INLINED_GLOBALS), BIT(MANGLED_TYPE_PARAMETERS)}},
    {12, 5, {BIT(ITERATORS_AT_ITERABLE), BIT(LAMBDAS_RETURN_AT_BODY)}},
    {12, 7, {BIT(CONTEXTS_AT_EXPRESSION)}},
    {12, 5, {BIT(INLINED_DUNDER_CLASS), BIT(FOLDED_FORMAT_SPECS), BIT(SPEC_ENDS_AT_FIELD)}},
    {12,
     8,
     {BIT(ERROR_COLUMNS_IN_LINE), BIT(ERROR_COLUMNS_IN_CHARACTERS),
      BIT(COMPLEX_POWER_BY_PRODUCT)}},
    {12, 9, {BIT(RAW_FIELD_TEXT), BIT(WHOLE_FIELD_TEXT), BIT(RESERVED_CLASSDICT)}},
    {13,
     1,
     {BIT(ERROR_COLUMNS_IN_LINE), BIT(FUTURE_ERROR_AT_NAME), BIT(SECOND_GET_ITER),
      BIT(COMPLEX_POWER_BY_PRODUCT)}},
    {13,
     2,
     {BIT(RAW_FIELD_TEXT), BIT(WHOLE_FIELD_TEXT), BIT(ESCAPE_LINES),
      BIT(RESERVED_CLASSDICT)}},
    {13, 3, {BIT(BARRY_AS_FLUFL_IN_FILES), BIT(ONE_LINE_FORMAT_SPECS)}},
    {13, 4, {BIT(CONSTANT_NAMES_REFUSED)}},
    {13, 6, {BIT(RAW_FORMAT_SPECS), BIT(QUOTES_IN_FIELD_TEXT)}},
    {13, 10, {BIT(QUIET_FINALLY_COPY)}},
    {13, 13, {BIT(LOOSE_DERIVED_NAMES), BIT(RANGES_IN_CHARACTERS), BIT(INLINED_CLASSDICT)}},
    {13, 16, {BIT(INLINED_BLOCKS), BIT(FRESH_FIELD_TEXT)}},
    {14, 1, {BIT(CHECKED_UTF8), BIT(QUIET_FINALLY_COPY)}},
    {14, 4, {BIT(LOOSE_DERIVED_NAMES), BIT(INLINED_CLASSDICT)}},
    {14, 6, {BIT(CLASS_NAMES_BELOW_INLINED)}},
    {14,
     8,
     {BIT(INLINED_BLOCKS), BIT(INLINED_USES), BIT(WHOLE_INTERPOLATION_TEXT),
      BIT(LONG_LITERALS_FOLDED)}},
};

/* Complaints that came with a later micro version. */
static const struct {
    int minor, since;
    uint64_t complaints;
} late_complaints[] = {
    {11, 4, SAYS(STAR_AFTER_KEYWORDS)},  {13, 6, SAYS(EXCLAMATION)},
    {13, 13, SAYS(WHOLE_SOFT_KEYWORDS)}, {13, 16, SAYS(LESS_GREATER)},
    {14, 8, SAYS(LESS_GREATER)},         {15, 1, SAYS(LESS_GREATER) | SAYS(MEMORY_BY_WALK)},
};

static void drop_late_complaints(struct target *target)
{
    for (size_t i = 0; i < sizeof late_complaints / sizeof late_complaints[0]; i++)
        if (late_complaints[i].minor == target->minor &&
            target->micro < late_complaints[i].since)
            target->complaints &= ~late_complaints[i].complaints;
}

/* Features that micro versions in between have, or do not have. */
static const struct {
    int minor, since, until;
    enum target_feature feature;
    bool there;
} passing_features[] = {
    {13, 4, 4, FEATURE_SECOND_GET_ITER, false},
    {13, 4, 9, FEATURE_WARNINGS_TOLD_ONCE, true},
    {14, 0, 0, FEATURE_WARNINGS_TOLD_ONCE, true},
};

static void set_passing_features(struct target *target)
{
    for (size_t i = 0; i < sizeof passing_features / sizeof passing_features[0]; i++)
        if (passing_features[i].minor == target->minor &&
            target->micro >= passing_features[i].since &&
            target->micro <= passing_features[i].until)
            target->features[passing_features[i].feature] = passing_features[i].there;
}

/* Micro versions that are unlike those around them, of which no interpreter was there to
 * hold the native compiler to. */
static const struct {
    int minor, micro;
} unheld[] = {
    {13, 4}, /* gh-135171: comprehensions without a second GET_ITER, for once */
};

static void drop_unheld(struct target *target)
{
    for (size_t i = 0; i < sizeof unheld / sizeof unheld[0]; i++)
        if (unheld[i].minor == target->minor && unheld[i].micro == target->micro)
            target->native = false;
}

static void drop_late_features(struct target *target)
{
    for (size_t i = 0; i < sizeof late_features / sizeof late_features[0]; i++)
        if (late_features[i].minor == target->minor &&
            target->micro < late_features[i].since)
            for (int feature = 0; feature < FEATURE_COUNT; feature++)
                target->features[feature] &= !late_features[i].features[feature];
}

bool target_find(const char *name, struct target *target)
{
    for (size_t i = 0; i < VERSION_COUNT; i++) {
        size_t length = strlen(versions[i]->name);
        if (strncmp(name, versions[i]->name, length) != 0)
            continue;
        int micro = versions[i]->micro;
        if (name[length] && !parse_micro(name + length, micro, &micro))
            continue;
        *target = *versions[i];
        target->micro = micro;
        drop_late_features(target);
        set_passing_features(target);
        drop_late_complaints(target);
        drop_unheld(target);
        return true;
    }
    return false;
}
