/* SPDX-License-Identifier: MIT
 *
 * Tokens and their places; what the tables of errors (verdicts.golden) do not show.
 */
#include "compiler/lex/lex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct lex_scene {
    const char *source;
    size_t size;
    struct source_text text;
    struct tokens tokens;
    struct arena arena;
    struct intern names;
    struct compile_result result;
    struct ctx ctx;
    char line[4096];
};

static void cut(struct ctx *ctx, void *argument)
{
    struct lex_scene *scene = argument;
    source_decode(ctx, scene->source, scene->size, &scene->text);
    lex_tokens(ctx, &scene->text, &scene->tokens);
}

static void begin(struct lex_scene *scene, const char *version, const char *source)
{
    struct target target;
    memset(scene, 0, sizeof *scene);
    scene->source = source;
    scene->size = strlen(source);
    static struct target kept;
    assert_true(target_find(version, &target));
    kept = target;
    assert_true(ctx_begin(&scene->ctx, &scene->arena, &scene->names, &kept, "f.py",
                          &scene->result));
}

static void end(struct lex_scene *scene)
{
    compile_result_free(&scene->result);
    intern_free(&scene->names);
    arena_free(&scene->arena);
}

/* "KIND line:column-end_line:end_column" of each token, NAMEs with their names. */
static void expect_tokens(const char *version, const char *source, const char *expected)
{
    struct lex_scene scene;
    begin(&scene, version, source);
    assert_int_equal(ctx_run(&scene.ctx, cut, &scene), COMPILE_OK);
    size_t used = 0;
    for (uint32_t i = 0; i < scene.tokens.count; i++) {
        const struct token *token = &scene.tokens.items[i];
        const struct span *span = &token->span;
        used += (size_t)snprintf(scene.line + used, sizeof scene.line - used,
                                 "%s%s %u:%u-%u:%u", i ? ", " : "",
                                 token_kind_name((enum token_kind)token->kind), span->line,
                                 span->column, span->end_line, span->end_column);
        if (token->kind == TOK_NAME)
            used += (size_t)snprintf(scene.line + used, sizeof scene.line - used, " %s",
                                     intern_get(&scene.names, token->name)->bytes);
    }
    assert_string_equal(scene.line, expected);
    end(&scene);
}

static void test_places(void **state)
{
    (void)state;
    expect_tokens("3.13", "if x:\n  y # c\n",
                  "'if' 1:0-1:2, NAME 1:3-1:4 x, ':' 1:4-1:5, NEWLINE 1:5-1:5, "
                  "INDENT 2:0-2:2, NAME 2:2-2:3 y, NEWLINE 2:4-2:7, DEDENT 2:8-2:8, "
                  "ENDMARKER 2:8-2:8");
    expect_tokens("3.13", "(\n'''a\nb''' )",
                  "'(' 1:0-1:1, STRING 2:0-3:4, ')' 3:5-3:6, NEWLINE 3:6-3:6, "
                  "ENDMARKER 3:7-3:7");
    expect_tokens("3.13", "", "ENDMARKER 1:1-1:1");
    expect_tokens("3.13", "a\\\n  b\n",
                  "NAME 1:0-1:1 a, NAME 2:2-2:3 b, NEWLINE 2:3-2:3, ENDMARKER 2:4-2:4");
}

static void test_names(void **state)
{
    (void)state;
    /* Ligature fi becomes fi; fullwidth letters never make a keyword. */
    expect_tokens("3.13", "\xEF\xAC\x81 \xEF\xBD\x89\xEF\xBD\x86\n",
                  "NAME 1:0-1:3 fi, NAME 1:4-1:10 if, NEWLINE 1:10-1:10, "
                  "ENDMARKER 1:11-1:11");
    expect_tokens("3.13", "_ match1 br rb''",
                  "NAME 1:0-1:1 _, NAME 1:2-1:8 match1, NAME 1:9-1:11 br, "
                  "STRING 1:12-1:16, NEWLINE 1:16-1:16, ENDMARKER 1:17-1:17");
}

static void test_operators(void **state)
{
    (void)state;
    expect_tokens("3.13", "a->b**=c//d:=<>!=...",
                  "NAME 1:0-1:1 a, '->' 1:1-1:3, NAME 1:3-1:4 b, '**=' 1:4-1:7, "
                  "NAME 1:7-1:8 c, '//' 1:8-1:10, NAME 1:10-1:11 d, ':=' 1:11-1:13, "
                  "'<>' 1:13-1:15, '!=' 1:15-1:17, '...' 1:17-1:20, NEWLINE 1:20-1:20, "
                  "ENDMARKER 1:21-1:21");
    expect_tokens("3.11", "!$",
                  "STRAY 1:0-1:1, STRAY 1:1-1:2, NEWLINE 1:2-1:2, ENDMARKER 1:3-1:3");
}

static void test_fstrings(void **state)
{
    (void)state;
    expect_tokens("3.11", "f'{a}'", "STRING 1:0-1:6, NEWLINE 1:6-1:6, ENDMARKER 1:7-1:7");
    expect_tokens(
        "3.12", "f'{{{a!r:>{b}}'",
        "FSTRING_START 1:0-1:2, FSTRING_MIDDLE 1:2-1:3, '{' 1:4-1:5, "
        "NAME 1:5-1:6 a, '!' 1:6-1:7, NAME 1:7-1:8 r, ':' 1:8-1:9, "
        "FSTRING_MIDDLE 1:9-1:10, '{' 1:10-1:11, NAME 1:11-1:12 b, '}' 1:12-1:13, "
        "FSTRING_MIDDLE 1:13-1:13, '}' 1:13-1:14, FSTRING_END 1:14-1:15, "
        "NEWLINE 1:15-1:15, ENDMARKER 1:16-1:16");
    expect_tokens("3.14", "t'\\N{DASH}{a}'",
                  "TSTRING_START 1:0-1:2, TSTRING_MIDDLE 1:2-1:10, '{' 1:10-1:11, "
                  "NAME 1:11-1:12 a, '}' 1:12-1:13, TSTRING_END 1:13-1:14, "
                  "NEWLINE 1:14-1:14, ENDMARKER 1:15-1:15");
}

static void test_long_text_grows(void **state)
{
    (void)state;
    static char source[20001];
    memset(source, '-', sizeof source - 1);
    struct lex_scene scene;
    begin(&scene, "3.15", source);
    assert_int_equal(ctx_run(&scene.ctx, cut, &scene), COMPILE_OK);
    assert_int_equal(scene.tokens.count, 20002);
    for (uint32_t i = 0; i < 20000; i++)
        assert_int_equal(scene.tokens.items[i].span.column, i);
    end(&scene);
}

static void test_warnings_come_when_asked(void **state)
{
    (void)state;
    struct lex_scene scene;
    begin(&scene, "3.13", "a\n1if x\n2or y\n");
    assert_int_equal(ctx_run(&scene.ctx, cut, &scene), COMPILE_OK);
    lex_warn(&scene.ctx, &scene.tokens, 2);
    assert_int_equal(scene.result.diags.count, 0);
    lex_warn(&scene.ctx, &scene.tokens, 3);
    assert_int_equal(scene.result.diags.count, 1);
    lex_warn(&scene.ctx, &scene.tokens, scene.tokens.count);
    lex_warn(&scene.ctx, &scene.tokens, scene.tokens.count);
    assert_int_equal(scene.result.diags.count, 2);
    assert_string_equal(scene.result.diags.items[1].message, "invalid decimal literal");
    assert_int_equal(scene.result.diags.items[1].line, 3);
    end(&scene);
}

static void test_whole_text_is_not_copied(void **state)
{
    (void)state;
    struct lex_scene scene;
    begin(&scene, "3.13", "# \xC3\xA9\n");
    assert_int_equal(ctx_run(&scene.ctx, cut, &scene), COMPILE_OK);
    assert_ptr_equal(scene.text.bytes, scene.source);
    assert_false(scene.text.added_newline);
    end(&scene);
    begin(&scene, "3.13",
          "\xEF\xBB\xBF"
          "a\r\n\rb");
    assert_int_equal(ctx_run(&scene.ctx, cut, &scene), COMPILE_OK);
    assert_string_equal(scene.text.bytes, "a\n\nb\n");
    assert_true(scene.text.added_newline);
    end(&scene);
}

static void fail_there(struct ctx *ctx, void *argument)
{
    source_decode(ctx, argument, strlen(argument), &(struct source_text){0});
    fail_syntax(ctx, (struct span){2, 2, 2, 4}, "no %s", "way");
}

static void test_columns_are_characters(void **state)
{
    (void)state;
    static const struct {
        const char *version;
        long column, end_column;
    } rows[] = {{"3.13", 2, 4}, {"3.11", 3, 5}};
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct lex_scene scene;
        begin(&scene, rows[i].version, "");
        char source[] = "\n\xC3\xA9"
                        "ab\n";
        assert_int_equal(ctx_run(&scene.ctx, fail_there, source), COMPILE_REJECTED);
        const struct diag *diag = &scene.result.diags.items[0];
        assert_string_equal(diag->message, "no way");
        assert_int_equal(diag->line, 2);
        assert_int_equal(diag->column, rows[i].column);
        assert_int_equal(diag->end_column, rows[i].end_column);
        end(&scene);
    }
}

static void test_known_names(void **state)
{
    (void)state;
    struct lex_scene scene;
    begin(&scene, "3.13", "");
    assert_string_equal(intern_get(&scene.names, NAME_FALSE_KEYWORD)->bytes, "False");
    assert_string_equal(intern_get(&scene.names, NAME_LAZY)->bytes, "lazy");
    assert_int_equal(ctx_name(&scene.ctx, "type", 4), NAME_TYPE);
    char name[16];
    for (unsigned i = 0; i < 5000; i++) {
        int size = snprintf(name, sizeof name, "n%u", i);
        assert_int_equal(ctx_name(&scene.ctx, name, (size_t)size), NAMES_KNOWN + i);
    }
    for (unsigned i = 0; i < 5000; i++) {
        int size = snprintf(name, sizeof name, "n%u", i);
        assert_int_equal(ctx_name(&scene.ctx, name, (size_t)size), NAMES_KNOWN + i);
    }
    end(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_operators),
        cmocka_unit_test(test_fstrings),
        cmocka_unit_test(test_long_text_grows),
        cmocka_unit_test(test_warnings_come_when_asked),
        cmocka_unit_test(test_whole_text_is_not_copied),
        cmocka_unit_test(test_columns_are_characters),
        cmocka_unit_test(test_known_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
