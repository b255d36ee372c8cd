/* SPDX-License-Identifier: MIT
 *
 * repr() of constants.
 *
 * In: a value.  Out: the text that CPython's repr() gives, so that trees and code
 * objects can be compared by their texts.
 */
#include "compiler/value/value.h"

#include "base/quote.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show_value(struct ctx *ctx, const struct value *value, struct buf *out);

/* Nine decimal digits in each limb, least significant first. */
#define LIMB_BASE 1000000000U

/* limbs = limbs * factor + addend; the new count of limbs. */
static size_t extend_limbs(uint32_t *limbs, size_t count, uint32_t factor, uint32_t addend)
{
    uint64_t carry = addend;
    for (size_t i = 0; i < count; i++) {
        carry += (uint64_t)limbs[i] * factor;
        limbs[i] = (uint32_t)(carry % LIMB_BASE);
        carry /= LIMB_BASE;
    }
    if (carry)
        limbs[count++] = (uint32_t)carry;
    return count;
}

/* Quadratic, as CPython's own conversion is; without its limit of 4300 digits. */
static void show_digits(struct ctx *ctx, const struct value_digits *digits, struct buf *out)
{
    /* 15 bits a digit, more than 29.8 bits a limb. */
    size_t room = digits->count / 2 + digits->count / 128 + 2;
    uint32_t *limbs = ctx_alloc(ctx, room * sizeof *limbs);
    size_t count = 0;
    for (size_t i = digits->count; i-- > 0;)
        count = extend_limbs(limbs, count, 1U << 15, digits->items[i]);
    if (digits->negative)
        buf_add_byte(out, '-');
    buf_printf(out, "%" PRIu32, count ? limbs[count - 1] : 0);
    for (size_t i = count; i-- > 1;)
        buf_printf(out, "%09" PRIu32, limbs[i - 1]);
}

/* The decimal digits of a number > 0, and the place of its point: 0.DIGITS times
 * ten to the power of `point`. */
struct float_digits {
    char digits[24];
    int count;
    int point;
};

static double decimal_value(const struct float_digits *decimal)
{
    char text[48];
    snprintf(text, sizeof text, "%.*se%d", decimal->count, decimal->digits,
             decimal->point - decimal->count);
    return strtod(text, NULL); /* no point in it, which a locale could rename */
}

/* The digits rounded correctly to `count` of them. */
static void round_decimal(double number, int count, struct float_digits *decimal)
{
    char text[48];
    snprintf(text, sizeof text, "%.*e", count - 1, number);
    const char *exponent = strchr(text, 'e');
    decimal->count = 0;
    for (const char *at = text; at < exponent; at++)
        if (*at >= '0' && *at <= '9')
            decimal->digits[decimal->count++] = *at;
    decimal->point = atoi(exponent + 1) + 1;
}

/* The next larger number of that many digits. */
static void step_decimal(struct float_digits *decimal)
{
    int last = decimal->count - 1;
    while (last >= 0 && decimal->digits[last] == '9')
        decimal->digits[last--] = '0';
    if (last >= 0) {
        decimal->digits[last]++;
        return;
    }
    decimal->digits[0] = '1';
    decimal->point++;
}

/* The fewest digits that read back as the number (dtoa.c, mode 0).  The nearest
 * number of so many digits does it if any does, except just above a power of two,
 * where the doubles lie twice as dense below as above. */
static void shorten_decimal(double number, struct float_digits *decimal)
{
    for (int count = 1; count <= 17; count++) {
        round_decimal(number, count, decimal);
        if (decimal_value(decimal) == number)
            return;
        struct float_digits next = *decimal;
        step_decimal(&next);
        if (decimal_value(&next) == number) {
            *decimal = next;
            return;
        }
    }
}

static void lay_out_decimal(const struct float_digits *decimal, const char *whole_ending,
                            struct buf *out)
{
    int count = decimal->count, point = decimal->point;
    while (count > 1 && decimal->digits[count - 1] == '0')
        count--;
    if (point > 16 || point <= -4) { /* PyOS_double_to_string, format 'r' */
        buf_add_byte(out, decimal->digits[0]);
        if (count > 1)
            buf_printf(out, ".%.*s", count - 1, decimal->digits + 1);
        buf_printf(out, "e%c%02d", point < 1 ? '-' : '+', abs(point - 1));
    } else if (point <= 0) {
        buf_printf(out, "0.%.*s%.*s", -point, "000", count, decimal->digits);
    } else if (count > point) {
        buf_printf(out, "%.*s.%.*s", point, decimal->digits, count - point,
                   decimal->digits + point);
    } else {
        buf_printf(out, "%.*s%.*s%s", count, decimal->digits, point - count,
                   "0000000000000000", whole_ending);
    }
}

/* `whole_ending` is added where the text would look like an int. */
static void show_real(double number, const char *whole_ending, struct buf *out)
{
    if (signbit(number) && !isnan(number))
        buf_add_byte(out, '-');
    if (isnan(number) || isinf(number)) {
        buf_add_text(out, isnan(number) ? "nan" : "inf");
        return;
    }
    struct float_digits decimal = {.digits = "0", .count = 1, .point = 1};
    if (number != 0)
        shorten_decimal(fabs(number), &decimal);
    lay_out_decimal(&decimal, whole_ending, out);
}

static void show_complex(double real, double imaginary, struct buf *out)
{
    if (real == 0 && !signbit(real)) {
        show_real(imaginary, "", out);
        buf_add_byte(out, 'j');
        return;
    }
    buf_add_byte(out, '(');
    show_real(real, "", out);
    if (!signbit(imaginary) || isnan(imaginary))
        buf_add_byte(out, '+');
    show_real(imaginary, "", out);
    buf_add_text(out, "j)");
}

static void show_byte(unsigned char byte, char quote, struct buf *out)
{
    if (byte == '\\' || byte == (unsigned char)quote)
        buf_printf(out, "\\%c", byte);
    else if (byte == '\t' || byte == '\n' || byte == '\r')
        buf_printf(out, "\\%c", byte == '\t' ? 't' : byte == '\n' ? 'n' : 'r');
    else if (byte < ' ' || byte >= 0x7F)
        buf_printf(out, "\\x%02x", byte);
    else
        buf_add_byte(out, (char)byte);
}

static void show_bytes(const struct value_bytes *bytes, struct buf *out)
{
    bool single = bytes->size && memchr(bytes->bytes, '\'', bytes->size);
    char quote = single && !memchr(bytes->bytes, '"', bytes->size) ? '"' : '\'';
    buf_printf(out, "b%c", quote);
    for (uint32_t i = 0; i < bytes->size; i++)
        show_byte((unsigned char)bytes->bytes[i], quote, out);
    buf_add_byte(out, quote);
}

static void show_elements(struct ctx *ctx, const struct value *value, struct buf *out)
{
    for (uint32_t i = 0; i < value->elements.count; i++) {
        if (i)
            buf_add_text(out, ", ");
        show_value(ctx, value->elements.items[i], out);
    }
}

static void show_tuple(struct ctx *ctx, const struct value *value, struct buf *out)
{
    buf_add_byte(out, '(');
    show_elements(ctx, value, out);
    buf_add_text(out, value->elements.count == 1 ? ",)" : ")");
}

static int compare_texts(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* The texts of all elements, sorted. */
static const char **sort_texts(struct ctx *ctx, const struct value *value)
{
    uint32_t count = value->elements.count;
    const char **texts = ctx_alloc(ctx, count * sizeof *texts);
    struct buf text = BUF_INIT;
    for (uint32_t i = 0; i < count; i++) {
        buf_clear(&text);
        show_value(ctx, value->elements.items[i], &text);
        texts[i] = arena_copy(ctx->arena, buf_text(&text), text.size);
        if (!texts[i] || !buf_ok(&text)) {
            buf_free(&text);
            fail_memory(ctx);
        }
    }
    buf_free(&text);
    qsort(texts, count, sizeof *texts, compare_texts);
    return texts;
}

/* In the order of the texts of the elements: CPython's depends on hashes. */
static void show_frozenset(struct ctx *ctx, const struct value *value, struct buf *out)
{
    bool empty = value->elements.count == 0;
    const char **texts = sort_texts(ctx, value);
    buf_add_text(out, empty ? "frozenset(" : "frozenset({");
    for (uint32_t i = 0; i < value->elements.count; i++)
        buf_printf(out, "%s%s", i ? ", " : "", texts[i]);
    buf_add_text(out, empty ? ")" : "})");
}

static void show_code(const struct code_object *code, struct buf *out)
{
    buf_add_text(out, "<code object ");
    buf_add(out, code->qualname->text.bytes, code->qualname->text.size);
    buf_add_byte(out, '>');
}

static void show_value(struct ctx *ctx, const struct value *value, struct buf *out)
{
    const struct target *target = ctx->target;
    switch (value->kind) {
    case VALUE_NONE:
        buf_add_text(out, "None");
        return;
    case VALUE_FALSE:
        buf_add_text(out, "False");
        return;
    case VALUE_TRUE:
        buf_add_text(out, "True");
        return;
    case VALUE_ELLIPSIS:
        buf_add_text(out, "Ellipsis");
        return;
    case VALUE_INT:
        buf_printf(out, "%" PRId64, value->integer);
        return;
    case VALUE_BIGINT:
        show_digits(ctx, &value->digits, out);
        return;
    case VALUE_FLOAT:
        show_real(value->real, ".0", out);
        return;
    case VALUE_COMPLEX:
        show_complex(value->complex.real, value->complex.imaginary, out);
        return;
    case VALUE_STR:
        quote_text(out, value->text.bytes, value->text.size,
                   UNICODE_VERSION(target->unicode_major, target->unicode_minor));
        return;
    case VALUE_BYTES:
        show_bytes(&value->text, out);
        return;
    case VALUE_TUPLE:
        show_tuple(ctx, value, out);
        return;
    case VALUE_FROZENSET:
        show_frozenset(ctx, value, out);
        return;
    case VALUE_SLICE:
        buf_add_text(out, "slice(");
        show_elements(ctx, value, out);
        buf_add_text(out, ")");
        return;
    case VALUE_CODE:
        show_code(value->code, out);
        return;
    }
}

void value_repr(struct ctx *ctx, const struct value *value, struct buf *out)
{
    show_value(ctx, value, out);
}
