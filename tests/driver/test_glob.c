/* SPDX-License-Identifier: MIT
 *
 * Globs of directories.
 */
#include "driver/glob.h"

#include "base/platform.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

struct glob_case {
    const char *glob, *path;
    bool matches;
};

static const struct glob_case cases[] = {
    /* no slash: the last component */
    {"tests", "tests", true},
    {"tests", "a/b/tests", true},
    {"tests", "/tests", true},
    {"tests", "tests/a", false},
    {"tests", "a/tests2", false},
    {"test*", "a/tests", true},
    {"*", "a", true},
    {".*", "a/.git", true},
    {"*git", ".git", true},
    {"[tT]est?", "x/Tests", true},
    {"[!t]*", "x/tests", false},
    {"\\*", "a/*", true},
    {"\\*", "a/b", false},
    {"tests/", "a/tests", true},
    {"tests//", "a/tests", true},
    {"", "a", false},
    {"a\xff", "x/a\xff", true},
    {"*", "\xff", true},
    /* a slash: the whole path */
    {"a/tests", "a/tests", true},
    {"a/tests", "x/a/tests", false},
    {"./tests", "./tests", true},
    {"*/tests", "a/tests", true},
    {"*/tests", "a/b/tests", false},
    {"*/tests", "tests", false},
    {"a/*", "a/b", true},
    {"a/*/", "a/b", true},
    {"a/*", "a/b/c", false},
    {"/usr/*/x", "/usr/lib/x", true},
    {"/usr/?/x", "/usr///x", false},
    {"a/[!b]c", "a//c", false},
    {"/", "/", true},
    {"/", "a", false},
    /* any number of components in front */
    {"**/a/b", "a/b", true},
    {"**/a/b", "x/y/a/b", true},
    {"**/a/b", "/a/b", true},
    {"**/a/b", "xa/b", false},
    {"**/a/*", "x/a/b", true},
    {"**/a/*/", "x/a/b", true},
    {"**/tests", "a/b/tests", true},
    {"**/tests", "tests", true},
    {"**/tests", "atests", false},
};

static void test_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
        if (glob_match(cases[i].glob, cases[i].path) != cases[i].matches)
            fail_msg("%s, %s", cases[i].glob, cases[i].path);
}

static void test_long(void **state)
{
    (void)state;
    static char glob[2 * PATH_MAX];
    memset(glob, 'a', sizeof glob - 1);
    assert_true(glob_match(glob, glob));
    glob[sizeof glob - 2] = '/';
    assert_false(glob_match(glob, "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match),
        cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests_name("glob", tests, NULL, NULL);
}
