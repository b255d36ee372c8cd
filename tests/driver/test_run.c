/* SPDX-License-Identifier: MIT
 *
 * Whole runs over real directories, with a counting file system and a compiler
 * that needs no interpreter.
 */
#include "double.h"

#include "driver/pyc.h"

#include <errno.h>
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

struct scene {
    char *directory;
    struct double_fs fs;
    struct double_compiler compiler;
    struct kiln_options options;
    struct plan plan;
    int levels[4];
    struct buf told; /* events, one letter each */
    struct destination destination;
};

static int note_event(void *context, const struct kiln_event *event)
{
    static const char letters[] = {
        [KILN_EVENT_LISTING] = 'L',  [KILN_EVENT_CANT_LIST] = 'X',
        [KILN_EVENT_SKIPPED] = '-',  [KILN_EVENT_COMPILING] = 'C',
        [KILN_EVENT_STALE] = 'S',    [KILN_EVENT_WARNING] = 'w',
        [KILN_EVENT_ERROR] = 'e',    [KILN_EVENT_WROTE] = '+',
        [KILN_EVENT_LINKED] = '=',   [KILN_EVENT_PRUNED] = 'P',
        [KILN_EVENT_PROGRESS] = '.',
    };
    struct scene *scene = context;
    if (event->kind != KILN_EVENT_PROGRESS)
        buf_add_byte(&scene->told, letters[event->kind]);
    return 0;
}

static int set_scene(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    scene->directory = enter_directory_for_test();
    double_fs_init(&scene->fs);
    double_compiler_init(&scene->compiler);
    kiln_options_init(&scene->options);
    scene->options.on_event = note_event;
    scene->options.context = scene;
    scene->plan = (struct plan){
        .options = &scene->options,
        .fs = &scene->fs.fs,
        .compiler = &scene->compiler.compiler,
        .target = scene->compiler.compiler.target,
        .invalidation = KILN_INVALIDATION_TIMESTAMP,
        .levels = scene->levels,
        .level_count = 1,
        .cache = {.cache_tag = "cpython-313", .cwd = "/"},
        .threads = 4,
    };
    scene->destination = (struct destination){.path = "t", .maxlevels = KILN_LEVELS_ALL};
    scene->plan.destinations.items = &scene->destination;
    scene->plan.destinations.count = 1;
    *state = scene;
    mkdir("t", 0777);
    mkdir("t/p", 0777);
    write_text("t/a.py", "a = 1\n");
    write_text("t/b.txt", "no\n");
    write_text("t/p/c.py", "c = 1\n");
    write_text("t/z.py", "z = 1\n");
    return 0;
}

static int clear_scene(void **state)
{
    struct scene *scene = *state;
    leave_directory_for_test(scene->directory);
    buf_free(&scene->told);
    free(scene);
    return 0;
}

static struct kiln_result run_scene(struct scene *scene)
{
    struct kiln_result result = {.size = sizeof result};
    buf_clear(&scene->told);
    memset(scene->fs.count, 0, sizeof scene->fs.count);
    atomic_store(&scene->fs.total, 0);
    run_plan(&scene->plan, &result);
    return result;
}

static void expect_pyc(const char *path, const char *code)
{
    char *text = read_text(path);
    assert_non_null(text);
    assert_string_equal(text + PYC_HEADER_SIZE, code);
    free(text);
}

static void test_fresh_tree(void **state)
{
    struct scene *scene = *state;
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.status, KILN_OK);
    assert_int_equal(result.compiled, 3);
    assert_int_equal(result.directories, 2);
    assert_string_equal(buf_text(&scene->told), "LCLCC");
    expect_pyc("t/__pycache__/a.cpython-313.pyc", "[a = 1\n]");
    expect_pyc("t/p/__pycache__/c.cpython-313.pyc", "[c = 1\n]");
    assert_int_equal(count_temporaries(), 0);
}

/* What an up-to-date tree costs: one read of each directory, one stat for each
 * source, one open and one short read for each .pyc; nothing else. */
static void test_up_to_date_calls(void **state)
{
    struct scene *scene = *state;
    run_scene(scene);
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.fresh, 3);
    assert_string_equal(buf_text(&scene->told), "LL");
    const int expected[CALL_KINDS] = {
        [CALL_LIST] = 2, [CALL_STAT] = 3,  [CALL_OPEN] = 3,
        [CALL_READ] = 3, [CALL_CLOSE] = 3,
    };
    for (int call = 0; call < CALL_KINDS; call++)
        assert_int_equal(atomic_load(&scene->fs.count[call]), expected[call]);
}

static void test_levels_and_links(void **state)
{
    struct scene *scene = *state;
    scene->levels[1] = 1;
    scene->plan.level_count = 2;
    scene->options.hardlink_dupes = true;
    scene->options.every_file = true;
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.written, 3);
    assert_int_equal(result.linked, 3);
    struct stat st;
    assert_int_equal(stat("t/__pycache__/a.cpython-313.opt-1.pyc", &st), 0);
    assert_int_equal(st.st_nlink, 2);
    assert_string_equal(buf_text(&scene->told), "LC+=-LC+=C+=");
}

static void test_rejected_and_broken(void **state)
{
    struct scene *scene = *state;
    write_text("t/a.py", "!\n");
    write_text("t/p/c.py", "?\n");
    write_text("t/z.py", "~\n");
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.status, KILN_FAILED);
    assert_int_equal(result.failed, 2);
    assert_int_equal(result.compiled, 1);
    assert_int_equal(result.warnings, 1);
    assert_string_equal(buf_text(&scene->told), "LCeLCeCw");
    assert_int_not_equal(access("t/__pycache__/a.cpython-313.pyc", F_OK), 0);
}

static void test_source_that_keeps_changing(void **state)
{
    struct scene *scene = *state;
    write_text("t/a.py", "@\n");
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.failed, 1);
    assert_string_equal(buf_text(&scene->told), "LCeLCC");
    assert_int_not_equal(access("t/__pycache__/a.cpython-313.pyc", F_OK), 0);
}

static void test_check_compiles_nothing(void **state)
{
    struct scene *scene = *state;
    scene->options.check = true;
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.status, KILN_FAILED);
    assert_int_equal(result.stale, 3);
    assert_string_equal(buf_text(&scene->told), "LSLSS");
    assert_int_not_equal(access("t/__pycache__", F_OK), 0);
}

static void test_output_dir(void **state)
{
    struct scene *scene = *state;
    scene->options.output_dir = "out";
    run_scene(scene);
    expect_pyc("out/p/__pycache__/c.cpython-313.pyc", "[c = 1\n]");
    assert_int_not_equal(access("t/__pycache__", F_OK), 0);
}

static void test_prune(void **state)
{
    struct scene *scene = *state;
    run_scene(scene);
    write_text("t/__pycache__/a.cpython-312.pyc", "other target");
    write_text("t/__pycache__/gone.cpython-312.pyc", "other target");
    write_text("t/__pycache__/gone.cpython-313.pyc", "no source");
    write_text("t/__pycache__/gone.cpython-313.opt-2.pyc", "no source");
    scene->options.prune = true;
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.pruned, 2);
    assert_string_equal(buf_text(&scene->told), "LPPL");
    assert_int_equal(access("t/__pycache__/gone.cpython-312.pyc", F_OK), 0);
    assert_int_equal(access("t/__pycache__/a.cpython-313.pyc", F_OK), 0);
}

/* What a run that was killed leaves behind goes an hour later, and not before. */
static void test_prune_abandoned(void **state)
{
    struct scene *scene = *state;
    const char *old = "t/__pycache__/a.cpython-313.pyc.123";
    const struct timespec times[2] = {{1000, 0}, {1000, 0}};
    run_scene(scene);
    write_text(old, "torn");
    write_text("t/__pycache__/a.cpython-313.pyc.124", "being written");
    assert_int_equal(utimensat(AT_FDCWD, old, times, 0), 0);
    scene->options.prune = true;
    assert_int_equal(run_scene(scene).pruned, 1);
    assert_int_not_equal(access(old, F_OK), 0);
    assert_int_equal(access("t/__pycache__/a.cpython-313.pyc.124", F_OK), 0);
}

static void test_clamped_mtime(void **state)
{
    struct scene *scene = *state;
    scene->options.clamp_mtime = 0x01020304;
    run_scene(scene);
    char *text = read_text("t/__pycache__/a.cpython-313.pyc");
    assert_memory_equal(text + 8, "\x04\x03\x02\x01", 4);
    free(text);
    assert_int_equal(run_scene(scene).fresh, 3);
}

static void test_same_file_twice(void **state)
{
    struct scene *scene = *state;
    struct destination twice[] = {scene->destination,
                                  {.path = ".//t/a.py", .is_file = true},
                                  {.path = "t/a.py", .is_file = true}};
    scene->plan.destinations.items = twice;
    scene->plan.destinations.count = 3;
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.compiled, 3);
    assert_int_equal(result.fresh, 2);
}

/* A search that would never end fails its file; nothing is left out silently. */
static void test_pattern_that_explodes(void **state)
{
    struct scene *scene = *state;
    struct buf error = BUF_INIT;
    write_text("t/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.py", "x = 1\n");
    scene->plan.rx = exclude_compile("(x+x+)+y$", 9, &error);
    assert_non_null(scene->plan.rx);
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.failed, 1);
    assert_int_equal(result.compiled, 3);
    exclude_free(scene->plan.rx);
}

static void test_cancelled_before_it_begins(void **state)
{
    struct scene *scene = *state;
    int cancel = 1;
    scene->options.cancel = &cancel;
    assert_int_equal(run_scene(scene).status, KILN_INTERRUPTED);
    assert_int_equal(atomic_load(&scene->compiler.compiled), 0);
}

static int refuse_event(void *context, const struct kiln_event *event)
{
    (void)context;
    return event->kind == KILN_EVENT_COMPILING;
}

static void test_stopped_by_callback(void **state)
{
    struct scene *scene = *state;
    scene->options.on_event = refuse_event;
    assert_int_equal(run_scene(scene).status, KILN_INTERRUPTED);
    assert_int_equal(count_temporaries(), 0);
}

static void test_without_compiler(void **state)
{
    struct scene *scene = *state;
    scene->plan.compiler = NULL;
    scene->plan.no_compiler = "there is none";
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.status, KILN_NO_COMPILER);
    assert_string_equal(result.message, "there is none");
}

static void test_short_reads_and_writes(void **state)
{
    struct scene *scene = *state;
    scene->fs.short_read = 16;
    run_scene(scene);
    expect_pyc("t/__pycache__/a.cpython-313.pyc", "[a = 1\n]");
}

static void remove_pycs(void)
{
    assert_int_equal(system("rm -rf t/__pycache__ t/p/__pycache__"), 0);
}

/* A .pyc is either absent or what a run without failures writes. */
static void expect_whole_or_absent(const char *path, const char *code)
{
    if (access(path, F_OK) == 0)
        expect_pyc(path, code);
}

/* Every call fails once, with every kind of work that a run has: nothing is
 * torn, nothing is left behind, and the next run repairs everything. */
static void test_each_call_fails(void **state)
{
    static const int errors[] = {EIO, ENOSPC, EACCES, ENOENT, EDQUOT};
    struct scene *scene = *state;
    scene->levels[1] = 2;
    scene->plan.level_count = 2;
    scene->plan.threads = 1;
    int calls = 0;
    for (int n = 0; n <= calls; n++) {
        remove_pycs();
        scene->fs.fail_at = n;
        scene->fs.error = errors[n % 5];
        struct kiln_result result = run_scene(scene);
        assert_true(result.status == KILN_OK || result.status == KILN_FAILED);
        if (n == 0)
            calls = atomic_load(&scene->fs.total);
        expect_whole_or_absent("t/__pycache__/a.cpython-313.pyc", "[a = 1\n]");
        expect_whole_or_absent("t/__pycache__/z.cpython-313.opt-2.pyc", "[z = 1\n]");
        expect_whole_or_absent("t/p/__pycache__/c.cpython-313.pyc", "[c = 1\n]");
        assert_int_equal(count_temporaries(), 0);
        scene->fs.fail_at = 0;
        assert_int_equal(run_scene(scene).status, KILN_OK);
        expect_pyc("t/p/__pycache__/c.cpython-313.opt-2.pyc", "[c = 1\n]");
    }
    assert_true(calls > 40);
}

static int note_path(void *context, const struct kiln_event *event)
{
    struct scene *scene = context;
    if (event->kind != KILN_EVENT_PROGRESS)
        buf_printf(&scene->told, "%s ", event->path);
    return 0;
}

/* At the root of the file system there is no folder's name before the slash. */
static void test_root_of_the_file_system(void **state)
{
    struct scene *scene = *state;
    scene->fs.rooted = true;
    scene->options.on_event = note_path;
    scene->destination.path = "/";
    write_text("r.py", "r = 1\n");
    assert_int_equal(run_scene(scene).compiled, 4);
    assert_string_equal(buf_text(&scene->told),
                        "/ /r.py /t /t/a.py /t/p /t/p/c.py /t/z.py ");
    expect_pyc("__pycache__/r.cpython-313.pyc", "[r = 1\n]");
    expect_pyc("t/p/__pycache__/c.cpython-313.pyc", "[c = 1\n]");
    assert_int_equal(run_scene(scene).fresh, 4);
    write_text("__pycache__/gone.cpython-313.pyc", "no source");
    scene->options.prune = true;
    assert_int_equal(run_scene(scene).pruned, 1);
    assert_string_equal(buf_text(&scene->told),
                        "/ /__pycache__/gone.cpython-313.pyc /t /t/p ");
    assert_int_equal(count_temporaries(), 0);
}

static void test_file_at_the_root(void **state)
{
    struct scene *scene = *state;
    scene->fs.rooted = true;
    scene->destination = (struct destination){.path = "/r.py", .is_file = true};
    write_text("r.py", "r = 1\n");
    assert_int_equal(run_scene(scene).compiled, 1);
    expect_pyc("__pycache__/r.cpython-313.pyc", "[r = 1\n]");
    scene->plan.cache.legacy = true;
    assert_int_equal(run_scene(scene).compiled, 1);
    expect_pyc("r.pyc", "[r = 1\n]");
}

/* Keeps what the first error says, temporaries' numbers as "N". */
static int note_first_error(void *context, const struct kiln_event *event)
{
    struct scene *scene = context;
    if (event->kind != KILN_EVENT_ERROR || scene->told.size)
        return 0;
    buf_printf(&scene->told, "%s: ", event->class_name);
    for (const char *at = event->message; *at; at++) {
        bool number = at > event->message && at[-1] == '.' && at[0] >= '0' && at[0] <= '9';
        buf_add_byte(&scene->told, number ? 'N' : *at);
        while (number && at[1] >= '0' && at[1] <= '9')
            at++;
    }
    return 0;
}

/* A user's quota is used up: what importlib's _write_atomic and os.makedirs raise,
 * as compileall words it, at each call that may then be refused. */
static void test_quota(void **state)
{
    static const struct {
        enum fs_call call;
        const char *said;
    } refusals[] = {
        {CALL_MKDIR, "OSError: [Errno 122] Disk quota exceeded: 't/__pycache__'"},
        {CALL_OPEN, "OSError: [Errno 122] Disk quota exceeded: "
                    "'t/__pycache__/a.cpython-313.pyc.N'"},
        {CALL_WRITE, "OSError: [Errno 122] Disk quota exceeded"},
        {CALL_CLOSE, "OSError: [Errno 122] Disk quota exceeded"},
        {CALL_RENAME, "OSError: [Errno 122] Disk quota exceeded: "
                      "'t/__pycache__/a.cpython-313.pyc.N' -> "
                      "'t/__pycache__/a.cpython-313.pyc'"},
    };
    struct scene *scene = *state;
    scene->options.on_event = note_first_error;
    for (size_t i = 0; i < ARRAY_COUNT(refusals); i++) {
        remove_pycs();
        scene->fs.refused[refusals[i].call] = EDQUOT;
        struct kiln_result result = run_scene(scene);
        scene->fs.refused[refusals[i].call] = 0;
        assert_int_equal(result.status, KILN_FAILED);
        assert_int_equal(result.failed, 3);
        assert_string_equal(buf_text(&scene->told), refusals[i].said);
        assert_int_not_equal(access("t/__pycache__/a.cpython-313.pyc", F_OK), 0);
        assert_int_equal(count_temporaries(), 0);
        assert_int_equal(run_scene(scene).status, KILN_OK);
        expect_pyc("t/p/__pycache__/c.cpython-313.pyc", "[c = 1\n]");
    }
}

/* No quota for a further link leaves a copy, as any file system without links. */
static void test_quota_of_links(void **state)
{
    struct scene *scene = *state;
    scene->levels[1] = 1;
    scene->plan.level_count = 2;
    scene->options.hardlink_dupes = true;
    scene->fs.refused[CALL_LINK] = EDQUOT;
    struct kiln_result result = run_scene(scene);
    assert_int_equal(result.status, KILN_OK);
    assert_int_equal(result.written, 6);
    expect_pyc("t/__pycache__/a.cpython-313.opt-1.pyc", "[a = 1\n]");
}

static void test_many_workers_same_order(void **state)
{
    struct scene *scene = *state;
    char path[64];
    for (int i = 0; i < 300; i++) {
        snprintf(path, sizeof path, "t/p/m%03d.py", i);
        write_text(path, i % 7 ? "x = 1\n" : "!\n");
    }
    scene->plan.threads = 1;
    scene->options.force = true;
    run_scene(scene);
    char *serial = strdup(buf_text(&scene->told));
    scene->plan.threads = 16;
    run_scene(scene);
    assert_string_equal(buf_text(&scene->told), serial);
    free(serial);
}

#define SCENE_TEST(f) cmocka_unit_test_setup_teardown(f, set_scene, clear_scene)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE_TEST(test_fresh_tree),
        SCENE_TEST(test_up_to_date_calls),
        SCENE_TEST(test_levels_and_links),
        SCENE_TEST(test_rejected_and_broken),
        SCENE_TEST(test_source_that_keeps_changing),
        SCENE_TEST(test_check_compiles_nothing),
        SCENE_TEST(test_output_dir),
        SCENE_TEST(test_prune),
        SCENE_TEST(test_prune_abandoned),
        SCENE_TEST(test_clamped_mtime),
        SCENE_TEST(test_same_file_twice),
        SCENE_TEST(test_pattern_that_explodes),
        SCENE_TEST(test_cancelled_before_it_begins),
        SCENE_TEST(test_stopped_by_callback),
        SCENE_TEST(test_without_compiler),
        SCENE_TEST(test_short_reads_and_writes),
        SCENE_TEST(test_each_call_fails),
        SCENE_TEST(test_root_of_the_file_system),
        SCENE_TEST(test_file_at_the_root),
        SCENE_TEST(test_quota),
        SCENE_TEST(test_quota_of_links),
        SCENE_TEST(test_many_workers_same_order),
    };
    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
