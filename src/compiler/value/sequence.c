/* SPDX-License-Identifier: MIT
 *
 * The operators of str, bytes and tuple.
 */
#include "compiler/value/number.h"

#include <string.h>

/* What CPython folds at most (ast_opt.c). */
enum {
    MAX_FOLDED_ITEMS = 256,    /* of a tuple */
    MAX_FOLDED_TEXT = 4096,    /* characters or bytes */
    MAX_FOLDED_NESTING = 1024, /* items of a tuple and of the tuples in it */
};

static bool is_string_like(const struct value *value)
{
    return value->kind == VALUE_STR || value->kind == VALUE_BYTES;
}

static bool is_lead(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* len() */
static int64_t length_of(const struct value *value)
{
    if (value->kind == VALUE_TUPLE)
        return value->elements.count;
    if (value->kind == VALUE_BYTES)
        return value->text.size;
    int64_t length = 0;
    for (uint32_t i = 0; i < value->text.size; i++)
        length += is_lead(value->text.bytes[i]);
    return length;
}

/* The sequence `times` times; 0 and 1 included. */
static void repeat_text(struct ctx *ctx, const struct value_bytes *text, size_t times,
                        struct value_bytes *result)
{
    size_t size = text->size;
    char *bytes = ctx_alloc(ctx, size * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(bytes + i * size, text->bytes, size);
    bytes[size * times] = '\0';
    *result = (struct value_bytes){bytes, (uint32_t)(size * times)};
}

static void store_tuple(const struct value **items, size_t count, struct value *result)
{
    *result = (struct value){.kind = VALUE_TUPLE};
    result->elements.items = items;
    result->elements.count = (uint32_t)count;
}

static void repeat_elements(struct ctx *ctx, const struct value *tuple, size_t times,
                            struct value *result)
{
    size_t count = tuple->elements.count;
    const struct value **items = ctx_alloc(ctx, count * times * sizeof *items);
    for (size_t i = 0; i < count * times; i++)
        items[i] = tuple->elements.items[i % count];
    store_tuple(items, count * times, result);
}

/* check_complexity: what is left of `limit` */
static int64_t count_nested(const struct value *value, int64_t limit)
{
    if (value->kind != VALUE_TUPLE)
        return limit;
    limit -= value->elements.count;
    for (uint32_t i = 0; limit >= 0 && i < value->elements.count; i++)
        limit = count_nested(value->elements.items[i], limit);
    return limit;
}

static bool may_repeat(const struct value *sequence, int64_t length, int64_t times)
{
    if (times < 0)
        return false;
    if (is_string_like(sequence))
        return times <= MAX_FOLDED_TEXT / length;
    return times <= MAX_FOLDED_ITEMS / length &&
           (!times || count_nested(sequence, MAX_FOLDED_NESTING / times) >= 0);
}

/* safe_multiply.  An empty sequence may be multiplied by any number that is an
 * index. */
bool sequence_repeat(struct ctx *ctx, const struct value *sequence,
                     const struct value *times, struct value *result)
{
    int64_t number, length = length_of(sequence);
    bool small = integer_small(times, &number);
    if (!small || (length && !may_repeat(sequence, length, number)))
        return false;
    if (!length)
        number = 0;
    struct value_bytes text;
    if (sequence->kind == VALUE_TUPLE) {
        repeat_elements(ctx, sequence, (size_t)number, result);
        return true;
    }
    repeat_text(ctx, &sequence->text, (size_t)number, &text);
    *result = (struct value){.kind = sequence->kind, .text = text};
    /* bytes_repeat makes a new object even of nothing. */
    result->unshared = sequence->kind == VALUE_BYTES && length && !text.size;
    return true;
}

static void concat_text(struct ctx *ctx, const struct value_bytes *left,
                        const struct value_bytes *right, struct value_bytes *result)
{
    size_t size = (size_t)left->size + right->size;
    char *bytes = ctx_alloc(ctx, size + 1);
    memcpy(bytes, left->bytes, left->size);
    memcpy(bytes + left->size, right->bytes, right->size);
    bytes[size] = '\0';
    *result = (struct value_bytes){bytes, (uint32_t)size};
}

static void concat_elements(struct ctx *ctx, const struct value *left,
                            const struct value *right, struct value *result)
{
    uint32_t first = left->elements.count, count = first + right->elements.count;
    const struct value **items = ctx_alloc(ctx, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++)
        items[i] = i < first ? left->elements.items[i] : right->elements.items[i - first];
    store_tuple(items, count, result);
}

bool sequence_concat(struct ctx *ctx, const struct value *left, const struct value *right,
                     struct value *result)
{
    if (left->kind != right->kind || !(is_string_like(left) || left->kind == VALUE_TUPLE))
        return false;
    struct value_bytes text;
    if (left->kind == VALUE_TUPLE) {
        concat_elements(ctx, left, right, result);
        return true;
    }
    concat_text(ctx, &left->text, &right->text, &text);
    *result = (struct value){.kind = left->kind, .text = text};
    return true;
}

/* The character that is number `index`. */
static struct value_bytes take_character(const struct value_bytes *text, int64_t index)
{
    const char *at = text->bytes, *end = text->bytes + text->size;
    for (; at < end; at++)
        if (is_lead(*at) && index-- == 0)
            break;
    const char *next = at + 1;
    while (next < end && !is_lead(*next))
        next++;
    return (struct value_bytes){at, (uint32_t)(next - at)};
}

bool value_subscript(struct ctx *ctx, const struct value *container,
                     const struct value *index, struct value *result)
{
    int64_t number;
    (void)ctx;
    if (!is_string_like(container) && container->kind != VALUE_TUPLE)
        return false;
    if (!value_is_integer(index) || !integer_small(index, &number))
        return false;
    int64_t length = length_of(container);
    if (number < 0)
        number += length;
    if (number < 0 || number >= length)
        return false;
    if (container->kind == VALUE_TUPLE)
        *result = *container->elements.items[number];
    else if (container->kind == VALUE_BYTES)
        *result = (struct value){.kind = VALUE_INT,
                                 .integer = (unsigned char)container->text.bytes[number]};
    else
        *result = (struct value){.kind = VALUE_STR,
                                 .text = take_character(&container->text, number)};
    return true;
}
