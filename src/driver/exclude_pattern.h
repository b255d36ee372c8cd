/* SPDX-License-Identifier: MIT
 *
 * The syntax of Python's `re`, read and written again in the syntax of PCRE2.
 * For exclude.c and the files behind this header alone.
 *
 * What is written depends on no option but UTF: anchors, dots, classes and
 * boundaries are spelled out, so that they mean what they mean to CPython in
 * every version of PCRE2.  CPython's rules are those of Lib/re/_parser.py of
 * the newest supported version.
 */
#ifndef KILN_DRIVER_EXCLUDE_PATTERN_H
#define KILN_DRIVER_EXCLUDE_PATTERN_H

#include "base/buf.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum re_flag {
    RE_ASCII = 1,
    RE_IGNORECASE = 2,
    RE_MULTILINE = 4,
    RE_DOTALL = 8,
    RE_VERBOSE = 16,
    RE_UNICODE = 32,
    RE_TYPES = RE_ASCII | RE_UNICODE,
};

/* How many characters something matches, at least and at most. */
struct re_width {
    uint64_t low, high;
};

/* A character of the pattern, or a backslash and what follows it. */
struct re_token {
    size_t start;
    unsigned length; /* 0 at the end of the pattern */
};

struct re_group {
    size_t name, name_size; /* within the pattern; 0, 0: it has none */
    struct re_width width;  /* once it is closed */
    bool closed;
};

/* What stands before a repeat decides whether it may stand there. */
enum re_item { ITEM_NONE, ITEM_ANCHOR, ITEM_REPEAT, ITEM_OTHER };

/* One alternative in progress: items side by side. */
struct re_sequence {
    enum re_item last;
    struct re_width last_width;
    struct re_width width; /* of those before the last */
};

/* A condition on a group that may yet have to come. */
struct re_promise {
    uint64_t group;
    size_t position;
};

/* One translation in progress. */
struct re_pattern {
    uint32_t *text; /* the pattern, undecodable bytes as surrogates */
    size_t size;
    size_t index;             /* just after the next token */
    unsigned ahead;           /* length of the next token */
    unsigned depth;           /* groups open */
    unsigned flags;           /* set of enum re_flag in force */
    size_t lookbehind_groups; /* groups opened before the outermost lookbehind that is
                                 open, group 0 counted; 0: none is open */
    bool width_varies;        /* some lookbehind has no fixed width */
    bool types_clash;         /* both (?a) and (?u) for the whole pattern */
    struct re_group_vec VEC_OF(struct re_group) groups; /* the first is the whole */
    struct re_promise_vec VEC_OF(struct re_promise) promises;
    struct buf *out;
    struct buf *error;
    bool failed; /* `error` says why; every token is now the end */
};

/* Appends to `out` what PCRE2 is to compile; false with one line in `error`
 * when Python would not have it either (re.error's words and position), when
 * it names a character (\N{...}), or when a limit of PCRE2 is passed. */
bool translate_pattern(const char *pattern, size_t size, struct buf *out,
                       struct buf *error);

/* What the files lend each other: exclude_pattern.c. */

/* The next token, which is passed over. */
struct re_token re_next(struct re_pattern *p);
/* Goes to a position. */
void re_seek(struct re_pattern *p, size_t position);
/* Where the next token begins. */
size_t re_tell(const struct re_pattern *p);
/* Is the next token, or that one, this character? */
bool re_sees(const struct re_pattern *p, char character);
bool re_is(const struct re_pattern *p, struct re_token token, char character);
/* Passes over the next token if it is this character. */
bool re_accept(struct re_pattern *p, char character);

/* The first failure is kept.  The position told is `back` before the next token. */
void re_fail(struct re_pattern *p, size_t back, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same with `words`, then `size` characters of the pattern from `from` on. */
void re_fail_citing(struct re_pattern *p, size_t back, const char *words, size_t from,
                    size_t size);
/* The same without a position. */
void re_fail_anywhere(struct re_pattern *p, const char *words);
/* A message in parts: to be begun only where !p->failed, and closed at once. */
void re_cite(struct re_pattern *p, size_t from, size_t size);
void re_cite_name(struct re_pattern *p, size_t from, size_t size);
void re_close_failure(struct re_pattern *p, size_t back);

/* Goes on reading a number of which `value` was read: `most` digits more. */
uint64_t re_digits(struct re_pattern *p, unsigned base, unsigned most, uint64_t value);

/* exclude_class.c. */

/* The character that an escape stands for in a set and outside, \x \u \U and
 * their digits included.  Digits, categories, \b \A \B \z \Z are the caller's. */
uint32_t re_escaped_literal(struct re_pattern *p, struct re_token escape);
/* Fails where the octal escape that began at `start` is more than a byte. */
void re_check_octal(struct re_pattern *p, size_t start, uint64_t value);

/* One character, in force of the flags. */
void re_add_literal(struct re_pattern *p, uint32_t point);
/* \d \D \s \S \w \W on its own; false for any other letter. */
bool re_add_category(struct re_pattern *p, char letter);
/* A set of characters, whose opening bracket has been read. */
void re_add_set(struct re_pattern *p);
/* \b or \B. */
void re_add_boundary(struct re_pattern *p, bool inverted);

/* exclude_flags.c. */

/* Does "(?" and this token begin flags? */
bool re_begins_flags(const struct re_pattern *p, struct re_token token);
/* (?flags) for the whole pattern, allowed where `first`: true.  (?flags-flags:
 * sets those of a group, which is yet to be translated: false. */
bool re_add_flags(struct re_pattern *p, struct re_token token, size_t start, bool first);

/* exclude_grammar.c and exclude_group.c. */

/* Alternatives up to a closing parenthesis or the end.  `top`: the pattern
 * begins here, where flags for the whole of it may stand. */
struct re_width re_add_branches(struct re_pattern *p, bool top);
/* One alternative, up to a bar as well. */
struct re_width re_add_sequence(struct re_pattern *p, bool top);
void re_add_item(struct re_sequence *sequence, enum re_item item, struct re_width width);

/* A group of any kind, whose parenthesis has been read. */
void re_add_group(struct re_pattern *p, struct re_sequence *sequence, bool top);
/* A reference to a group that was opened, `back` after the beginning of it. */
void re_add_reference(struct re_pattern *p, struct re_sequence *sequence, uint64_t group,
                      size_t back);

#endif
