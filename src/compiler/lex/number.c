/* SPDX-License-Identifier: MIT
 *
 * Numbers: how far they reach, and what is wrong with them.  Which error is found
 * first, and where, is as in tok_get_normal_mode of CPython.
 */
#include "compiler/lex/lexer.h"

#include <string.h>

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_ahead(char c)
{
    return byte_classes[(unsigned char)c] - BYTE_NAME + 0U <= BYTE_DIGIT - BYTE_NAME;
}

/* Whether a keyword that can follow a number stands here. */
static bool keyword_follows(const char *at)
{
    static const char *const words[] = {"and", "else", "for", "or", "not"};
    if (at[0] == 'i')
        return at[1] == 'f' || at[1] == 'n' || at[1] == 's';
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        size_t size = strlen(words[i]);
        if (!strncmp(at, words[i], size))
            return !is_name_ahead(at[size]);
    }
    return false;
}

/* CPython: verify_end_of_number.  1if is warned of, 1x is an error. */
static bool check_end(struct lexer *lexer, const char *at, const char *kind)
{
    if (!is_name_ahead(*at))
        return true;
    if (keyword_follows(at)) {
        lexer_warn_number(lexer, at, kind);
        return true;
    }
    if (*at & 0x80)
        return true;
    lexer_fail(lexer, at, "invalid %s literal", kind);
    return false;
}

static const char *finish_number(struct lexer *lexer, const char *start, const char *at,
                                 const char *kind)
{
    if (!check_end(lexer, at, kind))
        return NULL;
    lexer_add(lexer, TOK_NUMBER, start, at);
    return at;
}

/* Digits and single underscores between them, the first digit being at `at`. */
static const char *pass_digits(struct lexer *lexer, const char *at)
{
    for (;;) {
        while (is_digit(*at))
            at++;
        if (*at != '_')
            return at;
        if (!is_digit(*++at))
            return lexer_fail(lexer, at, "invalid decimal literal");
    }
}

/* exponent: ("e" | "E") ["+" | "-"] digitpart.  The e may instead begin a keyword. */
static const char *pass_exponent(struct lexer *lexer, const char *e)
{
    const char *at = e + 1;
    bool sign = *at == '+' || *at == '-';
    if (sign)
        at++;
    if (is_digit(*at))
        return pass_digits(lexer, at);
    if (sign)
        return lexer_fail(lexer, at, "invalid decimal literal");
    return check_end(lexer, e, "decimal") ? e : NULL;
}

/* After the integer part, or after the point where `fraction`. */
static const char *finish_decimal(struct lexer *lexer, const char *start, const char *at,
                                  bool fraction)
{
    if (fraction && is_digit(*at)) {
        at = pass_digits(lexer, at);
        if (!at)
            return NULL;
    }
    if ((*at | 0x20) == 'e') {
        const char *e = at;
        at = pass_exponent(lexer, e);
        if (!at)
            return NULL;
        if (at == e) { /* verified already */
            lexer_add(lexer, TOK_NUMBER, start, at);
            return at;
        }
    }
    if ((*at | 0x20) == 'j')
        return finish_number(lexer, start, at + 1, "imaginary");
    return finish_number(lexer, start, at, "decimal");
}

static bool digit_fits(char c, int base)
{
    if (base == 16 && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return true;
    return c >= '0' && c < '0' + (base < 10 ? base : 10);
}

/* At the digits after 0x, 0o or 0b. */
static const char *lex_radix(struct lexer *lexer, const char *start, int base,
                             const char *kind)
{
    const char *at = start + 2;
    do {
        if (*at == '_')
            at++;
        if (!digit_fits(*at, base)) {
            if (is_digit(*at))
                break;
            return lexer_fail(lexer, at, "invalid %s literal", kind);
        }
        while (digit_fits(*at, base))
            at++;
    } while (*at == '_');
    if (is_digit(*at))
        return lexer_fail(lexer, at + 1, "invalid digit '%c' in %s literal", *at, kind);
    return finish_number(lexer, start, at, kind);
}

static const char *fail_zeros(struct lexer *lexer, const char *start, const char *zeros)
{
    long column = target_has(lexer->ctx->target, FEATURE_RANGES_IN_CHARACTERS)
                      ? lexer_characters(lexer->line_start, start) + 1
                      : start - lexer->line_start + 1;
    struct error_place place = {lexer->line, column, lexer->line, column + (zeros - start)};
    return lexer_fail_at(lexer, "SyntaxError", place,
                         "leading zeros in decimal integer literals are not permitted; "
                         "use an 0o prefix for octal integers");
}

/* Zeros, which nothing but a float or an imaginary number may continue. */
static const char *lex_zeros(struct lexer *lexer, const char *start)
{
    const char *at = start + 1;
    for (;; at++) {
        if (*at == '_' && !is_digit(*++at))
            return lexer_fail(lexer, at, "invalid decimal literal");
        if (*at != '0')
            break;
    }
    const char *zeros = at;
    if (is_digit(*at))
        at = pass_digits(lexer, at);
    if (!at)
        return NULL;
    if (*at == '.')
        return finish_decimal(lexer, start, at + 1, true);
    if ((*at | 0x20) == 'e' || (*at | 0x20) == 'j' || at == zeros)
        return finish_decimal(lexer, start, at, false);
    return fail_zeros(lexer, start, zeros);
}

const char *lex_number(struct lexer *lexer, const char *start)
{
    if (*start == '.')
        return finish_decimal(lexer, start, start + 1, true);
    if (*start == '0') {
        switch (start[1] | 0x20) {
        case 'x':
            return lex_radix(lexer, start, 16, "hexadecimal");
        case 'o':
            return lex_radix(lexer, start, 8, "octal");
        case 'b':
            return lex_radix(lexer, start, 2, "binary");
        }
        return lex_zeros(lexer, start);
    }
    const char *at = pass_digits(lexer, start);
    if (!at)
        return NULL;
    if (*at == '.')
        return finish_decimal(lexer, start, at + 1, true);
    return finish_decimal(lexer, start, at, false);
}
