/* SPDX-License-Identifier: MIT
 *
 * The two walks over the tokens, and what is said when neither raises: must agree
 * with _PyPegen_run_parser and _Pypegen_set_syntax_error of CPython.
 */
#include "compiler/parse/explainer.h"

/* _Pypegen_set_syntax_error: nothing more particular is known. */
static _Noreturn void fail_generic(struct explainer *explainer, const struct token *last)
{
    explainer->lexical = last->kind == TOK_INDENT || last->kind == TOK_DEDENT;
    if (explainer->lexical)
        explain_fail(explainer, "IndentationError", explain_last_place(explainer), "%s",
                     last->kind == TOK_INDENT ? "unexpected indent"
                                              : "unexpected unindent");
    bool advice = last->kind == TOK_LESSGREATER &&
                  target_complains(explainer->ctx->target, COMPLAINT_LESS_GREATER);
    explain_fail(explainer, "SyntaxError", explain_token_place(explainer, last), "%s",
                 advice ? "invalid syntax.  Maybe you meant '!=' instead of '<>'?"
                        : "invalid syntax");
}

static bool walk(struct explainer *explainer, bool complains)
{
    size_t size = (explainer->tokens->count + 1) * sizeof *explainer->memos;
    explainer->memos = memset(ctx_alloc(explainer->ctx, size), 0, size);
    explainer->at = 0;
    explainer->depth = 0;
    explainer->complains = complains;
    return explain_match(explainer, explainer->start) != NULL;
}

static void walk_twice(struct ctx *ctx, void *argument)
{
    struct explainer *explainer = argument;
    (void)ctx;
    if (walk(explainer, false))
        return;
    const struct token *last = &explainer->tokens->items[explainer->read - 1];
    walk(explainer, true);
    fail_generic(explainer, last);
}

/* What lexing to the end of the file shows (CPython:
 * _PyPegen_tokenize_full_source_to_check_for_errors). */
struct lexed_rest {
    const struct token *open; /* the innermost bracket left open */
    int fstrings;             /* that are open */
};

static bool opens(enum token_kind kind)
{
    return kind == TOK_LPAR || kind == TOK_LSQB || kind == TOK_LBRACE;
}

static bool closes(enum token_kind kind)
{
    return kind == TOK_RPAR || kind == TOK_RSQB || kind == TOK_RBRACE;
}

static struct lexed_rest look_at_rest(const struct tokens *tokens)
{
    struct lexed_rest rest = {NULL, 0};
    int closed = 0;
    for (uint32_t i = tokens->count; i-- > 0;) {
        const struct token *token = &tokens->items[i];
        enum token_kind kind = (enum token_kind)token->kind;
        rest.fstrings += kind == TOK_FSTRING_START || kind == TOK_TSTRING_START;
        rest.fstrings -= kind == TOK_FSTRING_END || kind == TOK_TSTRING_END;
        closed += closes(kind);
        if (opens(kind) && closed-- == 0 && !rest.open)
            rest.open = token;
        if (closed < 0)
            closed = 0;
    }
    return rest;
}

/* Is it no exception of the tokenizer, but a code that the parser makes one of? */
static bool is_code(const struct lex_error *error)
{
    static const char never[] = "was never closed";
    size_t size = strlen(error->message);
    return strcmp(error->class_name, "SyntaxError") != 0 ||
           !strncmp(error->message, "unexpected ", 11) ||
           (size >= sizeof never &&
            !strcmp(error->message + size - sizeof never + 1, never));
}

static void raise_unclosed(struct explainer *explainer, const struct token *open)
{
    struct error_place place = {open->span.line, open->span.column + 1, open->span.line, 0};
    explain_fail(explainer, "SyntaxError", place, "'%c' was never closed",
                 explainer->tokens->text->bytes[open->start]);
}

static void raise_rest(struct ctx *ctx, void *argument)
{
    struct explainer *explainer = argument;
    const struct tokens *tokens = explainer->tokens;
    struct lexed_rest rest = look_at_rest(tokens);
    bool code = is_code(&tokens->error);
    bool before =
        rest.open && tokens->items[explainer->read - 1].span.line > rest.open->span.line;
    if (code && before)
        raise_unclosed(explainer, rest.open);
    /* A name is looked at by the parser only. */
    bool name = !strcmp(tokens->error.class_name, "ValueError");
    if (!code && !name && rest.fstrings <= 0)
        lex_fail_rest(ctx, tokens);
}

static struct diag *last_diag(struct ctx *ctx)
{
    return &ctx->result->diags.items[ctx->result->diags.count - 1];
}

/* Runs the walks; what they raise ends the diagnostics, after the first `count`. */
static enum compile_status run_walks(struct explainer *explainer, size_t count)
{
    struct ctx *ctx = explainer->ctx;
    enum compile_status status = ctx_try(ctx, walk_twice, explainer);
    if (status != COMPILE_REJECTED)
        return status;
    const struct tokens *tokens = explainer->tokens;
    struct diag raised = *last_diag(ctx);
    bool lexed = tokens->items[tokens->count - 1].kind != TOK_ERROR || explainer->lexical;
    bool syntax = strstr(raised.class_name, "Error") &&
                  strcmp(raised.class_name, "MemoryError") != 0 &&
                  strcmp(raised.class_name, "ValueError") != 0 &&
                  strcmp(raised.class_name, "UnicodeDecodeError") != 0;
    if (!lexed && syntax && ctx_try(ctx, raise_rest, explainer) == COMPILE_REJECTED)
        raised = *last_diag(ctx);
    ctx->result->diags.count = count;
    ctx->result->diags.items[ctx->result->diags.count++] = raised;
    return status;
}

static void explain(struct explainer *explainer)
{
    struct ctx *ctx = explainer->ctx;
    struct parse_room room = {0};
    explainer->literals.ctx = ctx;
    explainer->literals.tokens = explainer->tokens;
    explainer->literals.at = explainer->tokens->items;
    explainer->literals.room = &room;
    explainer->literals.explaining = true;
    size_t count = ctx->result->diags.count;
    enum compile_status status = run_walks(explainer, count);
    if (status != COMPILE_OK)
        ctx_leave(ctx, status);
    ctx->result->diags.count = count;
}

void explain_file(struct ctx *ctx, const struct tokens *tokens)
{
    struct explainer explainer = {
        .ctx = ctx, .tokens = tokens, .prefix = "", .start = explain_rule_file};
    explain(&explainer);
}

void explain_field(const struct parser *field, uint32_t column)
{
    struct explainer explainer = {.ctx = field->ctx,
                                  .tokens = field->tokens,
                                  .prefix = "f-string: ",
                                  .shift = column,
                                  .start = explain_rule_field};
    explain(&explainer);
}
