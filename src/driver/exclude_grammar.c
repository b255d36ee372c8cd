/* SPDX-License-Identifier: MIT
 *
 * Sequences, repeats, groups and flags of Python's `re`: see exclude_pattern.h.
 * It must agree with _parse and _parse_sub of CPython's re/_parser.py.
 */
#include "driver/exclude_pattern.h"

#include "base/quote.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH_MAX (UINT64_C(1) << 62)
#define REPEAT_FOREVER UINT64_C(4294967295) /* MAXREPEAT */
#define GROUPS_MAX UINT64_C(1073741823)     /* MAXGROUPS */

enum {
    PCRE_REPEAT_MAX = 65535,
    PATTERN_DEPTH_MAX = 400, /* CPython: somewhat less than 500, by recursion */
};

/* What stands before a repeat decides whether it may stand there. */
enum re_item { ITEM_NONE, ITEM_ANCHOR, ITEM_REPEAT, ITEM_OTHER };

/* Items side by side. */
struct re_sequence {
    enum re_item last;
    struct re_width last_width;
    struct re_width width; /* of those before the last */
};

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

static struct re_width either_width(struct re_width a, struct re_width b)
{
    return (struct re_width){a.low < b.low ? a.low : b.low,
                             a.high > b.high ? a.high : b.high};
}

static void add_item(struct re_sequence *sequence, enum re_item item, struct re_width width)
{
    sequence->width = sum_widths(sequence->width, sequence->last_width);
    sequence->last_width = width;
    sequence->last = item;
}

static struct re_width translate_branches(struct re_pattern *p, bool top);
static struct re_width translate_sequence(struct re_pattern *p, bool first);

/* A group's name: str.isidentifier, except that letters beyond ASCII are not
 * told from other printable characters. */
static bool check_name(struct re_pattern *p, size_t from, size_t size)
{
    bool good = true;
    for (size_t i = 0; i < size; i++) {
        uint32_t c = p->text[from + i];
        good &= c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c >= '0' && c <= '9' && i) ||
                (c >= 0x80 && unicode_is_printable(c, UNICODE_VERSION(17, 0)));
    }
    if (!good && !p->failed) {
        buf_add_text(p->error, "bad character in group name ");
        re_cite_name(p, from, size);
        re_close_failure(p, size + 1);
    }
    return good;
}

/* Characters up to `terminator`, which is passed over. */
static size_t read_name(struct re_pattern *p, char terminator, size_t *size)
{
    size_t from = re_tell(p);
    for (;;) {
        struct re_token token = re_next(p);
        *size = token.start - from;
        if (re_is(p, token, terminator))
            break;
        if (!token.length) {
            if (*size)
                re_fail(p, *size, "missing %c, unterminated name", terminator);
            else
                re_fail(p, 0, "missing group name");
            break;
        }
    }
    if (!*size)
        re_fail(p, 1, "missing group name");
    return from;
}

/* The group of that name, 0 where there is none. */
static size_t find_group(const struct re_pattern *p, size_t from, size_t size)
{
    for (size_t i = 1; i < p->groups.count; i++) {
        const struct re_group *group = &p->groups.items[i];
        if (group->name_size == size &&
            !memcmp(p->text + group->name, p->text + from, size * sizeof *p->text))
            return i;
    }
    return 0;
}

static void fail_unknown_name(struct re_pattern *p, size_t from, size_t size)
{
    if (p->failed)
        return;
    buf_add_text(p->error, "unknown group name ");
    re_cite_name(p, from, size);
    re_close_failure(p, size + 1);
}

static void check_lookbehind_group(struct re_pattern *p, uint64_t group)
{
    if (!p->lookbehind_groups)
        return;
    if (group >= p->groups.count || !p->groups.items[group].closed)
        re_fail(p, 0, "cannot refer to an open group");
    else if (group >= p->lookbehind_groups)
        re_fail(p, 0, "cannot refer to group defined in the same lookbehind subpattern");
}

/* \1 or (?P=name); `back` is how far behind us it began. */
static void add_reference(struct re_pattern *p, struct re_sequence *sequence,
                          uint64_t group, size_t back)
{
    if (!p->groups.items[group].closed)
        re_fail(p, back, "cannot refer to an open group");
    check_lookbehind_group(p, group);
    buf_printf(p->out, "\\g{%u}", (unsigned)group);
    add_item(sequence, ITEM_OTHER, p->groups.items[group].width);
}

static void translate_named_reference(struct re_pattern *p, struct re_sequence *sequence)
{
    size_t size, from = read_name(p, ')', &size);
    check_name(p, from, size);
    size_t group = find_group(p, from, size);
    if (!group)
        fail_unknown_name(p, from, size);
    else
        add_reference(p, sequence, group, size + 1);
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
        add_item(sequence, ITEM_OTHER, unit_width);
    } else if (number < p->groups.count) {
        add_reference(p, sequence, number, length);
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
        add_item(sequence, ITEM_ANCHOR, no_width);
    } else if (letter == 'A' || letter == 'Z' || letter == 'z') {
        buf_add_text(p->out, letter == 'A' ? "\\A" : "\\z");
        add_item(sequence, ITEM_ANCHOR, no_width);
    } else {
        if (letter > 0x7F || !re_add_category(p, (char)letter))
            re_add_literal(p, re_escaped_literal(p, token));
        add_item(sequence, ITEM_OTHER, unit_width);
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
        add_item(sequence, ITEM_OTHER, unit_width);
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

static unsigned flag_of(const struct re_pattern *p, struct re_token token)
{
    static const char letters[] = "aimsxu";
    static const unsigned flags[] = {RE_ASCII,  RE_IGNORECASE, RE_MULTILINE,
                                     RE_DOTALL, RE_VERBOSE,    RE_UNICODE};
    for (size_t i = 0; i < ARRAY_COUNT(flags); i++)
        if (re_is(p, token, letters[i]))
            return flags[i];
    return 0;
}

static void fail_flag(struct re_pattern *p, struct re_token token, const char *wanted)
{
    uint32_t c = p->text[token.start];
    bool letter = token.length == 1 &&
                  ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80);
    if (letter)
        re_fail(p, token.length, "unknown flag");
    else
        re_fail(p, token.length, "%s", wanted);
}

static const char *const locale_words =
    "bad inline flags: cannot use 'L' flag with a str pattern";

/* Flags to be turned on; *token is what comes after them. */
static unsigned read_added_flags(struct re_pattern *p, struct re_token *token)
{
    unsigned added = 0;
    while (!re_is(p, *token, ')') && !re_is(p, *token, '-') && !re_is(p, *token, ':')) {
        unsigned flag = flag_of(p, *token);
        added |= flag;
        if (re_is(p, *token, 'L'))
            re_fail(p, 0, "%s", locale_words);
        else if (!flag)
            fail_flag(p, *token, "missing -, : or )");
        if ((added & RE_TYPES) == RE_TYPES)
            re_fail(p, 0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        if (p->failed)
            break;
        *token = re_next(p);
    }
    return added;
}

/* Flags to be turned off, after the minus sign and up to the colon. */
static unsigned read_removed_flags(struct re_pattern *p)
{
    unsigned removed = 0;
    struct re_token token = re_next(p);
    while (!p->failed && !(removed && re_is(p, token, ':'))) {
        unsigned flag = flag_of(p, token);
        if (re_is(p, token, 'L') || (flag & RE_TYPES))
            re_fail(p, 0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        else if (!flag)
            fail_flag(p, token, removed ? "missing :" : "missing flag");
        removed |= flag;
        token = re_next(p);
    }
    return removed;
}

static bool is_caseless(const struct re_pattern *p)
{
    return (p->flags & RE_IGNORECASE) && !(p->flags & RE_ASCII);
}

/* (?flags) for the whole pattern: true; (?flags-flags: true only of a group. */
static bool translate_flags(struct re_pattern *p, struct re_token token, size_t start,
                            bool first)
{
    unsigned added = read_added_flags(p, &token), removed = 0;
    if (re_is(p, token, ')')) {
        if (!first)
            re_fail(p, re_tell(p) - start,
                    "global flags not at the start of the expression");
        p->flags |= added;
        p->types_clash = (p->flags & RE_TYPES) == RE_TYPES;
        buf_add_text(p->out, is_caseless(p) ? "(?i)" : "(?-i)");
        return true;
    }
    if (re_is(p, token, '-'))
        removed = read_removed_flags(p);
    if (added & removed)
        re_fail(p, 1, "bad inline flags: flag turned on and off");
    if (added & RE_TYPES)
        p->flags &= ~(unsigned)RE_TYPES;
    p->flags = (p->flags | added) & ~removed;
    buf_add_text(p->out, is_caseless(p) ? "(?i:" : "(?-i:");
    return false;
}

static void close_group(struct re_pattern *p, size_t start)
{
    if (!re_accept(p, ')'))
        re_fail(p, re_tell(p) - start, "missing ), unterminated subpattern");
    buf_add_byte(p->out, ')');
}

static void open_capture(struct re_pattern *p, size_t name, size_t name_size)
{
    size_t former = name_size ? find_group(p, name, name_size) : 0;
    if (former && !p->failed) {
        buf_add_text(p->error, "redefinition of group name ");
        re_cite_name(p, name, name_size);
        buf_printf(p->error, " as group %zu; was group %zu", p->groups.count, former);
        re_close_failure(p, name_size + 1);
    }
    if (!VEC_GROW(&p->groups))
        re_fail_anywhere(p, "not enough memory");
    else
        p->groups.items[p->groups.count++] =
            (struct re_group){.name = name, .name_size = name_size};
}

static void translate_capture(struct re_pattern *p, struct re_sequence *sequence,
                              size_t start, size_t name, size_t name_size)
{
    size_t group = p->groups.count;
    open_capture(p, name, name_size);
    buf_add_byte(p->out, '(');
    struct re_width width = translate_branches(p, false);
    close_group(p, start);
    if (p->failed)
        return;
    p->groups.items[group].width = width;
    p->groups.items[group].closed = true;
    add_item(sequence, ITEM_OTHER, width);
}

/* A group whose opening has been written already. */
static void translate_rest(struct re_pattern *p, struct re_sequence *sequence, size_t start)
{
    struct re_width width = translate_branches(p, false);
    close_group(p, start);
    add_item(sequence, ITEM_OTHER, width);
}

/* (?=...), (?!...), (?<=...), (?<!...).  The wrapping keeps PCRE2 from having
 * views of its own about repeated assertions. */
static void translate_look(struct re_pattern *p, struct re_sequence *sequence, size_t start,
                           bool behind, bool negative)
{
    size_t outer = p->lookbehind_groups;
    if (behind && !outer)
        p->lookbehind_groups = p->groups.count;
    buf_printf(p->out, "(?:(?%s%c", behind ? "<" : "", negative ? '!' : '=');
    struct re_width width = translate_branches(p, false);
    if (behind) {
        p->lookbehind_groups = outer;
        p->width_varies |= width.low != width.high;
    }
    close_group(p, start);
    buf_add_byte(p->out, ')');
    add_item(sequence, ITEM_OTHER, no_width);
}

/* The name or number of a condition. */
static uint64_t read_condition(struct re_pattern *p)
{
    size_t size, from = read_name(p, ')', &size), end = p->index, ahead = p->ahead;
    if (p->failed)
        return 0;
    re_seek(p, from);
    uint64_t group = re_digits(p, 10, UINT32_MAX, 0);
    bool number = re_tell(p) == from + size;
    p->index = end;
    p->ahead = (unsigned)ahead;
    if (!number) {
        group = check_name(p, from, size) ? find_group(p, from, size) : 0;
        if (!group)
            fail_unknown_name(p, from, size);
    } else if (!group) {
        re_fail(p, size + 1, "bad group number");
    } else if (group >= GROUPS_MAX) {
        re_fail(p, size + 1, "invalid group reference %llu", (unsigned long long)group);
    } else if (!VEC_GROW(&p->promises)) {
        re_fail_anywhere(p, "not enough memory");
    } else {
        p->promises.items[p->promises.count++] = (struct re_promise){group, from};
    }
    return group;
}

/* (?(group)yes|no) */
static void translate_conditional(struct re_pattern *p, struct re_sequence *sequence,
                                  size_t start)
{
    uint64_t group = read_condition(p);
    check_lookbehind_group(p, group);
    buf_printf(p->out, "(?(%u)", (unsigned)group);
    struct re_width width = translate_sequence(p, false), other = no_width;
    if (re_accept(p, '|')) {
        buf_add_byte(p->out, '|');
        other = translate_sequence(p, false);
        if (re_sees(p, '|'))
            re_fail(p, 0, "conditional backref with more than two branches");
        width = either_width(width, other);
    } else {
        width.low = 0;
    }
    close_group(p, start);
    add_item(sequence, ITEM_OTHER, width);
}

static void skip_comment(struct re_pattern *p, size_t start)
{
    struct re_token token;
    do {
        token = re_next(p);
        if (!token.length)
            re_fail(p, re_tell(p) - start, "missing ), unterminated comment");
    } while (token.length && !re_is(p, token, ')'));
}

static bool need_token(struct re_pattern *p, struct re_token token)
{
    if (!token.length)
        re_fail(p, 0, "unexpected end of pattern");
    return token.length;
}

/* (?P<name>...) and (?P=name) */
static void translate_named(struct re_pattern *p, struct re_sequence *sequence,
                            size_t start)
{
    if (re_accept(p, '<')) {
        size_t size, name = read_name(p, '>', &size);
        if (check_name(p, name, size))
            translate_capture(p, sequence, start, name, size);
    } else if (re_accept(p, '=')) {
        translate_named_reference(p, sequence);
    } else {
        struct re_token token = re_next(p);
        if (need_token(p, token))
            re_fail_citing(p, token.length + 2, "unknown extension ?P", token.start,
                           token.length);
    }
}

static void translate_lookbehind(struct re_pattern *p, struct re_sequence *sequence,
                                 size_t start)
{
    struct re_token token = re_next(p);
    if (!need_token(p, token))
        return;
    bool negative = re_is(p, token, '!');
    if (negative || re_is(p, token, '='))
        translate_look(p, sequence, start, true, negative);
    else
        re_fail_citing(p, token.length + 2, "unknown extension ?<", token.start,
                       token.length);
}

/* What follows "(?". */
static void translate_extension(struct re_pattern *p, struct re_sequence *sequence,
                                size_t start, bool first)
{
    struct re_token token = re_next(p);
    if (!need_token(p, token))
        return;
    char kind = token.length == 1 && p->text[token.start] < 0x80
                    ? (char)p->text[token.start]
                    : '\0';
    if (kind == 'P') {
        translate_named(p, sequence, start);
    } else if (kind == '#') {
        skip_comment(p, start);
    } else if (kind == '=' || kind == '!') {
        translate_look(p, sequence, start, false, kind == '!');
    } else if (kind == '<') {
        translate_lookbehind(p, sequence, start);
    } else if (kind == '(') {
        translate_conditional(p, sequence, start);
    } else if (kind == ':' || kind == '>') {
        buf_add_text(p->out, kind == ':' ? "(?:" : "(?>");
        translate_rest(p, sequence, start);
    } else if (kind == '-' || kind == 'L' || flag_of(p, token)) {
        unsigned outer = p->flags;
        if (!translate_flags(p, token, start, first && sequence->last == ITEM_NONE)) {
            translate_rest(p, sequence, start);
            p->flags = outer;
        }
    } else {
        re_fail_citing(p, token.length + 1, "unknown extension ?", token.start,
                       token.length);
    }
}

static void translate_group(struct re_pattern *p, struct re_sequence *sequence, bool first)
{
    size_t start = re_tell(p) - 1;
    if (++p->depth > PATTERN_DEPTH_MAX)
        re_fail_anywhere(p, "too many nested groups");
    if (re_accept(p, '?'))
        translate_extension(p, sequence, start, first);
    else
        translate_capture(p, sequence, start, 0, 0);
    p->depth--;
}

static void translate_anchor(struct re_pattern *p, struct re_sequence *sequence,
                             char anchor)
{
    bool lines = p->flags & RE_MULTILINE;
    if (anchor == '^')
        buf_add_text(p->out, lines ? "(?:\\A|(?<=\\x{a}))" : "\\A");
    else
        buf_add_text(p->out, lines ? "(?=\\x{a}|\\z)" : "(?=\\x{a}?\\z)");
    add_item(sequence, ITEM_ANCHOR, no_width);
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
        translate_group(p, sequence, first);
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
        add_item(sequence, ITEM_OTHER, unit_width);
    }
}

/* One alternative.  `first`: the pattern begins here, with flags for the whole. */
static struct re_width translate_sequence(struct re_pattern *p, bool first)
{
    struct re_sequence sequence = {ITEM_NONE, no_width, no_width};
    while (p->ahead && !re_sees(p, '|') && !re_sees(p, ')'))
        translate_item(p, &sequence, first);
    return sum_widths(sequence.width, sequence.last_width);
}

static struct re_width translate_branches(struct re_pattern *p, bool top)
{
    struct re_width width = translate_sequence(p, top);
    while (re_accept(p, '|')) {
        buf_add_byte(p->out, '|');
        width = either_width(width, translate_sequence(p, false));
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
        translate_branches(&p, true);
        check_whole(&p);
    }
    free(p.text);
    VEC_FREE(&p.groups);
    VEC_FREE(&p.promises);
    return !p.failed;
}
