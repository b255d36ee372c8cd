/* SPDX-License-Identifier: MIT
 *
 * Flags inside patterns of Python's `re`: see exclude_pattern.h.  It must agree
 * with _parse_flags of CPython's re/_parser.py.
 */
#include "driver/exclude_pattern.h"

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

bool re_begins_flags(const struct re_pattern *p, struct re_token token)
{
    return re_is(p, token, '-') || re_is(p, token, 'L') || flag_of(p, token);
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

bool re_add_flags(struct re_pattern *p, struct re_token token, size_t start, bool first)
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
