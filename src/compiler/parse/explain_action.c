/* SPDX-License-Identifier: MIT
 *
 * What the second pass does when an alternative has matched: raises, or makes sure
 * that literals decode.  Must agree with the actions of python.gram and with
 * CPython's Parser/action_helpers.c.
 */
#include "compiler/parse/explainer.h"
#include "compiler/parse/literal_parts.h"

static const char *const expression_names[] = {
#define EXPLAIN(kind, name) [EXPLAIN_##kind] = name,
#include "compiler/parse/explain_kind.def"
#undef EXPLAIN
};

/* The text of a token, for a message. */
static const char *text_of(const struct explainer *explainer, const struct token *token)
{
    size_t size = token->end - token->start;
    char *text = ctx_alloc(explainer->ctx, size + 1);
    memcpy(text, explainer->tokens->text->bytes + token->start, size);
    text[size] = '\0';
    return text;
}

/* _PyPegen_get_expr_name; a token's own text. */
static const char *name_expression(const struct explainer *explainer,
                                   const struct explain_node *node)
{
    const char *name = expression_names[node->kind];
    return name ? name : text_of(explainer, node->first);
}

static const struct explain_node *find_invalid(const struct explain_node *node,
                                               enum explain_target sort);

static const struct explain_node *find_invalid_part(const struct explain_node *node,
                                                    enum explain_target sort)
{
    const struct explain_node *found = NULL;
    for (uint32_t i = 0; i < node->count && !found; i++)
        found = find_invalid(node->items[i], sort);
    return found;
}

/* _PyPegen_get_invalid_target */
static const struct explain_node *find_invalid(const struct explain_node *node,
                                               enum explain_target sort)
{
    if (node->kind == EXPLAIN_List || node->kind == EXPLAIN_Tuple)
        return find_invalid_part(node, sort);
    if (node->kind == EXPLAIN_Starred && sort != EXPLAIN_DEL_TARGETS)
        return find_invalid(node->items[0], sort);
    if (node->kind == EXPLAIN_Compare && sort == EXPLAIN_FOR_TARGETS)
        return node->items[1]->kind == EXPLAIN_In ? find_invalid(node->items[0], sort)
                                                  : NULL;
    if (node->kind == EXPLAIN_Name || node->kind == EXPLAIN_Subscript ||
        node->kind == EXPLAIN_Attribute)
        return NULL;
    return node;
}

static void raise_target(struct explainer *explainer, enum explain_target sort,
                         const struct explain_node *node)
{
    const struct explain_node *invalid = find_invalid(node, sort);
    if (invalid)
        explain_fail(explainer, "SyntaxError", explain_range(explainer, invalid, invalid),
                     "cannot %s %s", sort == EXPLAIN_DEL_TARGETS ? "delete" : "assign to",
                     name_expression(explainer, invalid));
}

/* A message with what it names put in the place of %s or %d. */
static _Noreturn void raise_text(struct explainer *explainer, const char *class_name,
                                 struct error_place place, const char *message,
                                 const struct explain_node *a)
{
    const char *sign = strchr(message, '%');
    if (!sign || !a)
        explain_fail(explainer, class_name, place, "%s", message);
    if (sign[1] == 'd')
        explain_fail(explainer, class_name, place, "%.*s%lu%s", (int)(sign - message),
                     message, (unsigned long)a->span.line, sign + 2);
    explain_fail(explainer, class_name, place, "%.*s%s%s", (int)(sign - message), message,
                 name_expression(explainer, a), sign + 2);
}

static struct error_place next_place(struct explainer *explainer)
{
    explain_kind_at(explainer, explainer->at);
    const struct tokens *tokens = explainer->tokens;
    uint32_t at = explainer->at < tokens->count ? explainer->at : tokens->count - 1;
    return explain_place_of(explainer, &tokens->items[at]);
}

static struct error_place place_for(struct explainer *explainer,
                                    const struct explain_alternative *alternative,
                                    const struct explain_node *a,
                                    const struct explain_node *b)
{
    if (alternative->result == EXPLAIN_AT)
        return explain_range(explainer, a, a);
    if (alternative->result == EXPLAIN_RANGE)
        return explain_range(explainer, a, b);
    if (alternative->result == EXPLAIN_FROM)
        return explain_from(explainer, a);
    if (alternative->result == EXPLAIN_NEXT)
        return next_place(explainer);
    return explain_last_place(explainer);
}

struct explain_node *explain_act(struct explainer *explainer,
                                 const struct explain_alternative *alternative,
                                 struct explain_node *const *values, uint32_t start)
{
    (void)start;
    struct explain_node *a =
        alternative->a < EXPLAIN_MAX_ITEMS ? values[alternative->a] : NULL;
    struct explain_node *b =
        alternative->b < EXPLAIN_MAX_ITEMS ? values[alternative->b] : NULL;
    if (alternative->result == EXPLAIN_CALL)
        return alternative->call(explainer, alternative, a, b);
    if (alternative->result == EXPLAIN_TARGET) {
        raise_target(explainer, (enum explain_target)alternative->what, a);
        return NULL;
    }
    raise_text(explainer,
               alternative->result == EXPLAIN_INDENT ? "IndentationError" : "SyntaxError",
               place_for(explainer, alternative, a, b), alternative->message, a);
}

static struct explain_node *first_part(struct explain_node *node)
{
    return node->kind == EXPLAIN_Sequence && node->count ? node->items[0] : node;
}

static struct explain_node *last_part(struct explain_node *node)
{
    return node->kind == EXPLAIN_Sequence && node->count ? node->items[node->count - 1]
                                                         : node;
}

/* _PyPegen_get_last_comprehension_item, of the last of them */
static struct explain_node *last_of_comprehension(struct explain_node *clauses)
{
    struct explain_node *clause = last_part(clauses);
    return clause->items[clause->count - 1];
}

struct explain_node *explain_generator(struct explainer *explainer,
                                       const struct explain_alternative *alternative,
                                       struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    explain_fail(explainer, "SyntaxError",
                 explain_range(explainer, a, last_of_comprehension(b)),
                 "Generator expression must be parenthesized");
}

static bool is_keyword(const struct explain_node *node)
{
    return node->kind == EXPLAIN_Keyword || node->kind == EXPLAIN_KeywordUnpacking;
}

/* _PyPegen_nonparen_genexp_in_call */
struct explain_node *explain_generator_in_call(
    struct explainer *explainer, const struct explain_alternative *alternative,
    struct explain_node *a, struct explain_node *b)
{
    struct explain_node *last = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        if (is_keyword(a->items[i]))
            continue;
        last = a->items[i];
        count++;
    }
    return count > 1 ? explain_generator(explainer, alternative, last, b) : NULL;
}

/* _PyPegen_arguments_parsing_error */
struct explain_node *explain_positional_follows(
    struct explainer *explainer, const struct explain_alternative *alternative,
    struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    bool unpacking = false;
    for (uint32_t i = 0; i < a->count; i++)
        unpacking |= a->items[i]->kind == EXPLAIN_KeywordUnpacking;
    explain_fail(explainer, "SyntaxError", explain_last_place(explainer),
                 "positional argument follows keyword argument%s",
                 unpacking ? " unpacking" : "");
}

static bool spells(const struct explainer *explainer, const struct token *token,
                   const char *text)
{
    size_t size = token->end - token->start;
    return strlen(text) == size &&
           !memcmp(explainer->tokens->text->bytes + token->start, text, size);
}

/* _PyPegen_check_legacy_stmt */
static bool is_legacy(const struct explainer *explainer, const struct explain_node *node)
{
    return node->kind == EXPLAIN_Name && (spells(explainer, node->first, "print") ||
                                          spells(explainer, node->first, "exec"));
}

struct explain_node *explain_legacy(struct explainer *explainer,
                                    const struct explain_alternative *alternative,
                                    struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    if (!is_legacy(explainer, a))
        return NULL;
    const char *name = text_of(explainer, a->first);
    explain_fail(explainer, "SyntaxError", explain_range(explainer, a, b),
                 "Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name);
}

/* The bracket that is open before a token; NULL outside of brackets. */
static const struct token *open_before(const struct explainer *explainer,
                                       const struct token *token)
{
    int closed = 0;
    while (token-- > explainer->tokens->items) {
        enum token_kind kind = (enum token_kind)token->kind;
        closed += kind == TOK_RPAR || kind == TOK_RSQB || kind == TOK_RBRACE;
        if ((kind == TOK_LPAR || kind == TOK_LSQB || kind == TOK_LBRACE) && closed-- == 0)
            return token;
    }
    return NULL;
}

/* Not said of what is a subscript, though the rule for "print [x]" makes it a list. */
struct explain_node *explain_unpacking(struct explainer *explainer,
                                       const struct explain_alternative *alternative,
                                       struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    const struct token *open = open_before(explainer, a->first);
    if (open && open > explainer->tokens->items && open[-1].kind == TOK_NAME)
        return NULL;
    explain_fail(explainer, "SyntaxError", explain_range(explainer, a, a),
                 "cannot use dict unpacking here");
}

/* Is the token inside brackets (CPython: Token.level)?  One that closes them counts as
 * outside. */
static bool is_inside(const struct explainer *explainer, uint32_t number)
{
    long depth = 0;
    for (uint32_t i = 0; i <= number; i++) {
        enum token_kind kind = (enum token_kind)explainer->tokens->items[i].kind;
        depth += kind == TOK_LPAR || kind == TOK_LSQB || kind == TOK_LBRACE;
        depth -= kind == TOK_RPAR || kind == TOK_RSQB || kind == TOK_RBRACE;
    }
    return depth > 0;
}

/* "invalid syntax. Perhaps you forgot a comma?" */
struct explain_node *explain_missing_comma(struct explainer *explainer,
                                           const struct explain_alternative *alternative,
                                           struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    if (is_legacy(explainer, a) || !is_inside(explainer, explainer->at - 1))
        return NULL;
    struct error_place place = explain_range(explainer, a, b);
    if (a->span.end_line > a->span.line &&
        target_complains(explainer->ctx->target, COMPLAINT_RULES_315)) {
        place.line = place.end_line = a->span.end_line;
        place.end_column = (long)a->span.end_column + 1;
    }
    explain_fail(explainer, "SyntaxError", place,
                 "invalid syntax. Perhaps you forgot a comma?");
}

struct explain_node *explain_within_string(struct explainer *explainer,
                                           const struct explain_alternative *alternative,
                                           struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    explain_fail(explainer, "SyntaxError",
                 explain_range(explainer, first_part(a), last_part(a)),
                 "invalid syntax. Is this intended to be part of the string?");
}

struct explain_node *explain_forgotten_parentheses(
    struct explainer *explainer, const struct explain_alternative *alternative,
    struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    explain_fail(explainer, "SyntaxError", explain_range(explainer, a, last_part(b)),
                 "did you forget parentheses around the comprehension target?");
}

struct explain_node *explain_patterns_follow(struct explainer *explainer,
                                             const struct explain_alternative *alternative,
                                             struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    explain_fail(explainer, "SyntaxError",
                 explain_range(explainer, first_part(a), last_part(a)),
                 "positional patterns follow keyword patterns");
}

struct explain_node *explain_key_alone(struct explainer *explainer,
                                       const struct explain_alternative *alternative,
                                       struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    struct error_place place = {a->span.line, a->span.end_column, a->span.end_line, 0};
    explain_fail(explainer, "SyntaxError", place, "':' expected after dictionary key");
}

struct explain_node *explain_bound(struct explainer *explainer,
                                   const struct explain_alternative *alternative,
                                   struct explain_node *a, struct explain_node *b)
{
    explain_fail(explainer, "SyntaxError", explain_from(explainer, a),
                 "cannot use %s with %s",
                 b->kind == EXPLAIN_Tuple ? "constraints" : "bound", alternative->message);
}

static bool is_imaginary(const struct explainer *explainer, const struct explain_node *a)
{
    return (explainer->tokens->text->bytes[a->first->end - 1] | 0x20) == 'j';
}

static bool is_hexadecimal(const struct explainer *explainer, const struct explain_node *a)
{
    const char *text = explainer->tokens->text->bytes + a->first->start;
    return text[0] == '0' && (text[1] | 0x20) == 'x';
}

static struct explain_node *check_part(struct explainer *explainer, struct explain_node *a,
                                       bool imaginary)
{
    if ((is_imaginary(explainer, a) && !is_hexadecimal(explainer, a)) != imaginary)
        explain_fail(explainer, "SyntaxError", explain_range(explainer, a, a),
                     "%s number required in complex literal",
                     imaginary ? "imaginary" : "real");
    return a;
}

struct explain_node *explain_real(struct explainer *explainer,
                                  const struct explain_alternative *alternative,
                                  struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    return check_part(explainer, a, false);
}

struct explain_node *explain_imaginary(struct explainer *explainer,
                                       const struct explain_alternative *alternative,
                                       struct explain_node *a, struct explain_node *b)
{
    (void)alternative;
    (void)b;
    return check_part(explainer, a, true);
}
