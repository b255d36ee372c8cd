/* SPDX-License-Identifier: MIT
 *
 * Parts of the command by themselves.
 */
#include "base/buf.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/json.h"
#include "cli/list.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/strip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void test_ints(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long long value;
    } good[] = {
        {"0", 0},
        {"-0", 0},
        {"007", 7},
        {"+12", 12},
        {" -3\n", -3},
        {"1_000", 1000},
        {"\xc2\xa0\x34\xe3\x80\x80", 4},
        {"9223372036854775807", INT64_MAX},
        {"9223372036854775808", INT64_MAX},
        {"-9223372036854775808", INT64_MIN},
        {"-9999999999999999999999", INT64_MIN},
        {"99999999999999999999999", INT64_MAX},
    };
    static const char *const bad[] = {"",
                                      " ",
                                      "-",
                                      "+",
                                      "_1",
                                      "1_",
                                      "1 2",
                                      "--1",
                                      "1__0",
                                      "0x1",
                                      "1.0",
                                      "1e2",
                                      "a",
                                      "1a",
                                      "- 1",
                                      "\x1c"
                                      "1",
                                      "\xe2\x80\x8b"
                                      "1"};
    long long value;
    for (size_t i = 0; i < ARRAY_COUNT(good); i++) {
        assert_true(cli_parse_int(good[i].text, &value));
        assert_int_equal(value, good[i].value);
    }
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
        assert_false(cli_parse_int(bad[i], &value));
}

static void test_seconds(void **state)
{
    (void)state;
    unsigned milliseconds;
    assert_true(cli_parse_seconds("2.5", &milliseconds));
    assert_int_equal(milliseconds, 2500);
    assert_true(cli_parse_seconds(" 1e-9 ", &milliseconds));
    assert_int_equal(milliseconds, 1);
    assert_true(cli_parse_seconds("1e300", &milliseconds));
    assert_int_equal(milliseconds, UINT32_MAX);
    static const char *const bad[] = {"", "0", "-1", "nan", "inf", "0x10", "1s", "1 2"};
    for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
        assert_false(cli_parse_seconds(bad[i], &milliseconds));
}

static void test_strip(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {" \t\v\f\r\n\x1c\x1f", ""},
        {" a b ", "a b"},
        {"\xe2\x80\xa8x\xc2\x85", "x"},
        {"\xef\xbb\xbfx", "\xef\xbb\xbfx"},   /* U+FEFF is no white space */
        {"\xe2\x80\x8bx", "\xe2\x80\x8bx"},   /* nor is U+200B */
        {" \xff\xa0 ", "\xff\xa0"},           /* nor a stray byte */
        {"\xe1\x9a\x80\xe1\x9a", "\xe1\x9a"}, /* nor a piece of U+1680 */
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const char *text = cases[i][0];
        size_t size = strlen(text);
        cli_strip(&text, &size);
        assert_int_equal(size, strlen(cases[i][1]));
        assert_memory_equal(text, cases[i][1], size);
    }
}

/* Reads a list from a file with those contents; the names with "|" after each. */
static char *names_in(const char *contents, size_t size, bool zero,
                      enum cli_list_status *status)
{
    static char joined[256];
    char file[] = "/tmp/kiln-list-XXXXXX";
    int fd = mkstemp(file);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, contents, size), size);
    close(fd);
    const char *given[] = {"given"};
    struct cli_list list = {0};
    *status = cli_list_read(&list, file, zero, given, 1);
    joined[0] = '\0';
    for (size_t i = 0; i < list.count; i++)
        strcat(strcat(joined, list.names[i]), "|");
    cli_list_free(&list);
    unlink(file);
    return joined;
}

#define NAMES(contents, zero, expected)                                                    \
    assert_string_equal(names_in(contents, sizeof contents - 1, zero, &status), expected)

static void test_lists(void **state)
{
    (void)state;
    enum cli_list_status status;
    NAMES("", false, "given|");
    NAMES("a", false, "given|a|");
    NAMES("a\n", false, "given|a|");
    NAMES("a\r\nb\rc\n\rd", false, "given|a|b|c||d|");
    NAMES("\n \n\t x \n", false, "given|||x|");
    NAMES("a\vb\n", false, "given|a\vb|");
    NAMES("\xff\xfe\n", false, "given|\xff\xfe|");
    assert_int_equal(status, CLI_LIST_READ);
    NAMES(" a \n\0b\r\n\0", true, "given| a \n|b\r\n|");
    NAMES("a\0\0b", true, "given|a||b|");
    NAMES("", true, "given|");
    assert_int_equal(status, CLI_LIST_READ);
    names_in("a\nb\0c\n", 6, false, &status);
    assert_int_equal(status, CLI_LIST_BAD_NAME);
    struct cli_list list = {0};
    assert_int_equal(cli_list_read(&list, "/nonexistent/list", false, NULL, 0),
                     CLI_LIST_UNREADABLE);
    assert_int_equal(cli_list_read(&list, "/", false, NULL, 0), CLI_LIST_UNREADABLE);
    cli_list_free(&list);
}

static void test_names_are_unique(void **state)
{
    (void)state;
    for (int i = 0; i < CLI_OPT_COUNT; i++) {
        const struct cli_option *option = &cli_options[i];
        assert_int_equal(option->id, i);
        assert_true(option->short_name || option->long_name);
        if (option->short_name)
            assert_ptr_equal(cli_option_short(option->short_name), option);
        if (option->long_name)
            assert_ptr_equal(cli_option_long(option->long_name, strlen(option->long_name)),
                             option);
        assert_int_equal(*option->metavar != 0, option->takes != CLI_TAKES_NOTHING);
        assert_int_equal(option->help[strlen(option->help) - 1], '.');
    }
}

/* compileall's four long options, cut at every length, mean what they mean there:
 * options of Kiln take no abbreviation from them. */
static void test_abbreviations_of_compileall(void **state)
{
    (void)state;
    static const char *const names[] = {"--workers=3", "--invalidation-mode=timestamp",
                                        "--hardlink-dupes", "--help"};
    static const size_t shortest[] = {3, 3, 4, 4};
    for (size_t n = 0; n < ARRAY_COUNT(names); n++) {
        size_t full = strcspn(names[n], "=");
        for (size_t size = shortest[n]; size <= full; size++) {
            char word[64];
            snprintf(word, sizeof word, "%.*s%s", (int)size, names[n], names[n] + full);
            const char *argv[] = {"kiln", word, "-o0", "-o1", NULL};
            struct cli_command command;
            assert_true(cli_command_parse(&command, 4, argv));
            assert_int_equal(command.options.workers, n == 0 ? 3 : 1);
            assert_int_equal(command.options.invalidation, n == 1
                                                               ? KILN_INVALIDATION_TIMESTAMP
                                                               : KILN_INVALIDATION_DEFAULT);
            assert_int_equal(command.options.hardlink_dupes, n == 2);
            assert_int_equal(command.action, n == 3 ? CLI_SHOW_HELP : CLI_RUN);
            cli_command_free(&command);
        }
    }
}

/* Every option of Kiln, by its name. */
static void test_options_of_kiln(void **state)
{
    (void)state;
    const char *argv[] = {"kiln",
                          "--target=3.12",
                          "--python",
                          "py",
                          "--engine",
                          "interpreter",
                          "-Werror",
                          "-W",
                          "ignore",
                          "--timeout=1.5",
                          "-0",
                          "--exclude-dir",
                          ".git",
                          "--exclude-dir=a/*",
                          "--check",
                          "--strict",
                          "--clamp",
                          "315532800",
                          "--output=o",
                          "--pycache=p",
                          "--prune",
                          "--explain",
                          "--js",
                          "--stats",
                          "--progress=never",
                          NULL};
    struct cli_command command;
    assert_true(cli_command_parse(&command, 25, argv));
    const struct kiln_options *options = &command.options;
    assert_string_equal(options->target, "3.12");
    assert_string_equal(options->python, "py");
    assert_int_equal(options->engine, KILN_ENGINE_INTERPRETER);
    assert_int_equal(options->warning_filter_count, 2);
    assert_string_equal(options->warning_filters[0], "error");
    assert_string_equal(options->warning_filters[1], "ignore");
    assert_int_equal(options->timeout_ms, 1500);
    assert_int_equal(options->exclude_dir_count, 2);
    assert_string_equal(options->exclude_dirs[1], "a/*");
    assert_true(options->check && options->strict_freshness && options->prune);
    assert_int_equal(options->clamp_mtime, 315532800);
    assert_string_equal(options->output_dir, "o");
    assert_string_equal(options->pycache_prefix, "p");
    assert_true(command.zero && command.explain && command.json && command.stats);
    assert_int_equal(command.progress, CLI_NEVER);
    assert_int_equal(command.color, CLI_AUTO);
    cli_command_free(&command);
}

static void test_json_names(void **state)
{
    (void)state;
    struct buf line = BUF_INIT;
    struct kiln_event event = {.size = sizeof event,
                               .kind = KILN_EVENT_LISTING,
                               .path = "a\"\\\n\x01\x7f\xc3\xa9\xf0\x9f\x90\x8d\xff"
                                       "\xed\xb2\x80"};
    cli_json_event(&line, &event);
    assert_string_equal(buf_text(&line),
                        "{\"event\": \"listing\", \"path\": \"a\\\"\\\\\\n\\u0001\\u007f"
                        "\\u00e9\\ud83d\\udc0d\\udcff\\udced\\udcb2\\udc80\"}\n");
    buf_free(&line);
}

static void test_json_error(void **state)
{
    (void)state;
    struct buf line = BUF_INIT;
    struct kiln_event event = {.size = sizeof event,
                               .kind = KILN_EVENT_ERROR,
                               .error = KILN_ERROR_CHANGED,
                               .path = "p",
                               .level = -1,
                               .class_name = "C",
                               .message = "\xed\xb3\xbf!",
                               .report = "r\n",
                               .filename = "f",
                               .line = 3,
                               .column = 4,
                               .end_line = 5,
                               .end_column = 6};
    cli_json_event(&line, &event);
    assert_string_equal(
        buf_text(&line),
        "{\"event\": \"error\", \"path\": \"p\", \"level\": -1, \"error\": \"changed\", "
        "\"class\": \"C\", \"message\": \"\\udcff!\", \"report\": \"r\\n\", "
        "\"filename\": \"f\", \"line\": 3, \"column\": 4, \"end_line\": 5, "
        "\"end_column\": 6}\n");
    buf_free(&line);
}

/* A kind, reason, error or status that was added to kiln.h alone. */
static void test_json_has_every_name(void **state)
{
    (void)state;
    struct buf line = BUF_INIT;
    for (int kind = 0; kind <= KILN_EVENT_PROGRESS; kind++)
        for (int reason = 0; reason < KILN_REASON_COUNT; reason++) {
            struct kiln_event event = {.size = sizeof event,
                                       .kind = (enum kiln_event_kind)kind,
                                       .reason = (enum kiln_reason)reason};
            buf_clear(&line);
            cli_json_event(&line, &event);
            assert_memory_equal(buf_text(&line), "{\"event\": \"", 11);
            assert_int_equal(!strstr(buf_text(&line), "\"reason\": \""), reason == 0);
        }
    for (int status = 0; status <= KILN_SYSTEM; status++) {
        struct kiln_result result = {.status = (enum kiln_status)status};
        buf_clear(&line);
        cli_json_summary(&line, &result, 1.5, 1);
        assert_non_null(strstr(buf_text(&line), "\"status\": \""));
        assert_non_null(strstr(buf_text(&line), "\"seconds\": 1.500000}\n"));
    }
    buf_free(&line);
}

static void test_progress_figures(void **state)
{
    (void)state;
    struct cli_progress progress = {.started = 100};
    struct kiln_event event = {.kind = KILN_EVENT_PROGRESS,
                               .files_done = 500,
                               .files_known = 2000,
                               .listing_done = true};
    struct buf bar = BUF_INIT;
    cli_progress_bar(&progress, &event, 105, 80, &bar);
    assert_string_equal(
        buf_text(&bar),
        "[##########..............................]  500/2000  100/s  0:15");
    buf_clear(&bar);
    cli_progress_bar(&progress, &event, 105.05, 80, &bar);
    assert_string_equal(buf_text(&bar), ""); /* drawn a moment ago */
    event.listing_done = false;
    cli_progress_bar(&progress, &event, 106, 20, &bar);
    assert_string_equal(buf_text(&bar), "500/2000+  83/s");
    buf_clear(&bar);
    event.files_known = 2000000;
    event.listing_done = true;
    cli_progress_bar(&progress, &event, 110, 60, &bar);
    assert_string_equal(buf_text(&bar),
                        "[............................]  500/2000000  50/s  11:06:30");
    buf_free(&bar);
}

static void test_progress_fits(void **state)
{
    (void)state;
    struct kiln_event event = {.kind = KILN_EVENT_PROGRESS,
                               .files_done = 7,
                               .files_known = 9,
                               .listing_done = true};
    for (size_t columns = 0; columns < 200; columns++) {
        struct cli_progress progress = {.started = 100};
        struct buf bar = BUF_INIT;
        cli_progress_bar(&progress, &event, 107, columns, &bar);
        assert_true(bar.size < columns || bar.size == 0);
        buf_free(&bar);
    }
}

static void test_help_fits(void **state)
{
    (void)state;
    for (size_t columns = 0; columns < 200; columns += 7) {
        struct buf help = BUF_INIT;
        size_t width = columns < 48 ? 46 : columns > 102 ? 100 : columns - 2;
        cli_help(&help, columns);
        for (char *line = help.data; *line; line += strcspn(line, "\n") + 1)
            if (!strstr(line, "{") || strstr(line, "{") > strchr(line, '\n'))
                assert_true(strcspn(line, "\n") <= width);
        buf_free(&help);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ints),
        cmocka_unit_test(test_seconds),
        cmocka_unit_test(test_strip),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_names_are_unique),
        cmocka_unit_test(test_abbreviations_of_compileall),
        cmocka_unit_test(test_options_of_kiln),
        cmocka_unit_test(test_json_names),
        cmocka_unit_test(test_json_error),
        cmocka_unit_test(test_json_has_every_name),
        cmocka_unit_test(test_progress_figures),
        cmocka_unit_test(test_progress_fits),
        cmocka_unit_test(test_help_fits),
    };
    return cmocka_run_group_tests_name("cli units", tests, NULL, NULL);
}
