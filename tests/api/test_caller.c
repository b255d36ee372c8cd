/* SPDX-License-Identifier: MIT
 *
 * A compiler of the caller's own, and compiling to a given place.
 */
#include <kiln.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

/* What a call leaves: the last error, and what the compiler was asked. */
struct scene {
    char directory[32];
    char source[64], pyc[64];
    struct kiln_options options;
    struct kiln_result result;
    int asked, compiling;
    char text[64], filename[64];
    char class_name[32], message[128];
    enum kiln_error error;
    int error_number;
};

static int note_event(void *context, const struct kiln_event *event)
{
    struct scene *scene = context;
    scene->compiling += event->kind == KILN_EVENT_COMPILING;
    if (event->kind == KILN_EVENT_ERROR) {
        snprintf(scene->class_name, sizeof scene->class_name, "%s", event->class_name);
        snprintf(scene->message, sizeof scene->message, "%s", event->message);
        scene->error = event->error;
        scene->error_number = event->error_number;
    }
    return 0;
}

static int answer_code(void *context, const struct kiln_source *source,
                       struct kiln_answer *answer)
{
    struct scene *scene = context;
    scene->asked++;
    snprintf(scene->text, sizeof scene->text, "%.*s", (int)source->text_size, source->text);
    snprintf(scene->filename, sizeof scene->filename, "%s", source->filename);
    char code[32];
    int size = snprintf(code, sizeof code, "level %d", source->level);
    kiln_answer_code(answer, code, (size_t)size);
    return 0;
}

static int answer_error(void *context, const struct kiln_source *source,
                        struct kiln_answer *answer)
{
    (void)context, (void)source;
    kiln_answer_error(answer, &(struct kiln_event){.class_name = "SyntaxError",
                                                   .message = "no",
                                                   .report = "no, no"});
    return 0;
}

static int answer_nothing(void *context, const struct kiln_source *source,
                          struct kiln_answer *answer)
{
    (void)context, (void)source, (void)answer;
    return 0;
}

static int answer_stop(void *context, const struct kiln_source *source,
                       struct kiln_answer *answer)
{
    (void)context, (void)source, (void)answer;
    return 1;
}

static int open_scene(void **state)
{
    struct scene *scene = *state = calloc(1, sizeof *scene);
    strcpy(scene->directory, "/tmp/kiln-caller-XXXXXX");
    assert_non_null(mkdtemp(scene->directory));
    snprintf(scene->source, sizeof scene->source, "%s/a.txt", scene->directory);
    snprintf(scene->pyc, sizeof scene->pyc, "%s/new/a.pyc", scene->directory);
    FILE *file = fopen(scene->source, "w");
    assert_non_null(file);
    fputs("x = 1\n", file);
    fclose(file);
    kiln_options_init(&scene->options);
    scene->result.size = sizeof scene->result;
    scene->options.target = "3.13";
    scene->options.compile = answer_code;
    scene->options.compile_context = scene;
    scene->options.on_event = note_event;
    scene->options.context = scene;
    return 0;
}

static int close_scene(void **state)
{
    struct scene *scene = *state;
    char folder[64];
    snprintf(folder, sizeof folder, "%s/new", scene->directory);
    unlink(scene->source);
    unlink(scene->pyc);
    rmdir(scene->pyc);
    rmdir(folder);
    rmdir(scene->directory);
    free(scene);
    return 0;
}

static enum kiln_status compile_to(struct scene *scene, const char *filename)
{
    return kiln_compile_to(scene->source, scene->pyc, filename, &scene->options,
                           &scene->result);
}

static void expect_pyc(const struct scene *scene, const char *body)
{
    char bytes[64];
    FILE *file = fopen(scene->pyc, "r");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    assert_int_equal(size, 16 + strlen(body));
    assert_memory_equal(bytes + 2, "\r\n\0\0\0\0", 6);
    assert_memory_equal(bytes + 16, body, strlen(body));
}

static void test_code(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(compile_to(scene, "baked.py"), KILN_OK);
    assert_string_equal(scene->result.engine, "caller");
    assert_string_equal(scene->text, "x = 1\n");
    assert_string_equal(scene->filename, "baked.py");
    expect_pyc(scene, "level 0");
    scene->options.optimize = (const int[]){2};
    scene->options.optimize_count = 1;
    assert_int_equal(compile_to(scene, NULL), KILN_OK);
    assert_string_equal(scene->filename, scene->source);
    expect_pyc(scene, "level 2");
    assert_int_equal(scene->compiling, 0);
    assert_int_equal(scene->asked, 2);
}

static void test_error(void **state)
{
    struct scene *scene = *state;
    scene->options.compile = answer_error;
    assert_int_equal(compile_to(scene, ""), KILN_FAILED);
    assert_int_equal(scene->error, KILN_ERROR_REJECTED);
    assert_string_equal(scene->class_name, "SyntaxError");
    assert_string_equal(scene->message, "no");
    assert_int_not_equal(access(scene->pyc, F_OK), 0);
}

static void test_no_answer(void **state)
{
    struct scene *scene = *state;
    scene->options.compile = answer_nothing;
    assert_int_equal(compile_to(scene, NULL), KILN_FAILED);
    assert_int_equal(scene->error, KILN_ERROR_ENGINE);
    assert_string_equal(scene->message, "the compiler gave no answer");
}

static void test_stop(void **state)
{
    struct scene *scene = *state;
    scene->options.compile = answer_stop;
    assert_int_equal(compile_to(scene, NULL), KILN_INTERRUPTED);
    assert_int_equal(scene->result.written, 0);
    assert_int_not_equal(access(scene->pyc, F_OK), 0);
}

static void test_places(void **state)
{
    struct scene *scene = *state;
    unlink(scene->source);
    assert_int_equal(compile_to(scene, NULL), KILN_FAILED);
    assert_int_equal(scene->error, KILN_ERROR_SYSTEM);
    assert_int_equal(scene->error_number, ENOENT);
    assert_string_equal(scene->class_name, "FileNotFoundError");
    char folder[64];
    snprintf(folder, sizeof folder, "%s/new", scene->directory);
    assert_int_equal(mkdir(folder, 0777), 0);
    assert_int_equal(mkdir(scene->pyc, 0777), 0);
    assert_int_equal(compile_to(scene, NULL), KILN_FAILED);
    assert_string_equal(scene->class_name, "FileExistsError");
    assert_int_equal(scene->error_number, 0);
    assert_int_equal(scene->asked, 0);
}

static void test_target(void **state)
{
    struct scene *scene = *state;
    scene->options.target = "3.13.99"; /* newer than any that is known */
    assert_int_equal(compile_to(scene, NULL), KILN_OK);
    scene->options.target = "4.0";
    assert_int_equal(compile_to(scene, NULL), KILN_NO_COMPILER);
    scene->options.target = NULL;
    assert_int_equal(compile_to(scene, NULL), KILN_NO_COMPILER);
    assert_string_equal(scene->result.message, "unknown target: none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_code, open_scene, close_scene),
        cmocka_unit_test_setup_teardown(test_error, open_scene, close_scene),
        cmocka_unit_test_setup_teardown(test_no_answer, open_scene, close_scene),
        cmocka_unit_test_setup_teardown(test_stop, open_scene, close_scene),
        cmocka_unit_test_setup_teardown(test_places, open_scene, close_scene),
        cmocka_unit_test_setup_teardown(test_target, open_scene, close_scene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
