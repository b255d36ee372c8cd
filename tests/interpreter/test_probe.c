/* SPDX-License-Identifier: MIT
 *
 * Asking executables that are no Python, or not the right one.
 */
#include "interpreter/probe.h"

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char script_path[] = "/tmp/kiln-probe-XXXXXX";

static void write_script(const char *text, mode_t mode)
{
    FILE *file = fopen(script_path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(script_path, mode), 0);
}

static int make_script(void **state)
{
    (void)state;
    int fd = mkstemp(script_path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_script(void **state)
{
    (void)state;
    return unlink(script_path);
}

static size_t count_open_fds(void)
{
    size_t count = 0;
    DIR *fds = opendir("/proc/self/fd");
    while (fds && readdir(fds))
        count++;
    if (fds)
        closedir(fds);
    return count;
}

/* The error begins with the executable's name; `rest` follows. */
static void refuses(const char *python, const char *rest)
{
    const struct probe probe = {&system_process_ops, python, 300};
    struct interpreter_facts facts;
    struct buf error = BUF_INIT;
    char expected[300];
    size_t fds = count_open_fds();
    snprintf(expected, sizeof expected, "%s %s", python, rest);
    assert_false(probe_facts(&probe, &facts, &error));
    assert_string_equal(buf_text(&error), expected);
    buf_free(&error);
    assert_int_equal(count_open_fds(), fds);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void what_cannot_be_started(void **state)
{
    (void)state;
    refuses("/nonexistent/python", "cannot be started: No such file or directory");
    refuses("no-such-python", "cannot be started: No such file or directory");
    refuses("/tmp", "cannot be started: Permission denied");
    write_script("neither a program nor a script\n", 0755);
    refuses(script_path, "cannot be started: Exec format error");
    write_script("#!/bin/sh\n", 0644);
    if (geteuid() != 0 || access(script_path, X_OK) != 0)
        refuses(script_path, "cannot be started: Permission denied");
}

static void what_is_no_python(void **state)
{
    (void)state;
    refuses("/bin/true", "does not answer as Python does");
    write_script("#!/bin/sh\necho kiln; echo cpython; echo oops >&2\n", 0755);
    refuses(script_path, "does not answer as Python does: oops");
    write_script("#!/bin/sh\necho kiln; echo cpython; echo end\n", 0755);
    refuses(script_path, "does not answer as Python does");
    write_script("#!/bin/sh\nsleep 1000 & sleep 1000\n", 0755);
    refuses(script_path, "does not answer");
    write_script("#!/bin/sh\nkill -11 $$\n", 0755);
    refuses(script_path, "does not answer as Python does");
}

/* Speaks as the facts script does. */
static void speaks(const char *name, const char *version, const char *magic,
                   const char *rest)
{
    char script[400];
    snprintf(script, sizeof script,
             "#!/bin/sh\nprintf 'kiln\\n%s\\n%s\\n\\n%s\\n0\\n\\nend\\n'\n", name, version,
             magic);
    write_script(script, 0755);
    refuses(script_path, rest);
}

static void what_is_the_wrong_python(void **state)
{
    (void)state;
    speaks("cpython", "2.7.18", "", "is too old: CPython 2.7.18; Kiln needs 3.8 or newer");
    speaks("cpython", "3.7.16", "", "is too old: CPython 3.7.16; Kiln needs 3.8 or newer");
    speaks("cpython", "3.99.0", "", "is too new: CPython 3.99.0; Kiln knows 3.8 to 3.15");
    speaks("cpython", "4.0.0", "", "is too new: CPython 4.0.0; Kiln knows 3.8 to 3.15");
    speaks("pypy", "3.10.14", "", "is not CPython but pypy");
    speaks("cpython", "three", "", "does not tell its version");
    speaks("cpython", "3.13.0", "f20d0d0a",
           "is CPython 3.13.0, but not a release: it writes other .pyc files");
}

static void the_right_python(void **state)
{
    (void)state;
    const struct probe probe = {&system_process_ops, script_path, 2000};
    struct interpreter_facts facts;
    struct buf error = BUF_INIT;
    write_script(
        "#!/bin/sh\n"
        "printf 'kiln\\ncpython\\n3.13.77\\ncpython-313\\nf30d0d0a\\n2\\nt\\nend\\n'\n",
        0755);
    assert_true(probe_facts(&probe, &facts, &error));
    assert_string_equal(facts.target.name, "3.13");
    assert_int_equal(facts.target.micro, 77);
    assert_string_equal(facts.target.cache_tag, "cpython-313");
    assert_int_equal(facts.optimize, 2);
    assert_true(facts.unknown_micro);
    assert_true(facts.free_threaded);
    buf_free(&error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_started),
        cmocka_unit_test(what_is_no_python),
        cmocka_unit_test(what_is_the_wrong_python),
        cmocka_unit_test(the_right_python),
    };
    return cmocka_run_group_tests(tests, make_script, remove_script);
}
