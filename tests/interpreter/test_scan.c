/* SPDX-License-Identifier: MIT
 *
 * The scan over code recorded from real interpreters (scan.golden), whole, cut
 * short and spoilt.
 */
#include "base/buf.h"
#include "interpreter/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scan_case {
    struct target target;
    enum scan_verdict verdict;
    char name[64];
    struct character_set interned;
    struct buf code;
};

typedef void check_fn(const struct scan_case *scan_case, struct scan_memory *memory);

static unsigned hex_byte(const char *text)
{
    unsigned value = 0;
    assert_int_equal(sscanf(text, "%2x", &value), 1);
    return value;
}

static void read_case(const char *line, struct scan_case *scan_case)
{
    char target[16], verdict[16], mask[65];
    int length = 0;
    assert_int_equal(sscanf(line, "%15s %15s %63s %64s %n", target, verdict,
                            scan_case->name, mask, &length),
                     4);
    assert_true(target_find(target, &scan_case->target));
    scan_case->verdict = strcmp(verdict, "clean") == 0 ? SCAN_CLEAN : SCAN_SUSPECT;
    memset(&scan_case->interned, 0, sizeof scan_case->interned);
    for (size_t i = 0; i < 32; i++)
        scan_case->interned.bits[i / 4] |= (uint32_t)hex_byte(mask + 2 * i) << (i % 4 * 8);
    buf_clear(&scan_case->code);
    for (const char *at = line + length; at[0] && at[0] != '\n'; at += 2)
        buf_add_byte(&scan_case->code, (char)hex_byte(at));
}

static void for_each_case(check_fn *check)
{
    struct scan_memory memory = {0};
    struct scan_case scan_case = {.code = BUF_INIT};
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/interpreter/scan.golden",
             getenv("KILN_SOURCE_ROOT"));
    FILE *golden = fopen(path, "r");
    assert_non_null(golden);
    char *line = NULL;
    size_t room = 0, count = 0;
    while (getline(&line, &room, golden) > 0) {
        read_case(line, &scan_case);
        check(&scan_case, &memory);
        count++;
    }
    assert_true(count > 100);
    free(line);
    fclose(golden);
    buf_free(&scan_case.code);
    scan_memory_free(&memory);
}

static enum scan_verdict scan_part(const struct scan_case *scan_case,
                                   struct scan_memory *memory, const char *bytes,
                                   size_t size)
{
    /* A block of its own size, so that a sanitizer sees a byte read too much. */
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    enum scan_verdict verdict =
        scan_code(memory, &scan_case->target, &scan_case->interned, copy, size);
    free(copy);
    return verdict;
}

static void check_verdict(const struct scan_case *scan_case, struct scan_memory *memory)
{
    const struct buf *code = &scan_case->code;
    enum scan_verdict verdict = scan_part(scan_case, memory, code->data, code->size);
    if (verdict != scan_case->verdict)
        fail_msg("%s for %s: %d", scan_case->name, scan_case->target.name, verdict);
}

static void check_prefixes(const struct scan_case *scan_case, struct scan_memory *memory)
{
    const struct buf *code = &scan_case->code;
    for (size_t size = 0; size < code->size; size++)
        assert_int_equal(scan_part(scan_case, memory, code->data, size), SCAN_MALFORMED);
}

static void check_longer(const struct scan_case *scan_case, struct scan_memory *memory)
{
    struct buf longer = BUF_INIT;
    buf_add(&longer, scan_case->code.data, scan_case->code.size);
    buf_add_byte(&longer, 'N');
    assert_int_equal(scan_part(scan_case, memory, longer.data, longer.size),
                     SCAN_MALFORMED);
    buf_free(&longer);
}

/* Each byte in turn becomes several others: any verdict will do. */
static void check_spoilt(const struct scan_case *scan_case, struct scan_memory *memory)
{
    static const unsigned char spoilers[] = {0x00, 0x7f, 0x80, 0xff, 'c',
                                             '>',  ')',  'r',  'l',  ':'};
    struct buf code = BUF_INIT;
    buf_add(&code, scan_case->code.data, scan_case->code.size);
    for (size_t i = 0; i < code.size; i++) {
        char byte = code.data[i];
        for (size_t j = 0; j < ARRAY_COUNT(spoilers); j++) {
            code.data[i] = (char)spoilers[j];
            assert_in_range(scan_part(scan_case, memory, code.data, code.size), SCAN_CLEAN,
                            SCAN_MALFORMED);
        }
        code.data[i] = byte;
    }
    buf_free(&code);
}

static void recorded_code_gets_its_verdict(void **state)
{
    (void)state;
    for_each_case(check_verdict);
}

static void code_cut_short_is_malformed(void **state)
{
    (void)state;
    for_each_case(check_prefixes);
    for_each_case(check_longer);
}

static void spoilt_code_is_survived(void **state)
{
    (void)state;
    for_each_case(check_spoilt);
}

/* Tuples in tuples, without end. */
static void depth_has_a_limit(void **state)
{
    (void)state;
    struct scan_memory memory = {0};
    struct scan_case scan_case = {.code = BUF_INIT};
    assert_true(target_find("3.13", &scan_case.target));
    buf_add(&scan_case.code, "c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 21);
    for (int i = 0; i < 1000000; i++)
        buf_add(&scan_case.code, ")\1", 2);
    assert_int_equal(
        scan_part(&scan_case, &memory, scan_case.code.data, scan_case.code.size),
        SCAN_MALFORMED);
    buf_free(&scan_case.code);
    scan_memory_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recorded_code_gets_its_verdict),
        cmocka_unit_test(code_cut_short_is_malformed),
        cmocka_unit_test(spoilt_code_is_survived),
        cmocka_unit_test(depth_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
