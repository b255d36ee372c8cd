/* SPDX-License-Identifier: MIT
 *
 * What the files of the second pass share: the table that explain.rules becomes, the
 * walker's state, and the values of what it matched.
 */
#ifndef KILN_COMPILER_PARSE_EXPLAINER_H
#define KILN_COMPILER_PARSE_EXPLAINER_H

#include "compiler/parse/explain.h"

/* What was matched: EXPLAIN(kind, what messages call it). */
enum explain_kind {
#define EXPLAIN(kind, name) EXPLAIN_##kind,
#include "compiler/parse/explain_kind.def"
#undef EXPLAIN
};

enum explain_op {
    EXPLAIN_TAKE,   /* a token: of kind `arg` */
    EXPLAIN_SOFT,   /* a name: known_name `arg`; 0: any soft keyword */
    EXPLAIN_RULE,   /* rule number `arg` */
    EXPLAIN_OPTION, /* item number `arg`, or nothing */
    EXPLAIN_ANY,    /* as many as there are */
    EXPLAIN_MANY,   /* the same, at least one */
    EXPLAIN_LIST,   /* the same, with tokens of kind `other` between */
    EXPLAIN_AHEAD,  /* looked at and left */
    EXPLAIN_NOT,    /* must not come */
    EXPLAIN_CUT,    /* no other alternative from here on */
    EXPLAIN_FORCED, /* a token that must come: of kind `arg` */
};

struct explain_item {
    uint8_t op;
    uint16_t arg, other;
};

/* What an alternative gives. */
enum explain_result {
    EXPLAIN_ITEM,   /* the value of item `a` */
    EXPLAIN_ITEMS,  /* those of all items, as a sequence */
    EXPLAIN_NODE,   /* a node of kind `what` */
    EXPLAIN_AT,     /* an error at item `a` */
    EXPLAIN_RANGE,  /* an error from item `a` to item `b` */
    EXPLAIN_FROM,   /* an error from item `a` to where the lexer is */
    EXPLAIN_LAST,   /* an error at the last token that was read */
    EXPLAIN_NEXT,   /* an error at the next token */
    EXPLAIN_INDENT, /* IndentationError at the last token that was read */
    EXPLAIN_TARGET, /* an error about what in `a` is no target; `what`: of which sort */
    EXPLAIN_CALL,   /* what `call` gives */
};

enum explain_target { EXPLAIN_STAR_TARGETS, EXPLAIN_DEL_TARGETS, EXPLAIN_FOR_TARGETS };

enum { EXPLAIN_MAX_ITEMS = 16, EXPLAIN_MAX_CONDITIONS = 2 };

struct explain_node {
    enum explain_kind kind;
    uint32_t count; /* of items: what an EXPLAIN_Sequence and nodes with parts have */
    const struct token *first, *last;
    struct span span;
    struct explain_node **items;
};

struct explainer;
struct explain_alternative;

/* NULL: the rule does not match here, and its other alternatives are not tried. */
typedef struct explain_node *explain_call(struct explainer *explainer,
                                          const struct explain_alternative *alternative,
                                          struct explain_node *a, struct explain_node *b);

/* `bit` must be there, or with `absent` must not. */
struct explain_condition {
    uint8_t bit;
    bool complaint; /* the bit is a COMPLAINT, no FEATURE */
    bool absent;
};

struct explain_alternative {
    uint16_t first, count; /* items */
    uint8_t result, what;
    uint8_t a, b;   /* items of the result */
    bool complains; /* nothing but a complaining rule: for the second walk only */
    uint8_t condition_count;
    struct explain_condition conditions[EXPLAIN_MAX_CONDITIONS];
    explain_call *call;
    const char *message;
};

struct explain_rule {
    uint16_t first, count; /* alternatives */
    bool memo, left, plain;
};

extern const struct explain_item explain_items[];
extern const struct explain_alternative explain_alternatives[];
extern const struct explain_rule explain_rules[];
extern const uint16_t explain_rule_file, explain_rule_field;

/* What a rule gave at a token. */
struct explain_memo {
    uint16_t key; /* of the rule */
    uint32_t end; /* the token after it */
    struct explain_node *node;
    struct explain_memo *next;
};

struct explainer {
    struct ctx *ctx;
    const struct tokens *tokens;
    struct parser literals; /* decodes literals */
    uint32_t at;            /* the next token */
    uint32_t read;          /* as many tokens have been looked at */
    bool complains;         /* the second walk, outside of plain rules */
    bool lexical;           /* what was raised stands, whatever the lexer finds */
    int depth;
    struct explain_memo **memos; /* by token */
    const char *prefix;          /* of messages */
    uint32_t shift;              /* what columns of messages have too much */
    uint16_t start;              /* the first rule */
};

struct explain_node *explain_match(struct explainer *explainer, uint16_t number);
/* The kind of a token that may not have been read yet; the lexer's error is raised. */
enum token_kind explain_kind_at(struct explainer *explainer, uint32_t at);
struct explain_node *explain_new_node(struct explainer *explainer, enum explain_kind kind,
                                      const struct token *first, const struct token *last);

/* Raising.  Lines from 1, columns from 1 in bytes. */
_Noreturn void explain_fail(struct explainer *explainer, const char *class_name,
                            struct error_place place, const char *format, ...)
    PRINTF_LIKE(4, 5);
struct error_place explain_range(const struct explainer *explainer,
                                 const struct explain_node *a,
                                 const struct explain_node *b);
struct error_place explain_token_place(const struct explainer *explainer,
                                       const struct token *token);
/* RAISE_SYNTAX_ERROR and RAISE_INDENTATION_ERROR: at the last token that was read. */
struct error_place explain_last_place(const struct explainer *explainer);
struct error_place explain_place_of(const struct explainer *explainer,
                                    const struct token *token);
struct error_place explain_from(const struct explainer *explainer,
                                const struct explain_node *a);
struct span explain_token_span(const struct explainer *explainer,
                               const struct token *token);

/* Does the action of an alternative that matched. */
struct explain_node *explain_act(struct explainer *explainer,
                                 const struct explain_alternative *alternative,
                                 struct explain_node *const *values, uint32_t start);

#define EXPLAIN_CALL(name) explain_call explain_##name;
#include "compiler/parse/explain_call.def"
#undef EXPLAIN_CALL

#endif
