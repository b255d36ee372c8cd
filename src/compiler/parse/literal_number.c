/* SPDX-License-Identifier: MIT
 *
 * Numbers: the text of a NUMBER token to its value (CPython: parsenumber_raw of
 * Parser/pegen.c).
 */
#include "compiler/parse/literal.h"

#include "base/bigint.h"
#include "base/decimal.h"

enum { MAX_DECIMAL_DIGITS = 4300 }; /* of sys.set_int_max_str_digits */

/* Up to 63 bits; false when there are more. */
static bool read_small(const char *digits, const char *end, unsigned base, int64_t *value)
{
    uint64_t number = 0;
    for (; digits < end; digits++) {
        char c = *digits;
        if (c == '_')
            continue;
        unsigned digit = (unsigned)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        if (number > ((uint64_t)INT64_MAX - digit) / base)
            return false;
        number = number * base + digit;
    }
    *value = (int64_t)number;
    return true;
}

static void check_digits(struct parser *parser, const struct token *token,
                         const char *digits, const char *end)
{
    long count = 0;
    for (; digits < end; digits++)
        count += *digits != '_';
    struct error_place place = {token->span.line, 0, token->span.end_line, 0};
    if (count > MAX_DECIMAL_DIGITS)
        fail_place(parser->ctx, "SyntaxError", &place,
                   "Exceeds the limit (%d digits) for integer string conversion: value "
                   "has %ld digits; use sys.set_int_max_str_digits() to increase the "
                   "limit - Consider hexadecimal for huge integer literals to avoid "
                   "decimal conversion limits.",
                   MAX_DECIMAL_DIGITS, count);
}

static void read_integer(struct parser *parser, const struct token *token,
                         const char *digits, const char *end, int base, struct value *value)
{
    value->kind = VALUE_INT;
    if (read_small(digits, end, (unsigned)base, &value->integer))
        return;
    if (base == 10)
        check_digits(parser, token, digits, end);
    struct bigint number;
    if (!bigint_parse(parser->ctx->arena, digits, (size_t)(end - digits), base, &number))
        fail_memory(parser->ctx);
    value->kind = VALUE_BIGINT;
    value->digits = (struct value_digits){number.items, number.count, false};
}

/* 16, 8 or 2 for the letter after a zero, else 0. */
static int base_of(char letter)
{
    switch (letter | 0x20) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 0;
    }
}

static bool is_float(const char *text, const char *end)
{
    for (; text < end; text++)
        if (*text == '.' || (*text | 0x20) == 'e')
            return true;
    return false;
}

void parse_number(struct parser *parser, const struct token *token, struct value *value)
{
    const char *text = parser->tokens->text->bytes + token->start;
    const char *end = parser->tokens->text->bytes + token->end;
    int base = end - text > 2 && *text == '0' ? base_of(text[1]) : 0;
    if (base) {
        read_integer(parser, token, text + 2, end, base, value);
    } else if ((end[-1] | 0x20) == 'j') {
        value->kind = VALUE_COMPLEX;
        value->complex.real = 0;
        value->complex.imaginary = decimal_to_double(text, (size_t)(end - 1 - text));
    } else if (is_float(text, end)) {
        value->kind = VALUE_FLOAT;
        value->real = decimal_to_double(text, (size_t)(end - text));
    } else {
        read_integer(parser, token, text, end, 10, value);
    }
}
