/* SPDX-License-Identifier: MIT
 *
 * container[start:stop:step] of constants, as 3.14 and later fold it
 * (PySlice_Unpack, PySlice_AdjustIndices).
 */
#include "compiler/value/number.h"

/* In elements; `count` of them, from `start` on. */
struct slice_range {
    int64_t start, stop, step, count;
};

/* A part of a slice, or `none` where it is None; false where it is no integer.  What
 * does not fit is as far away as can be. */
static bool slice_part(const struct value *part, int64_t none, int64_t *number)
{
    *number = none;
    if (part->kind == VALUE_NONE)
        return true;
    if (!value_is_integer(part))
        return false;
    if (part->kind == VALUE_BIGINT || !integer_small(part, number))
        *number = part->digits.negative ? -INT64_MAX : INT64_MAX;
    else if (*number == INT64_MIN)
        *number = -INT64_MAX;
    return true;
}

/* Counted from the end where negative, and no further than one step outside. */
static int64_t clamp_bound(int64_t bound, int64_t length, bool backward)
{
    if (bound < 0) {
        bound += length;
        return bound >= 0 ? bound : backward ? -1 : 0;
    }
    return bound < length ? bound : backward ? length - 1 : length;
}

static bool find_range(const struct value *slice, int64_t length, struct slice_range *range)
{
    const struct value *const *parts = slice->elements.items;
    if (!slice_part(parts[2], 1, &range->step) || range->step == 0)
        return false;
    bool backward = range->step < 0;
    if (!slice_part(parts[0], backward ? INT64_MAX : 0, &range->start) ||
        !slice_part(parts[1], backward ? -INT64_MAX : INT64_MAX, &range->stop))
        return false;
    range->start = clamp_bound(range->start, length, backward);
    range->stop = clamp_bound(range->stop, length, backward);
    range->count = 0;
    if (backward && range->stop < range->start)
        range->count = (range->start - range->stop - 1) / -range->step + 1;
    else if (!backward && range->start < range->stop)
        range->count = (range->stop - range->start - 1) / range->step + 1;
    return true;
}

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

/* Where in the text each element begins, and where the last one ends; each byte is one
 * of `bytes`.  How many there are. */
static int64_t element_starts(const struct value *container, uint32_t *starts)
{
    const struct value_bytes *text = &container->text;
    int64_t count = 0;
    for (uint32_t i = 0; i < text->size; i++)
        if (container->kind == VALUE_BYTES || starts_character(text->bytes[i]))
            starts[count++] = i;
    starts[count] = text->size;
    return count;
}

static bool slice_text(struct ctx *ctx, const struct value *container,
                       const struct value *slice, struct value *result)
{
    uint32_t size = container->text.size;
    uint32_t *starts = ctx_alloc(ctx, ((size_t)size + 1) * sizeof *starts);
    struct slice_range range;
    int64_t count = element_starts(container, starts);
    if (!find_range(slice, count, &range))
        return false;
    char *bytes = ctx_alloc(ctx, (size_t)size + 1);
    uint32_t length = 0;
    for (int64_t i = 0, at = range.start; i < range.count; i++) {
        for (uint32_t from = starts[at]; from < starts[at + 1]; from++)
            bytes[length++] = container->text.bytes[from];
        at = i + 1 < range.count ? at + range.step : at;
    }
    bytes[length] = '\0';
    *result = (struct value){.kind = container->kind, .text = {bytes, length}};
    /* unicode_subscript, bytes_subscript: with a step a character is not the shared
     * object. */
    if (range.count == 1)
        result->unshared = range.step != 1 || (count == 1 && container->unshared);
    return true;
}

static bool slice_tuple(struct ctx *ctx, const struct value *tuple,
                        const struct value *slice, struct value *result)
{
    struct slice_range range;
    if (!find_range(slice, tuple->elements.count, &range))
        return false;
    const struct value *taken = value_new_elements(ctx, VALUE_TUPLE, (size_t)range.count);
    for (int64_t i = 0, at = range.start; i < range.count; i++) {
        taken->elements.items[i] = tuple->elements.items[at];
        at = i + 1 < range.count ? at + range.step : at;
    }
    *result = *taken;
    return true;
}

bool value_take_slice(struct ctx *ctx, const struct value *container,
                      const struct value *slice, struct value *result)
{
    if (container->kind == VALUE_TUPLE)
        return slice_tuple(ctx, container, slice, result);
    if (container->kind == VALUE_STR || container->kind == VALUE_BYTES)
        return slice_text(ctx, container, slice, result);
    return false;
}
