/* SPDX-License-Identifier: MIT
 *
 * The native compiler's first stages on files, one line of answer for each:
 *
 *     dump [--target=3.13] [--stage=STAGE] [--level=0|1|2] [--warnings] [FILE...]
 *
 * STAGE is tokens, ast, fold, scopes, instrs, flow, flow:PASS (after the first run of that
 * pass of target/pass.def) or verdict: what comes out of nothing but parsing.
 *
 * Without files their paths are read from standard input, one a line.  Answers:
 *
 *     ok TAB text of the stage
 *     rejected TAB class TAB line TAB column TAB end line TAB end column TAB repr(message)
 *     unsupported TAB reason
 *
 * before which with --warnings come lines of the second form with `warning`.
 */
#include "dump_flow.h"
#include "dump_instrs.h"

#include "base/quote.h"
#include "compiler/ast/fold.h"
#include "compiler/dump_source.h"
#include "compiler/flow/flow.h"
#include "compiler/lex/lex.h"
#include "compiler/parse/parse.h"
#include "compiler/source/source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum stage {
    STAGE_AST,
    STAGE_FOLD,
    STAGE_SCOPES,
    STAGE_INSTRS,
    STAGE_FLOW,
    STAGE_TOKENS,
    STAGE_VERDICT,
};

struct dump {
    struct target target;
    enum stage stage;
    enum flow_pass pass; /* of STAGE_FLOW: the one to stop after */
    int level;
    bool warnings;
    struct arena arena;
    struct intern names;
    struct compile_result result;
    struct buf file; /* the source; a NUL follows */
    struct buf line; /* the answer */
};

static void add_instrs(struct ctx *ctx, const struct ast_module *module, struct dump *dump)
{
    struct future future;
    size_t names_end = ctx->names->texts.count;
    ctx->level = dump->level;
    future_parse(ctx, module, &future);
    module = ast_fold(ctx, module, dump->level, &future);
    if (dump->stage == STAGE_INSTRS)
        dump_instrs(ctx, module, &future, names_end, &dump->line);
    else
        dump_flow(ctx, module, &future, names_end, dump->pass, &dump->line);
}

/* What dump_source does not show: nothing at all, instructions, and graphs. */
static void run_other(struct ctx *ctx, struct dump *dump)
{
    struct source_text text;
    struct tokens tokens;
    source_decode(ctx, buf_text(&dump->file), dump->file.size, &text);
    lex_tokens(ctx, &text, &tokens);
    struct ast_module *module = parse_module(ctx, &tokens);
    if (dump->stage != STAGE_VERDICT)
        add_instrs(ctx, module, dump);
}

static void run_stages(struct ctx *ctx, void *argument)
{
    static const enum dump_stage shared[] = {[STAGE_AST] = DUMP_AST,
                                             [STAGE_FOLD] = DUMP_FOLD,
                                             [STAGE_SCOPES] = DUMP_SCOPES,
                                             [STAGE_TOKENS] = DUMP_TOKENS};
    struct dump *dump = argument;
    ctx->level = dump->level;
    if (dump->stage == STAGE_INSTRS || dump->stage == STAGE_FLOW ||
        dump->stage == STAGE_VERDICT)
        run_other(ctx, dump);
    else
        dump_source(ctx, shared[dump->stage], buf_text(&dump->file), dump->file.size,
                    &dump->line);
}

static void add_diag_line(struct buf *out, const char *verdict, const struct diag *diag)
{
    buf_printf(out, "%s\t%s\t%ld\t%ld\t%ld\t%ld\t", verdict, diag->class_name, diag->line,
               diag->column, diag->end_line, diag->end_column);
    quote_text(out, diag->message, strlen(diag->message), UNICODE_VERSION(15, 0));
    buf_add_byte(out, '\n');
}

static void print_warnings(const struct dump *dump, struct buf *out)
{
    for (size_t i = 0; i < dump->result.diags.count; i++)
        if (dump->result.diags.items[i].kind == DIAG_WARNING)
            add_diag_line(out, "warning", &dump->result.diags.items[i]);
}

static void print_answer(struct dump *dump, enum compile_status status)
{
    struct buf out = BUF_INIT;
    const struct compile_result *result = &dump->result;
    if (dump->warnings)
        print_warnings(dump, &out);
    if (status == COMPILE_OK && buf_ok(&dump->line)) {
        buf_printf(&out, "ok\t");
        buf_add(&out, buf_text(&dump->line), dump->line.size);
        buf_add_byte(&out, '\n');
    } else if (status == COMPILE_REJECTED && result->diags.count) {
        add_diag_line(&out, "rejected", &result->diags.items[result->diags.count - 1]);
    } else if (status == COMPILE_UNSUPPORTED) {
        buf_printf(&out, "unsupported\t%s\n", result->reason);
    } else {
        buf_printf(&out, "broken\tstatus %d\n", (int)status);
    }
    fwrite(buf_text(&out), 1, out.size, stdout);
    fflush(stdout);
    buf_free(&out);
}

static bool read_source(struct buf *out, const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return false;
    buf_clear(out);
    size_t got;
    do {
        buf_reserve(out, 1 << 16);
        got = buf_ok(out) ? fread(out->data + out->size, 1, 1 << 16, stream) : 0;
        out->size += got;
    } while (got);
    bool fine = !ferror(stream) && buf_ok(out);
    fclose(stream);
    if (fine)
        out->data[out->size] = '\0';
    return fine;
}

static enum compile_status run_on_file(struct ctx *ctx, struct dump *dump)
{
    ctx->filename_is_source = true;
    return ctx_run(ctx, run_stages, dump);
}

static void answer_file(struct dump *dump, const char *path)
{
    if (!read_source(&dump->file, path)) {
        printf("broken\t%s: %s\n", path, strerror(errno));
        fflush(stdout);
        return;
    }
    struct ctx ctx = {0};
    compile_result_reset(&dump->result);
    buf_clear(&dump->line);
    enum compile_status status = COMPILE_NO_MEMORY;
    if (ctx_begin(&ctx, &dump->arena, &dump->names, &dump->target, path, &dump->result))
        status = run_on_file(&ctx, dump);
    print_answer(dump, status);
}

static void dump_listed(struct dump *dump)
{
    char *path = NULL;
    size_t room = 0;
    ssize_t size;
    while ((size = getline(&path, &room, stdin)) > 0) {
        if (path[size - 1] == '\n')
            path[size - 1] = '\0';
        answer_file(dump, path);
    }
    free(path);
}

static bool take_option(struct dump *dump, const char *option)
{
    if (!strncmp(option, "--target=", 9))
        return target_find(option + 9, &dump->target);
    if (!strcmp(option, "--warnings"))
        return dump->warnings = true;
    if (!strncmp(option, "--level=", 8) && option[8] >= '0' && option[8] <= '2') {
        dump->level = option[8] - '0';
        return !option[9];
    }
    if (!strncmp(option, "--stage=flow:", 13)) {
        dump->stage = STAGE_FLOW;
        dump->pass = flow_pass_named(option + 13);
        return dump->pass != PASS_END;
    }
    if (!strcmp(option, "--stage=tokens"))
        dump->stage = STAGE_TOKENS;
    else if (!strcmp(option, "--stage=fold"))
        dump->stage = STAGE_FOLD;
    else if (!strcmp(option, "--stage=scopes"))
        dump->stage = STAGE_SCOPES;
    else if (!strcmp(option, "--stage=instrs"))
        dump->stage = STAGE_INSTRS;
    else if (!strcmp(option, "--stage=flow"))
        dump->stage = STAGE_FLOW;
    else if (!strcmp(option, "--stage=verdict"))
        dump->stage = STAGE_VERDICT;
    else
        return !strcmp(option, "--stage=ast");
    return true;
}

int main(int count, char **words)
{
    struct dump dump = {.stage = STAGE_AST};
    int first = 1;
    if (!target_find("3.13", &dump.target))
        return 2;
    for (; first < count && words[first][0] == '-'; first++)
        if (!take_option(&dump, words[first])) {
            fprintf(stderr, "dump: what is %s?\n", words[first]);
            return 2;
        }
    if (first == count)
        dump_listed(&dump);
    for (; first < count; first++)
        answer_file(&dump, words[first]);
    arena_free(&dump.arena);
    intern_free(&dump.names);
    compile_result_free(&dump.result);
    buf_free(&dump.file);
    buf_free(&dump.line);
    return 0;
}
