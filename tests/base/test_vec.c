/* SPDX-License-Identifier: MIT
 *
 * Growable arrays.
 */
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

struct wide {
    int number;
    double other;
};

static void test_grow(void **state)
{
    (void)state;
    struct wide_vec VEC_OF(struct wide) vec = {0};
    for (int i = 0; i < 1000; i++) {
        assert_true(VEC_GROW(&vec));
        assert_true(vec.count < vec.capacity);
        vec.items[vec.count++] = (struct wide){i, -i};
    }
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(vec.items[i].number, i);
        assert_true(vec.items[i].other == -i);
    }
    VEC_FREE(&vec);
    assert_null(vec.items);
    assert_int_equal(vec.count, 0);
    assert_int_equal(vec.capacity, 0);
    assert_true(VEC_GROW(&vec));
    VEC_FREE(&vec);
}

/* A capacity that would overflow is refused and leaves the array as it was. */
static void test_overflow(void **state)
{
    (void)state;
    int item = 7;
    void *items = &item;
    size_t capacity = SIZE_MAX / 4;
    assert_false(vec_grow(&items, &capacity, sizeof item));
    assert_ptr_equal(items, &item);
    assert_true(capacity == SIZE_MAX / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grow),
        cmocka_unit_test(test_overflow),
    };
    return cmocka_run_group_tests_name("vec", tests, NULL, NULL);
}
