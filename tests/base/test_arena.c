/* SPDX-License-Identifier: MIT
 *
 * Bump allocation: alignment, separateness, reuse, refusal.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

/* Every allocation is aligned, and none touches another. */
static void test_alloc(void **state)
{
    (void)state;
    enum { COUNT = 600 };
    unsigned char *blocks[COUNT];
    struct arena arena = ARENA_INIT;
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = arena_alloc(&arena, i);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        memset(blocks[i], (int)(i % 251), i);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_equal(blocks[i][j], i % 251);
    arena_free(&arena);
}

/* More than a chunk holds, between small ones. */
static void test_large(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    char *small = arena_copy(&arena, "before", 6);
    char *large = arena_alloc(&arena, 3000000);
    assert_non_null(large);
    memset(large, 'x', 3000000);
    char *after = arena_copy(&arena, "after", 5);
    assert_string_equal(small, "before");
    assert_string_equal(after, "after");
    assert_int_equal(large[2999999], 'x');
    arena_free(&arena);
}

static void test_copy(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    assert_memory_equal(arena_copy(&arena, "a\0b", 3), "a\0b", 4);
    arena_free(&arena);
}

static void test_reset(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    arena_reset(&arena);
    void *first = arena_alloc(&arena, 10);
    arena_reset(&arena);
    assert_ptr_equal(arena_alloc(&arena, 10), first);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++)
            memset(arena_alloc(&arena, 5000), 1, 5000);
        arena_reset(&arena);
        assert_null(arena.chunk);
    }
    arena_free(&arena);
    arena_free(&arena);
    assert_non_null(arena_alloc(&arena, 1));
    arena_free(&arena);
}

/* What was allocated before a mark stays; what comes after takes the same place. */
static void test_release(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    struct arena_mark empty = arena_mark(&arena);
    char *before = arena_copy(&arena, "before", 6);
    struct arena_mark mark = arena_mark(&arena);
    void *first = arena_alloc(&arena, 100);
    for (int i = 0; i < 50; i++)
        memset(arena_alloc(&arena, 7000), i, 7000);
    arena_release(&arena, mark);
    assert_ptr_equal(arena_alloc(&arena, 100), first);
    memset(first, 'x', 100);
    arena_release(&arena, mark);
    arena_release(&arena, mark);
    assert_ptr_equal(arena_alloc(&arena, 1), first);
    assert_string_equal(before, "before");
    arena_release(&arena, empty);
    assert_null(arena.chunk);
    assert_non_null(arena_alloc(&arena, 0));
    arena_free(&arena);
}

static void test_refusal(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    assert_null(arena_alloc(&arena, SIZE_MAX));
    assert_null(arena_alloc(&arena, SIZE_MAX - alignof(max_align_t)));
    assert_null(arena_copy(&arena, "", SIZE_MAX));
    assert_non_null(arena_alloc(&arena, 1));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alloc),   cmocka_unit_test(test_large),
        cmocka_unit_test(test_copy),    cmocka_unit_test(test_reset),
        cmocka_unit_test(test_release), cmocka_unit_test(test_refusal),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
