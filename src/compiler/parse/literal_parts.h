/* SPDX-License-Identifier: MIT
 *
 * What the files about string literals share: the text between a literal's quotes,
 * its decoding, and the joining of adjacent literals.
 */
#ifndef KILN_COMPILER_PARSE_LITERAL_PARTS_H
#define KILN_COMPILER_PARSE_LITERAL_PARTS_H

#include "compiler/parse/literal.h"

/* A string token taken apart. */
struct literal_text {
    const char *bytes; /* between the quotes */
    uint32_t size;
    bool is_raw, is_bytes, is_format;
};

void literal_open(const struct parser *parser, const struct token *token,
                  struct literal_text *text);

/* Which tokens the diagnostics of a decoding name. */
struct literal_place {
    const struct token *warned;
    const struct token *failed;     /* NULL: CPython lets the UnicodeDecodeError through */
    const struct span *failed_span; /* in its place, or NULL */
};

/* The value of a text that is not raw: escapes become what they stand for. */
struct value_bytes literal_decode_str(struct parser *parser, struct literal_place place,
                                      const char *bytes, uint32_t size);
struct value_bytes literal_decode_bytes(struct parser *parser, struct literal_place place,
                                        const char *bytes, uint32_t size);

/* Fails where bytes of a text that is not all UTF-8 are not. */
void literal_check_utf8(const struct parser *parser, struct literal_place place,
                        const char *bytes, size_t size);

/* The same, raw or not, as a value. */
struct value literal_str(struct parser *parser, struct literal_place place,
                         const struct literal_text *text);

/* Shows what the lexer had to say up to the present token, which CPython has asked for
 * by now. */
void literal_warn_before(const struct parser *parser);

/* Warns of one invalid escape: `size` bytes from the backslash on, which lies on that
 * line; as an error it has a place of its own. */
void literal_warn_escape(struct parser *parser, uint32_t line, struct error_place place,
                         const char *escape, int size);

/* Constants that follow each other become one and empty ones vanish (CPython:
 * _PyPegen_concatenate_strings). */
struct ast_exprs literal_fold(struct parser *parser, struct ast_exprs parts);
bool literal_is_empty(const struct ast_expr *expr);

/* string: STRING */
struct ast_expr *literal_take_string(struct parser *parser);

/* The tokens of an f-string or t-string (PEP 701): pushes its parts. */
void literal_take_fstring(struct parser *parser);

/* String literals up to 3.11, where f-strings are parsed out of their tokens. */
struct ast_expr *literal_take_untokenized(struct parser *parser);

/* What the code of a field looks like: for "=" and for Interpolation.str. */
struct value literal_field_text(struct parser *parser, const struct token *open,
                                const struct token *end, bool in_spec);
struct value literal_interpolation_text(struct parser *parser, const struct token *open,
                                        const struct token *equal, const struct token *end);

#endif
