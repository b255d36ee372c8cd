/* SPDX-License-Identifier: MIT
 *
 * Tokens to tree: a file, its blocks, and what happens when they do not parse.
 * Must accept what CPython's generated parser (Parser/parser.c, from
 * Grammar/python.gram) accepts in its first pass.
 */
#include "compiler/parse/explain.h"

#include <string.h>

enum {
    PARSE_ROOM_SIZE = 32 * 1024, /* bytes taken from the arena at a time */
    PARSE_FIRST_ITEMS = 2048,    /* bytes of lists under way to begin with */
};

void parse_add_room(struct parser *parser, size_t size)
{
    struct parse_room *room = parser->room;
    size_t capacity = size > PARSE_ROOM_SIZE ? size : PARSE_ROOM_SIZE;
    room->next = ctx_alloc(parser->ctx, capacity);
    room->end = room->next + capacity;
}

void parse_grow_items(struct parser *parser, size_t size)
{
    struct parse_room *room = parser->room;
    size_t capacity = room->capacity ? room->capacity * 2 : PARSE_FIRST_ITEMS;
    while (capacity - room->used < size)
        capacity *= 2;
    char *items = ctx_alloc(parser->ctx, capacity);
    if (room->used)
        memcpy(items, room->items, room->used);
    room->items = items;
    room->capacity = capacity;
}

void *parse_cut_items(struct parser *parser, size_t mark)
{
    struct parse_room *room = parser->room;
    size_t size = room->used - mark;
    if (!size)
        return NULL;
    void *cut = parse_alloc(parser, size);
    memcpy(cut, room->items + mark, size);
    room->used = mark;
    return cut;
}

struct span parse_block_span(const struct parser *parser, const struct token *first)
{
    const struct token *last = parser->at - 1;
    while (last->kind == TOK_NEWLINE || last->kind == TOK_INDENT ||
           last->kind == TOK_DEDENT)
        last--;
    return (struct span){first->span.line, first->span.column, last->span.end_line,
                         last->span.end_column};
}

/* _PyPegen_set_syntax_error: what the last token says about the failure. */
void parse_fail(struct parser *parser)
{
    const struct token *at = parser->at;
    if (at->kind == TOK_ERROR)
        lex_fail(parser->ctx, parser->tokens);
    if (at->kind == TOK_INDENT)
        fail_class(parser->ctx, "IndentationError", at->span, "unexpected indent");
    if (at->kind == TOK_DEDENT)
        fail_class(parser->ctx, "IndentationError", at->span, "unexpected unindent");
    fail_syntax(parser->ctx, at->span, "invalid syntax");
}

/* CPython's parser gives up at a depth of 6000 rules with a MemoryError. */
void parse_fail_depth(struct parser *parser)
{
    fail_class(parser->ctx, "MemoryError", parser->at->span,
               "Parser stack overflowed - Python source too complex to parse");
}

/* _PyPegen_register_stmts, which is told of compound statements but functions. */
static void note_statement(struct parser *parser, const struct ast_stmt *stmt)
{
    bool function = stmt->kind == AST_FunctionDef || stmt->kind == AST_AsyncFunctionDef;
    if (!function && (long)stmt->span.line > parser->ctx->last_statement)
        parser->ctx->last_statement = stmt->span.line;
}

/* Whether the text has nothing more than what was read up to here. */
static bool is_at_end(const struct tokens *tokens, uint32_t read)
{
    const struct token *last = &tokens->items[tokens->count - 1];
    const char *message = tokens->error.message;
    if (last->kind == TOK_ERROR)
        return read == tokens->count && (strstr(message, "was never closed") ||
                                         !strcmp(message, "unexpected EOF while parsing"));
    while (read < tokens->count && tokens->items[read - 1].kind == TOK_DEDENT)
        read++;
    return read == tokens->count;
}

/* statement: compound_stmt | simple_stmts */
static void take_statement(struct parser *parser)
{
    struct ast_stmt *stmt = parse_compound(parser);
    if (!stmt) {
        parse_simple_statements(parser);
        return;
    }
    note_statement(parser, stmt);
    PARSE_PUSH(parser, stmt);
}

/* invalid_block and its kin: what should have been indented. */
static _Noreturn void fail_unindented(struct parser *parser, const char *owner,
                                      const struct token *keyword)
{
    if (parser->at->kind == TOK_ERROR)
        parse_fail(parser);
    fail_class(parser->ctx, "IndentationError", parser->at->span,
               "expected an indented block after %s on line %lu", owner,
               (unsigned long)keyword->span.line);
}

/* block: NEWLINE INDENT statements DEDENT | simple_stmts */
struct ast_stmts parse_block(struct parser *parser, const char *owner,
                             const struct token *keyword)
{
    size_t mark = parse_mark(parser);
    struct ast_stmts body;
    if (!parse_accept(parser, TOK_NEWLINE)) {
        parse_simple_statements(parser);
    } else {
        if (!parse_accept(parser, TOK_INDENT))
            fail_unindented(parser, owner, keyword);
        do
            take_statement(parser);
        while (!parse_accept(parser, TOK_DEDENT));
    }
    PARSE_GATHER(parser, mark, &body);
    return body;
}

struct parse_job {
    struct parser parser;
    struct ast_module *module;
};

/* file: [statements] ENDMARKER */
static void take_file(struct ctx *ctx, void *argument)
{
    struct parse_job *job = argument;
    while (job->parser.at->kind != TOK_ENDMARKER)
        take_statement(&job->parser);
    PARSE_GATHER(&job->parser, 0, &job->module->body);
    lex_warn(ctx, job->parser.tokens, job->parser.tokens->count);
}

static void explain_tokens(struct ctx *ctx, void *tokens)
{
    explain_file(ctx, tokens);
}

static void warn_of_tokens(struct ctx *ctx, void *argument)
{
    const struct tokens *tokens = argument;
    lex_warn(ctx, tokens, tokens->count);
}

static struct diag take_last_diag(struct ctx *ctx)
{
    return ctx->result->diags.items[--ctx->result->diags.count];
}

static bool is_syntax_error(const struct diag *diag)
{
    return !strcmp(diag->class_name, "SyntaxError") ||
           !strcmp(diag->class_name, "IndentationError") ||
           !strcmp(diag->class_name, "TabError");
}

/* These end CPython's parsing on the spot. */
static bool is_unexpected_indent(const struct diag *diag)
{
    return !strcmp(diag->message, "unexpected indent") ||
           !strcmp(diag->message, "unexpected unindent");
}

/* Leaves with what the second pass has to say, if anything, in the place of what the
 * parser said.  A MemoryError or the like ends CPython's first pass too.  After the
 * second one the rest is cut into tokens, which may warn. */
static _Noreturn void fail_module(struct ctx *ctx, struct tokens *tokens, uint32_t read)
{
    struct diag said = take_last_diag(ctx);
    ctx->failed_at_end = is_at_end(tokens, read);
    struct lex_warning *unseen = *tokens->warnings;
    enum compile_status status = COMPILE_REJECTED;
    if (is_syntax_error(&said) && (status = ctx_try(ctx, explain_tokens, tokens)))
        said = status == COMPILE_REJECTED ? take_last_diag(ctx) : said;
    if (status != COMPILE_OK && status != COMPILE_REJECTED)
        ctx_leave(ctx, status);
    *tokens->warnings = unseen;
    if (!is_syntax_error(&said) || is_unexpected_indent(&said))
        tokens->count = read;
    if ((status = ctx_try(ctx, warn_of_tokens, tokens)))
        ctx_leave(ctx, status);
    if (!VEC_GROW(&ctx->result->diags))
        fail_memory(ctx);
    ctx->result->diags.items[ctx->result->diags.count++] = said;
    ctx_leave(ctx, COMPILE_REJECTED);
}

struct ast_module *parse_module(struct ctx *ctx, const struct tokens *tokens)
{
    struct parse_room room = {0};
    struct parse_job job = {
        .parser = {.ctx = ctx, .tokens = tokens, .at = tokens->items, .room = &room},
        .module = CTX_NEW(ctx, struct ast_module)};
    enum compile_status status = ctx_try(ctx, take_file, &job);
    struct tokens all = *tokens;
    if (status == COMPILE_REJECTED)
        fail_module(ctx, &all, (uint32_t)(job.parser.at - tokens->items) + 1);
    if (status != COMPILE_OK)
        ctx_leave(ctx, status);
    return job.module;
}
