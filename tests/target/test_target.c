/* SPDX-License-Identifier: MIT
 *
 * Finding targets, and what holds of every one of them.
 */
#include "target/target.h"

#include "base/platform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static void test_order(void **state)
{
    (void)state;
    for (int minor = 8; minor <= 15; minor++) {
        const struct target *target = target_at((size_t)minor - 8);
        char name[8], tag[16];
        assert_non_null(target);
        snprintf(name, sizeof name, "3.%d", minor);
        snprintf(tag, sizeof tag, "cpython-3%d", minor);
        assert_string_equal(target->name, name);
        assert_string_equal(target->cache_tag, tag);
        assert_int_equal(target->major, 3);
        assert_int_equal(target->minor, minor);
    }
    assert_null(target_at(8));
    assert_null(target_at((size_t)-1));
}

static void test_found(void **state)
{
    (void)state;
    struct target target;
    assert_true(target_find("3.8", &target));
    assert_int_equal(target.minor, 8);
    assert_int_equal(target.micro, target_at(0)->micro);
    assert_true(target_find("3.11", &target));
    assert_int_equal(target.minor, 11);
    assert_true(target_find("3.11.2", &target));
    assert_int_equal(target.micro, 2);
    assert_int_equal(target_at(3)->micro, 15);
    assert_true(target_find("3.13.0", &target));
    assert_int_equal(target.micro, 0);
    assert_true(target_find("3.13.18", &target));
    assert_int_equal(target.micro, 18);
}

static void test_not_found(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",        "3",        "3.",      "3.1",        "3.7",
        "3.16",    "2.7",      "4.11",    "3.111",      "3.11.",
        "3.11.x",  "3.11.2x",  "3.11.-1", "3.11.+1",    "3.11. 1",
        "3.11.2.", "3.11.2.0", "3.11rc1", "3.11.99",    "3.11.999999999999",
        " 3.11",   "3.11 ",    "v3.11",   "python3.11", "3.8.21",
        "3,11",    "3.11.2\n",
    };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        struct target target = {.minor = -1};
        assert_false(target_find(names[i], &target));
        assert_int_equal(target.minor, -1);
    }
}

static void test_magic_bytes(void **state)
{
    (void)state;
    static const char *const magics[] = {
        "\x55\x0d", "\x61\x0d", "\x6f\x0d", "\xa7\x0d",
        "\xcb\x0d", "\xf3\x0d", "\x2b\x0e", "\x52\x0e",
    };
    for (size_t i = 0; i < ARRAY_COUNT(magics); i++) {
        unsigned char bytes[4];
        target_magic_bytes(target_at(i), bytes);
        assert_memory_equal(bytes, magics[i], 2);
        assert_memory_equal(bytes + 2, "\r\n", 2);
    }
}

/* What only ever changes one way changes so from version to version. */
static void test_progress(void **state)
{
    (void)state;
    for (size_t i = 1; target_at(i); i++) {
        const struct target *older = target_at(i - 1), *newer = target_at(i);
        assert_true(newer->magic > older->magic);
        assert_true(newer->code_layout >= older->code_layout);
        assert_true(newer->unicode_major * 256 + newer->unicode_minor >=
                    older->unicode_major * 256 + older->unicode_minor);
        assert_true(target_has(newer, FEATURE_INTERNED_QUALNAMES) >=
                    target_has(older, FEATURE_INTERNED_QUALNAMES));
        assert_true(target_has(newer, FEATURE_HELD_SET_ELEMENTS) >=
                    target_has(older, FEATURE_HELD_SET_ELEMENTS));
        assert_true(target_has(newer, FEATURE_SHARED_LATIN1_STRINGS) <=
                    target_has(older, FEATURE_SHARED_LATIN1_STRINGS));
    }
}

static void test_features(void **state)
{
    (void)state;
    for (size_t i = 0; target_at(i); i++) {
        const struct target *target = target_at(i);
        bool since_311 = target->minor >= 11;
        assert_int_equal(target->code_layout,
                         since_311 ? CODE_LAYOUT_LOCALSPLUS : CODE_LAYOUT_VARNAMES);
        assert_int_equal(target->siphash_c, since_311 ? 1 : 2);
        assert_int_equal(target->siphash_d, since_311 ? 3 : 4);
        assert_int_equal(target_has(target, FEATURE_SHARED_LATIN1_STRINGS),
                         target->minor <= 12);
        assert_int_equal(target_has(target, FEATURE_INTERNED_QUALNAMES),
                         target->minor >= 13);
    }
}

/* 3.13.4 alone has comprehensions with one GET_ITER, and nobody could compare. */
static void micro_versions_that_are_not_held(void **state)
{
    struct target target;
    (void)state;
    assert_true(target_find("3.13.4", &target));
    assert_false(target.native);
    assert_true(target_find("3.13.3", &target));
    assert_true(target.native);
    assert_true(target_find("3.13.5", &target));
    assert_true(target.native);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_not_found),
        cmocka_unit_test(test_magic_bytes),
        cmocka_unit_test(micro_versions_that_are_not_held),
        cmocka_unit_test(test_progress),
        cmocka_unit_test(test_features),
    };
    return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
