/* SPDX-License-Identifier: MIT
 *
 * SipHash: the vectors of its authors, and what CPython computes with it.
 */
#include "base/siphash.h"

#include "base/platform.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static uint64_t from_hex(const char *hex)
{
    uint64_t value = 0;
    for (int i = 0; i < 16; i++) {
        unsigned digit = (unsigned)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
        value |= (uint64_t)digit << (i / 2 * 8 + (i % 2 ? 0 : 4));
    }
    return value;
}

/* SipHash-2-4 of 00, 00 01, 00 01 02, … under the key 00 … 0f; the last one is
 * the example of the paper's appendix A. */
static void test_authors(void **state)
{
    (void)state;
    static const char *const vectors[] = {
        "310e0edd47db6f72", "fd67dc93c539f874", "5a4fa9d909806c0d", "2d7efbd796666785",
        "b7877127e09427cf", "8da699cd64557618", "cee3fe586e46c9cb", "37d1018bf50002ab",
        "6224939a79f5f593", "b0e4a90bdf82009e", "f3b9dd94c5bb5d7a", "a7ad6b22462fb3f4",
        "fbe50e86bc8f1e75", "903d84c02756ea14", "eef27a8e90ca23f7", "e545be4961ca29a1",
    };
    unsigned char input[ARRAY_COUNT(vectors)];
    for (size_t i = 0; i < ARRAY_COUNT(vectors); i++) {
        uint64_t hash = siphash(2, 4, UINT64_C(0x0706050403020100),
                                UINT64_C(0x0f0e0d0c0b0a0908), input, i);
        assert_true(hash == from_hex(vectors[i]));
        input[i] = (unsigned char)i;
    }
    assert_true(from_hex(vectors[15]) == UINT64_C(0xa129ca6149be45e5));
}

struct source_case {
    size_t size;
    const char *py38, *py315;
};

/* importlib.util.source_hash of 3.8.18 and 3.15.2, which take the magic number
 * for a key, over the bytes 0, 1, 2, …, 255, 0, … */
static void test_source_hash(void **state)
{
    (void)state;
    static const struct source_case cases[] = {
        {0, "81e4881b3643e8e9", "4a3c34e72b7ffc07"},
        {7, "6ac8e26ef3134827", "4d92f822c19bfa3a"},
        {8, "bf0116105f613bd8", "5cea19f1424f84ab"},
        {1280, "cf8a70e380c8d364", "85ebeacea4a6e5ac"},
    };
    unsigned char input[1280];
    for (size_t i = 0; i < sizeof input; i++)
        input[i] = (unsigned char)i;
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        assert_true(siphash(2, 4, 0x0a0d0d55, 0, input, cases[i].size) ==
                    from_hex(cases[i].py38));
        assert_true(siphash(1, 3, 0x0a0d0e52, 0, input, cases[i].size) ==
                    from_hex(cases[i].py315));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_authors),
        cmocka_unit_test(test_source_hash),
    };
    return cmocka_run_group_tests_name("siphash", tests, NULL, NULL);
}
