/* SPDX-License-Identifier: MIT
 *
 * Values of folded expressions, exactly:
 *
 *     fold_probe TARGET FILE
 *
 * For every line NAME = EXPRESSION of the file one line: the value that EXPRESSION
 * was folded to, floats as their bits; or `-` where it was not.  For every target
 * all that arithmetic can do is folded, whether the target does so in the tree or
 * later.
 */
#include "compiler/ast/fold.h"
#include "compiler/lex/lex.h"
#include "compiler/parse/parse.h"
#include "compiler/source/source.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct probe {
    struct buf file, out;
};

static void show_exactly(struct ctx *ctx, const struct value *value, struct buf *out);

static void show_bits(double number, struct buf *out)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    buf_printf(out, "%016" PRIx64, bits);
}

static void show_each(struct ctx *ctx, const struct value *value, struct buf *out)
{
    buf_add_text(out, "(");
    for (uint32_t i = 0; i < value->elements.count; i++) {
        show_exactly(ctx, value->elements.items[i], out);
        buf_add_text(out, ",");
    }
    buf_add_text(out, ")");
}

static void show_exactly(struct ctx *ctx, const struct value *value, struct buf *out)
{
    if (value->kind == VALUE_FLOAT) {
        show_bits(value->real, out);
    } else if (value->kind == VALUE_COMPLEX) {
        show_bits(value->complex.real, out);
        buf_add_byte(out, '+');
        show_bits(value->complex.imaginary, out);
    } else if (value->kind == VALUE_TUPLE) {
        show_each(ctx, value, out);
    } else {
        value_repr(ctx, value, out);
    }
}

static void probe_file(struct ctx *ctx, void *argument)
{
    struct probe *probe = argument;
    struct source_text text;
    struct tokens tokens;
    struct future future;
    source_decode(ctx, buf_text(&probe->file), probe->file.size, &text);
    lex_tokens(ctx, &text, &tokens);
    const struct ast_module *module = parse_module(ctx, &tokens);
    future_parse(ctx, module, &future);
    module = ast_fold(ctx, module, 0, &future);
    for (uint32_t i = 0; i < module->body.count; i++) {
        const struct ast_expr *value = module->body.items[i]->Assign.value;
        if (value->kind == AST_Constant)
            show_exactly(ctx, &value->Constant.value, &probe->out);
        else
            buf_add_byte(&probe->out, '-');
        buf_add_byte(&probe->out, '\n');
    }
}

static bool read_whole(const char *path, struct buf *out)
{
    FILE *stream = fopen(path, "rb");
    char chunk[4096];
    size_t size;
    while (stream && (size = fread(chunk, 1, sizeof chunk, stream)) > 0)
        buf_add(out, chunk, size);
    return stream && fclose(stream) == 0 && buf_ok(out);
}

int main(int count, char **words)
{
    struct target target;
    struct probe probe = {.file = BUF_INIT};
    struct ctx ctx = {0};
    struct arena arena = ARENA_INIT;
    struct intern names = {0};
    struct compile_result result = {0};
    if (count != 3 || !target_find(words[1], &target) || !read_whole(words[2], &probe.file))
        return 2;
    target.features[FEATURE_CONSTANTS_FOLDED_IN_TREE] = true;
    enum compile_status status = COMPILE_NO_MEMORY;
    if (ctx_begin(&ctx, &arena, &names, &target, words[2], &result))
        status = ctx_run(&ctx, probe_file, &probe);
    fwrite(buf_text(&probe.out), 1, probe.out.size, stdout);
    buf_free(&probe.file);
    buf_free(&probe.out);
    arena_free(&arena);
    intern_free(&names);
    compile_result_free(&result);
    return status != COMPILE_OK;
}
