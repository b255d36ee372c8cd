/* SPDX-License-Identifier: MIT
 *
 * Names of code objects and of .pyc files.
 */
#include "driver/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static void expect_cache(struct cache_rule rule, const char *path, int level,
                         const char *expected)
{
    struct buf out = BUF_INIT;
    cache_path(&out, &rule, path, level);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

/* Expected values: importlib.util.cache_from_source of CPython 3.13. */
static void test_cache_path(void **state)
{
    (void)state;
    struct cache_rule rule = {.cache_tag = "cpython-313"};
    expect_cache(rule, "x//a.py", 0, "x/__pycache__/a.cpython-313.pyc");
    expect_cache(rule, "./a.py", 1, "./__pycache__/a.cpython-313.opt-1.pyc");
    expect_cache(rule, "a.b.py", 2, "__pycache__/a.b.cpython-313.opt-2.pyc");
    expect_cache(rule, ".py", 0, "__pycache__/py.cpython-313.pyc");
    expect_cache(rule, "//a.py", 0, "/__pycache__/a.cpython-313.pyc");
    /* CPython gives a path relative to the current directory here. */
    expect_cache(rule, "/a.py", 0, "/__pycache__/a.cpython-313.pyc");
}

static void test_cache_prefix(void **state)
{
    (void)state;
    struct cache_rule rule = {"cpython-313", "/pre//", "/cur/dir", false};
    expect_cache(rule, "x//a.py", 0, "/pre/cur/dir/x/a.cpython-313.pyc");
    expect_cache(rule, "./a.py", 0, "/pre/cur/dir/./a.cpython-313.pyc");
    expect_cache(rule, "a.py", 0, "/pre/cur/dir/a.cpython-313.pyc");
    expect_cache(rule, "//x/a.py", 0, "/pre/x/a.cpython-313.pyc");
    rule.prefix = "rel";
    expect_cache(rule, "x/a.py", 0, "rel/cur/dir/x/a.cpython-313.pyc");
}

static void test_cache_legacy(void **state)
{
    (void)state;
    struct cache_rule rule = {"cpython-313", "/pre", "/", true};
    expect_cache(rule, "x/a.py", 2, "x/a.pyc");
}

static void expect_filename(struct filename_rule rule, const char *path, bool matched,
                            const char *expected)
{
    struct buf out = BUF_INIT;
    assert_int_equal(filename_matches(&rule, path), matched);
    code_filename(&out, &rule, path);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void test_filename_plain(void **state)
{
    (void)state;
    expect_filename((struct filename_rule){0}, "a/b.py", true, "a/b.py");
    expect_filename((struct filename_rule){.ddir = "/d"}, "a/b.py", true, "/d/b.py");
    expect_filename((struct filename_rule){.ddir = ""}, "a/b.py", true, "b.py");
    expect_filename((struct filename_rule){.prependdir = "/p"}, "a/b.py", true,
                    "/p/a/b.py");
    expect_filename((struct filename_rule){.prependdir = "/p"}, "/a/b.py", true, "/a/b.py");
}

static void test_filename_stripped(void **state)
{
    (void)state;
    expect_filename((struct filename_rule){NULL, "r", NULL}, "r/a/b.py", true, "a/b.py");
    expect_filename((struct filename_rule){NULL, "r", "/"}, "r/a/b.py", true, "/a/b.py");
    expect_filename((struct filename_rule){NULL, "/", "/p/"}, "/a/b.py", true, "/p/a/b.py");
    expect_filename((struct filename_rule){NULL, "r/a", NULL}, "r//a/b.py", false,
                    "r//a/b.py");
    expect_filename((struct filename_rule){NULL, "r", NULL}, "r//a//b.py", true, "a/b.py");
    expect_filename((struct filename_rule){NULL, "ra", NULL}, "r/a.py", false, "r/a.py");
    expect_filename((struct filename_rule){NULL, "", NULL}, "a.py", false, "a.py");
    expect_filename((struct filename_rule){NULL, "x", "/p"}, "a.py", false, "/p/a.py");
}

/* A trailing slash makes no difference (3.8 to 3.12; later ones ignore stripdir). */
static void test_filename_trailing_slash(void **state)
{
    (void)state;
    expect_filename((struct filename_rule){NULL, "r/", NULL}, "r/a.py", true, "a.py");
    expect_filename((struct filename_rule){NULL, "r//", "/p"}, "r//a.py", true, "/p/a.py");
    expect_filename((struct filename_rule){NULL, "./", "D"}, "./a.py", true, "D/a.py");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cache_path),
        cmocka_unit_test(test_cache_prefix),
        cmocka_unit_test(test_cache_legacy),
        cmocka_unit_test(test_filename_plain),
        cmocka_unit_test(test_filename_stripped),
        cmocka_unit_test(test_filename_trailing_slash),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
