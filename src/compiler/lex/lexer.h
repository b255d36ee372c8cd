/* SPDX-License-Identifier: MIT
 *
 * What the files of this folder share: the lexer's state, and the functions that
 * cut one kind of token each.
 *
 * A function that cuts a token is given where it begins, adds it, and returns where
 * the rest begins.  When it cannot, it records the error and returns NULL.  The text
 * ends with a NUL and has no other, so looking one byte ahead is always allowed.
 */
#ifndef KILN_COMPILER_LEX_LEXER_H
#define KILN_COMPILER_LEX_LEXER_H

#include "compiler/lex/lex.h"

enum {
    MAX_INDENTS = 100,    /* MAXINDENT */
    MAX_BRACKETS = 200,   /* MAXLEVEL */
    MAX_FSTRINGS = 150,   /* MAXFSTRINGLEVEL, the file itself counted */
    MAX_FIELD_NESTING = 3 /* MAX_EXPR_NESTING: fields in format specifiers */
};

/* What a byte can begin. */
enum byte_class {
    BYTE_STRAY,   /* nothing */
    BYTE_CONTROL, /* nothing, and CPython has a message for it */
    BYTE_BLANK,
    BYTE_NEWLINE,
    BYTE_END,
    BYTE_NAME,
    BYTE_PREFIX, /* a name or a string's prefix */
    BYTE_DIGIT,
    BYTE_QUOTE,
    BYTE_DOT,
    BYTE_OPEN,
    BYTE_CLOSE,
    BYTE_OPERATOR,
    BYTE_COMMENT,
    BYTE_BACKSLASH,
};

extern const uint8_t byte_classes[256];

struct open_bracket {
    char opener;
    uint32_t line, column; /* column from 0, in bytes */
};

/* One f-string or t-string that is open (CPython: tokenizer_mode). */
struct open_fstring {
    const char *start;      /* its prefix */
    const char *line_start; /* of the line where it starts */
    uint32_t line;
    char quote;
    uint8_t quote_size; /* 1 or 3 */
    bool raw;
    bool template;
    bool in_body;    /* cutting its own text, not the code of a field */
    bool in_spec;    /* that text is a format specifier */
    int depth;       /* of brackets inside it */
    int field_depth; /* depth outside the innermost field; -1 outside of fields */
};

struct lexer {
    struct ctx *ctx;
    struct tokens *tokens;
    uint32_t capacity;
    const char *text, *end;
    const char *line_start;
    const char *chunk_start; /* of the first of lines joined by \ or in a string */
    uint32_t line;
    bool at_line_start;
    bool finished;
    bool fstrings, templates; /* the target cuts them into tokens */
    bool spec_ends;           /* FEATURE_SPEC_ENDS_AT_FIELD */
    int indent_count;         /* above the zero column */
    uint32_t columns[MAX_INDENTS], alt_columns[MAX_INDENTS];
    int bracket_count;
    struct open_bracket brackets[MAX_BRACKETS];
    int fstring_count;
    struct open_fstring fstring[MAX_FSTRINGS];
    struct lex_warning **last_warning; /* where the next one goes */
};

/* Goes to the line after the newline at `at`.  As in CPython, the last line stays
 * the present one at the end of the text. */
static inline void lexer_next_line(struct lexer *lexer, const char *at)
{
    if (at + 1 == lexer->end)
        return;
    lexer->line++;
    lexer->line_start = at + 1;
}

void lexer_grow(struct lexer *lexer);

static inline struct token *lexer_add(struct lexer *lexer, enum token_kind kind,
                                      const char *start, const char *end)
{
    struct tokens *tokens = lexer->tokens;
    if (UNLIKELY(tokens->count == lexer->capacity))
        lexer_grow(lexer);
    struct token *token = &tokens->items[tokens->count++];
    uint32_t column = (uint32_t)(start - lexer->line_start);
    uint32_t size = (uint32_t)(end - start);
    token->kind = (uint8_t)kind;
    token->start = (uint32_t)(start - lexer->text);
    token->end = token->start + size;
    token->span = (struct span){lexer->line, column, lexer->line, column + size};
    token->name = 0;
    return token;
}

/* A token that began on an earlier line. */
void lexer_add_long(struct lexer *lexer, enum token_kind kind, const char *start,
                    uint32_t line, const char *line_start, const char *end);

/* Ends the list with an error in CPython's words, after the characters of the line
 * before `at` (CPython: _PyTokenizer_syntaxerror with `at` as cur).  Returns NULL. */
const char *lexer_fail(struct lexer *lexer, const char *at, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* The same at any place and of any class. */
const char *lexer_fail_at(struct lexer *lexer, const char *class_name,
                          struct error_place place, const char *format, ...)
    PRINTF_LIKE(4, 5);
/* The end of the text inside brackets or after a backslash. */
const char *lexer_fail_end(struct lexer *lexer);

/* A name up to `at` that is not UTF-8.  Returns NULL. */
const char *lexer_fail_bytes(struct lexer *lexer, const char *start, const char *at);

/* SyntaxWarning about a number of that kind, which ends at `at`. */
void lexer_warn_number(struct lexer *lexer, const char *at, const char *kind);

/* A backslash before a brace of an f-string. */
void lexer_warn_escape(struct lexer *lexer, const char *brace);

/* How many characters lie between two places of the text. */
long lexer_characters(const char *start, const char *end);

/* The same for errors that CPython's parser raises for its tokenizer. */
long lexer_columns(const struct lexer *lexer, const char *start, const char *end);

static inline struct open_fstring *lexer_fstring(struct lexer *lexer)
{
    return lexer->fstring_count ? &lexer->fstring[lexer->fstring_count - 1] : NULL;
}

bool lex_indentation(struct lexer *lexer, const char **at);
const char *lex_name(struct lexer *lexer, const char *at);
const char *lex_number(struct lexer *lexer, const char *at);
const char *lex_operator(struct lexer *lexer, const char *at);
const char *lex_open(struct lexer *lexer, const char *at);
const char *lex_close(struct lexer *lexer, const char *at);
const char *lex_continuation(struct lexer *lexer, const char *backslash);
/* `quote` is the first quote after the prefix. */
const char *lex_string(struct lexer *lexer, const char *start, const char *quote);
const char *lex_fstring_start(struct lexer *lexer, const char *start, const char *quote);
const char *lex_fstring_body(struct lexer *lexer, const char *at);

#endif
