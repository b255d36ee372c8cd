/* SPDX-License-Identifier: MIT
 *
 * Growable bytes: contents, growth, the failed state.
 */
#include "base/buf.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static void test_empty(void **state)
{
    (void)state;
    struct buf buf = BUF_INIT;
    assert_true(buf_ok(&buf));
    assert_string_equal(buf_text(&buf), "");
    buf_clear(&buf);
    buf_truncate(&buf, 0);
    buf_free(&buf);
    buf_free(&buf);
}

static void test_append(void **state)
{
    (void)state;
    struct buf buf = BUF_INIT;
    buf_add(&buf, "ab\0c", 4);
    buf_add_byte(&buf, 'd');
    buf_add_text(&buf, "ef");
    buf_printf(&buf, "%d%s", 12, "x");
    assert_int_equal(buf.size, 10);
    assert_memory_equal(buf.data, "ab\0cdef12x", 11);
    buf_truncate(&buf, 3);
    buf_truncate(&buf, 100);
    assert_int_equal(buf.size, 3);
    assert_memory_equal(buf.data, "ab\0", 4);
    buf_clear(&buf);
    assert_int_equal(buf.size, 0);
    assert_string_equal(buf_text(&buf), "");
    buf_add(&buf, NULL, 0);
    assert_string_equal(buf_text(&buf), "");
    buf_free(&buf);
}

/* A NUL stands after the last byte at every size on the way. */
static void test_growth(void **state)
{
    (void)state;
    struct buf buf = BUF_INIT;
    for (size_t i = 0; i < 5000; i++) {
        buf_add_byte(&buf, (char)('a' + i % 26));
        assert_true(buf.capacity > buf.size);
        assert_int_equal(buf.data[buf.size], '\0');
    }
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(buf.data[i], 'a' + (int)(i % 26));
    buf_free(&buf);
}

static void test_printf_long(void **state)
{
    (void)state;
    struct buf buf = BUF_INIT;
    buf_printf(&buf, "%*s|", 1000, "x");
    assert_int_equal(buf.size, 1001);
    assert_int_equal(buf.data[999], 'x');
    assert_int_equal(buf.data[1000], '|');
    buf_free(&buf);
}

static void test_little_endian(void **state)
{
    (void)state;
    struct buf buf = BUF_INIT;
    buf_add_u32(&buf, 0x04030201UL);
    buf_add_u64(&buf, 0x0c0b0a0908070605ULL);
    assert_memory_equal(buf.data, "\1\2\3\4\5\6\7\10\11\12\13\14", 12);
    buf_free(&buf);
}

/* More than can be had: what was there stays, what follows is ignored. */
static void test_failure(void **state)
{
    (void)state;
    struct buf buf = BUF_INIT;
    buf_add_text(&buf, "kept");
    assert_false(buf_reserve(&buf, SIZE_MAX / 2));
    assert_false(buf_reserve(&buf, SIZE_MAX));
    assert_false(buf_ok(&buf));
    buf_add_text(&buf, "ignored");
    buf_printf(&buf, "%d", 1);
    assert_string_equal(buf_text(&buf), "kept");
    buf_clear(&buf);
    assert_true(buf_ok(&buf));
    buf_add_text(&buf, "again");
    assert_string_equal(buf_text(&buf), "again");
    buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),         cmocka_unit_test(test_append),
        cmocka_unit_test(test_growth),        cmocka_unit_test(test_printf_long),
        cmocka_unit_test(test_little_endian), cmocka_unit_test(test_failure),
    };
    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
