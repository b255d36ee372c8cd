/* SPDX-License-Identifier: MIT
 *
 * Messages, whole and spoilt.
 */
#include "base/buf.h"
#include "interpreter/protocol.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_request_has_its_layout(void **state)
{
    (void)state;
    static const unsigned char expected[REQUEST_HEAD] = {
        'K', 'I', 'L', 'N', 1, 2, 0, 0, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,
        3,   0,   0,   0,   0, 0, 0, 0, 0, 0, 0, 0, 1,    0,    0,    0};
    unsigned char bytes[REQUEST_HEAD];
    const struct request_head request = {.sequence = 0x201,
                                         .flags = REQUEST_ROOT_UNSHARED,
                                         .level = -1,
                                         .filename_size = 3,
                                         .source_size = UINT64_C(1) << 32};
    request_encode(&request, bytes);
    assert_memory_equal(bytes, expected, sizeof expected);
}

static void encode_head(unsigned char bytes[ANSWER_HEAD], unsigned long sequence,
                        unsigned long status, unsigned long count, unsigned long long size)
{
    struct buf head = BUF_INIT;
    buf_add_text(&head, "kiln");
    buf_add_u32(&head, sequence);
    buf_add_u32(&head, status);
    buf_add_u32(&head, count);
    buf_add_u64(&head, size);
    assert_int_equal(head.size, ANSWER_HEAD);
    memcpy(bytes, head.data, ANSWER_HEAD);
    buf_free(&head);
}

static bool decodes(unsigned long sequence, unsigned long status, unsigned long count,
                    unsigned long long size)
{
    unsigned char bytes[ANSWER_HEAD];
    struct answer answer;
    encode_head(bytes, sequence, status, count, size);
    return answer_decode_head(bytes, (uint32_t)sequence, &answer);
}

static void heads_are_judged(void **state)
{
    (void)state;
    unsigned char bytes[ANSWER_HEAD];
    struct answer answer;
    assert_true(decodes(1, ANSWER_CODE, 1, 5));
    assert_true(decodes(1, ANSWER_CODE, 5, 25));
    assert_true(decodes(1, ANSWER_ERROR, 8, 40));
    assert_true(decodes(1, ANSWER_ERROR, 12, 60));
    assert_true(decodes(0, ANSWER_HANDSHAKE, 5, 25));
    assert_false(decodes(1, ANSWER_CODE, 0, 5));
    assert_false(decodes(1, ANSWER_CODE, 2, 10));
    assert_false(decodes(1, ANSWER_CODE, 1, 4));
    assert_false(decodes(1, ANSWER_ERROR, 4, 40));
    assert_false(decodes(1, ANSWER_HANDSHAKE, 5, 25));
    assert_false(decodes(0, ANSWER_CODE, 1, 5));
    assert_false(decodes(0, ANSWER_HANDSHAKE, 4, 25));
    assert_false(decodes(1, 3, 1, 5));
    assert_false(decodes(1, ANSWER_CODE, 1, (UINT64_C(1) << 32) + 1));
    encode_head(bytes, 7, ANSWER_CODE + 256, 1, 5);
    assert_true(answer_decode_head(bytes, 7, &answer));
    assert_true(answer.spent);
    assert_int_equal(answer.status, ANSWER_CODE);
    assert_false(answer_decode_head(bytes, 8, &answer));
    bytes[0] = 'K';
    assert_false(answer_decode_head(bytes, 7, &answer));
}

static enum answer_check decode_body(const char *bytes, size_t size, size_t count,
                                     struct answer *answer, struct arena *arena)
{
    char *body = arena_alloc(arena, size);
    assert_non_null(body);
    memcpy(body, bytes, size);
    *answer = (struct answer){.count = count, .body_size = size};
    return answer_decode_body(answer, body, arena);
}

static void bodies_are_judged(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    struct answer answer;
    static const char body[] = "\2\0\0\0ab\0\0\0\0\0";
    size_t size = sizeof body; /* with the closing NUL */
    assert_int_equal(decode_body(body, size, 2, &answer, &arena), ANSWER_WELL_FORMED);
    assert_string_equal(answer.fields[0].bytes, "ab");
    assert_int_equal(answer.fields[0].size, 2);
    assert_int_equal(answer.fields[1].size, 0);
    assert_int_equal(decode_body(body, size, 1, &answer, &arena), ANSWER_MALFORMED);
    assert_int_equal(decode_body(body, size, 3, &answer, &arena), ANSWER_MALFORMED);
    for (size_t cut = 1; cut < size; cut++)
        assert_int_equal(decode_body(body, size - cut, 2, &answer, &arena),
                         ANSWER_MALFORMED);
    assert_int_equal(decode_body("\2\0\0\0abc\0\0\0\0", 12, 2, &answer, &arena),
                     ANSWER_MALFORMED);
    assert_int_equal(decode_body("\xff\xff\xff\xff"
                                 "ab",
                                 7, 1, &answer, &arena),
                     ANSWER_MALFORMED);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_has_its_layout),
        cmocka_unit_test(heads_are_judged),
        cmocka_unit_test(bodies_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
