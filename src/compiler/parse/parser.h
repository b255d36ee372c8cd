/* SPDX-License-Identifier: MIT
 *
 * What the files of this folder share: the parser's place in the tokens, room for
 * nodes and lists, and the rules that call each other across files.
 */
#ifndef KILN_COMPILER_PARSE_PARSER_H
#define KILN_COMPILER_PARSE_PARSER_H

#include "compiler/parse/parse.h"

#include <string.h>

/* Where nodes and lists come from.  Shared by a parser and those inside it. */
struct parse_room {
    char *next, *end;      /* the piece of the arena that nodes are cut from */
    char *items;           /* stack of the lists that are being made */
    size_t used, capacity; /* bytes of it */
};

struct parser {
    struct ctx *ctx;
    const struct tokens *tokens;
    const struct token *at; /* the next token; moving it back is allowed */
    int depth;              /* nesting of rules, against a checked limit */
    bool flufl;             /* `<>` in place of `!=` (PEP 401) */
    bool explaining;        /* for the second pass, see explain.h */
    struct parse_room *room;
};

/* An inner parser, for the fields of an f-string that is one token, begins as a
 * copy of the outer one with `tokens` and `at` replaced. */

/* The grammar's rules, by their names in python.gram; each takes what it parses
 * and does not return when it cannot. */
struct ast_expr *parse_expression(struct parser *parser);
struct ast_expr *parse_star_expressions(struct parser *parser);
struct ast_expr *parse_named_expression(struct parser *parser);

/* annotated_rhs | inside replacement fields: yield_expr | star_expressions */
struct ast_expr *parse_yield_or_star_expressions(struct parser *parser);

/* The parser only knows that it failed: leaves for the second, slower pass over
 * the file, which finds CPython's message. */
_Noreturn void parse_fail(struct parser *parser);

/* Statements. */
struct ast_stmts parse_block(struct parser *parser, const char *owner,
                             const struct token *keyword);
struct ast_stmt *parse_compound(struct parser *parser);
void parse_simple_statements(struct parser *parser);
struct ast_stmts parse_else(struct parser *parser);
struct ast_stmt *parse_import(struct parser *parser);
struct ast_stmt *parse_decorated(struct parser *parser);
struct ast_stmt *parse_function(struct parser *parser, struct ast_exprs decorators);
struct ast_stmt *parse_class(struct parser *parser, struct ast_exprs decorators);
struct ast_stmt *parse_try(struct parser *parser);
struct ast_stmt *parse_match(struct parser *parser);
bool parse_is_match(const struct parser *parser);
struct ast_pattern *parse_patterns(struct parser *parser);

/* Parameters, up to the token `close`, which is left: ")" of def, ":" of lambda. */
struct ast_arguments *parse_parameters(struct parser *parser, enum token_kind close);
struct ast_type_params parse_type_params(struct parser *parser);

/* Expressions, from loose to tight. */
struct ast_expr *parse_star_expression(struct parser *parser);
struct ast_expr *parse_disjunction(struct parser *parser);
struct ast_expr *parse_bitwise_or(struct parser *parser);
struct ast_expr *parse_primary(struct parser *parser);
struct ast_expr *parse_atom(struct parser *parser);

/* The rest of an `expression` that began, at `first`, with the bitwise_or `left`. */
struct ast_expr *parse_expression_rest(struct parser *parser, const struct token *first,
                                       struct ast_expr *left);

/* "(", "[" and "{" as atoms. */
struct ast_expr *parse_parentheses(struct parser *parser);
struct ast_expr *parse_brackets(struct parser *parser);
struct ast_expr *parse_braces(struct parser *parser);
struct ast_expr *parse_star_named_expression(struct parser *parser);

/* After an item that began at `first`: that item, or where a comma follows the
 * tuple without parentheses that it begins. */
struct ast_expr *parse_tuple_rest(struct parser *parser, const struct token *first,
                                  struct ast_expr *item,
                                  struct ast_expr *(*parse_item)(struct parser *));

/* The rest of a generator expression whose "(" is `open`. */
struct ast_expr *parse_generator(struct parser *parser, const struct token *open,
                                 struct ast_expr *element);

/* The arguments of a call or a class, with their parentheses. */
struct parse_arguments {
    struct ast_exprs args;
    struct ast_keywords keywords;
};
struct parse_arguments parse_call_arguments(struct parser *parser, bool generator);
struct ast_expr *parse_slices(struct parser *parser);

/* Targets: an expression made into one, or failure; and the rules star_targets,
 * star_target and del_target. */
void parse_make_target(struct parser *parser, struct ast_expr *expr,
                       enum ast_context context);
bool parse_is_single_target(const struct ast_expr *expr);
struct ast_expr *parse_star_targets(struct parser *parser);
struct ast_expr *parse_star_target(struct parser *parser);
struct ast_expr *parse_del_target(struct parser *parser);

/* Can an expression (or *expression) begin with a token of this kind? */
extern const bool parse_starts_expression[TOK_KINDS];

static inline bool parse_can_start(const struct parser *parser)
{
    return parse_starts_expression[parser->at->kind];
}

/* NAME ':=' */
static inline bool parse_is_walrus(const struct parser *parser)
{
    return parser->at->kind == TOK_NAME && parser->at[1].kind == TOK_COLONEQUAL;
}

static inline bool parse_comprehension_follows(const struct parser *parser)
{
    return parser->at->kind == TOK_FOR || parser->at->kind == TOK_ASYNC;
}

static inline bool parse_next_is(const struct parser *parser, enum token_kind kind)
{
    return parser->at->kind == kind;
}

/* Takes the next token if it is of this kind. */
static inline bool parse_accept(struct parser *parser, enum token_kind kind)
{
    if (parser->at->kind != kind)
        return false;
    parser->at++;
    return true;
}

/* Takes the next token, which must be of this kind. */
static inline const struct token *parse_expect(struct parser *parser, enum token_kind kind)
{
    if (UNLIKELY(parser->at->kind != kind))
        parse_fail(parser);
    return parser->at++;
}

/* From the token `first` to the last one taken. */
static inline struct span parse_span(const struct parser *parser, const struct token *first)
{
    const struct span *last = &parser->at[-1].span;
    return (struct span){first->span.line, first->span.column, last->end_line,
                         last->end_column};
}

/* The same where a block was taken: NEWLINE, INDENT and DEDENT do not count. */
struct span parse_block_span(const struct parser *parser, const struct token *first);

void parse_add_room(struct parser *parser, size_t size);

/* Memory aligned for any node, not cleared. */
static inline void *parse_alloc(struct parser *parser, size_t size)
{
    struct parse_room *room = parser->room;
    size = (size + 7) & ~(size_t)7;
    if (UNLIKELY(size > (size_t)(room->end - room->next)))
        parse_add_room(parser, size);
    void *result = room->next;
    room->next += size;
    return result;
}

/* NEW_EXPR(parser, span, Name, .id = id, .ctx = AST_Load) and the like. */
#define NEW_EXPR(parser, where, Kind, ...)                                                 \
    parse_keep_expr(                                                                       \
        (parser),                                                                          \
        (struct ast_expr){.kind = AST_##Kind, .span = (where), .Kind = {__VA_ARGS__}})
#define NEW_STMT(parser, where, Kind, ...)                                                 \
    parse_keep_stmt(                                                                       \
        (parser),                                                                          \
        (struct ast_stmt){.kind = AST_##Kind, .span = (where), .Kind = {__VA_ARGS__}})

static inline struct ast_expr *parse_keep_expr(struct parser *parser, struct ast_expr expr)
{
    struct ast_expr *kept = parse_alloc(parser, sizeof *kept);
    *kept = expr;
    return kept;
}

static inline struct ast_stmt *parse_keep_stmt(struct parser *parser, struct ast_stmt stmt)
{
    struct ast_stmt *kept = parse_alloc(parser, sizeof *kept);
    *kept = stmt;
    return kept;
}

/* Lists: note the mark, push items of one type, gather them into a sequence. */
static inline size_t parse_mark(const struct parser *parser)
{
    return parser->room->used;
}

void parse_grow_items(struct parser *parser, size_t size);
void *parse_cut_items(struct parser *parser, size_t mark);

static inline void parse_push_bytes(struct parser *parser, const void *item, size_t size)
{
    struct parse_room *room = parser->room;
    if (UNLIKELY(size > room->capacity - room->used))
        parse_grow_items(parser, size);
    memcpy(room->items + room->used, item, size);
    room->used += size;
}

#define PARSE_PUSH(parser, item) parse_push_bytes((parser), &(item), sizeof(item))

/* Pushes a part that waits for its right end: an operand of `**`, a lambda, …;
 * the chain of them has a limit, as the depth of the tree that it becomes. */
enum { PARSE_MAX_CHAIN = 6000 };
_Noreturn void parse_fail_depth(struct parser *parser);

static inline void parse_push_open(struct parser *parser, size_t mark, const void *item,
                                   size_t size)
{
    if (UNLIKELY(parser->room->used - mark >= PARSE_MAX_CHAIN * size))
        parse_fail_depth(parser);
    parse_push_bytes(parser, item, size);
}

/* Takes the last item back from those pushed since `mark`; false if there is none. */
static inline bool parse_pop_bytes(struct parser *parser, size_t mark, void *item,
                                   size_t size)
{
    struct parse_room *room = parser->room;
    if (room->used == mark)
        return false;
    room->used -= size;
    memcpy(item, room->items + room->used, size);
    return true;
}

#define PARSE_POP(parser, mark, item)                                                      \
    parse_pop_bytes((parser), (mark), (item), sizeof *(item))

/* PARSE_GATHER(parser, mark, &list): the items pushed since `mark`. */
#define PARSE_GATHER(parser, mark, list)                                                   \
    ((list)->count = (uint32_t)(((parser)->room->used - (mark)) / sizeof *(list)->items),  \
     (list)->items = parse_cut_items((parser), (mark)))

#endif
