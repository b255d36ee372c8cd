/* SPDX-License-Identifier: MIT
 *
 * What the two files about the f-strings of 3.11 share.
 */
#ifndef KILN_COMPILER_PARSE_LITERAL_UNTOKENIZED_H
#define KILN_COMPILER_PARSE_LITERAL_UNTOKENIZED_H

#include "compiler/parse/literal_parts.h"

/* An f-string, or a format specifier in one, that is being read. */
struct fstring_text {
    struct parser *parser;
    const struct token *first, *last; /* of the literals that are concatenated */
    const struct token *token;        /* the one being read */
    const char *at, *end;
    size_t mark;    /* of the parser's stack, before the parts */
    size_t pending; /* after them: text that is no part yet follows */
    int depth;      /* of format specifiers */
    bool is_raw;
};

/* At "{": takes the field and adds it. */
void fstring_take_field(struct fstring_text *string);

/* After ":": takes the format specifier, up to its "}". */
struct ast_expr *fstring_take_spec(struct fstring_text *outer);

/* A field's value, and before it its text, if it is {code=}. */
void fstring_add_field(struct fstring_text *string, const char *text, size_t size,
                       struct ast_expr *expr);

/* From the beginning of one token to the end of another. */
struct span fstring_span(const struct token *first, const struct token *last);

_Noreturn void fstring_fail(const struct fstring_text *string, const char *format, ...)
    PRINTF_LIKE(2, 3);

#endif
