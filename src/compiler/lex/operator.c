/* SPDX-License-Identifier: MIT
 *
 * Operators and brackets: the longest one that begins here.
 */
#include "compiler/lex/lexer.h"

/* What a character makes alone, with = after it, doubled, doubled with =; 0 (which
 * is TOK_ENDMARKER) where it makes none. */
struct operator_row {
    uint8_t alone, with_equal, twice, twice_with_equal;
};

static const struct operator_row operator_rows[128] = {
    ['!'] = {TOK_EXCLAMATION, TOK_NOTEQUAL, 0, 0},
    ['%'] = {TOK_PERCENT, TOK_PERCENTEQUAL, 0, 0},
    ['&'] = {TOK_AMPER, TOK_AMPEREQUAL, 0, 0},
    ['*'] = {TOK_STAR, TOK_STAREQUAL, TOK_DOUBLESTAR, TOK_DOUBLESTAREQUAL},
    ['+'] = {TOK_PLUS, TOK_PLUSEQUAL, 0, 0},
    [','] = {TOK_COMMA, 0, 0, 0},
    ['-'] = {TOK_MINUS, TOK_MINEQUAL, 0, 0},
    ['/'] = {TOK_SLASH, TOK_SLASHEQUAL, TOK_DOUBLESLASH, TOK_DOUBLESLASHEQUAL},
    [':'] = {TOK_COLON, TOK_COLONEQUAL, 0, 0},
    [';'] = {TOK_SEMI, 0, 0, 0},
    ['<'] = {TOK_LESS, TOK_LESSEQUAL, TOK_LEFTSHIFT, TOK_LEFTSHIFTEQUAL},
    ['='] = {TOK_EQUAL, TOK_EQEQUAL, 0, 0},
    ['>'] = {TOK_GREATER, TOK_GREATEREQUAL, TOK_RIGHTSHIFT, TOK_RIGHTSHIFTEQUAL},
    ['@'] = {TOK_AT, TOK_ATEQUAL, 0, 0},
    ['^'] = {TOK_CIRCUMFLEX, TOK_CIRCUMFLEXEQUAL, 0, 0},
    ['|'] = {TOK_VBAR, TOK_VBAREQUAL, 0, 0},
    ['~'] = {TOK_TILDE, 0, 0, 0},
};

/* How many bytes; the kind goes to *kind. */
static int measure_operator(const char *at, uint8_t *kind)
{
    const struct operator_row *row = &operator_rows[(unsigned char)*at];
    *kind = row->with_equal;
    if (at[1] == '=' && *kind)
        return 2;
    *kind = at[0] == '-' ? TOK_RARROW : TOK_LESSGREATER;
    if (at[1] == '>' && (at[0] == '-' || at[0] == '<'))
        return 2;
    bool twice = row->twice && at[1] == at[0];
    *kind = twice && at[2] == '=' ? row->twice_with_equal : row->twice;
    if (twice)
        return at[2] == '=' ? 3 : 2;
    *kind = row->alone;
    return 1;
}

/* PEP 701: a colon outside of brackets ends a field's expression. */
static bool begins_format_spec(struct lexer *lexer, const char *at)
{
    struct open_fstring *fstring = lexer_fstring(lexer);
    if (*at != ':' || fstring->field_depth < 0 ||
        fstring->depth - 1 != fstring->field_depth)
        return false;
    fstring->in_body = true;
    fstring->in_spec = true;
    return true;
}

const char *lex_operator(struct lexer *lexer, const char *at)
{
    if (UNLIKELY(lexer->fstring_count) && begins_format_spec(lexer, at)) {
        lexer_add(lexer, TOK_COLON, at, at + 1);
        return at + 1;
    }
    uint8_t kind;
    int size = measure_operator(at, &kind);
    if (kind == TOK_EXCLAMATION && !lexer->fstrings)
        kind = TOK_STRAY;
    lexer_add(lexer, (enum token_kind)kind, at, at + size);
    return at + size;
}

const char *lex_open(struct lexer *lexer, const char *at)
{
    if (lexer->bracket_count >= MAX_BRACKETS)
        return lexer_fail(lexer, at + 1, "too many nested parentheses");
    lexer->brackets[lexer->bracket_count++] =
        (struct open_bracket){*at, lexer->line, (uint32_t)(at - lexer->line_start)};
    if (lexer->fstring_count)
        lexer_fstring(lexer)->depth++;
    enum token_kind kind = *at == '(' ? TOK_LPAR : *at == '[' ? TOK_LSQB : TOK_LBRACE;
    lexer_add(lexer, kind, at, at + 1);
    return at + 1;
}

static const char *fail_mismatch(struct lexer *lexer, const char *at,
                                 const struct open_bracket *open)
{
    const struct open_fstring *fstring = lexer_fstring(lexer);
    if (fstring && open->opener == '{' && fstring->depth - 1 == fstring->field_depth)
        return lexer_fail(lexer, at + 1, "%c-string: unmatched '%c'",
                          fstring->template ? 't' : 'f', *at);
    if (open->line != lexer->line)
        return lexer_fail(lexer, at + 1,
                          "closing parenthesis '%c' does not match opening "
                          "parenthesis '%c' on line %u",
                          *at, open->opener, (unsigned)open->line);
    return lexer_fail(lexer, at + 1,
                      "closing parenthesis '%c' does not match opening parenthesis '%c'",
                      *at, open->opener);
}

/* The bracket that closes a field hands over to the f-string's own text. */
static bool close_in_fstring(struct lexer *lexer, const char *at)
{
    struct open_fstring *fstring = lexer_fstring(lexer);
    if (--fstring->depth < 0) {
        lexer_fail(lexer, at + 1, "%c-string: unmatched '%c'",
                   fstring->template ? 't' : 'f', *at);
        return false;
    }
    if (*at == '}' && fstring->depth == fstring->field_depth) {
        fstring->field_depth--;
        fstring->in_body = true;
        fstring->in_spec = false;
    }
    return true;
}

const char *lex_close(struct lexer *lexer, const char *at)
{
    struct open_fstring *fstring = lexer_fstring(lexer);
    if (fstring && !fstring->depth && *at == '}')
        return lexer_fail(lexer, at + 1, "%c-string: single '}' is not allowed",
                          fstring->template ? 't' : 'f');
    if (!lexer->bracket_count)
        return lexer_fail(lexer, at + 1, "unmatched '%c'", *at);
    const struct open_bracket *open = &lexer->brackets[--lexer->bracket_count];
    char closer = open->opener == '(' ? ')' : open->opener == '[' ? ']' : '}';
    if (*at != closer)
        return fail_mismatch(lexer, at, open);
    if (fstring && !close_in_fstring(lexer, at))
        return NULL;
    enum token_kind kind = *at == ')' ? TOK_RPAR : *at == ']' ? TOK_RSQB : TOK_RBRACE;
    lexer_add(lexer, kind, at, at + 1);
    return at + 1;
}
