/* SPDX-License-Identifier: MIT
 *
 * text → tokens.
 *
 * One pass over the bytes.  Where the text cannot be cut (an unterminated string,
 * a stray character, inconsistent tabs) the list ends with one TOK_ERROR: whether
 * that is the file's first error only the parser knows, who asks lex_fail when it
 * gets there.
 */
#ifndef KILN_COMPILER_LEX_LEX_H
#define KILN_COMPILER_LEX_LEX_H

#include "compiler/ctx.h"
#include "compiler/source/source.h"

enum token_kind {
#define TOKEN(kind, text) TOK_##kind,
#define OPERATOR(kind, spelling) TOK_##kind,
#define KEYWORD(kind, spelling) TOK_##kind,
#define SOFT(kind, spelling)
#include "compiler/lex/token.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
#undef SOFT
    TOK_KINDS
};

/* Names with fixed ids: ctx's table is made with these first, in this order. */
enum known_name {
    NAME_NONE,
#define TOKEN(kind, text)
#define OPERATOR(kind, spelling)
#define KEYWORD(kind, spelling) NAME_##kind##_KEYWORD,
#define SOFT(kind, spelling) NAME_##kind,
#include "compiler/lex/token.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
#undef SOFT
    NAMES_KNOWN
};

struct token {
    uint8_t kind;
    uint32_t start, end; /* bytes of the text */
    struct span span;    /* the same as lines and columns */
    name_id name;        /* NAME and keywords: interned, NFKC-normalized where not
                            ASCII.  A normalized name that spells a keyword is still a
                            TOK_NAME, as in CPython. */
};
/* Where the text alone does not say it, tokens lie as CPython's tokenizer has them:
 * NEWLINE  begins where the comment before it begins, ends before the \n
 * INDENT   from the line's beginning to its first character
 * DEDENT   empty, at the line's first character
 * ENDMARKER and the DEDENTs before it: empty, after the \n of the last line, which is
 *          still that line
 * *STRING_MIDDLE  the text as it stands, cut after each \N{...}; a doubled brace ends a
 *          middle, which has the first of the two; the next begins after the second.
 *          Empty ones occur in 3.12 and later where CPython makes them. */

struct lex_error {
    const char *class_name; /* "SyntaxError", "IndentationError", "TabError" */
    const char *message;
    struct error_place place;
    bool undecoded;  /* a UnicodeDecodeError of a name, which CPython's parser makes a
                        SyntaxError when it asks for the token */
    bool whole_line; /* see diag.h */
};

/* What the tokenizer of CPython warns of when the parser asks for a token. */
struct lex_warning {
    uint32_t token; /* which one, counted from 0 */
    struct ctx_warning warning;
    struct lex_warning *next;
};

struct tokens {
    struct token *items; /* ends with ENDMARKER or ERROR */
    uint32_t count;
    const struct source_text *text;
    struct lex_error error;        /* what TOK_ERROR stands for */
    struct lex_warning **warnings; /* those not shown yet */
};

void lex_tokens(struct ctx *ctx, const struct source_text *text, struct tokens *tokens);

/* Shows the warnings that belong to tokens before number `count` and were not shown
 * yet.  Whoever warns of something in the tokens, or fails, calls it first, so that
 * the diagnostics come in CPython's order. */
void lex_warn(struct ctx *ctx, const struct tokens *tokens, uint32_t count);

/* Takes the exit with the error that the TOK_ERROR stands for. */
_Noreturn void lex_fail(struct ctx *ctx, const struct tokens *tokens);

/* The same where CPython looks for lexical errors after a failure of its parser. */
_Noreturn void lex_fail_rest(struct ctx *ctx, const struct tokens *tokens);

/* "NAME", "'+='", … of a kind, for dumps and messages. */
const char *token_kind_name(enum token_kind kind);

#endif
