/* SPDX-License-Identifier: MIT
 *
 * Groups of Python's `re`, all that begins with a parenthesis: see
 * exclude_pattern.h.  It must agree with the branch for "(" of _parse in
 * CPython's re/_parser.py.
 */
#include "driver/exclude_pattern.h"

#include "base/unicode.h"

#include <string.h>

#define GROUPS_MAX UINT64_C(1073741823) /* MAXGROUPS */

enum { GROUPS_OPEN_MAX = 400 }; /* CPython: somewhat less than 500, by recursion */

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
void re_add_reference(struct re_pattern *p, struct re_sequence *sequence, uint64_t group,
                      size_t back)
{
    if (!p->groups.items[group].closed)
        re_fail(p, back, "cannot refer to an open group");
    check_lookbehind_group(p, group);
    buf_printf(p->out, "\\g{%u}", (unsigned)group);
    re_add_item(sequence, ITEM_OTHER, p->groups.items[group].width);
}

static void translate_named_reference(struct re_pattern *p, struct re_sequence *sequence)
{
    size_t size, from = read_name(p, ')', &size);
    check_name(p, from, size);
    size_t group = find_group(p, from, size);
    if (!group)
        fail_unknown_name(p, from, size);
    else
        re_add_reference(p, sequence, group, size + 1);
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
    struct re_width width = re_add_branches(p, false);
    close_group(p, start);
    if (p->failed)
        return;
    p->groups.items[group].width = width;
    p->groups.items[group].closed = true;
    re_add_item(sequence, ITEM_OTHER, width);
}

/* A group whose opening has been written already. */
static void translate_rest(struct re_pattern *p, struct re_sequence *sequence, size_t start)
{
    struct re_width width = re_add_branches(p, false);
    close_group(p, start);
    re_add_item(sequence, ITEM_OTHER, width);
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
    struct re_width width = re_add_branches(p, false);
    if (behind) {
        p->lookbehind_groups = outer;
        p->width_varies |= width.low != width.high;
    }
    close_group(p, start);
    buf_add_byte(p->out, ')');
    re_add_item(sequence, ITEM_OTHER, (struct re_width){0, 0});
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
    struct re_width width = re_add_sequence(p, false);
    if (re_accept(p, '|')) {
        buf_add_byte(p->out, '|');
        struct re_width other = re_add_sequence(p, false);
        if (re_sees(p, '|'))
            re_fail(p, 0, "conditional backref with more than two branches");
        width.low = width.low < other.low ? width.low : other.low;
        width.high = width.high > other.high ? width.high : other.high;
    } else {
        width.low = 0;
    }
    close_group(p, start);
    re_add_item(sequence, ITEM_OTHER, width);
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
    } else if (re_begins_flags(p, token)) {
        unsigned outer = p->flags;
        if (!re_add_flags(p, token, start, first && sequence->last == ITEM_NONE)) {
            translate_rest(p, sequence, start);
            p->flags = outer;
        }
    } else {
        re_fail_citing(p, token.length + 1, "unknown extension ?", token.start,
                       token.length);
    }
}

void re_add_group(struct re_pattern *p, struct re_sequence *sequence, bool first)
{
    size_t start = re_tell(p) - 1;
    if (++p->depth > GROUPS_OPEN_MAX)
        re_fail_anywhere(p, "too many nested groups");
    if (re_accept(p, '?'))
        translate_extension(p, sequence, start, first);
    else
        translate_capture(p, sequence, start, 0, 0);
    p->depth--;
}
