/* SPDX-License-Identifier: MIT
 *
 * What the first stages make of a source, as text: see dump_source.h.
 */
#include "compiler/dump_source.h"

#include "base/quote.h"
#include "compiler/ast/fold.h"
#include "compiler/lex/lex.h"
#include "compiler/parse/parse.h"
#include "compiler/scope/scope.h"
#include "compiler/source/source.h"

static void show_tokens(const struct tokens *tokens, struct buf *out)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        const struct span *span = &token->span;
        buf_printf(out, "%s%s@%u:%u-%u:%u", i ? " " : "", token_kind_name(token->kind),
                   span->line, span->column, span->end_line, span->end_column);
        if (token->end <= token->start)
            continue;
        buf_add_byte(out, '=');
        quote_text(out, tokens->text->bytes + token->start, token->end - token->start,
                   UNICODE_VERSION(15, 0));
    }
}

/* Scopes are those of the tree as it was parsed: module _symtable knows no other. */
static void show_tree(struct ctx *ctx, enum dump_stage stage,
                      const struct ast_module *module, struct buf *out)
{
    struct future future;
    if (stage == DUMP_AST) {
        ast_dump(ctx, module, out);
        return;
    }
    future_parse(ctx, module, &future);
    if (stage == DUMP_SCOPES)
        scope_dump(ctx, scope_build(ctx, module, &future), out);
    else
        ast_dump(ctx, ast_fold(ctx, module, ctx->level, &future), out);
}

void dump_source(struct ctx *ctx, enum dump_stage stage, const char *source, size_t size,
                 struct buf *out)
{
    struct source_text text;
    struct tokens tokens;
    source_decode(ctx, source, size, &text);
    lex_tokens(ctx, &text, &tokens);
    if (stage == DUMP_TOKENS)
        show_tokens(&tokens, out);
    else
        show_tree(ctx, stage, parse_module(ctx, &tokens), out);
}
