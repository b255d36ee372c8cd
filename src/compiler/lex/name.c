/* SPDX-License-Identifier: MIT
 *
 * Names, keywords, and the prefixes of strings.
 */
#include "compiler/lex/lexer.h"

#include "base/unicode.h"
#include "compiler/source/utf8.h"

enum {
    KEYWORDS = TOK_YIELD - TOK_FALSE + 1,
    LONGEST_PREFIX = 5 /* of letters that are each allowed somewhere */
};

static inline bool is_name_byte(char c)
{
    unsigned byte_class = byte_classes[(unsigned char)c];
    return byte_class - BYTE_NAME <= BYTE_DIGIT - BYTE_NAME;
}

static bool is_constant(name_id name)
{
    return name == NAME_NONE_KEYWORD || name == NAME_TRUE_KEYWORD ||
           name == NAME_FALSE_KEYWORD;
}

/* PEP 3131.  The kind is looked up before normalization, the name after. */
static const char *lex_unicode_name(struct lexer *lexer, const char *start, const char *end)
{
    struct ctx *ctx = lexer->ctx;
    unsigned version =
        UNICODE_VERSION(ctx->target->unicode_major, ctx->target->unicode_minor);
    size_t size = (size_t)(end - start);
    if (lexer->tokens->text->invalid && utf8_valid_size(start, size) < size)
        return lexer_fail_bytes(lexer, start, end);
    size_t valid = unicode_scan_identifier(start, size, version);
    if (valid < size) {
        const char *at = start + valid;
        uint32_t c = unicode_next(&at);
        if (!unicode_is_printable(c, version))
            return lexer_fail(lexer, at, "invalid non-printable character U+%04X",
                              (unsigned)c);
        return lexer_fail(lexer, at, "invalid character '%.*s' (U+%04X)",
                          (int)(at - start - (long)valid), start + valid, (unsigned)c);
    }
    void *normal = ctx_alloc(ctx, unicode_nfkc_room(size));
    name_id name = ctx_name(ctx, normal, unicode_nfkc(start, size, normal));
    if (is_constant(name) && target_has(ctx->target, FEATURE_CONSTANT_NAMES_REFUSED))
        return lexer_fail_at(lexer, "ValueError", (struct error_place){0, 0, 0, 0},
                             "identifier field can't represent '%s' constant",
                             intern_get(ctx->names, name)->bytes);
    lexer_add(lexer, TOK_NAME, start, end)->name = name;
    return end;
}

enum string_prefix {
    PREFIX_NONE, /* a name, and then a string */
    PREFIX_PLAIN,
    PREFIX_FSTRING,
    PREFIX_FAILED,
};

enum prefix_letter {
    LETTER_B = 1,
    LETTER_R = 2,
    LETTER_U = 4,
    LETTER_F = 8,
    LETTER_T = 16,
};

static unsigned letter_of(char c)
{
    switch (c | 0x20) {
    case 'b':
        return LETTER_B;
    case 'r':
        return LETTER_R;
    case 'u':
        return LETTER_U;
    case 'f':
        return LETTER_F;
    case 't':
        return LETTER_T;
    }
    return 0;
}

/* Whether a letter may follow those seen, where prefixes that exclude each other
 * are not taken for prefixes at all. */
static bool may_follow(unsigned letter, unsigned seen)
{
    switch (letter) {
    case LETTER_B:
    case LETTER_F:
        return !(seen & (LETTER_B | LETTER_U | LETTER_F));
    case LETTER_U:
        return !seen;
    case LETTER_R:
        return !(seen & (LETTER_R | LETTER_U));
    }
    return false;
}

/* CPython 3.14: maybe_raise_syntax_error_for_string_prefixes. */
static bool check_conflicts(struct lexer *lexer, const char *start, const char *quote,
                            unsigned seen)
{
    static const char pairs[][2] = {{'u', 'b'}, {'u', 'r'}, {'u', 'f'}, {'u', 't'},
                                    {'b', 'f'}, {'b', 't'}, {'f', 't'}};
    for (size_t i = 0; i < ARRAY_COUNT(pairs); i++) {
        if (!(seen & letter_of(pairs[i][0])) || !(seen & letter_of(pairs[i][1])))
            continue;
        long column = lexer_characters(lexer->line_start, start) + 1;
        struct error_place place = {lexer->line, column, lexer->line,
                                    column + (quote - start)};
        lexer_fail_at(lexer, "SyntaxError", place,
                      "'%c' and '%c' prefixes are incompatible", pairs[i][0], pairs[i][1]);
        return false;
    }
    return true;
}

static enum string_prefix classify_prefix(struct lexer *lexer, const char *start,
                                          const char *quote)
{
    unsigned seen = 0;
    for (const char *at = start; at < quote; at++) {
        unsigned letter = letter_of(*at);
        bool fits =
            lexer->templates ? letter && !(seen & letter) : may_follow(letter, seen);
        if (!fits)
            return PREFIX_NONE;
        seen |= letter;
    }
    if (lexer->templates && !check_conflicts(lexer, start, quote, seen))
        return PREFIX_FAILED;
    bool fstring = lexer->fstrings && seen & (LETTER_F | LETTER_T);
    return fstring ? PREFIX_FSTRING : PREFIX_PLAIN;
}

static inline const char *add_ascii_name(struct lexer *lexer, const char *start,
                                         const char *end)
{
    name_id id = ctx_name(lexer->ctx, start, (size_t)(end - start));
    enum token_kind kind = id <= KEYWORDS ? TOK_FALSE + (id - 1) : TOK_NAME;
    lexer_add(lexer, kind, start, end)->name = id;
    return end;
}

/* A name that stands before a quote. */
static const char *lex_prefixed(struct lexer *lexer, const char *start, const char *quote)
{
    switch (classify_prefix(lexer, start, quote)) {
    case PREFIX_PLAIN:
        return lex_string(lexer, start, quote);
    case PREFIX_FSTRING:
        return lex_fstring_start(lexer, start, quote);
    case PREFIX_FAILED:
        return NULL;
    case PREFIX_NONE:
        break;
    }
    return add_ascii_name(lexer, start, quote);
}

const char *lex_name(struct lexer *lexer, const char *start)
{
    const char *end = start;
    unsigned bits = 0;
    for (; is_name_byte(*end); end++)
        bits |= (unsigned char)*end;
    if (UNLIKELY(bits & 0x80))
        return lex_unicode_name(lexer, start, end);
    if (byte_classes[(unsigned char)*end] == BYTE_QUOTE && end - start <= LONGEST_PREFIX)
        return lex_prefixed(lexer, start, end);
    return add_ascii_name(lexer, start, end);
}
