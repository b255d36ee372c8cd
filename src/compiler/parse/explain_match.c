/* SPDX-License-Identifier: MIT
 *
 * Matching rules against tokens, in the order and with the memory of CPython's
 * generated parser (Parser/parser.c): which complaint comes first depends on both.
 */
#include "compiler/parse/explainer.h"
#include "compiler/parse/literal.h"

enum { EXPLAIN_MAX_DEPTH = 6000 }; /* MAXSTACK */

/* How an alternative ended. */
enum explain_end {
    EXPLAIN_MATCHED, /* with or without a value */
    EXPLAIN_FAILED,
    EXPLAIN_GIVEN_UP, /* after a cut */
};

enum token_kind explain_kind_at(struct explainer *explainer, uint32_t at)
{
    const struct tokens *tokens = explainer->tokens;
    if (at >= tokens->count)
        return TOK_ENDMARKER;
    enum token_kind kind = (enum token_kind)tokens->items[at].kind;
    if (at < explainer->read)
        return kind;
    explainer->read = at + 1;
    if (kind == TOK_ERROR) {
        explainer->lexical = true;
        lex_fail(explainer->ctx, tokens);
    }
    return kind;
}

struct explain_node *explain_new_node(struct explainer *explainer, enum explain_kind kind,
                                      const struct token *first, const struct token *last)
{
    struct explain_node *node = parse_alloc(&explainer->literals, sizeof *node);
    struct span start = explain_token_span(explainer, first);
    struct span end = explain_token_span(explainer, last);
    *node = (struct explain_node){
        .kind = kind,
        .first = first,
        .last = last,
        .span = {start.line, start.column, end.end_line, end.end_column}};
    return node;
}

static enum explain_kind kind_of_token(enum token_kind kind)
{
    if (kind == TOK_NAME)
        return EXPLAIN_Name;
    return kind == TOK_NUMBER || kind == TOK_STRING ? EXPLAIN_Constant : EXPLAIN_Token;
}

static struct explain_node *take_token(struct explainer *explainer)
{
    const struct token *token = &explainer->tokens->items[explainer->at++];
    struct value value;
    if (token->kind == TOK_NUMBER && token->end - token->start > 4300)
        parse_number(&explainer->literals, token, &value);
    return explain_new_node(explainer, kind_of_token((enum token_kind)token->kind), token,
                            token);
}

static struct explain_node *take_kind(struct explainer *explainer, uint16_t kind)
{
    return explain_kind_at(explainer, explainer->at) == (enum token_kind)kind &&
                   explainer->at < explainer->tokens->count
               ? take_token(explainer)
               : NULL;
}

/* Is it the keyword, or where the target looks no further the beginning of it? */
static bool is_soft(const struct explainer *explainer, name_id name, name_id keyword)
{
    const struct intern_text *text = intern_get(explainer->ctx->names, name);
    if (name == keyword ||
        target_complains(explainer->ctx->target, COMPLAINT_WHOLE_SOFT_KEYWORDS))
        return name == keyword;
    return !strncmp(intern_get(explainer->ctx->names, keyword)->bytes, text->bytes,
                    text->size);
}

static bool is_soft_keyword(const struct explainer *explainer, name_id name)
{
    const struct target *target = explainer->ctx->target;
    return is_soft(explainer, name, NAME_MATCH) || is_soft(explainer, name, NAME_CASE) ||
           is_soft(explainer, name, NAME_UNDERSCORE) ||
           (is_soft(explainer, name, NAME_TYPE) &&
            target_has(target, FEATURE_TYPE_PARAMETERS)) ||
           (is_soft(explainer, name, NAME_LAZY) &&
            target_has(target, FEATURE_LAZY_IMPORTS));
}

static struct explain_node *take_soft(struct explainer *explainer, uint16_t name)
{
    if (explain_kind_at(explainer, explainer->at) != TOK_NAME)
        return NULL;
    name_id found = explainer->tokens->items[explainer->at].name;
    if (name == NAME_NONE ? is_soft_keyword(explainer, found) : found == name)
        return take_token(explainer);
    return NULL;
}

/* &&'x' */
static struct explain_node *take_forced(struct explainer *explainer, uint16_t kind)
{
    if (explain_kind_at(explainer, explainer->at) != (enum token_kind)kind)
        explain_fail(
            explainer, "SyntaxError",
            explain_token_place(explainer, &explainer->tokens->items[explainer->at]),
            "expected '%s'", kind == TOK_COLON ? ":" : "(");
    return take_token(explainer);
}

static bool match_item(struct explainer *explainer, const struct explain_item *item,
                       struct explain_node **value);

/* Adds a value, or those of a sequence, to the parts under way. */
static void push_parts(struct explainer *explainer, struct explain_node *value)
{
    if (!value || value->kind == EXPLAIN_Token)
        return;
    if (value->kind != EXPLAIN_Sequence) {
        PARSE_PUSH(&explainer->literals, value);
        return;
    }
    for (uint32_t i = 0; i < value->count; i++)
        PARSE_PUSH(&explainer->literals, value->items[i]);
}

static struct explain_node *gather_parts(struct explainer *explainer, size_t mark,
                                         struct explain_node *node)
{
    size_t size = explainer->literals.room->used - mark;
    node->count = (uint32_t)(size / sizeof(struct explain_node *));
    node->items = parse_cut_items(&explainer->literals, mark);
    return node;
}

static struct explain_node *new_sequence(struct explainer *explainer, uint32_t start)
{
    const struct token *items = explainer->tokens->items;
    uint32_t end = explainer->at > start ? explainer->at : start + 1;
    return explain_new_node(explainer, EXPLAIN_Sequence, &items[start], &items[end - 1]);
}

/* a*, a+ and a%',' */
static bool match_many(struct explainer *explainer, const struct explain_item *item,
                       struct explain_node **value)
{
    const struct explain_item *inner = &explain_items[item->arg];
    size_t mark = parse_mark(&explainer->literals);
    uint32_t start = explainer->at, end = start;
    uint32_t count = 0;
    struct explain_node *part;
    explainer->depth++;
    while (match_item(explainer, inner, &part)) {
        push_parts(explainer, part);
        count++;
        end = explainer->at;
        if (item->op == EXPLAIN_LIST && !take_kind(explainer, item->other))
            break;
    }
    explainer->depth--;
    explainer->at = end;
    *value = gather_parts(explainer, mark, new_sequence(explainer, start));
    return count > 0 || item->op == EXPLAIN_ANY;
}

static bool match_ahead(struct explainer *explainer, const struct explain_item *item)
{
    uint32_t at = explainer->at;
    struct explain_node *value;
    bool found = match_item(explainer, &explain_items[item->arg], &value);
    explainer->at = at;
    return found == (item->op == EXPLAIN_AHEAD);
}

static bool match_item(struct explainer *explainer, const struct explain_item *item,
                       struct explain_node **value)
{
    *value = NULL;
    switch ((enum explain_op)item->op) {
    case EXPLAIN_TAKE:
        *value = take_kind(explainer, item->arg);
        return *value != NULL;
    case EXPLAIN_SOFT:
        *value = take_soft(explainer, item->arg);
        return *value != NULL;
    case EXPLAIN_RULE:
        *value = explain_match(explainer, item->arg);
        return *value != NULL;
    case EXPLAIN_OPTION:
        match_item(explainer, &explain_items[item->arg], value);
        return true;
    case EXPLAIN_ANY:
    case EXPLAIN_MANY:
    case EXPLAIN_LIST:
        return match_many(explainer, item, value);
    case EXPLAIN_AHEAD:
    case EXPLAIN_NOT:
        return match_ahead(explainer, item);
    case EXPLAIN_CUT:
        return true;
    case EXPLAIN_FORCED:
        *value = take_forced(explainer, item->arg);
        return true;
    }
    return false;
}

/* Sequences, and nodes of which the parts are asked for. */
static struct explain_node *node_of(struct explainer *explainer, enum explain_kind kind,
                                    struct explain_node *const *values, uint32_t count,
                                    uint32_t start)
{
    struct explain_node *node = new_sequence(explainer, start);
    const struct token *last = node->last;
    while (last > node->first && (last->kind == TOK_NEWLINE || last->kind == TOK_INDENT ||
                                  last->kind == TOK_DEDENT || last->kind == TOK_ENDMARKER))
        last--;
    node = explain_new_node(explainer, kind, node->first, last);
    if (kind == EXPLAIN_Other)
        return node;
    size_t mark = parse_mark(&explainer->literals);
    for (uint32_t i = 0; i < count; i++)
        push_parts(explainer, values[i]);
    return gather_parts(explainer, mark, node);
}

static struct explain_node *result_of(struct explainer *explainer,
                                      const struct explain_alternative *alternative,
                                      struct explain_node *const *values, uint32_t start)
{
    if (alternative->result == EXPLAIN_ITEM)
        return values[alternative->a < EXPLAIN_MAX_ITEMS ? alternative->a : 0];
    if (alternative->result == EXPLAIN_ITEMS)
        return node_of(explainer, EXPLAIN_Sequence, values, alternative->count, start);
    if (alternative->result == EXPLAIN_NODE)
        return node_of(explainer, (enum explain_kind)alternative->what, values,
                       alternative->count, start);
    return explain_act(explainer, alternative, values, start);
}

static enum explain_end try_alternative(struct explainer *explainer,
                                        const struct explain_alternative *alternative,
                                        struct explain_node **node)
{
    const struct explain_item *items = &explain_items[alternative->first];
    struct explain_node *values[EXPLAIN_MAX_ITEMS];
    uint32_t start = explainer->at;
    bool cut = false;
    for (uint32_t i = 0; i < alternative->count; i++) {
        if (!match_item(explainer, &items[i], &values[i])) {
            explainer->at = start;
            return cut ? EXPLAIN_GIVEN_UP : EXPLAIN_FAILED;
        }
        cut |= items[i].op == EXPLAIN_CUT;
    }
    *node = result_of(explainer, alternative, values, start);
    return EXPLAIN_MATCHED;
}

static bool is_for_target(const struct explainer *explainer,
                          const struct explain_alternative *alternative)
{
    const struct target *target = explainer->ctx->target;
    if (alternative->complains && !explainer->complains)
        return false;
    for (int i = 0; i < alternative->condition_count; i++) {
        struct explain_condition condition = alternative->conditions[i];
        bool has = condition.complaint
                       ? target_complains(target, (enum target_complaint)condition.bit)
                       : target_has(target, (enum target_feature)condition.bit);
        if (has == condition.absent)
            return false;
    }
    return true;
}

static struct explain_node *match_alternatives(struct explainer *explainer,
                                               const struct explain_rule *rule)
{
    struct explain_node *node = NULL;
    for (uint16_t i = 0; i < rule->count; i++) {
        const struct explain_alternative *alternative =
            &explain_alternatives[rule->first + i];
        if (is_for_target(explainer, alternative) &&
            try_alternative(explainer, alternative, &node) != EXPLAIN_FAILED)
            break;
    }
    return node;
}

/* What a rule is remembered by. */
static uint16_t memo_key(const struct explainer *explainer, uint16_t number)
{
    bool apart = explainer->complains &&
                 target_complains(explainer->ctx->target, COMPLAINT_MEMORY_BY_WALK);
    return (uint16_t)(number * 2 + apart);
}

static struct explain_memo *find_memo(const struct explainer *explainer, uint16_t number)
{
    struct explain_memo *memo = explainer->memos[explainer->at];
    uint16_t key = memo_key(explainer, number);
    while (memo && memo->key != key)
        memo = memo->next;
    return memo;
}

static struct explain_memo *add_memo(struct explainer *explainer, uint16_t number,
                                     uint32_t at, struct explain_node *node)
{
    struct explain_memo *memo = parse_alloc(&explainer->literals, sizeof *memo);
    *memo = (struct explain_memo){memo_key(explainer, number), explainer->at, node,
                                  explainer->memos[at]};
    explainer->memos[at] = memo;
    return memo;
}

/* A rule that begins with itself: matched again and again, each time with the last
 * match remembered, until it does not grow. */
static struct explain_node *match_left(struct explainer *explainer, uint16_t number)
{
    uint32_t start = explainer->at, end = start;
    struct explain_memo *memo = add_memo(explainer, number, start, NULL);
    for (;;) {
        explainer->at = start;
        struct explain_node *node = match_alternatives(explainer, &explain_rules[number]);
        if (!node || explainer->at <= end)
            break;
        end = explainer->at;
        memo->node = node;
        memo->end = end;
    }
    explainer->at = end;
    return memo->node;
}

static struct explain_node *match_plain(struct explainer *explainer,
                                        const struct explain_rule *rule)
{
    bool complains = explainer->complains;
    explainer->complains = false;
    struct explain_node *node = match_alternatives(explainer, rule);
    explainer->complains = complains;
    return node;
}

static struct explain_node *match_once(struct explainer *explainer, uint16_t number)
{
    const struct explain_rule *rule = &explain_rules[number];
    uint32_t start = explainer->at;
    if (rule->plain)
        return match_plain(explainer, rule);
    if (!rule->memo && !rule->left)
        return match_alternatives(explainer, rule);
    explain_kind_at(explainer, start);
    if (start >= explainer->tokens->count)
        return match_alternatives(explainer, rule);
    const struct explain_memo *memo = find_memo(explainer, number);
    if (memo) {
        explainer->at = memo->end;
        return memo->node;
    }
    if (rule->left)
        return match_left(explainer, number);
    struct explain_node *node = match_alternatives(explainer, rule);
    add_memo(explainer, number, start, node);
    return node;
}

struct explain_node *explain_match(struct explainer *explainer, uint16_t number)
{
    if (explainer->depth++ >= EXPLAIN_MAX_DEPTH)
        parse_fail_depth(&explainer->literals);
    struct explain_node *node = match_once(explainer, number);
    explainer->depth--;
    return node;
}
