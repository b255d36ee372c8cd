/* SPDX-License-Identifier: MIT
 *
 * The table of Unicode: its order, and counts that CPython gives.
 */
#include "base/unicode.h"

#include "base/platform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static void test_order(void **state)
{
    (void)state;
    uint32_t end = 0;
    for (size_t i = 0; i < unicode_printable_count; i++) {
        const struct printable_range *range = &unicode_printable[i];
        assert_true(range->first >= end);
        assert_true(range->since_major >= 12 && range->since_major <= 17);
        end = range->first + range->more + 1;
    }
    assert_true(end <= 0x110000);
}

struct printable_count {
    unsigned version, count;
};

/* sum(chr(c).isprintable() for c in range(0x110000)) of 3.8 to 3.15. */
static void test_counts(void **state)
{
    (void)state;
    static const struct printable_count counts[] = {
        {UNICODE_VERSION(12, 1), 137750}, {UNICODE_VERSION(13, 0), 143680},
        {UNICODE_VERSION(14, 0), 144516}, {UNICODE_VERSION(15, 0), 148998},
        {UNICODE_VERSION(15, 1), 149625}, {UNICODE_VERSION(16, 0), 154810},
        {UNICODE_VERSION(17, 0), 159613},
    };
    for (size_t i = 0; i < ARRAY_COUNT(counts); i++) {
        unsigned count = 0;
        for (uint32_t point = 0; point < 0x110000; point++)
            count += unicode_is_printable(point, counts[i].version);
        assert_int_equal(count, counts[i].count);
    }
}

static void test_ends(void **state)
{
    (void)state;
    unsigned version = UNICODE_VERSION(17, 0);
    assert_false(unicode_is_printable(0, version));
    assert_false(unicode_is_printable(0x1F, version));
    assert_true(unicode_is_printable(' ', version));
    assert_true(unicode_is_printable('~', version));
    assert_false(unicode_is_printable(0x7F, version));
    assert_false(unicode_is_printable(0xA0, version));
    assert_true(unicode_is_printable(0xA1, version));
    assert_false(unicode_is_printable(0xD800, version));
    assert_false(unicode_is_printable(0xE000, version));
    assert_false(unicode_is_printable(0x10FFFF, version));
    assert_false(unicode_is_printable(0x110000, version));
    assert_false(unicode_is_printable(UINT32_MAX, version));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_ends),
    };
    return cmocka_run_group_tests_name("unicode", tests, NULL, NULL);
}
