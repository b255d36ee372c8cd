/* SPDX-License-Identifier: MIT
 *
 * Constants and their identity; marshal against bytes that are no code objects.
 */
#include "compiler/assemble/code.h"
#include "compiler/pyc/disassemble.h"
#include "compiler/pyc/marshal.h"
#include "compiler/pyc/structure.h"
#include "compiler/pyc/unmarshal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scene {
    struct target target;
    struct arena arena;
    struct intern names;
    struct compile_result result;
    struct ctx ctx;
    struct interned interned;
    struct const_cache cache;
};

static void set_up(struct scene *scene, const char *target)
{
    memset(scene, 0, sizeof *scene);
    assert_true(target_find(target, &scene->target));
    assert_true(ctx_begin(&scene->ctx, &scene->arena, &scene->names, &scene->target, "x",
                          &scene->result));
    size_t none = scene->names.texts.count;
    interned_begin(&scene->ctx, &scene->interned, none, none);
    const_cache_begin(&scene->ctx, &scene->cache, &scene->interned);
}

static void tear_down(struct scene *scene)
{
    compile_result_free(&scene->result);
    intern_free(&scene->names);
    arena_free(&scene->arena);
}

static const struct value *merge(struct scene *scene, struct value value)
{
    struct value *kept = CTX_NEW(&scene->ctx, struct value);
    *kept = value;
    return const_merge(&scene->ctx, &scene->cache, kept);
}

static const struct value *str_of(struct scene *scene, const char *text)
{
    return value_new_str(&scene->ctx, text, strlen(text));
}

static const struct value *elements_of(struct scene *scene, enum value_kind kind,
                                       const char *one, const char *two)
{
    const struct value *value = value_new_elements(&scene->ctx, kind, two ? 2 : 1);
    value->elements.items[0] = str_of(scene, one);
    if (two)
        value->elements.items[1] = str_of(scene, two);
    return value;
}

static const struct value *code_of(struct scene *scene, const struct value *constant)
{
    struct ctx *ctx = &scene->ctx;
    const struct value *consts = value_new_elements(ctx, VALUE_TUPLE, 1);
    const struct value *none = value_new_elements(ctx, VALUE_TUPLE, 0);
    const struct value *empty = value_new_bytes(ctx, "", 0);
    consts->elements.items[0] = const_merge(ctx, &scene->cache, constant);
    struct code_object fields = {.code = value_new_bytes(ctx, "ab", 2),
                                 .consts = consts,
                                 .names = none,
                                 .localsplusnames = none,
                                 .localspluskinds = empty,
                                 .filename = str_of(scene, "x.py"),
                                 .name = str_of(scene, "f"),
                                 .qualname = str_of(scene, "f"),
                                 .linetable = empty,
                                 .exceptiontable = empty};
    return code_new(ctx, &scene->cache, &fields);
}

static void equal_constants_are_one(void **state)
{
    (void)state;
    struct scene s;
    set_up(&s, "3.13");
    struct value one = {.kind = VALUE_INT, .integer = 1};
    struct value real = {.kind = VALUE_FLOAT, .real = 1};
    struct value minus = {.kind = VALUE_FLOAT, .real = -0.0};
    struct value zero = {.kind = VALUE_FLOAT, .real = 0.0};
    struct value yes = {.kind = VALUE_TRUE};
    struct value complex = {.kind = VALUE_COMPLEX, .complex = {0.0, -0.0}};
    struct value other = {.kind = VALUE_COMPLEX, .complex = {0.0, 0.0}};
    struct value text = {.kind = VALUE_STR, .text = {"ab", 2}};
    struct value bytes = {.kind = VALUE_BYTES, .text = {"ab", 2}};
    assert_ptr_equal(merge(&s, one), merge(&s, one));
    assert_ptr_not_equal(merge(&s, one), merge(&s, real));
    assert_ptr_not_equal(merge(&s, one), merge(&s, yes));
    assert_ptr_equal(merge(&s, zero), merge(&s, zero));
    assert_ptr_not_equal(merge(&s, zero), merge(&s, minus));
    assert_ptr_not_equal(merge(&s, complex), merge(&s, other));
    assert_ptr_equal(merge(&s, complex), merge(&s, complex));
    assert_ptr_not_equal(merge(&s, text), merge(&s, bytes));
    tear_down(&s);
}

static void a_nan_is_only_itself(void **state)
{
    (void)state;
    struct scene s;
    set_up(&s, "3.13");
    struct value nan_one = {.kind = VALUE_FLOAT, .real = NAN};
    struct value nan_two = nan_one;
    const struct value *one = const_merge(&s.ctx, &s.cache, &nan_one);
    assert_ptr_equal(const_merge(&s.ctx, &s.cache, &nan_one), one);
    assert_ptr_not_equal(const_merge(&s.ctx, &s.cache, &nan_two), one);
    tear_down(&s);
}

static void elements_are_merged_too(void **state)
{
    (void)state;
    struct scene s;
    set_up(&s, "3.13");
    const struct value *first = const_merge(&s.ctx, &s.cache, str_of(&s, "x y"));
    const struct value *given = elements_of(&s, VALUE_TUPLE, "x y", "z");
    const struct value *inside = given->elements.items[0];
    const struct value *tuple = const_merge(&s.ctx, &s.cache, given);
    assert_ptr_equal(tuple->elements.items[0], first);
    assert_ptr_equal(given->elements.items[0], inside); /* the tree's is as it was */
    assert_ptr_equal(const_merge(&s.ctx, &s.cache, given), tuple);
    const struct value *set =
        const_merge(&s.ctx, &s.cache, elements_of(&s, VALUE_FROZENSET, "x y", "z"));
    assert_ptr_equal(set->elements.items[0], first);
    assert_ptr_equal(
        const_merge(&s.ctx, &s.cache, elements_of(&s, VALUE_FROZENSET, "z", "x y")), set);
    tear_down(&s);
}

/* What 3.13 does with {"append"}, interned at start-up, and {"qqq"}, interned here. */
static void a_set_is_new_where_interning_replaces(void **state)
{
    (void)state;
    struct scene s;
    set_up(&s, "3.13");
    const struct value *known = elements_of(&s, VALUE_FROZENSET, "append", NULL);
    const struct value *fresh = elements_of(&s, VALUE_FROZENSET, "qqq", NULL);
    const struct value *tuple = elements_of(&s, VALUE_TUPLE, "append", NULL);
    assert_ptr_not_equal(code_of(&s, known)->code->consts->elements.items[0],
                         const_merge(&s.ctx, &s.cache, known));
    assert_ptr_equal(code_of(&s, fresh)->code->consts->elements.items[0],
                     const_merge(&s.ctx, &s.cache, fresh));
    assert_ptr_equal(code_of(&s, tuple)->code->consts->elements.items[0],
                     const_merge(&s.ctx, &s.cache, tuple));
    assert_true(const_merge(&s.ctx, &s.cache, tuple)->elements.items[0]->interned);
    tear_down(&s);
}

static void titles_are_interned_since_3_13(void **state)
{
    (void)state;
    struct scene s;
    for (int since = 0; since < 2; since++) {
        set_up(&s, since ? "3.13" : "3.12.1");
        const struct value *code = code_of(&s, str_of(&s, "x y"));
        assert_int_equal(code->code->filename->interned, since);
        assert_false(code->code->consts->elements.items[0]->interned);
        tear_down(&s);
    }
}

static void writing_leaves_no_trace(void **state)
{
    (void)state;
    struct scene s;
    struct buf one = BUF_INIT, two = BUF_INIT;
    set_up(&s, "3.11");
    const struct value *code = code_of(&s, elements_of(&s, VALUE_TUPLE, "x y", "x y"));
    marshal_write(&s.ctx, code, &one);
    marshal_write(&s.ctx, code, &two);
    assert_int_equal(one.size, two.size);
    assert_memory_equal(one.data, two.data, one.size);
    buf_free(&one);
    buf_free(&two);
    tear_down(&s);
}

static void read_image(struct buf *out, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/pyc/golden/%s", getenv("KILN_SOURCE_ROOT"), name);
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    assert_true(buf_reserve(out, 1 << 16));
    out->size = fread(out->data, 1, 1 << 16, stream);
    assert_true(out->size > 1000 && out->size < 1 << 16);
    fclose(stream);
}

struct attempt {
    const char *bytes;
    size_t size;
    bool read;
};

/* What was read can be written and shown; what was written can be read. */
static void attempt_bytes(struct ctx *ctx, void *argument)
{
    struct attempt *attempt = argument;
    struct buf out = BUF_INIT, again = BUF_INIT;
    struct unmarshal_error error;
    structure_dump(ctx, attempt->bytes, attempt->size, 0, &out);
    buf_clear(&out);
    const struct value *code = unmarshal_code(ctx, attempt->bytes, attempt->size, &error);
    attempt->read = code != NULL;
    if (code) {
        disassemble(ctx, code, &out);
        buf_clear(&out);
        marshal_write(ctx, code, &out);
        code = unmarshal_code(ctx, out.data, out.size, &error);
        assert_non_null(code);
        marshal_write(ctx, code, &again);
        assert_int_equal(again.size, out.size);
    } else {
        assert_non_null(error.reason);
        assert_true(error.offset <= attempt->size);
    }
    buf_free(&out);
    buf_free(&again);
}

static bool attempt_copy(struct scene *scene, const char *bytes, size_t size)
{
    char *copy = malloc(size ? size : 1); /* exactly as long, for the sanitizers */
    memcpy(copy, bytes, size);
    struct attempt attempt = {copy, size, false};
    struct ctx *ctx = &scene->ctx;
    assert_true(
        ctx_begin(ctx, &scene->arena, &scene->names, &scene->target, "x", &scene->result));
    assert_int_equal(ctx_run(ctx, attempt_bytes, &attempt), COMPILE_OK);
    free(copy);
    return attempt.read;
}

static void any_bytes_are_survived(void **state)
{
    (void)state;
    struct scene s;
    struct buf image = BUF_INIT;
    set_up(&s, "3.14");
    read_image(&image, "identity-314.pyc");
    char *bytes = image.data + 16;
    size_t size = image.size - 16;
    assert_true(attempt_copy(&s, bytes, size));
    for (size_t cut = 0; cut < size; cut++)
        assert_false(attempt_copy(&s, bytes, cut));
    srand(5);
    for (size_t at = 0; at < size; at++) {
        char kept = bytes[at];
        bytes[at] = (char)(at % 3 ? rand() : kept ^ (1 << rand() % 8));
        attempt_copy(&s, bytes, size);
        bytes[at] = kept;
    }
    buf_free(&image);
    tear_down(&s);
}

/* Tuples of a tuple twice, which twice..., and tuples in tuples in tuples. */
static void nesting_has_an_end(void **state)
{
    (void)state;
    struct scene s;
    struct buf image = BUF_INIT;
    set_up(&s, "3.13");
    for (int i = 0; i < 100000; i++)
        buf_add(&image, ")\1", 2);
    assert_false(attempt_copy(&s, image.data, image.size));
    buf_clear(&image);
    for (int i = 0; i < 60; i++)
        buf_add(&image, "\xA9\2", 2);
    buf_add(&image, "\xA9\0", 2);
    for (int i = 60; i > 0; i--) {
        buf_add(&image, "r", 1);
        buf_add_u32(&image, (unsigned long)i);
    }
    assert_false(attempt_copy(&s, image.data, image.size));
    buf_free(&image);
    tear_down(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_constants_are_one),
        cmocka_unit_test(a_nan_is_only_itself),
        cmocka_unit_test(elements_are_merged_too),
        cmocka_unit_test(a_set_is_new_where_interning_replaces),
        cmocka_unit_test(titles_are_interned_since_3_13),
        cmocka_unit_test(writing_leaves_no_trace),
        cmocka_unit_test(any_bytes_are_survived),
        cmocka_unit_test(nesting_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
