/* SPDX-License-Identifier: MIT
 *
 * What the files about patterns share.
 */
#ifndef KILN_COMPILER_PARSE_PATTERN_H
#define KILN_COMPILER_PARSE_PATTERN_H

#include "compiler/parse/parser.h"

/* NEW_PATTERN(parser, span, MatchAs, .name = name) and the like. */
#define NEW_PATTERN(parser, where, Kind, ...)                                              \
    parse_keep_pattern(                                                                    \
        (parser),                                                                          \
        (struct ast_pattern){.kind = AST_##Kind, .span = (where), .Kind = {__VA_ARGS__}})

static inline struct ast_pattern *parse_keep_pattern(struct parser *parser,
                                                     struct ast_pattern pattern)
{
    struct ast_pattern *kept = parse_alloc(parser, sizeof *kept);
    *kept = pattern;
    return kept;
}

/* "_", which as a pattern is no name */
static inline bool parse_is_wildcard(const struct token *token)
{
    return token->kind == TOK_NAME && token->name == NAME_UNDERSCORE;
}

/* The grammar's rules, by their names. */
struct ast_pattern *parse_pattern(struct parser *parser);
name_id parse_capture_target(struct parser *parser);
struct ast_expr *parse_name_or_attr(struct parser *parser);

/* literal_pattern; and literal_expr | attr, the keys of mapping patterns */
struct ast_pattern *parse_literal_pattern(struct parser *parser);
struct ast_expr *parse_mapping_key(struct parser *parser);

struct ast_pattern *parse_mapping_pattern(struct parser *parser);

/* class_pattern, whose class began at `first` and was parsed already */
struct ast_pattern *parse_class_pattern(struct parser *parser, const struct token *first,
                                        struct ast_expr *class);

#endif
