/* SPDX-License-Identifier: MIT
 *
 * The tree as text: what ast.dump shows of each kind of value.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "compiler/ast/ast.h"

#include <float.h>
#include <math.h>
#include <string.h>

struct scene {
    struct arena arena;
    struct intern names;
    struct target target;
    struct compile_result result;
    struct ctx ctx;
    struct buf out;
};

static void begin(struct scene *scene, const char *target)
{
    memset(scene, 0, sizeof *scene);
    assert_true(target_find(target, &scene->target));
    assert_true(ctx_begin(&scene->ctx, &scene->arena, &scene->names, &scene->target, "x.py",
                          &scene->result));
}

static void end(struct scene *scene)
{
    buf_free(&scene->out);
    arena_free(&scene->arena);
    intern_free(&scene->names);
    compile_result_free(&scene->result);
}

static void expect_repr(const struct value *value, const char *expected)
{
    struct scene scene;
    begin(&scene, "3.13");
    value_repr(&scene.ctx, value, &scene.out);
    assert_string_equal(buf_text(&scene.out), expected);
    end(&scene);
}

static void test_floats(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0.0, "0.0"},
        {-0.0, "-0.0"},
        {0.1, "0.1"},
        {1.0, "1.0"},
        {100.0, "100.0"},
        {-1.5, "-1.5"},
        {12345.678, "12345.678"},
        {1.0 / 3, "0.3333333333333333"},
        {1e15, "1000000000000000.0"},
        {9007199254740993.0, "9007199254740992.0"},
        {1e16, "1e+16"},
        {123456789012345680.0, "1.2345678901234568e+17"},
        {1e22, "1e+22"},
        {1e23, "1e+23"},
        {0.0001, "0.0001"},
        {0.00001, "1e-05"},
        {9.5367431640625e-07, "9.5367431640625e-07"},
        {0x1p-44, "5.684341886080802e-14"}, /* not the nearest of 16 digits */
        {DBL_MIN, "2.2250738585072014e-308"},
        {0x1p-1074, "5e-324"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {HUGE_VAL, "inf"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value value = {.kind = VALUE_FLOAT, .real = cases[i].number};
        expect_repr(&value, cases[i].text);
    }
}

static void test_complex(void **state)
{
    (void)state;
    static const struct {
        double real, imaginary;
        const char *text;
    } cases[] = {
        {0, 1, "1j"},
        {0, 0.5, "0.5j"},
        {0, HUGE_VAL, "infj"},
        {0, -0.0, "-0j"},
        {-0.0, 1, "(-0+1j)"},
        {1.5, -2, "(1.5-2j)"},
        {1, 1e300, "(1+1e+300j)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value value = {.kind = VALUE_COMPLEX,
                              .complex = {cases[i].real, cases[i].imaginary}};
        expect_repr(&value, cases[i].text);
    }
}

static void test_integers(void **state)
{
    (void)state;
    struct value value = {.kind = VALUE_INT, .integer = INT64_MIN};
    expect_repr(&value, "-9223372036854775808");
    static const uint16_t power[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}; /* 2**150 */
    value.kind = VALUE_BIGINT;
    value.digits = (struct value_digits){.items = power, .count = 11};
    expect_repr(&value, "1427247692705959881058285969449495136382746624");
    static const uint16_t limbs[] = {7, 0, 29888, 20246, 21521, 27490, 23260, 8419, 2};
    value.digits = (struct value_digits){.items = limbs, .count = 9, .negative = true};
    expect_repr(&value, "-3000000000000000000000000000000000007");
}

static void test_texts(void **state)
{
    (void)state;
    struct value value = {.kind = VALUE_STR, .text = {"it's\xed\xa0\x80", 7}};
    expect_repr(&value, "\"it's\\ud800\"");
    value = (struct value){.kind = VALUE_STR, .text = {"'\"\\\x7f\xc3\xa9", 6}};
    expect_repr(&value, "'\\'\"\\\\\\x7f\xc3\xa9'");
    value = (struct value){.kind = VALUE_BYTES, .text = {"\0'\n\xff\\", 5}};
    expect_repr(&value, "b\"\\x00'\\n\\xff\\\\\"");
    value = (struct value){.kind = VALUE_BYTES, .text = {"'\"", 2}};
    expect_repr(&value, "b'\\'\"'");
}

static void test_elements(void **state)
{
    (void)state;
    const struct value none = {.kind = VALUE_NONE}, dots = {.kind = VALUE_ELLIPSIS};
    const struct value *items[] = {&none, &dots};
    struct value value = {.kind = VALUE_TUPLE, .elements = {items, 0}};
    expect_repr(&value, "()");
    value.elements.count = 1;
    expect_repr(&value, "(None,)");
    value.elements.count = 2;
    expect_repr(&value, "(None, Ellipsis)");
    value.kind = VALUE_FROZENSET;
    expect_repr(&value, "frozenset({Ellipsis, None})");
    value.elements.count = 0;
    expect_repr(&value, "frozenset()");
}

/* The tree of "def f(): a" for a target, as its own ast.dump shows it. */
static void expect_function(const char *target, const char *expected)
{
    struct scene scene;
    begin(&scene, target);
    name_id f = ctx_name(&scene.ctx, "f", 1), a = ctx_name(&scene.ctx, "a", 1);
    struct ast_expr name = {.kind = AST_Name, .span = {1, 9, 1, 10}, .Name = {.id = a}};
    struct ast_stmt body = {.kind = AST_Expr, .span = {1, 9, 1, 10}, .Expr = {&name}};
    struct ast_stmt *bodies[] = {&body};
    struct ast_arguments arguments = {0};
    struct ast_stmt function = {.kind = AST_FunctionDef, .span = {1, 0, 1, 10}};
    function.FunctionDef.name = f;
    function.FunctionDef.args = &arguments;
    function.FunctionDef.body = (struct ast_stmts){bodies, 1};
    struct ast_stmt *functions[] = {&function};
    const struct ast_module module = {{functions, 1}};
    ast_dump(&scene.ctx, &module, &scene.out);
    assert_string_equal(buf_text(&scene.out), expected);
    end(&scene);
}

#define PLACE ", lineno=1, col_offset=9, end_lineno=1, end_col_offset=10)"
#define WHOLE "lineno=1, col_offset=0, end_lineno=1, end_col_offset=10)"
#define EMPTY                                                                              \
    "arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])"

static void test_targets(void **state)
{
    (void)state;
    expect_function("3.11", "Module(body=[FunctionDef(name='f', args=" EMPTY
                            ", body=[Expr(value=Name(id='a', ctx=Load()" PLACE PLACE
                            "], decorator_list=[], " WHOLE "], type_ignores=[])");
    expect_function("3.12",
                    "Module(body=[FunctionDef(name='f', args=" EMPTY
                    ", body=[Expr(value=Name(id='a', ctx=Load()" PLACE PLACE
                    "], decorator_list=[], type_params=[], " WHOLE "], type_ignores=[])");
    expect_function("3.14", "Module(body=[FunctionDef(name='f', args=arguments()"
                            ", body=[Expr(value=Name(id='a', ctx=Load()" PLACE PLACE
                            "], " WHOLE "])");
    expect_function("3.15", "Module(body=[FunctionDef(name='f', args=arguments()"
                            ", body=[Expr(value=Name(id='a'" PLACE PLACE "], " WHOLE "])");
}

struct deep {
    struct ast_expr *expr;
    struct buf *out;
};

static void dump_deep(struct ctx *ctx, void *argument)
{
    const struct deep *deep = argument;
    struct ast_stmt stmt = {.kind = AST_Expr, .Expr = {deep->expr}};
    struct ast_stmt *stmts[] = {&stmt};
    const struct ast_module module = {{stmts, 1}};
    ast_dump(ctx, &module, deep->out);
}

/* The test builds with sanitizers too, whose stack frames are large: the limit
 * must hold there. */
static void test_deep(void **state)
{
    (void)state;
    static struct ast_expr chain[10001];
    for (size_t i = 0; i + 1 < sizeof chain / sizeof *chain; i++) {
        chain[i].kind = AST_Await;
        chain[i].Await.value = &chain[i + 1];
    }
    chain[10000].kind = AST_Constant;
    struct scene scene;
    begin(&scene, "3.13");
    struct deep deep = {&chain[100], &scene.out};
    assert_int_equal(ctx_run(&scene.ctx, dump_deep, &deep), COMPILE_OK);
    deep.expr = chain;
    assert_int_equal(ctx_run(&scene.ctx, dump_deep, &deep), COMPILE_UNSUPPORTED);
    assert_string_equal(scene.result.reason, "dump of a tree nested more than 10000 deep");
    end(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_floats),   cmocka_unit_test(test_complex),
        cmocka_unit_test(test_integers), cmocka_unit_test(test_texts),
        cmocka_unit_test(test_elements), cmocka_unit_test(test_targets),
        cmocka_unit_test(test_deep),
    };
    return cmocka_run_group_tests_name("dump", tests, NULL, NULL);
}
