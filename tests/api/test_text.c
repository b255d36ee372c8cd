/* SPDX-License-Identifier: MIT
 *
 * Events as text: the lines are those that compileall of CPython 3.13 prints.
 */
#include <kiln.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void expect_text(struct kiln_event event, int quiet, int stream,
                        const char *expected)
{
    char text[512];
    int actual_stream = -1;
    event.size = sizeof event;
    event.unicode_version = 15 * 256 + 1;
    size_t size = kiln_event_text(&event, quiet, text, sizeof text, &actual_stream);
    assert_string_equal(text, expected);
    assert_int_equal(size, strlen(expected));
    assert_int_equal(actual_stream, stream);
}

static void test_listing(void **state)
{
    (void)state;
    struct kiln_event event = {.kind = KILN_EVENT_LISTING, .path = "a\xff'b"};
    expect_text(event, 0, 1, "Listing \"a\\udcff'b\"...\n");
    expect_text(event, 1, 0, "");
    event.kind = KILN_EVENT_CANT_LIST;
    event.path = "nope";
    expect_text(event, 1, 1, "Can't list 'nope'\n");
    expect_text(event, 2, 0, "");
}

static void test_error(void **state)
{
    (void)state;
    struct kiln_event event = {.kind = KILN_EVENT_ERROR,
                               .path = "x.py",
                               .report =
                                   "Sorry: IndentationError: unexpected indent (x.py, "
                                   "line 1)"};
    expect_text(event, 0, 1,
                "*** Sorry: IndentationError: unexpected indent (x.py, line 1)\n");
    expect_text(event, 1, 1,
                "*** Error compiling 'x.py'...\n"
                "Sorry: IndentationError: unexpected indent (x.py, line 1)\n");
    expect_text(event, 2, 0, "");
}

static void test_warning(void **state)
{
    (void)state;
    struct kiln_event event = {.kind = KILN_EVENT_WARNING,
                               .path = "x.py",
                               .filename = "/d/x.py",
                               .line = 3,
                               .class_name = "SyntaxWarning",
                               .message = "invalid escape sequence '\\d'",
                               .source_line = "a = '\\d'"};
    const char *expected = "/d/x.py:3: SyntaxWarning: invalid escape sequence '\\d'\n"
                           "  a = '\\d'\n";
    expect_text(event, 0, 2, expected);
    expect_text(event, 2, 2, expected);
    event.filename = "\xed\xb2\x80.py"; /* three bytes that are no UTF-8 */
    event.source_line = NULL;
    expect_text(
        event, 0, 2,
        "\\udced\\udcb2\\udc80.py:3: SyntaxWarning: invalid escape sequence '\\d'\n");
}

static void test_bad_stripdir(void **state)
{
    (void)state;
    struct kiln_event event = {
        .kind = KILN_EVENT_BAD_STRIPDIR, .path = "t/a.py", .message = "/r"};
    expect_text(event, 1, 1,
                "The stripdir path '/r' is not a valid prefix for source path 't/a.py'; "
                "ignoring\n");
}

static void test_surrogates_in_report(void **state)
{
    (void)state;
    struct kiln_event event = {
        .kind = KILN_EVENT_ERROR, .path = "x.py", .report = "bad \xed\xb3\xbf and \xff"};
    expect_text(event, 0, 1, "*** bad \\udcff and \\udcff\n");
}

static void test_truncation(void **state)
{
    (void)state;
    struct kiln_event event = {
        .size = sizeof event, .kind = KILN_EVENT_LISTING, .path = "d"};
    char text[4];
    int stream;
    assert_int_equal(kiln_event_text(&event, 0, text, sizeof text, &stream), 15);
    assert_string_equal(text, "Lis");
    assert_int_equal(kiln_event_text(&event, 0, NULL, 0, &stream), 15);
}

static void test_every_reason_has_words(void **state)
{
    (void)state;
    for (int reason = 1; reason < KILN_REASON_COUNT; reason++)
        assert_true(*kiln_reason_text((enum kiln_reason)reason));
    assert_string_equal(kiln_reason_text((enum kiln_reason)999), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_listing),
        cmocka_unit_test(test_error),
        cmocka_unit_test(test_warning),
        cmocka_unit_test(test_bad_stripdir),
        cmocka_unit_test(test_surrogates_in_report),
        cmocka_unit_test(test_truncation),
        cmocka_unit_test(test_every_reason_has_words),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
