/* SPDX-License-Identifier: MIT
 *
 * The pool with workers that fail in every way, and with system calls that do.
 */
#include "interpreter/pool.h"

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static const int level_zero[] = {0};

static const char *fake_python(void)
{
    const char *path = getenv("FAKE_PYTHON");
    assert_non_null(path);
    return path;
}

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static size_t count_fds(void)
{
    size_t count = 0;
    DIR *fds = opendir("/proc/self/fd");
    while (fds && readdir(fds))
        count++;
    if (fds)
        closedir(fds);
    return count;
}

static void assert_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static struct compiler *open_pool(unsigned processes, unsigned timeout_ms)
{
    struct target target;
    assert_true(target_find("3.13", &target));
    const struct interpreter_options options = {
        .python = fake_python(), .processes = processes, .timeout_ms = timeout_ms};
    struct compiler *compiler = pool_create(&target, &options, &system_process_ops, 2000);
    assert_non_null(compiler);
    return compiler;
}

static enum compile_status compile_text(struct compiler *compiler, const char *source,
                                        struct compile_result *result)
{
    const struct compile_request request = {.source = source,
                                            .source_size = strlen(source),
                                            .filename = "a.py",
                                            .filename_size = 4,
                                            .levels = level_zero,
                                            .level_count = 1};
    return compiler_compile(compiler, &request, result);
}

/* The source breaks its worker, with that in the reason; the next one compiles. */
static void breaks(struct compiler *compiler, const char *source, const char *reason)
{
    struct compile_result result = {0};
    assert_int_equal(compile_text(compiler, source, &result), COMPILE_BROKEN);
    assert_non_null(result.reason);
    if (!strstr(result.reason, reason))
        fail_msg("%s: %s", source, result.reason);
    assert_null(strchr(result.reason, '\n'));
    compile_result_reset(&result);
    assert_int_equal(compile_text(compiler, "fine", &result), COMPILE_OK);
    assert_null(result.reason);
    compile_result_free(&result);
}

static void failing_workers_cost_one_file(void **state)
{
    (void)state;
    size_t fds = count_fds();
    struct compiler *compiler = open_pool(1, 300);
    breaks(compiler, "die 11", "was killed by signal 11");
    breaks(compiler, "die 9", "was killed by signal 9");
    breaks(compiler, "exit 3", "ended with status 3 (last words)");
    breaks(compiler, "exit 0", "ended with status 0");
    breaks(compiler, "hang", "took longer than 300 ms");
    breaks(compiler, "family", "took longer than 300 ms");
    breaks(compiler, "garbage", "answered garbage");
    breaks(compiler, "stale", "answered garbage");
    breaks(compiler, "junk", "answered garbage");
    compiler_destroy(compiler);
    assert_no_children();
    assert_int_equal(count_fds(), fds);
}

static void a_worker_that_died_idle_is_replaced(void **state)
{
    (void)state;
    struct compiler *compiler = open_pool(1, 0);
    struct compile_result result = {0};
    for (int i = 0; i < 20; i++) {
        assert_int_equal(compile_text(compiler, "again", &result), COMPILE_OK);
        /* It may be found dead before the request, while it is sent, or after. */
        if (i % 2)
            usleep(2000);
        compile_result_reset(&result);
    }
    compile_result_free(&result);
    compiler_destroy(compiler);
    assert_no_children();
}

static void errors_and_warnings_arrive_in_order(void **state)
{
    (void)state;
    struct compiler *compiler = open_pool(1, 0);
    struct compile_result result = {0};
    assert_int_equal(compile_text(compiler, "reject", &result), COMPILE_REJECTED);
    assert_int_equal(result.diags.count, 2);
    const struct diag *warning = &result.diags.items[0], *error = &result.diags.items[1];
    assert_int_equal(warning->kind, DIAG_WARNING);
    assert_string_equal(warning->class_name, "SyntaxWarning");
    assert_string_equal(warning->message, "hm");
    assert_string_equal(warning->filename, "g");
    assert_int_equal(warning->line, 2);
    assert_null(warning->report);
    assert_int_equal(error->kind, DIAG_ERROR);
    assert_string_equal(error->report, "Sorry: bad\n");
    assert_int_equal(error->line, 3);
    assert_int_equal(error->column, 4);
    assert_int_equal(error->end_line, 5);
    assert_int_equal(error->end_column, 6);
    compile_result_free(&result);
    compiler_destroy(compiler);
}

static void what_is_suspect_goes_to_a_pristine_process(void **state)
{
    (void)state;
    struct compiler *compiler = open_pool(2, 0);
    struct compile_result result = {0};
    assert_int_equal(compile_text(compiler, "taint", &result), COMPILE_OK);
    assert_int_equal(result.outputs.count, 1);
    const struct compile_output *output = &result.outputs.items[0];
    assert_int_equal(output->code[output->code_size - 14], 2);
    assert_int_equal(pool_count_again(compiler), 1);
    compile_result_reset(&result);
    assert_int_equal(compile_text(compiler, "fine", &result), COMPILE_OK);
    assert_int_equal(pool_count_again(compiler), 1);
    compile_result_free(&result);
    compiler_destroy(compiler);
    assert_no_children();
}

static enum compile_status compile_large(struct compiler *compiler,
                                         struct compile_result *result)
{
    size_t size = 64 << 20;
    char *source = malloc(size + 1);
    assert_non_null(source);
    memset(source, 'x', size);
    source[size] = '\0';
    enum compile_status status = compile_text(compiler, source, result);
    free(source);
    return status;
}

static void a_large_source_arrives(void **state)
{
    (void)state;
    struct compiler *compiler = open_pool(1, 0);
    struct compile_result result = {0};
    assert_int_equal(compile_large(compiler, &result), COMPILE_OK);
    compile_result_free(&result);
    compiler_destroy(compiler);
}

/* More than a socket holds, to a worker that writes instead of reading. */
static void a_chattering_worker_is_found_out(void **state)
{
    (void)state;
    setenv("FAKE_START", "chatter", 1);
    struct compiler *compiler = open_pool(1, 0);
    unsetenv("FAKE_START");
    struct compile_result result = {0};
    assert_int_equal(compile_large(compiler, &result), COMPILE_BROKEN);
    assert_non_null(strstr(result.reason, "answered garbage"));
    compile_result_free(&result);
    compiler_destroy(compiler);
    assert_no_children();
}

static void starts_badly(const char *start, const char *reason)
{
    setenv("FAKE_START", start, 1);
    struct target target;
    assert_true(target_find("3.13", &target));
    const struct interpreter_options options = {.python = fake_python(), .processes = 2};
    struct compiler *compiler = pool_create(&target, &options, &system_process_ops, 200);
    unsetenv("FAKE_START");
    struct compile_result result = {0};
    for (int i = 0; i < 2; i++) {
        long long begin = now_ms();
        assert_int_equal(compile_text(compiler, "fine", &result), COMPILE_BROKEN);
        if (!strstr(result.reason, reason))
            fail_msg("%s: %s", start, result.reason);
        /* Once is enough. */
        if (i)
            assert_true(now_ms() - begin < 100);
        compile_result_reset(&result);
    }
    compile_result_free(&result);
    compiler_destroy(compiler);
    assert_no_children();
}

static void bad_starts_are_told_once(void **state)
{
    (void)state;
    starts_badly("die", "was killed by signal 6 at its start");
    starts_badly("hang", "took longer than 200 ms at its start");
    starts_badly("garbage", "answered garbage at its start");
    starts_badly("magic", "is CPython 3.13.0, which does not write .pyc files for 3.13");
    starts_badly("pypy", "is not CPython but pypy");
}

static void an_executable_that_is_none(void **state)
{
    (void)state;
    struct target target;
    assert_true(target_find("3.13", &target));
    const struct interpreter_options options = {.python = "/nonexistent/python",
                                                .processes = 1};
    struct compiler *compiler = interpreter_create(&target, &options);
    struct compile_result result = {0};
    assert_int_equal(compile_text(compiler, "fine", &result), COMPILE_BROKEN);
    assert_string_equal(result.reason,
                        "/nonexistent/python cannot be started: No such file or directory");
    compile_result_free(&result);
    compiler_destroy(compiler);
}

/* What comes first on PATH may be a launcher of something that is not there. */
static void the_next_candidate_is_tried(void **state)
{
    (void)state;
    const char *const others[] = {"/bin/false", fake_python(), "/nonexistent/too"};
    struct target target;
    assert_true(target_find("3.13", &target));
    struct interpreter_options options = {.python = "/nonexistent/python",
                                          .others = others,
                                          .other_count = 3,
                                          .processes = 2};
    struct compiler *compiler = interpreter_create(&target, &options);
    struct compile_result result = {0};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(compile_text(compiler, "fine", &result), COMPILE_OK);
        compile_result_reset(&result);
        assert_int_equal(compile_text(compiler, "taint", &result), COMPILE_OK);
        compile_result_reset(&result);
    }
    /* That it once ran is enough: then it is the file's fault. */
    assert_int_equal(compile_text(compiler, "exit 3", &result), COMPILE_BROKEN);
    assert_non_null(strstr(result.reason, "ended with status 3"));
    compile_result_free(&result);
    compiler_destroy(compiler);
}

static void all_candidates_fail(void **state)
{
    (void)state;
    const char *const others[] = {"/bin/false"};
    struct target target;
    assert_true(target_find("3.13", &target));
    struct interpreter_options options = {.python = "/nonexistent/python",
                                          .others = others,
                                          .other_count = 1,
                                          .processes = 1};
    struct compiler *compiler = interpreter_create(&target, &options);
    struct compile_result result = {0};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(compile_text(compiler, "fine", &result), COMPILE_BROKEN);
        assert_non_null(strstr(result.reason, "/bin/false ended with status 1"));
        compile_result_reset(&result);
    }
    compile_result_free(&result);
    compiler_destroy(compiler);
}

/* Threads that all find the first candidate wanting end up with the same one. */
static void *compile_fine(void *compiler)
{
    struct compile_result result = {0};
    enum compile_status status = compile_text(compiler, "fine", &result);
    compile_result_free(&result);
    return status == COMPILE_OK ? compiler : NULL;
}

static void candidates_are_tried_by_many_at_once(void **state)
{
    (void)state;
    const char *const others[] = {"/bin/false", fake_python()};
    struct target target;
    assert_true(target_find("3.13", &target));
    struct interpreter_options options = {.python = "/nonexistent/python",
                                          .others = others,
                                          .other_count = 2,
                                          .processes = 4};
    struct compiler *compiler = interpreter_create(&target, &options);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, compile_fine, compiler), 0);
    for (int i = 0; i < 4; i++) {
        void *done = NULL;
        pthread_join(threads[i], &done);
        assert_ptr_equal(done, compiler);
    }
    compiler_destroy(compiler);
}

struct waiter {
    pthread_t thread;
    struct compiler *compiler;
    enum compile_status status;
};

static void *compile_hanging(void *context)
{
    struct waiter *waiter = context;
    struct compile_result result = {0};
    waiter->status = compile_text(waiter->compiler, "hang", &result);
    compile_result_free(&result);
    return NULL;
}

static void cancel_wakes_everyone(void **state)
{
    (void)state;
    struct compiler *compiler = open_pool(2, 0);
    struct waiter waiters[5];
    for (size_t i = 0; i < ARRAY_COUNT(waiters); i++) {
        waiters[i].compiler = compiler;
        pthread_create(&waiters[i].thread, NULL, compile_hanging, &waiters[i]);
    }
    usleep(200000);
    long long begin = now_ms();
    compiler_cancel(compiler);
    for (size_t i = 0; i < ARRAY_COUNT(waiters); i++) {
        pthread_join(waiters[i].thread, NULL);
        assert_int_equal(waiters[i].status, COMPILE_CANCELLED);
    }
    assert_true(now_ms() - begin < 100);
    struct compile_result result = {0};
    assert_int_equal(compile_text(compiler, "fine", &result), COMPILE_CANCELLED);
    compile_result_free(&result);
    compiler_destroy(compiler);
    assert_no_children();
}

/* System calls, of which the chosen one fails. */
static int calls_left;
static int failure;

static bool must_fail(void)
{
    if (calls_left-- != 0)
        return false;
    errno = failure;
    return true;
}

static int failing_sockets(int ends[2])
{
    return must_fail() ? -1 : system_process_ops.make_sockets(ends);
}

static int failing_pipe(int ends[2])
{
    return must_fail() ? -1 : system_process_ops.make_pipe(ends);
}

static int failing_scratch_file(void)
{
    return must_fail() ? -1 : system_process_ops.make_scratch_file();
}

static int failing_spawn(pid_t *pid, const char *python, char *const arguments[],
                         char *const environment[], const struct spawn_files *files)
{
    if (must_fail())
        return failure;
    return system_process_ops.spawn(pid, python, arguments, environment, files);
}

static int failing_tie(int lifeline, pid_t pid)
{
    return must_fail() ? -1 : system_process_ops.tie(lifeline, pid);
}

static ssize_t failing_send(int fd, const struct iovec *parts, int count)
{
    return must_fail() ? -1 : system_process_ops.send(fd, parts, count);
}

static ssize_t failing_receive(int fd, void *bytes, size_t size)
{
    return must_fail() ? -1 : system_process_ops.receive(fd, bytes, size);
}

static int failing_poll(struct pollfd *fds, nfds_t count, int timeout)
{
    return must_fail() ? -1 : system_process_ops.poll(fds, count, timeout);
}

static int failing_wait(pid_t pid, int *status)
{
    int result = system_process_ops.wait(pid, status);
    return must_fail() ? -1 : result;
}

static int failing_close(int fd)
{
    int result = system_process_ops.close(fd);
    return must_fail() ? -1 : result;
}

/* Two files and a suspect one, with the nth call failing: each ends with a status
 * that says so, or is compiled nevertheless; nothing is left behind. */
static bool run_with_failure(int n, int error)
{
    struct process_ops ops = system_process_ops;
    ops.make_sockets = failing_sockets;
    ops.make_pipe = failing_pipe;
    ops.make_scratch_file = failing_scratch_file;
    ops.spawn = failing_spawn;
    ops.tie = failing_tie;
    ops.send = failing_send;
    ops.receive = failing_receive;
    ops.poll = failing_poll;
    ops.wait = failing_wait;
    ops.close = failing_close;
    calls_left = n;
    failure = error;
    size_t fds = count_fds();
    struct target target;
    assert_true(target_find("3.13", &target));
    const struct interpreter_options options = {.python = fake_python(), .processes = 1};
    struct compiler *compiler = pool_create(&target, &options, &ops, 5000);
    if (compiler) {
        static const char *const sources[] = {"fine", "taint", "exit 3", "fine"};
        for (size_t i = 0; i < ARRAY_COUNT(sources); i++) {
            struct compile_result result = {0};
            enum compile_status status = compile_text(compiler, sources[i], &result);
            assert_true(status == COMPILE_OK || status == COMPILE_BROKEN);
            assert_int_equal(status == COMPILE_BROKEN, result.reason != NULL);
            assert_int_equal(status == COMPILE_OK, result.outputs.count == 1);
            compile_result_free(&result);
        }
        compiler_destroy(compiler);
    }
    assert_no_children();
    assert_int_equal(count_fds(), fds);
    return calls_left < 0;
}

static void each_system_call_fails_in_turn(void **state)
{
    (void)state;
    static const int errors[] = {EMFILE, EINTR, ECONNRESET, ENOMEM};
    for (size_t i = 0; i < ARRAY_COUNT(errors); i++) {
        int n = 0;
        while (run_with_failure(n, errors[i]))
            n++;
        assert_true(n > 20);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failing_workers_cost_one_file),
        cmocka_unit_test(a_worker_that_died_idle_is_replaced),
        cmocka_unit_test(errors_and_warnings_arrive_in_order),
        cmocka_unit_test(what_is_suspect_goes_to_a_pristine_process),
        cmocka_unit_test(a_large_source_arrives),
        cmocka_unit_test(a_chattering_worker_is_found_out),
        cmocka_unit_test(bad_starts_are_told_once),
        cmocka_unit_test(an_executable_that_is_none),
        cmocka_unit_test(the_next_candidate_is_tried),
        cmocka_unit_test(all_candidates_fail),
        cmocka_unit_test(candidates_are_tried_by_many_at_once),
        cmocka_unit_test(cancel_wakes_everyone),
        cmocka_unit_test(each_system_call_fails_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
