/* SPDX-License-Identifier: MIT
 *
 * exclude.h: failures, limits and threads.  What patterns mean is held against
 * Python's re in test_exclude.py.
 */
#include "driver/exclude.h"

#include "base/platform.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct exclude *compile_text(const char *pattern)
{
    struct buf error = BUF_INIT;
    struct exclude *exclude = exclude_compile(pattern, strlen(pattern), &error);
    assert_non_null(exclude);
    assert_int_equal(error.size, 0);
    return exclude;
}

static int search_one(const char *pattern, const char *path)
{
    struct exclude *exclude = compile_text(pattern);
    int answer = exclude_search(exclude, path, strlen(path));
    exclude_free(exclude);
    return answer;
}

static void test_search(void **state)
{
    (void)state;
    assert_int_equal(search_one("lib2to3|badsyntax", "lib/lib2to3/tests/x.py"), 1);
    assert_int_equal(search_one("lib2to3|badsyntax", "lib/lib2to4/tests/x.py"), 0);
    assert_int_equal(search_one("", ""), 1);
    assert_int_equal(search_one("\xff", "a\xff"), 1);
    assert_int_equal(search_one("^.\\udcff$", "\xc3\xff"), 1);
    assert_int_equal(search_one("^..$", "\xc3\xa9"), 0);
    exclude_free(NULL);
}

struct error_case {
    const char *pattern, *words;
};

static void test_errors(void **state)
{
    (void)state;
    static const struct error_case cases[] = {
        {"(", "missing ), unterminated subpattern at position 0"},
        {"*", "nothing to repeat at position 0"},
        {"a\\q", "bad escape \\q at position 1"},
        {"a\n(", "missing ), unterminated subpattern at position 2 (line 2, column 1)"},
        {"(?<=a+)b", "look-behind requires fixed-width pattern"},
        {"\\N{DIGIT ONE}", "characters cannot be given by name at position 0"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct buf error = BUF_INIT;
        assert_null(exclude_compile(cases[i].pattern, strlen(cases[i].pattern), &error));
        assert_string_equal(buf_text(&error), cases[i].words);
        buf_free(&error);
    }
}

/* Deep, long and big patterns are refused or taken, without harm. */
static void test_size(void **state)
{
    (void)state;
    enum { DEEP = 100000 };
    char *pattern = malloc(2 * DEEP);
    struct buf error = BUF_INIT;
    assert_non_null(pattern);
    memset(pattern, '(', DEEP);
    memset(pattern + DEEP, ')', DEEP);
    assert_null(exclude_compile(pattern, 2 * DEEP, &error));
    assert_string_equal(buf_text(&error), "too many nested groups");
    struct exclude *exclude = exclude_compile(pattern + DEEP - 400, 800, &error);
    assert_non_null(exclude);
    assert_int_equal(exclude_search(exclude, "", 0), 1);
    exclude_free(exclude);
    buf_clear(&error);
    assert_null(exclude_compile("((((a{999}){999}){999}){999})", 29, &error));
    assert_true(error.size > 0);
    buf_free(&error);
    free(pattern);
}

static void test_limit(void **state)
{
    (void)state;
    char path[64];
    memset(path, 'a', sizeof path);
    path[63] = '!';
    struct exclude *exclude = compile_text("(a|aa)+$");
    assert_int_equal(exclude_search(exclude, path, sizeof path), -1);
    assert_int_equal(exclude_search(exclude, path, 63), 1);
    exclude_free(exclude);
}

static void *search_often(void *argument)
{
    const struct exclude *exclude = argument;
    intptr_t wrong = 0;
    for (int i = 0; i < 5000; i++) {
        wrong += exclude_search(exclude, "x/tests/caf\xc3\xa9/a.py", 18) != 1;
        wrong += exclude_search(exclude, "x/tests/caf\xff/a.py", 17) != 1;
        wrong += exclude_search(exclude, "x/test_s/a.py", 13) != 0;
    }
    return (void *)wrong;
}

static void test_threads(void **state)
{
    (void)state;
    pthread_t threads[4];
    struct exclude *exclude = compile_text("(^|/)(?:tests?)/(.*)\\.py$");
    for (size_t i = 0; i < ARRAY_COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, search_often, exclude), 0);
    for (size_t i = 0; i < ARRAY_COUNT(threads); i++) {
        void *wrong = exclude;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    exclude_free(exclude);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search),  cmocka_unit_test(test_errors),
        cmocka_unit_test(test_size),    cmocka_unit_test(test_limit),
        cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests_name("exclude", tests, NULL, NULL);
}
