/* SPDX-License-Identifier: MIT
 *
 * Choosing an interpreter, in trees of empty executables.
 */
#include "interpreter/find.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Everything happens in a new directory, which is the present one. */
static int enter_playground(void **state)
{
    static char template[] = "/tmp/kiln-find-XXXXXX";
    strcpy(template + sizeof template - 7, "XXXXXX");
    if (!mkdtemp(template) || chdir(template) < 0)
        return -1;
    *state = realpath(".", NULL);
    setenv("PATH", "bin", 1);
    return mkdir("bin", 0755);
}

static int leave_playground(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "/bin/rm -rf '%s'", (char *)*state);
    free(*state);
    return chdir("/") < 0 ? -1 : system(command);
}

static void make_folders(const char *path)
{
    char folder[256];
    for (size_t i = 0; path[i]; i++) {
        if (path[i] != '/')
            continue;
        memcpy(folder, path, i);
        folder[i] = '\0';
        mkdir(folder, 0755);
    }
}

static void make_file(const char *path, mode_t mode, const char *text)
{
    make_folders(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

static void make_python(const char *path)
{
    make_file(path, 0755, "");
}

/* What is chosen, as "EXECUTABLE VERSION"; EXECUTABLE may be "none", VERSION
 * "unknown". */
static void chooses(const char *python, const char *target, const char *tree,
                    const char *expected)
{
    struct interpreter_choice choice;
    struct buf error = BUF_INIT;
    char found[600];
    if (!interpreter_choose(python, target, tree, &choice, &error))
        snprintf(found, sizeof found, "error: %s", buf_text(&error));
    else
        snprintf(found, sizeof found, "%s %s", choice.python ? choice.python : "none",
                 choice.version_known ? choice.target.name : "unknown");
    assert_string_equal(found, expected);
    interpreter_choice_free(&choice);
    buf_free(&error);
}

/* As above, with the executable below the present directory. */
static void chooses_here(void **state, const char *tree, const char *expected)
{
    char text[600];
    snprintf(text, sizeof text, "%s/%s", (char *)*state, expected);
    chooses(NULL, NULL, tree, text);
}

static void a_named_python(void **state)
{
    (void)state;
    make_python("bin/python3.11");
    assert_int_equal(symlink("python3.11", "bin/python3"), 0);
    make_python("bin/snake");
    chooses("python3", NULL, NULL, "bin/python3 3.11");
    chooses("python3.11", NULL, "x", "bin/python3.11 3.11");
    chooses("snake", NULL, NULL, "bin/snake unknown");
    chooses("bin/snake", "3.13", NULL, "bin/snake unknown");
    chooses("cobra", NULL, NULL, "error: cobra is not on PATH");
    /* Whether it can be run is for the probe to say. */
    chooses("./cobra", NULL, NULL, "./cobra unknown");
}

static void a_named_target(void **state)
{
    (void)state;
    make_python("bin/python3.11");
    make_file("bin/python3.12", 0644, "");
    mkdir("bin/python3.14", 0755);
    chooses(NULL, "3.11", NULL, "bin/python3.11 3.11");
    chooses(NULL, "3.11.2", "x", "bin/python3.11 3.11");
    chooses(NULL, "3.12", NULL, "none 3.12");
    chooses(NULL, "3.14", NULL, "none 3.14");
    chooses(NULL, "3.7", NULL, "error: unknown target: 3.7");
    chooses(NULL, "3", NULL, "error: unknown target: 3");
    chooses(NULL, "3.11x", NULL, "error: unknown target: 3.11x");
    chooses(NULL, "3.11.999", NULL, "error: unknown target: 3.11.999");
}

static void a_target_under_another_name(void **state)
{
    (void)state;
    make_python("opt/python3.13");
    assert_int_equal(symlink("../opt/python3.13", "bin/python"), 0);
    chooses(NULL, "3.13", NULL, "bin/python 3.13");
    chooses(NULL, "3.12", NULL, "none 3.12");
}

/* All that PATH has, in the order in which it is to be tried. */
static void further_ones_on_path(void **state)
{
    (void)state;
    make_python("bin/python3.13");
    make_python("more/python3.13");
    make_python("more/python3.12");
    make_python("opt/python3.13");
    assert_int_equal(symlink("../opt/python3.13", "more/python3"), 0);
    assert_int_equal(symlink("python3.12", "more/python"), 0);
    setenv("PATH", "bin:none:more", 1);
    struct interpreter_choice choice;
    struct buf error = BUF_INIT;
    assert_true(interpreter_choose(NULL, "3.13", NULL, &choice, &error));
    assert_string_equal(choice.python, "bin/python3.13");
    assert_true(interpreter_choice_next(&choice));
    assert_string_equal(choice.python, "more/python3.13");
    assert_true(interpreter_choice_next(&choice));
    assert_string_equal(choice.python, "more/python3");
    assert_false(interpreter_choice_next(&choice));
    assert_string_equal(choice.python, "more/python3");
    interpreter_choice_free(&choice);
    /* One that was named is the one that is meant. */
    assert_true(interpreter_choose("python3.13", "3.13", NULL, &choice, &error));
    assert_false(interpreter_choice_next(&choice));
    interpreter_choice_free(&choice);
    buf_free(&error);
}

static void a_virtual_environment(void **state)
{
    make_python("bin/python3");
    make_python("bin/python3.10");
    make_python("venv/bin/python");
    make_file("venv/pyvenv.cfg", 0644, "home = /usr/bin\nversion = 3.12.4\n");
    make_folders("venv/lib/python3.11/site-packages/x/");
    chooses_here(state, "venv/lib/python3.11/site-packages/x", "venv/bin/python 3.12");
    chooses_here(state, "./venv//lib/python3.11/../python3.11", "venv/bin/python 3.12");
    chooses_here(state, "venv", "venv/bin/python 3.12");
    make_file("venv/pyvenv.cfg", 0644, "version_info = 3.9.2.final.0\n");
    chooses_here(state, "venv/lib", "venv/bin/python 3.9");
    make_file("venv/pyvenv.cfg", 0644, "home = /usr/bin\n");
    chooses_here(state, "venv/lib", "venv/bin/python unknown");
    unlink("venv/bin/python");
    make_file("venv/pyvenv.cfg", 0644, "version = 3.10.0\n");
    chooses(NULL, NULL, "venv/lib", "bin/python3.10 3.10");
    make_file("venv/pyvenv.cfg", 0644, "version = 3.13.0\n");
    chooses(NULL, NULL, "venv/lib", "none 3.13");
}

static void a_prefix(void **state)
{
    make_python("bin/python3");
    make_python("usr/bin/python3.11");
    make_folders("usr/lib/python3.11/json/");
    make_folders("usr/lib64/python3.12/json/");
    make_folders("usr/lib/python3.7/json/");
    make_folders("usr/lib/python3/json/");
    chooses_here(state, "usr/lib/python3.11/json/tool.py", "usr/bin/python3.11 3.11");
    chooses(NULL, NULL, "usr/lib64/python3.12/json", "none 3.12");
    make_python("bin/python3.12");
    chooses(NULL, NULL, "usr/lib64/python3.12/json", "bin/python3.12 3.12");
    chooses(NULL, NULL, "usr/lib/python3.7/json", "bin/python3 unknown");
    chooses(NULL, NULL, "usr/lib/python3/json", "bin/python3 unknown");
    chooses(NULL, NULL, "not/there", "bin/python3 unknown");
    /* The name of a link counts before what it leads to, and after it. */
    assert_int_equal(symlink("usr/lib/python3.11", "link"), 0);
    chooses_here(state, "link", "usr/bin/python3.11 3.11");
}

static void nothing_at_all(void **state)
{
    (void)state;
    chooses(NULL, NULL, NULL, "error: python3 is not on PATH");
    chooses(NULL, NULL, "tree", "error: python3 is not on PATH");
    make_python("bin/python3");
    chooses(NULL, NULL, "tree", "bin/python3 unknown");
    setenv("PATH", "/nonexistent::bin", 1);
    make_python("python3.9");
    chooses("python3.9", NULL, NULL, "./python3.9 3.9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_named_python, enter_playground, leave_playground),
        cmocka_unit_test_setup_teardown(a_named_target, enter_playground, leave_playground),
        cmocka_unit_test_setup_teardown(a_target_under_another_name, enter_playground,
                                        leave_playground),
        cmocka_unit_test_setup_teardown(further_ones_on_path, enter_playground,
                                        leave_playground),
        cmocka_unit_test_setup_teardown(a_virtual_environment, enter_playground,
                                        leave_playground),
        cmocka_unit_test_setup_teardown(a_prefix, enter_playground, leave_playground),
        cmocka_unit_test_setup_teardown(nothing_at_all, enter_playground, leave_playground),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
