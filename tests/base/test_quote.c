/* SPDX-License-Identifier: MIT
 *
 * File names as text: repr, order, escapes.  Expected values: CPython 3.13.
 */
#include "base/quote.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

struct quote_case {
    const char *name, *expected;
};

static void expect_quoted(const char *name, size_t size, unsigned version,
                          const char *expected)
{
    struct buf out = BUF_INIT;
    quote_name(&out, name, size, version);
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

static void test_quote_name(void **state)
{
    (void)state;
    static const struct quote_case cases[] = {
        {"", "''"},
        {"a b.py", "'a b.py'"},
        {"it's", "\"it's\""},
        {"say \"x\"", "'say \"x\"'"},
        {"it's \"x\"", "'it\\'s \"x\"'"},
        {"a\\b", "'a\\\\b'"},
        {"\t\n\r\x01\x1f\x7f", "'\\t\\n\\r\\x01\\x1f\\x7f'"},
        {"caf\xc3\xa9", "'caf\xc3\xa9'"},
        {"\xc2\x80\xc2\xa0\xc2\xad", "'\\x80\\xa0\\xad'"},
        {"\xe2\x80\xa8\xe2\x80\x8b\xe3\x80\x80", "'\\u2028\\u200b\\u3000'"},
        {"\xf0\x9f\x98\x80", "'\xf0\x9f\x98\x80'"},
        {"\xf3\xa0\x80\x81\xf4\x8f\xbf\xbf", "'\\U000e0001\\U0010ffff'"},
        {"\xff", "'\\udcff'"},
        {"a\xc3", "'a\\udcc3'"},
        {"\xe2\x82z", "'\\udce2\\udc82z'"},
        {"\xc0\x80", "'\\udcc0\\udc80'"},
        {"\xed\xb2\x80", "'\\udced\\udcb2\\udc80'"},
        {"\xf4\x90\x80\x80", "'\\udcf4\\udc90\\udc80\\udc80'"},
        {"\xf0\x9f\x98", "'\\udcf0\\udc9f\\udc98'"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
        expect_quoted(cases[i].name, strlen(cases[i].name), UNICODE_VERSION(15, 1),
                      cases[i].expected);
    expect_quoted("a\0b", 3, UNICODE_VERSION(15, 1), "'a\\x00b'");
}

/* In text a surrogate is its three bytes; a broken one stays its single bytes. */
static void test_quote_text(void **state)
{
    (void)state;
    static const char text[] = "a'\xed\xa0\x80\xed\xb2\xff\xc3\xa4\n";
    struct buf out = BUF_INIT;
    quote_text(&out, text, sizeof text - 1, UNICODE_VERSION(15, 1));
    assert_string_equal(buf_text(&out), "\"a'\\ud800\\udced\\udcb2\\udcff\xc3\xa4\\n\"");
    buf_free(&out);
}

/* U+1FAE9 is of Unicode 16. */
static void test_quote_version(void **state)
{
    (void)state;
    const char *face = "\xf0\x9f\xab\xa9";
    expect_quoted(face, 4, UNICODE_VERSION(15, 1), "'\\U0001fae9'");
    expect_quoted(face, 4, UNICODE_VERSION(16, 0), "'\xf0\x9f\xab\xa9'");
    expect_quoted(face, 4, UNICODE_VERSION(17, 0), "'\xf0\x9f\xab\xa9'");
}

static int sign_of_order(const char *a, const char *b)
{
    int order = compare_names(a, strlen(a), b, strlen(b));
    assert_int_equal(compare_names(b, strlen(b), a, strlen(a)), -order);
    return order;
}

static void test_compare_names(void **state)
{
    (void)state;
    assert_int_equal(sign_of_order("", ""), 0);
    assert_int_equal(sign_of_order("a", "a"), 0);
    assert_true(sign_of_order("", "a") < 0);
    assert_true(sign_of_order("a", "ab") < 0);
    assert_true(sign_of_order("B", "a") < 0);
    assert_true(sign_of_order("a.py", "a/") < 0);
    assert_true(sign_of_order("z", "\xc3\xa9") < 0);
    /* U+DCFF is below U+E000 and U+10000, above U+20AC. */
    assert_true(sign_of_order("\xff", "\xee\x80\x80") < 0);
    assert_true(sign_of_order("\xff", "\xf0\x90\x80\x80") < 0);
    assert_true(sign_of_order("\xff", "\xe2\x82\xac") > 0);
    assert_true(sign_of_order("\x80", "\xff") < 0);
    /* Not a prefix once it is decoded. */
    assert_true(sign_of_order("\xe2\x82", "\xe2\x82\xac") > 0);
}

static void test_escape_surrogates(void **state)
{
    (void)state;
    static const struct quote_case cases[] = {
        {"", ""},
        {"plain \xc3\xa9 \xf0\x9f\x98\x80\n", "plain \xc3\xa9 \xf0\x9f\x98\x80\n"},
        {"a\xff", "a\\udcff"},
        {"\xed\xb3\xbf", "\\udcff"},
        {"\xed\xa0\x80\xed\xbf\xbf", "\\ud800\\udfff"},
        {"\xed\xa0", "\\udced\\udca0"},
        {"\xed\x9f\xbf", "\xed\x9f\xbf"},
        {"\xc3", "\\udcc3"},
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        struct buf out = BUF_INIT;
        escape_surrogates(&out, cases[i].name, strlen(cases[i].name));
        assert_string_equal(buf_text(&out), cases[i].expected);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quote_name),        cmocka_unit_test(test_quote_text),
        cmocka_unit_test(test_quote_version),     cmocka_unit_test(test_compare_names),
        cmocka_unit_test(test_escape_surrogates),
    };
    return cmocka_run_group_tests_name("quote", tests, NULL, NULL);
}
