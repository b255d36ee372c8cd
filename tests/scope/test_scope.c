/* SPDX-License-Identifier: MIT
 *
 * What later stages ask of scopes: by node, by name, in order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "compiler/ast/future.h"
#include "compiler/parse/parse.h"
#include "compiler/scope/scope.h"
#include "compiler/source/source.h"

#include <string.h>

struct scoped {
    const char *text;
    struct arena arena;
    struct intern names;
    struct target target;
    struct compile_result result;
    struct ctx ctx;
    struct ast_module *module;
    struct scopes *scopes;
};

static void run_scoped(struct ctx *ctx, void *argument)
{
    struct scoped *scoped = argument;
    struct source_text text;
    struct tokens tokens;
    struct future future;
    source_decode(ctx, scoped->text, strlen(scoped->text), &text);
    lex_tokens(ctx, &text, &tokens);
    scoped->module = parse_module(ctx, &tokens);
    future_parse(ctx, scoped->module, &future);
    scoped->scopes = scope_build(ctx, scoped->module, &future);
}

static void begin_scoped(struct scoped *scoped, const char *target, const char *text)
{
    memset(scoped, 0, sizeof *scoped);
    scoped->text = text;
    assert_true(target_find(target, &scoped->target));
    assert_true(ctx_begin(&scoped->ctx, &scoped->arena, &scoped->names, &scoped->target,
                          "x.py", &scoped->result));
    assert_int_equal(ctx_run(&scoped->ctx, run_scoped, scoped), COMPILE_OK);
}

static void end_scoped(struct scoped *scoped)
{
    arena_free(&scoped->arena);
    intern_free(&scoped->names);
    compile_result_free(&scoped->result);
}

static name_id name_of(struct scoped *scoped, const char *text)
{
    return ctx_name(&scoped->ctx, text, strlen(text));
}

static const struct ast_stmt *stmt_at(const struct scoped *scoped, uint32_t index)
{
    return scoped->module->body.items[index];
}

static void expect_scope(const struct scoped *scoped, const void *node,
                         enum scope_kind kind, const char *name)
{
    const struct scope *scope = scope_of(scoped->scopes, node);
    assert_non_null(scope);
    assert_int_equal(scope->kind, kind);
    assert_string_equal(intern_get(&scoped->names, scope->name)->bytes, name);
}

static void test_nodes(void **state)
{
    (void)state;
    struct scoped scoped;
    begin_scoped(&scoped, "3.14",
                 "def f[T: x = y, *U = z](a: b): pass\n"
                 "class C[V]: pass\n"
                 "type A = 1\n"
                 "lambda: 0\n"
                 "[x for x in y]\n");
    const struct ast_stmt *def = stmt_at(&scoped, 0), *class = stmt_at(&scoped, 1);
    struct ast_type_param **params = def->FunctionDef.type_params.items;
    expect_scope(&scoped, scoped.module, SCOPE_MODULE, "top");
    expect_scope(&scoped, def, SCOPE_FUNCTION, "f");
    expect_scope(&scoped, def->FunctionDef.args, SCOPE_ANNOTATION, "__annotate__");
    expect_scope(&scoped, params, SCOPE_TYPE_PARAMETERS, "f");
    expect_scope(&scoped, params[0], SCOPE_TYPE_VARIABLE, "T");
    expect_scope(&scoped, scope_default_key(params[0]), SCOPE_TYPE_VARIABLE, "T");
    expect_scope(&scoped, params[1], SCOPE_TYPE_VARIABLE, "U");
    expect_scope(&scoped, class, SCOPE_CLASS, "C");
    expect_scope(&scoped, class->ClassDef.type_params.items, SCOPE_TYPE_PARAMETERS, "C");
    expect_scope(&scoped, stmt_at(&scoped, 2), SCOPE_TYPE_ALIAS, "A");
    expect_scope(&scoped, stmt_at(&scoped, 3)->Expr.value, SCOPE_FUNCTION, "lambda");
    expect_scope(&scoped, stmt_at(&scoped, 4)->Expr.value, SCOPE_FUNCTION, "listcomp");
    assert_null(scope_of(scoped.scopes, stmt_at(&scoped, 4)));
    assert_true(scope_of(scoped.scopes, def->FunctionDef.args)->annotations_used);
    assert_true(scope_of(scoped.scopes, stmt_at(&scoped, 4)->Expr.value)->comp_inlined);
    end_scoped(&scoped);
}

static void expect_names(const struct scoped *scoped, struct ast_idents names,
                         const char *const *expected, uint32_t count)
{
    assert_int_equal(names.count, count);
    for (uint32_t i = 0; i < count; i++)
        assert_string_equal(intern_get(&scoped->names, names.items[i])->bytes, expected[i]);
}

static void test_order(void **state)
{
    (void)state;
    static const char *const cells[] = {"A", "_a", "a", "a1", "aa",      "b",
                                        "c", "d",  "e", "z",  "\xc3\xa9"};
    static const char *const parameters[] = {"p", "q", "k", "rest", "more"};
    struct scoped scoped;
    begin_scoped(&scoped, "3.13",
                 "def f(p, q=1, *rest, k, **more):\n"
                 "    z = e = d = c = b = a = aa = a1 = _a = A = \xc3\xa9 = 1\n"
                 "    return lambda: (z, e, d, c, b, a, aa, a1, _a, A, \xc3\xa9)\n");
    const struct scope *f = scope_of(scoped.scopes, stmt_at(&scoped, 0));
    expect_names(&scoped, scope_names(&scoped.ctx, f, BINDING_CELL, SYMBOL_COMP_CELL),
                 cells, 11);
    expect_names(&scoped, scope_names(&scoped.ctx, f, BINDING_FREE, SYMBOL_FREE_CLASS),
                 NULL, 0);
    expect_names(&scoped, f->varnames, parameters, 5);
    assert_true(f->varargs && f->varkeywords && f->returns_value);
    expect_names(
        &scoped,
        scope_names(&scoped.ctx, f->children.items[0], BINDING_FREE, SYMBOL_FREE_CLASS),
        cells, 11);
    end_scoped(&scoped);
}

static void expect_mangled(struct scoped *scoped, const char *owner,
                           const struct scope *scope, const char *name,
                           const char *expected)
{
    name_id mangled = scope_mangle(&scoped->ctx, owner ? name_of(scoped, owner) : NAME_NONE,
                                   scope, name_of(scoped, name));
    assert_string_equal(intern_get(&scoped->names, mangled)->bytes, expected);
}

static void test_mangling(void **state)
{
    (void)state;
    struct scoped scoped;
    begin_scoped(&scoped, "3.13", "class C[__T]: pass\n");
    const struct scope *params =
        scope_of(scoped.scopes, stmt_at(&scoped, 0)->ClassDef.type_params.items);
    expect_mangled(&scoped, "C", NULL, "__a", "_C__a");
    expect_mangled(&scoped, "__C", NULL, "__a", "_C__a");
    expect_mangled(&scoped, "___", NULL, "__a", "__a");
    expect_mangled(&scoped, "C", NULL, "__a__", "__a__");
    expect_mangled(&scoped, "C", NULL, "__a_", "_C__a_");
    expect_mangled(&scoped, "C", NULL, "__", "__");
    expect_mangled(&scoped, "C", NULL, "_a", "_a");
    expect_mangled(&scoped, "C", NULL, "__a.b", "__a.b");
    expect_mangled(&scoped, NULL, NULL, "__a", "__a");
    expect_mangled(&scoped, "C", params, "__T", "_C__T");
    expect_mangled(&scoped, "C", params, "__a", "__a");
    end_scoped(&scoped);
}

static void test_bindings(void **state)
{
    (void)state;
    struct scoped scoped;
    begin_scoped(&scoped, "3.13",
                 "def f():\n"
                 "    global g\n"
                 "    c = l = 1\n"
                 "    def h(): return c, i\n");
    const struct scope *f = scope_of(scoped.scopes, stmt_at(&scoped, 0));
    const struct scope *h = f->children.items[0];
    assert_int_equal(scope_binding(f, name_of(&scoped, "g")), BINDING_GLOBAL_EXPLICIT);
    assert_int_equal(scope_binding(f, name_of(&scoped, "c")), BINDING_CELL);
    assert_int_equal(scope_binding(f, name_of(&scoped, "l")), BINDING_LOCAL);
    assert_int_equal(scope_binding(f, name_of(&scoped, "i")), BINDING_NONE);
    assert_int_equal(scope_binding(h, name_of(&scoped, "c")), BINDING_FREE);
    assert_int_equal(scope_binding(h, name_of(&scoped, "i")), BINDING_GLOBAL_IMPLICIT);
    assert_int_equal(scope_flags(h, name_of(&scoped, "i")), SYMBOL_USE);
    assert_int_equal(scope_flags(h, name_of(&scoped, "none")), 0);
    assert_true(h->nested && !f->nested);
    end_scoped(&scoped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nodes),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_mangling),
        cmocka_unit_test(test_bindings),
    };
    return cmocka_run_group_tests_name("scope", tests, NULL, NULL);
}
