/* SPDX-License-Identifier: MIT
 *
 * Import statements.
 */
#include "compiler/parse/parser.h"

static struct ast_alias *keep_alias(struct parser *parser, const struct token *first,
                                    name_id name, name_id asname)
{
    struct ast_alias *alias = parse_alloc(parser, sizeof *alias);
    *alias = (struct ast_alias){parse_span(parser, first), name, asname};
    return alias;
}

static void push_text(struct parser *parser, const char *bytes, size_t size)
{
    parse_push_bytes(parser, bytes, size);
}

static void push_name(struct parser *parser, name_id name)
{
    const struct intern_text *text = intern_get(parser->ctx->names, name);
    push_text(parser, text->bytes, text->size);
}

/* dotted_name: NAME ('.' NAME)*, as one name (_PyPegen_join_names_with_dot) */
static name_id take_dotted_name(struct parser *parser)
{
    name_id name = parse_expect(parser, TOK_NAME)->name;
    if (!parse_next_is(parser, TOK_DOT))
        return name;
    struct parse_room *room = parser->room;
    size_t mark = parse_mark(parser);
    push_name(parser, name);
    while (parse_accept(parser, TOK_DOT)) {
        push_text(parser, ".", 1);
        push_name(parser, parse_expect(parser, TOK_NAME)->name);
    }
    name = ctx_name(parser->ctx, room->items + mark, room->used - mark);
    room->used = mark;
    return name;
}

/* ['as' NAME] */
static name_id take_as_name(struct parser *parser)
{
    return parse_accept(parser, TOK_AS) ? parse_expect(parser, TOK_NAME)->name : 0;
}

/* dotted_as_name: dotted_name ['as' NAME] */
static struct ast_alias *take_dotted_as_name(struct parser *parser)
{
    const struct token *first = parser->at;
    name_id name = take_dotted_name(parser);
    name_id asname = take_as_name(parser);
    return keep_alias(parser, first, name, asname);
}

/* import_from_as_name: NAME ['as' NAME] */
static struct ast_alias *take_from_as_name(struct parser *parser)
{
    const struct token *first = parse_expect(parser, TOK_NAME);
    name_id asname = take_as_name(parser);
    return keep_alias(parser, first, first->name, asname);
}

/* import_name: ["lazy"] 'import' dotted_as_name (',' dotted_as_name)* */
static struct ast_stmt *take_import(struct parser *parser, const struct token *first,
                                    bool lazy)
{
    size_t mark = parse_mark(parser);
    struct ast_aliases names;
    do {
        struct ast_alias *alias = take_dotted_as_name(parser);
        PARSE_PUSH(parser, alias);
    } while (parse_accept(parser, TOK_COMMA));
    PARSE_GATHER(parser, mark, &names);
    return NEW_STMT(parser, parse_span(parser, first), Import, .names = names,
                    .is_lazy = lazy);
}

/* ('.' | '...')* */
static int take_dots(struct parser *parser)
{
    int level = 0;
    for (;;) {
        if (parse_accept(parser, TOK_DOT))
            level += 1;
        else if (parse_accept(parser, TOK_ELLIPSIS))
            level += 3;
        else
            return level;
    }
}

/* import_from_targets: '(' import_from_as_names [','] ')'
 *     | import_from_as_names !',' | '*' */
static struct ast_aliases take_from_targets(struct parser *parser)
{
    size_t mark = parse_mark(parser);
    struct ast_aliases names;
    const struct token *first = parser->at;
    if (parse_accept(parser, TOK_STAR)) {
        struct ast_alias *alias =
            keep_alias(parser, first, ctx_name(parser->ctx, "*", 1), 0);
        PARSE_PUSH(parser, alias);
    } else {
        bool open = parse_accept(parser, TOK_LPAR);
        do {
            struct ast_alias *alias = take_from_as_name(parser);
            PARSE_PUSH(parser, alias);
        } while (parse_accept(parser, TOK_COMMA) &&
                 !(open && parse_next_is(parser, TOK_RPAR)));
        if (open)
            parse_expect(parser, TOK_RPAR);
    }
    PARSE_GATHER(parser, mark, &names);
    return names;
}

static bool is_text(struct parser *parser, name_id name, const char *text)
{
    const struct intern_text *interned = intern_get(parser->ctx->names, name);
    return interned->size == strlen(text) && !memcmp(interned->bytes, text, interned->size);
}

/* _PyPegen_checked_future_import: the one future statement that the parser heeds,
 * and the one that may not be lazy. */
static void heed_future(struct parser *parser, const struct ast_stmt *stmt)
{
    const struct target *target = parser->ctx->target;
    if (stmt->ImportFrom.level || !is_text(parser, stmt->ImportFrom.module, "__future__"))
        return;
    if (stmt->ImportFrom.is_lazy)
        fail_syntax(parser->ctx, stmt->span, "lazy from __future__ import is not allowed");
    for (uint32_t i = 0; i < stmt->ImportFrom.names.count; i++)
        if (target_has(target, FEATURE_BARRY_AS_FLUFL_IN_FILES) &&
            is_text(parser, stmt->ImportFrom.names.items[i]->name, "barry_as_FLUFL"))
            parser->flufl = true;
}

/* import_from: ["lazy"] 'from' ('.' | '...')* dotted_name 'import' import_from_targets
 *     | ["lazy"] 'from' ('.' | '...')+ 'import' import_from_targets */
static struct ast_stmt *take_import_from(struct parser *parser, const struct token *first,
                                         bool lazy)
{
    int level = take_dots(parser);
    name_id module = 0;
    if (!level || !parse_next_is(parser, TOK_IMPORT))
        module = take_dotted_name(parser);
    parse_expect(parser, TOK_IMPORT);
    struct ast_aliases names = take_from_targets(parser);
    struct ast_stmt *stmt =
        NEW_STMT(parser, parse_span(parser, first), ImportFrom, .module = module,
                 .names = names, .level = level, .is_lazy = lazy);
    if (module)
        heed_future(parser, stmt);
    return stmt;
}

/* import_stmt: import_name | import_from */
struct ast_stmt *parse_import(struct parser *parser)
{
    const struct token *first = parser->at;
    bool lazy = parse_accept(parser, TOK_NAME); /* "lazy", as the caller has seen */
    if (parse_accept(parser, TOK_IMPORT))
        return take_import(parser, first, lazy);
    parse_expect(parser, TOK_FROM);
    return take_import_from(parser, first, lazy);
}
