/* SPDX-License-Identifier: MIT
 *
 * The road: every stage in order, from the bytes of a file to the bytes of its code
 * object; and the boundary where all that fails on it ends.
 */
#include "compiler/assemble/assemble.h"
#include "compiler/ast/fold.h"
#include "compiler/codegen/codegen.h"
#include "compiler/diag_report.h"
#include "compiler/error_line.h"
#include "compiler/lex/lex.h"
#include "compiler/native.h"
#include "compiler/parse/parse.h"
#include "compiler/pyc/marshal.h"
#include "compiler/scope/scope.h"
#include "compiler/source/source.h"
#include "compiler/source/utf8.h"
#include "compiler/typo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One file under way. */
struct road {
    const struct compile_request *request;
    struct compile_result *result;
    struct source_text text;
    struct tokens tokens;
    struct ast_module *module;
    struct future future;
    size_t names_end;      /* of the source's identifiers */
    size_t parse_warnings; /* diagnostics that every level begins with */
    bool parsed;
};

/* Flow graph and assembler are what finishes a code unit. */
struct finish {
    struct codegen_finish base;
    struct const_cache *cache;
    const struct value *filename;
};

static const struct value *finish_unit(struct codegen_finish *base, struct ctx *ctx,
                                       struct code_unit *unit)
{
    const struct finish *finish = (const struct finish *)base;
    return assemble_unit(ctx, unit, finish->cache, finish->filename);
}

/* os.fsdecode: what is not UTF-8 becomes a lone surrogate for each byte (PEP 383). */
static const struct value *decode_filename(struct ctx *ctx,
                                           const struct compile_request *request)
{
    struct buf *text = &ctx->result->scratch_bytes;
    buf_clear(text);
    utf8_add_decoded(text, request->filename, request->filename_size);
    if (!buf_ok(text))
        fail_memory(ctx);
    char *copy = ctx_alloc(ctx, text->size + 1);
    memcpy(copy, buf_text(text), text->size + 1);
    return value_new_str(ctx, copy, text->size);
}

static void parse_source(struct ctx *ctx, struct road *road)
{
    const struct compile_request *request = road->request;
    source_decode(ctx, request->source, request->source_size, &road->text);
    struct arena_mark before = arena_mark(ctx->fleeting);
    lex_tokens(ctx, &road->text, &road->tokens);
    road->module = parse_module(ctx, &road->tokens);
    arena_release(ctx->fleeting, before);
    road->names_end = ctx->names->texts.count;
    road->parse_warnings = road->result->diags.count;
    road->parsed = true;
}

/* To CPython every level is a compilation of its own, which warns anew. */
static void repeat_warnings(struct ctx *ctx, const struct road *road)
{
    for (size_t i = 0; i < road->parse_warnings; i++) {
        if (!VEC_GROW(&ctx->result->diags))
            fail_memory(ctx);
        struct diag *diag = &ctx->result->diags.items[ctx->result->diags.count++];
        *diag = ctx->result->diags.items[i];
        diag->level = ctx->level;
    }
}

static void keep_image(struct ctx *ctx, const struct value *code)
{
    struct compile_result *result = ctx->result;
    buf_clear(&result->scratch_bytes);
    marshal_write(ctx, code, &result->scratch_bytes);
    struct compile_output output = {.level = ctx->level,
                                    .code_size = result->scratch_bytes.size};
    if (buf_ok(&result->scratch_bytes))
        output.code =
            arena_copy(&result->arena, buf_text(&result->scratch_bytes), output.code_size);
    if (!output.code || !VEC_GROW(&result->outputs))
        fail_memory(ctx);
    result->outputs.items[result->outputs.count++] = output;
}

static void compile_level(struct ctx *ctx, struct road *road)
{
    const struct ast_module *tree = ast_fold(ctx, road->module, ctx->level, &road->future);
    struct scopes *scopes = scope_build(ctx, tree, &road->future);
    struct interned interned;
    struct const_cache cache;
    struct finish finish = {{finish_unit}, &cache, decode_filename(ctx, road->request)};
    interned_begin(ctx, &interned, NAMES_KNOWN, road->names_end);
    const_cache_begin(ctx, &cache, &interned);
    const struct value *code =
        codegen_module(ctx, tree, scopes, &road->future, &cache, &finish.base);
    keep_image(ctx, code);
}

static void check_level(struct ctx *ctx)
{
    if (ctx->level < 0 || ctx->level > 2)
        fail_class(ctx, "ValueError", (struct span){0, 0, 0, 0},
                   "compile(): invalid optimize value");
}

static void compile_levels(struct ctx *ctx, void *argument)
{
    struct road *road = argument;
    const struct compile_request *request = road->request;
    ctx->level = request->levels[0];
    check_level(ctx);
    parse_source(ctx, road);
    for (size_t i = 0; i < request->level_count; i++) {
        ctx->level = request->levels[i];
        check_level(ctx);
        if (i > 0)
            repeat_warnings(ctx, road);
        future_parse(ctx, road->module, &road->future);
        compile_level(ctx, road);
    }
}

/* codeop.compile_command: what only lacks its end is no error. */
static bool compiles_alone(struct ctx *asking, const char *bytes, size_t size)
{
    static const int level = 0;
    struct compile_request request = {.source = bytes,
                                      .source_size = size,
                                      .filename = "<input>",
                                      .filename_size = 7,
                                      .levels = &level,
                                      .level_count = 1};
    struct compile_result result = {0};
    struct ctx ctx = {0};
    struct road road = {.request = &request, .result = &result};
    enum compile_status status = COMPILE_NO_MEMORY;
    if (ctx_begin(&ctx, &result.scratch, &result.scratch_names, asking->target,
                  request.filename, &result))
        status = ctx_run(&ctx, compile_levels, &road);
    compile_result_free(&result);
    if (status == COMPILE_NO_MEMORY)
        fail_memory(asking);
    return status == COMPILE_OK || (status == COMPILE_REJECTED && ctx.failed_at_end);
}

/* All but the line's number is that of the suggestion. */
static void show_typo(struct ctx *ctx, struct diag *diag, struct error_line *line,
                      const struct typo *typo)
{
    char *message = ctx_alloc(ctx, 64);
    snprintf(message, 64, "invalid syntax. Did you mean '%s'?", typo->keyword);
    *line = (struct error_line){typo->line, typo->line_size};
    diag->message = message;
    diag->column = typo->column;
    diag->end_column = typo->end_column;
    diag->end_line = diag->line;
}

/* The parser shows lines of the text that it was given; later stages look for them in
 * the file of that name (PyErr_ProgramTextObject). */
static void report_error(struct ctx *ctx, void *argument)
{
    const struct road *road = argument;
    struct compile_result *result = road->result;
    struct diag *diag = &result->diags.items[result->diags.count - 1], shown = *diag;
    struct error_line line = {NULL, 0};
    struct typo typo;
    ctx->filename_is_source &= !diag->whole_line;
    if (!road->parsed || road->request->filename_is_source)
        line = error_line_find(ctx, diag->line);
    if (diag->text)
        line = (struct error_line){diag->text, diag->text_size};
    if (!road->parsed && typo_find(ctx, diag, compiles_alone, &typo))
        show_typo(ctx, &shown, &line, &typo);
    buf_clear(&result->scratch_bytes);
    diag_report(&shown, (struct diag_line){line.bytes, line.size}, ctx->target,
                &result->scratch_bytes);
    if (buf_ok(&result->scratch_bytes))
        diag->report = arena_copy(&result->arena, buf_text(&result->scratch_bytes),
                                  result->scratch_bytes.size);
    if (!diag->report)
        fail_memory(ctx);
}

static enum compile_status reject(struct ctx *ctx, struct road *road)
{
    enum compile_status status = ctx_run(ctx, report_error, road);
    return status == COMPILE_OK ? COMPILE_REJECTED : status;
}

struct native {
    struct compiler compiler; /* first: a compiler is a native one */
    struct warning_filters filters;
};

static enum compile_status compile_native(struct compiler *compiler,
                                          const struct compile_request *request,
                                          struct compile_result *result)
{
    const struct native *native = (const struct native *)compiler;
    struct ctx ctx = {0};
    struct road road = {.request = request, .result = result};
    if (!warning_filters_known(&native->filters)) {
        result->reason = "a warning filter names a category that only Python knows";
        return COMPILE_UNSUPPORTED;
    }
    if (!ctx_begin(&ctx, &result->scratch, &result->scratch_names, &compiler->target,
                   request->filename, result))
        return COMPILE_NO_MEMORY;
    ctx.filters = &native->filters;
    ctx.filename_is_source = request->filename_is_source;
    enum compile_status status = ctx_run(&ctx, compile_levels, &road);
    return status == COMPILE_REJECTED ? reject(&ctx, &road) : status;
}

/* A file takes milliseconds: whoever cancels waits for it. */
static void cancel_native(struct compiler *compiler)
{
    (void)compiler;
}

static void destroy_native(struct compiler *compiler)
{
    free(compiler);
}

bool native_knows(const struct target *target)
{
    return target->native;
}

struct compiler *native_create(const struct target *target, const char *const *filters,
                               size_t filter_count)
{
    static const struct compiler_class class = {
        .name = "native",
        .compile = compile_native,
        .cancel = cancel_native,
        .destroy = destroy_native,
    };
    struct native *native = malloc(sizeof *native);
    if (!native)
        return NULL;
    *native = (struct native){.compiler = {.class = &class, .target = *target},
                              .filters = {filters, filter_count}};
    return &native->compiler;
}
