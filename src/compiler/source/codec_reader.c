/* SPDX-License-Identifier: MIT
 *
 * What decoders write and say: see codec_reader.h.
 */
#include "compiler/source/codec_reader.h"

char *codec_put(char *out, uint32_t c)
{
    if (c < 0x80) {
        *out++ = (char)c;
        return out;
    }
    if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            *out++ = (char)(0xE0 | c >> 12);
        } else {
            *out++ = (char)(0xF0 | c >> 18);
            *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        }
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
    }
    *out++ = (char)(0x80 | (c & 0x3F));
    return out;
}

_Noreturn void codec_fail(const struct codec_reader *reader, size_t start, size_t end,
                          const char *reason)
{
    struct error_place place = {0, -1, 0, 0};
    if (end - start == 1)
        fail_place(reader->ctx, "SyntaxError", &place,
                   "'%s' codec can't decode byte 0x%02x in position %zu: %s", reader->name,
                   reader->bytes[start], start, reason);
    fail_place(reader->ctx, "SyntaxError", &place,
               "'%s' codec can't decode bytes in position %zu-%zu: %s", reader->name, start,
               end - 1, reason);
}
