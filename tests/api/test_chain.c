/* SPDX-License-Identifier: MIT
 *
 * The native compiler before a second one: when the second is asked, and what comes of
 * it when they disagree.
 */
#include "api/chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A second compiler that gives one answer. */
struct second {
    struct compiler compiler;
    enum compile_status status;
    const char *code; /* with COMPILE_OK; NULL: what the native compiler makes */
    int asked;
    struct compiler *native;
};

static enum compile_status answer(struct compiler *compiler,
                                  const struct compile_request *request,
                                  struct compile_result *result)
{
    struct second *second = (struct second *)compiler;
    second->asked++;
    if (second->status == COMPILE_OK && !second->code)
        return compiler_compile(second->native, request, result);
    if (second->status == COMPILE_OK && VEC_GROW(&result->outputs))
        result->outputs.items[result->outputs.count++] =
            (struct compile_output){request->levels[0], second->code, strlen(second->code)};
    result->reason = second->status == COMPILE_BROKEN ? "out of order" : NULL;
    return second->status;
}

static void ignore_compiler(struct compiler *compiler)
{
    (void)compiler;
}

static const struct compiler_class second_class = {"second", answer, ignore_compiler,
                                                   ignore_compiler};

struct scene {
    struct second second;
    struct compiler *chain, *native;
    struct compile_result result;
};

static void begin(struct scene *scene, bool verify, const char *const *filters,
                  size_t filter_count)
{
    memset(scene, 0, sizeof *scene);
    struct chain_settings settings = {.verify = verify,
                                      .no_second = "there is no other",
                                      .filters = filters,
                                      .filter_count = filter_count};
    assert_true(target_find("3.13", &settings.target));
    settings.second = &scene->second.compiler;
    scene->second.compiler.class = &second_class;
    scene->second.status = COMPILE_OK;
    scene->native = scene->second.native = chain_create(&(struct chain_settings){
        .target = settings.target, .no_second = "there is no other"});
    scene->chain = chain_create(&settings);
    assert_non_null(scene->chain);
}

static enum compile_status compile_text(struct scene *scene, struct compiler *compiler,
                                        const char *source)
{
    static const int level = 0;
    struct compile_request request = {.source = source,
                                      .source_size = strlen(source),
                                      .filename = "x.py",
                                      .filename_size = 4,
                                      .levels = &level,
                                      .level_count = 1,
                                      .filename_is_source = true};
    compile_result_reset(&scene->result);
    return compiler_compile(compiler, &request, &scene->result);
}

static void end(struct scene *scene)
{
    compiler_destroy(scene->chain);
    compiler_destroy(scene->native);
    compile_result_free(&scene->result);
}

/* What only Python can decide: a filter with a category of some module. */
static const char *const strange_filter[] = {"error::some.module.Category"};

static void second_is_not_asked_without_need(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, false, NULL, 0);
    assert_int_equal(compile_text(&scene, scene.chain, "x = 1\n"), COMPILE_OK);
    assert_int_equal(scene.result.outputs.count, 1);
    assert_int_equal(compile_text(&scene, scene.chain, "x = (\n"), COMPILE_REJECTED);
    assert_int_equal(scene.second.asked, 0);
    end(&scene);
}

static void second_does_what_native_cannot(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, false, strange_filter, 1);
    scene.second.code = "of the second";
    assert_int_equal(compile_text(&scene, scene.chain, "x = 1\n"), COMPILE_OK);
    assert_int_equal(scene.second.asked, 1);
    assert_string_equal(scene.result.outputs.items[0].code, "of the second");
    assert_null(scene.result.reason);
    end(&scene);
}

static void without_second_it_is_unsupported(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, false, NULL, 0);
    struct chain_settings settings = {
        .no_second = "there is no other", .filters = strange_filter, .filter_count = 1};
    assert_true(target_find("3.13", &settings.target));
    struct compiler *alone = chain_create(&settings);
    assert_int_equal(compile_text(&scene, alone, "x = 1\n"), COMPILE_UNSUPPORTED);
    assert_non_null(strstr(scene.result.reason, "category"));
    assert_non_null(strstr(scene.result.reason, "there is no other"));
    compiler_destroy(alone);
    end(&scene);
}

static void verify_accepts_the_same(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, true, NULL, 0);
    assert_int_equal(compile_text(&scene, scene.chain, "x = 1\n"), COMPILE_OK);
    assert_int_equal(compile_text(&scene, scene.chain, "x is 'a'\n"), COMPILE_OK);
    assert_int_equal(compile_text(&scene, scene.chain, "x = (\n"), COMPILE_REJECTED);
    assert_int_equal(scene.second.asked, 3);
    end(&scene);
}

static void verify_fails_on_other_code(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, true, NULL, 0);
    scene.second.code = "something else";
    assert_int_equal(compile_text(&scene, scene.chain, "x = 1\n"), COMPILE_BROKEN);
    assert_non_null(strstr(scene.result.reason, "the code differs"));
    end(&scene);
}

static void verify_fails_on_another_verdict(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, true, NULL, 0);
    scene.second.status = COMPILE_REJECTED;
    assert_int_equal(compile_text(&scene, scene.chain, "x = 1\n"), COMPILE_BROKEN);
    assert_non_null(strstr(scene.result.reason, "only one of them accepts"));
    end(&scene);
}

static void verify_tells_of_a_broken_second(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene, true, NULL, 0);
    scene.second.status = COMPILE_BROKEN;
    assert_int_equal(compile_text(&scene, scene.chain, "x = 1\n"), COMPILE_BROKEN);
    assert_string_equal(scene.result.reason, "out of order");
    end(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(second_is_not_asked_without_need),
        cmocka_unit_test(second_does_what_native_cannot),
        cmocka_unit_test(without_second_it_is_unsupported),
        cmocka_unit_test(verify_accepts_the_same),
        cmocka_unit_test(verify_fails_on_other_code),
        cmocka_unit_test(verify_fails_on_another_verdict),
        cmocka_unit_test(verify_tells_of_a_broken_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
