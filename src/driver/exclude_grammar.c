/* SPDX-License-Identifier: MIT
 *
 * Sequences, escapes and repeats of Python's `re`: see exclude_pattern.h.
 * It must agree with _parse and _parse_sub of CPython's re/_parser.py.
 */
#include "driver/exclude_pattern.h"

#include "base/quote.h"

#include <stdlib.h>

#define WIDTH_MAX (UINT64_C(1) << 62)
#define REPEAT_FOREVER UINT64_C(4294967295) /* MAXREPEAT */

enum { PCRE_REPEAT_MAX = 65535 };

static const struct re_width no_width = {0, 0}, unit_width = {1, 1};

static uint64_t capped_sum(uint64_t a, uint64_t b)
{
    return a + b < WIDTH_MAX ? a + b : WIDTH_MAX;
}

static uint64_t capped_product(uint64_t a, uint64_t b)
{
    return b && a > WIDTH_MAX / b ? WIDTH_MAX : a * b;
}

static struct re_width sum_widths(struct re_width a, struct re_width b)
{
    return (struct re_width){capped_sum(a.low, b.low), capped_sum(a.high, b.high)};
}

void re_add_item(struct re_sequence *sequence, enum re_item item, struct re_width width)
{
    sequence->width = sum_widths(sequence->width, sequence->last_width);
    sequence->last_width = width;
    sequence->last = item;
}

/* \0oo, \ooo: a character; \n, \nn: a group. */
static void translate_number(struct re_pattern *p, struct re_sequence *sequence,
                             size_t start)
{
    uint64_t number = p->text[start + 1] - '0';
    bool octal = number == 0;
    if (octal) {
        number = re_digits(p, 8, 2, 0);
    } else {
        size_t here = re_tell(p);
        uint64_t value = re_digits(p, 8, 2, number);
        octal = number < 8 && re_tell(p) == here + 2;
        if (octal) {
            number = value;
        } else {
            re_seek(p, here);
            number = re_digits(p, 10, 1, number);
        }
    }
    size_t length = re_tell(p) - start;
    if (octal) {
        re_check_octal(p, start, number);
        re_add_literal(p, (uint32_t)number);
        re_add_item(sequence, ITEM_OTHER, unit_width);
    } else if (number < p->groups.count) {
        re_add_reference(p, sequence, number, length);
    } else {
        re_fail(p, length - 1, "invalid group reference %u", (unsigned)number);
    }
}

static void translate_escape(struct re_pattern *p, struct re_sequence *sequence,
                             struct re_token token)
{
    uint32_t letter = p->text[token.start + 1];
    if (letter >= '0' && letter <= '9') {
        translate_number(p, sequence, token.start);
    } else if (letter == 'b' || letter == 'B') {
        re_add_boundary(p, letter == 'B');
        re_add_item(sequence, ITEM_ANCHOR, no_width);
    } else if (letter == 'A' || letter == 'Z' || letter == 'z') {
        buf_add_text(p->out, letter == 'A' ? "\\A" : "\\z");
        re_add_item(sequence, ITEM_ANCHOR, no_width);
    } else {
        if (letter > 0x7F || !re_add_category(p, (char)letter))
            re_add_literal(p, re_escaped_literal(p, token));
        re_add_item(sequence, ITEM_OTHER, unit_width);
    }
}

/* {m}, {m,}, {,n}, {m,n}; false, and nothing read, for a brace that is none. */
static bool read_counts(struct re_pattern *p, size_t here, uint64_t *min, uint64_t *max)
{
    size_t start = re_tell(p);
    *min = re_digits(p, 10, UINT32_MAX, 0);
    bool minimum = re_tell(p) != start, comma = re_accept(p, ',');
    size_t second = re_tell(p);
    *max = comma ? re_digits(p, 10, UINT32_MAX, 0) : *min;
    bool maximum = comma ? re_tell(p) != second : minimum;
    if ((!comma && !minimum && re_sees(p, '}')) || !re_accept(p, '}')) {
        re_seek(p, here);
        return false;
    }
    if (*min >= REPEAT_FOREVER || *max >= REPEAT_FOREVER)
        re_fail_anywhere(p, "the repetition number is too large");
    if (maximum && *max < *min)
        re_fail(p, re_tell(p) - here, "min repeat greater than max repeat");
    if (!maximum)
        *max = REPEAT_FOREVER;
    return true;
}

static void write_counts(struct re_pattern *p, uint64_t min, uint64_t max)
{
    if (min > PCRE_REPEAT_MAX)
        re_fail_anywhere(p, "the repetition number is too large");
    buf_printf(p->out, "{%u,", (unsigned)min);
    if (max <= PCRE_REPEAT_MAX)
        buf_printf(p->out, "%u", (unsigned)max);
    buf_add_byte(p->out, '}');
}

static void translate_repeat(struct re_pattern *p, struct re_sequence *sequence,
                             char operator)
{
    size_t here = re_tell(p);
    uint64_t min = operator== '+', max = operator== '?' ? 1 : REPEAT_FOREVER;
    if (operator== '{' && !read_counts(p, here, &min, &max)) {
        re_add_literal(p, '{');
        re_add_item(sequence, ITEM_OTHER, unit_width);
        return;
    }
    if (sequence->last == ITEM_NONE || sequence->last == ITEM_ANCHOR)
        re_fail(p, re_tell(p) - here + 1, "nothing to repeat");
    if (sequence->last == ITEM_REPEAT)
        re_fail(p, re_tell(p) - here + 1, "multiple repeat");
    write_counts(p, min, max);
    if (re_accept(p, '?'))
        buf_add_byte(p->out, '?');
    else if (re_accept(p, '+'))
        buf_add_byte(p->out, '+');
    struct re_width *width = &sequence->last_width;
    width->low = capped_product(width->low, min);
    width->high =
        max == REPEAT_FOREVER && width->high ? WIDTH_MAX : capped_product(width->high, max);
    sequence->last = ITEM_REPEAT;
}

static void translate_anchor(struct re_pattern *p, struct re_sequence *sequence,
                             char anchor)
{
    bool lines = p->flags & RE_MULTILINE;
    if (anchor == '^')
        buf_add_text(p->out, lines ? "(?:\\A|(?<=\\x{a}))" : "\\A");
    else
        buf_add_text(p->out, lines ? "(?=\\x{a}|\\z)" : "(?=\\x{a}?\\z)");
    re_add_item(sequence, ITEM_ANCHOR, no_width);
}

/* What (?x) lets stand between items: white space, and comments to the line's end. */
static bool skip_verbose(struct re_pattern *p, struct re_token token)
{
    if (!(p->flags & RE_VERBOSE) || token.length != 1)
        return false;
    uint32_t c = p->text[token.start];
    if (c == '#') {
        while (token.length && !re_is(p, token, '\n'))
            token = re_next(p);
        return true;
    }
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void translate_item(struct re_pattern *p, struct re_sequence *sequence, bool first)
{
    struct re_token token = re_next(p);
    uint32_t c = p->text[token.start];
    if (skip_verbose(p, token) || !token.length)
        return;
    if (token.length == 2) {
        translate_escape(p, sequence, token);
    } else if (c == '(') {
        re_add_group(p, sequence, first);
    } else if (c == '*' || c == '+' || c == '?' || c == '{') {
        translate_repeat(p, sequence, (char)c);
    } else if (c == '^' || c == '$') {
        translate_anchor(p, sequence, (char)c);
    } else {
        if (c == '[')
            re_add_set(p);
        else if (c == '.')
            buf_add_text(p->out, p->flags & RE_DOTALL ? "(?s:.)" : "[^\\x{a}]");
        else
            re_add_literal(p, c);
        re_add_item(sequence, ITEM_OTHER, unit_width);
    }
}

struct re_width re_add_sequence(struct re_pattern *p, bool first)
{
    struct re_sequence sequence = {ITEM_NONE, no_width, no_width};
    while (p->ahead && !re_sees(p, '|') && !re_sees(p, ')'))
        translate_item(p, &sequence, first);
    return sum_widths(sequence.width, sequence.last_width);
}

struct re_width re_add_branches(struct re_pattern *p, bool top)
{
    struct re_width width = re_add_sequence(p, top);
    while (re_accept(p, '|')) {
        buf_add_byte(p->out, '|');
        struct re_width other = re_add_sequence(p, false);
        width.low = width.low < other.low ? width.low : other.low;
        width.high = width.high > other.high ? width.high : other.high;
    }
    return width;
}

/* What only the end of the pattern can tell. */
static void check_whole(struct re_pattern *p)
{
    if (p->types_clash)
        re_fail_anywhere(p, "ASCII and UNICODE flags are incompatible");
    if (p->ahead)
        re_fail(p, 0, "unbalanced parenthesis");
    for (size_t i = 0; i < p->promises.count && !p->failed; i++) {
        struct re_promise *promise = &p->promises.items[i];
        if (promise->group >= p->groups.count)
            re_fail(p, p->size - promise->position, "invalid group reference %u",
                    (unsigned)promise->group);
    }
    if (p->width_varies)
        re_fail_anywhere(p, "look-behind requires fixed-width pattern");
}

/* The pattern as code points, and a zero. */
static uint32_t *decode_pattern(const char *pattern, size_t size, size_t *count)
{
    *count = 0;
    if (size > SIZE_MAX / sizeof(uint32_t) - 1)
        return NULL;
    uint32_t *text = malloc((size + 1) * sizeof *text);
    if (!text)
        return NULL;
    for (size_t i = 0; i < size;)
        text[(*count)++] = next_code_point(pattern, size, &i);
    text[*count] = 0;
    return text;
}

bool translate_pattern(const char *pattern, size_t size, struct buf *out, struct buf *error)
{
    struct re_pattern p = {.out = out, .error = error};
    p.text = decode_pattern(pattern, size, &p.size);
    if (!p.text || !VEC_GROW(&p.groups)) {
        re_fail_anywhere(&p, "not enough memory");
    } else {
        p.groups.items[p.groups.count++] = (struct re_group){0};
        re_seek(&p, 0);
        re_add_branches(&p, true);
        check_whole(&p);
    }
    free(p.text);
    VEC_FREE(&p.groups);
    VEC_FREE(&p.promises);
    return !p.failed;
}
