/* SPDX-License-Identifier: MIT
 *
 * The queue of jobs: what is handed out, and which job the telling thread
 * sleeps for, in every state that the workers may have brought about between
 * two looks at it.
 */
#include "driver/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>

enum { AHEAD = 4, NO_TIME = 0, LONG_ENOUGH_S = 20 };

/* One letter per job: 'f' a file not done yet, 'd' a done one, 'L' a listing,
 * which nobody ever does. */
static void add_jobs(struct queue *queue, const char *letters)
{
    assert_true(queue_init(queue));
    for (; *letters; letters++) {
        struct job *job = job_add(&queue->jobs);
        assert_non_null(job);
        job->kind = *letters == 'L' ? JOB_LISTING : JOB_FILE;
        atomic_store(&job->done, *letters == 'd');
    }
}

static void expect_awaited(const char *letters, size_t told, size_t expected)
{
    struct queue queue;
    add_jobs(&queue, letters);
    alarm(LONG_ENOUGH_S); /* a choice that walks on for ever is a failure, too */
    struct job *job = queue_awaited(&queue, told, AHEAD);
    alarm(0);
    assert_ptr_equal(job, job_at(&queue.jobs, expected));
    queue_free(&queue);
}

static void test_awaits_the_furthest_in_reach(void **state)
{
    (void)state;
    expect_awaited("f", 0, 0);
    expect_awaited("fff", 0, 2);
    expect_awaited("ffffffff", 0, AHEAD);
    expect_awaited("ddffffff", 2, 2 + AHEAD);
    expect_awaited("dddffddd", 3, 4);
}

static void test_passes_over_what_nobody_does(void **state)
{
    (void)state;
    expect_awaited("ffLL", 0, 1);
    expect_awaited("ffdLd", 0, 1);
    expect_awaited("fLLLLLff", 0, 0);
}

/* The job to be told next was not done at the last look, but may be now, and all
 * those after it as well: what was told before must not come into question. */
static void test_all_done_meanwhile(void **state)
{
    (void)state;
    expect_awaited("d", 0, 0);
    expect_awaited("dddd", 0, 0);
    expect_awaited("dLLL", 0, 0);
    expect_awaited("LdLd", 1, 1);
    expect_awaited("dddddddd", 5, 5);
    expect_awaited("dddddddd", 7, 7);
}

/* Listings are told without ever being done: they must not be awaited later. */
static void test_never_what_was_told(void **state)
{
    (void)state;
    expect_awaited("LLLdLL", 3, 3);
    expect_awaited("LdLLfd", 3, 4);
}

/* What was chosen although it is done costs no sleep. */
static void test_done_job_costs_no_wait(void **state)
{
    (void)state;
    struct queue queue;
    add_jobs(&queue, "dd");
    struct job *job = queue_awaited(&queue, 1, AHEAD);
    alarm(LONG_ENOUGH_S);
    assert_true(queue_wait(&queue, job, -1));
    alarm(0);
    queue_free(&queue);
}

static void test_wait_ends_with_its_time(void **state)
{
    (void)state;
    struct queue queue;
    add_jobs(&queue, "f");
    assert_false(queue_wait(&queue, job_at(&queue.jobs, 0), NO_TIME));
    queue_free(&queue);
}

static void test_takes_in_order_then_none(void **state)
{
    (void)state;
    struct queue queue;
    add_jobs(&queue, "fLf");
    queue_publish(&queue);
    queue_close(&queue);
    for (size_t i = 0; i < 3; i++)
        assert_ptr_equal(queue_take(&queue), job_at(&queue.jobs, i));
    assert_null(queue_take(&queue));
    queue_free(&queue);
}

static void test_stopped_queue_gives_nothing(void **state)
{
    (void)state;
    struct queue queue;
    add_jobs(&queue, "ff");
    queue_publish(&queue);
    queue_stop(&queue);
    assert_null(queue_take(&queue));
    queue_free(&queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_awaits_the_furthest_in_reach),
        cmocka_unit_test(test_passes_over_what_nobody_does),
        cmocka_unit_test(test_all_done_meanwhile),
        cmocka_unit_test(test_never_what_was_told),
        cmocka_unit_test(test_done_job_costs_no_wait),
        cmocka_unit_test(test_wait_ends_with_its_time),
        cmocka_unit_test(test_takes_in_order_then_none),
        cmocka_unit_test(test_stopped_queue_gives_nothing),
    };
    return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
