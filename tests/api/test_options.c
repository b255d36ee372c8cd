/* SPDX-License-Identifier: MIT
 *
 * Options: defaults, the environment, older callers, contradictions.
 */
#include <kiln.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void expect_refusal(const struct kiln_options *options, const char *message)
{
    struct kiln_result result = {.size = sizeof result};
    assert_int_equal(kiln_compile_dir(".", options, &result), KILN_BAD_OPTION);
    assert_string_equal(result.message, message);
}

static void test_contradictions(void **state)
{
    (void)state;
    struct kiln_options options;
    kiln_options_init(&options);
    options.workers = -1;
    expect_refusal(&options, "workers must be greater or equal to 0");
    kiln_options_init(&options);
    options.ddir = "d";
    options.prependdir = "p";
    expect_refusal(&options, "Destination dir (ddir) cannot be used in combination with "
                             "stripdir or prependdir");
    const int levels[] = {1, 1};
    kiln_options_init(&options);
    options.hardlink_dupes = true;
    options.optimize = levels;
    options.optimize_count = 2;
    expect_refusal(&options, "Hardlinking of duplicated bytecode makes sense only for more "
                             "than one optimization level");
    kiln_options_init(&options);
    options.rx = "(";
    expect_refusal(&options, "missing ), unterminated subpattern at position 0");
}

static void test_environment(void **state)
{
    (void)state;
    struct kiln_options options;
    setenv("PYTHONOPTIMIZE", "2", 1);
    setenv("PYTHONPYCACHEPREFIX", "/prefix", 1);
    kiln_options_init(&options);
    assert_int_equal(options.default_optimize, 2);
    assert_string_equal(options.pycache_prefix, "/prefix");
    setenv("PYTHONOPTIMIZE", "yes", 1);
    setenv("PYTHONPYCACHEPREFIX", "", 1);
    kiln_options_init(&options);
    assert_int_equal(options.default_optimize, 1);
    assert_null(options.pycache_prefix);
    unsetenv("PYTHONOPTIMIZE");
    unsetenv("PYTHONPYCACHEPREFIX");
}

/* A caller that knows only the first fields: nothing past them is touched. */
static void test_older_caller(void **state)
{
    (void)state;
    struct kiln_options options;
    memset(&options, 0x5a, sizeof options);
    size_t known = offsetof(struct kiln_options, prune);
    kiln_options_init_sized(&options, known);
    assert_int_equal(options.size, known);
    const unsigned char *bytes = (const unsigned char *)&options;
    for (size_t i = known; i < sizeof options; i++)
        assert_int_equal(bytes[i], 0x5a);
    options.workers = -1;
    expect_refusal(&options, "workers must be greater or equal to 0");
}

static void test_unknown_target(void **state)
{
    (void)state;
    struct kiln_options options;
    struct kiln_result result = {.size = sizeof result};
    kiln_options_init(&options);
    options.target = "2.7";
    assert_int_equal(kiln_compile_dir(".", &options, &result), KILN_NO_COMPILER);
    assert_non_null(strstr(result.message, "2.7"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contradictions),
        cmocka_unit_test(test_environment),
        cmocka_unit_test(test_older_caller),
        cmocka_unit_test(test_unknown_target),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
