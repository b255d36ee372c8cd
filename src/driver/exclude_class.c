/* SPDX-License-Identifier: MIT
 *
 * Characters and sets of characters of Python's `re`: literals, escapes,
 * categories, brackets.
 */
#include "driver/exclude_pattern.h"

#include <string.h>

/* str.isdecimal; str.isspace; str.isalnum or "_".  The complements are spelled
 * out because a set may hold them beside other things. */
struct category {
    char letter;
    const char *unicode, *ascii;
};

static const struct category categories[] = {
    {'d', "\\p{Nd}", "0-9"},
    {'D', "\\P{Nd}", "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}"},
    {'s',
     "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}"
     "\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}",
     "\\x{9}-\\x{d}\\x{20}"},
    {'S',
     "\\x{0}-\\x{8}\\x{e}-\\x{1b}\\x{21}-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}"
     "\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}"
     "\\x{2060}-\\x{2fff}\\x{3001}-\\x{10ffff}",
     "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}"},
    {'w', "\\p{L}\\p{N}_", "0-9A-Za-z_"},
    {'W',
     "\\p{M}\\p{Z}\\p{C}\\p{S}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}"
     "\\x{203f}\\x{2040}\\x{2054}\\x{fe33}\\x{fe34}\\x{fe4d}-\\x{fe4f}\\x{ff3f}",
     "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}"},
};

static const char *find_category(const struct re_pattern *p, uint32_t letter)
{
    for (size_t i = 0; i < ARRAY_COUNT(categories); i++)
        if (letter == (unsigned char)categories[i].letter)
            return p->flags & RE_ASCII ? categories[i].ascii : categories[i].unicode;
    return NULL;
}

static bool is_ascii_letter(uint32_t point)
{
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}

static bool ascii_caseless(const struct re_pattern *p)
{
    return (p->flags & RE_IGNORECASE) && (p->flags & RE_ASCII);
}

static void add_point(struct re_pattern *p, uint32_t point)
{
    if (is_ascii_letter(point) || (point >= '0' && point <= '9'))
        buf_add_byte(p->out, (char)point);
    else
        buf_printf(p->out, "\\x{%x}", (unsigned)point);
}

static void add_range(struct re_pattern *p, uint32_t low, uint32_t high)
{
    add_point(p, low);
    if (high > low) {
        buf_add_byte(p->out, '-');
        add_point(p, high);
    }
}

/* The part of a range within one ASCII case, in the other case. */
static void add_other_case(struct re_pattern *p, uint32_t low, uint32_t high, char first)
{
    uint32_t from = (unsigned char)first, to = from + 25;
    low = low > from ? low : from;
    high = high < to ? high : to;
    if (low <= high)
        add_range(p, low ^ 0x20, high ^ 0x20);
}

/* Characters that are equal without case to CPython and not to PCRE2 10.42: the
 * Turkish ones, and pairs that only full case folding relates. */
static const uint32_t equal_sets[][5] = {
    {'I', 'i', 0x130, 0x131, 0},
    {0x390, 0x1FD3, 0},
    {0x3B0, 0x1FE3, 0},
    {0xFB05, 0xFB06, 0},
};

static const uint32_t *equal_set_within(uint32_t low, uint32_t high, size_t *next)
{
    while (*next < ARRAY_COUNT(equal_sets))
        for (const uint32_t *set = equal_sets[(*next)++], *c = set; *c; c++)
            if (low <= *c && *c <= high)
                return set;
    return NULL;
}

static void add_equal_sets(struct re_pattern *p, uint32_t low, uint32_t high)
{
    size_t next = 0;
    const uint32_t *set;
    while ((set = equal_set_within(low, high, &next)))
        for (; *set; set++)
            add_point(p, *set);
}

/* A range inside brackets with all that is equal to its members. */
static void add_members(struct re_pattern *p, uint32_t low, uint32_t high)
{
    add_range(p, low, high);
    if (ascii_caseless(p)) {
        add_other_case(p, low, high, 'a');
        add_other_case(p, low, high, 'A');
    } else if (p->flags & RE_IGNORECASE) {
        add_equal_sets(p, low, high);
    }
}

void re_add_literal(struct re_pattern *p, uint32_t point)
{
    size_t next = 0;
    bool several = p->flags & RE_ASCII ? is_ascii_letter(point)
                                       : equal_set_within(point, point, &next) != NULL;
    if ((p->flags & RE_IGNORECASE) && several) {
        buf_add_byte(p->out, '[');
        add_members(p, point, point);
        buf_add_byte(p->out, ']');
    } else {
        add_point(p, point);
    }
}

bool re_add_category(struct re_pattern *p, char letter)
{
    const char *members = find_category(p, (unsigned char)letter);
    if (members)
        buf_printf(p->out, "[%s]", members);
    return members;
}

void re_add_boundary(struct re_pattern *p, bool inverted)
{
    const char *word = find_category(p, 'w');
    buf_printf(p->out, "(?(?<=[%s])(?%c[%s])|(?%c[%s]))", word, inverted ? '=' : '!', word,
               inverted ? '!' : '=', word);
}

/* \x41, \u0041, \U00000041: exactly so many digits. */
static uint32_t read_hexadecimal(struct re_pattern *p, size_t start, unsigned digits)
{
    uint64_t value = re_digits(p, 16, digits, 0);
    size_t length = re_tell(p) - start;
    if (length != digits + 2)
        re_fail_citing(p, length, "incomplete escape ", start, length);
    else if (value > 0x10FFFF)
        re_fail_citing(p, length, "bad escape ", start, length);
    return (uint32_t)value;
}

uint32_t re_escaped_literal(struct re_pattern *p, struct re_token escape)
{
    static const char letters[] = "afnrtv", meanings[] = "\a\f\n\r\t\v";
    uint32_t point = p->text[escape.start + 1];
    const char *simple =
        point && point < 0x80 ? memchr(letters, (int)point, sizeof letters - 1) : NULL;
    if (simple)
        return (unsigned char)meanings[simple - letters];
    if (point == 'x' || point == 'u' || point == 'U')
        return read_hexadecimal(p, escape.start, point == 'x' ? 2 : point == 'u' ? 4 : 8);
    if (point == 'N')
        re_fail(p, 2, "characters cannot be given by name");
    if (is_ascii_letter(point))
        re_fail_citing(p, 2, "bad escape ", escape.start, 2);
    return point;
}

void re_check_octal(struct re_pattern *p, size_t start, uint64_t value)
{
    if (value > 0377)
        re_fail(p, re_tell(p) - start, "octal escape value \\%o outside of range 0-0o377",
                (unsigned)value);
}

/* One member of a set: a category's text, or NULL and a literal in *point. */
static const char *read_member(struct re_pattern *p, struct re_token token, uint32_t *point)
{
    *point = p->text[token.start];
    if (token.length != 2)
        return NULL;
    uint32_t letter = p->text[token.start + 1];
    if (letter >= '0' && letter <= '7') {
        *point = (uint32_t)re_digits(p, 8, 2, letter - '0');
        re_check_octal(p, token.start, *point);
    } else if (letter == '8' || letter == '9') {
        re_fail_citing(p, 2, "bad escape ", token.start, 2);
    } else if (letter == 'b') {
        *point = '\b';
    } else {
        const char *members = find_category(p, letter);
        if (members)
            return members;
        *point = re_escaped_literal(p, token);
    }
    return NULL;
}

static void refuse_range(struct re_pattern *p, struct re_token low, struct re_token high)
{
    if (p->failed)
        return;
    buf_add_text(p->error, "bad character range ");
    re_cite(p, low.start, low.length);
    buf_add_byte(p->error, '-');
    re_cite(p, high.start, high.length);
    re_close_failure(p, low.length + 1 + high.length);
}

/* A member, or a range of which the first end has been read; false after the
 * bracket that closes the set. */
static bool add_member(struct re_pattern *p, struct re_token token, size_t here)
{
    uint32_t low, high;
    const char *members = read_member(p, token, &low);
    bool range = re_accept(p, '-');
    struct re_token end = range ? re_next(p) : token;
    if (!end.length)
        re_fail(p, re_tell(p) - here, "unterminated character set");
    if (range && !re_is(p, end, ']')) {
        if (read_member(p, end, &high) || members || high < low)
            refuse_range(p, token, end);
        add_members(p, low, high);
        return true;
    }
    if (members)
        buf_add_text(p->out, members);
    else
        add_members(p, low, low);
    if (range)
        add_point(p, '-');
    return !range;
}

void re_add_set(struct re_pattern *p)
{
    size_t here = re_tell(p) - 1;
    buf_add_text(p->out, re_accept(p, '^') ? "[^" : "[");
    for (bool first = true, more = true; more && !p->failed; first = false) {
        struct re_token token = re_next(p);
        if (!token.length)
            re_fail(p, re_tell(p) - here, "unterminated character set");
        else if (re_is(p, token, ']') && !first)
            more = false;
        else
            more = add_member(p, token, here);
    }
    buf_add_byte(p->out, ']');
}
