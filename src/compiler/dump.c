/* SPDX-License-Identifier: MIT
 *
 * What a stage makes of one file: see dump.h.
 */
#include "compiler/dump.h"

#include "compiler/dump_source.h"
#include "compiler/native.h"
#include "compiler/pyc/disassemble.h"
#include "compiler/pyc/structure.h"
#include "compiler/pyc/unmarshal.h"

#include <string.h>

enum { PYC_HEADER = 16 };

struct dumper {
    const struct dump_request *request;
    struct target target; /* of the file */
    const char *code;     /* marshalled; NULL: the file is a source */
    size_t code_size, offset;
    struct buf *out;
};

const char *dump_stage_name(int stage)
{
    static const char *const names[] = {"tokens", "ast", "fold", "scopes", "code", "pyc"};
    return stage < DUMP_STAGES ? names[stage] : NULL;
}

static uint32_t header_word(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

/* Is it a .pyc file of a version that is known?  Its magic number begins it. */
static bool find_version(struct dumper *dumper)
{
    const struct dump_request *request = dumper->request;
    const struct target *target;
    unsigned char magic[4];
    for (size_t i = 0; (target = target_at(i)) != NULL; i++) {
        target_magic_bytes(target, magic);
        if (request->size < PYC_HEADER || memcmp(request->bytes, magic, sizeof magic) != 0)
            continue;
        dumper->target = *target;
        dumper->code = request->bytes + PYC_HEADER;
        dumper->code_size = request->size - PYC_HEADER;
        dumper->offset = PYC_HEADER;
        return true;
    }
    return false;
}

/* PEP 552. */
static void show_header(const struct dumper *dumper)
{
    const char *bytes = dumper->request->bytes;
    uint32_t flags = header_word(bytes + 4);
    buf_printf(dumper->out, "magic %d (%s), flags %u", dumper->target.magic,
               dumper->target.name, flags);
    if (flags & 1) {
        buf_add_text(dumper->out, ", hash ");
        for (int i = 8; i < PYC_HEADER; i++)
            buf_printf(dumper->out, "%02x", (unsigned char)bytes[i]);
        buf_add_byte(dumper->out, '\n');
    } else {
        buf_printf(dumper->out, ", mtime %u, size %u\n", header_word(bytes + 8),
                   header_word(bytes + 12));
    }
}

static void show_code_objects(struct ctx *ctx, struct dumper *dumper)
{
    struct unmarshal_error error;
    const struct value *code = unmarshal_code(ctx, dumper->code, dumper->code_size, &error);
    if (code) {
        disassemble(ctx, code, dumper->out);
        return;
    }
    buf_printf(dumper->out, "error: %s at %zu\n", error.reason,
               dumper->offset + error.offset);
    fail_unsupported(ctx, error.reason);
}

static void run_dump(struct ctx *ctx, void *argument)
{
    struct dumper *dumper = argument;
    const struct dump_request *request = dumper->request;
    ctx->level = request->level;
    if (!dumper->code)
        dump_source(ctx, request->stage, request->bytes, request->size, dumper->out);
    else if (request->stage == DUMP_PYC)
        structure_dump(ctx, dumper->code, dumper->code_size, dumper->offset, dumper->out);
    else if (request->stage == DUMP_CODE)
        show_code_objects(ctx, dumper);
    else
        fail_unsupported(ctx, "a .pyc file has stages code and pyc only");
    if (dumper->out->size && dumper->out->data[dumper->out->size - 1] != '\n')
        buf_add_byte(dumper->out, '\n');
}

static enum compile_status run_in_ctx(struct dumper *dumper, struct compile_result *result)
{
    struct arena arena = ARENA_INIT;
    struct intern names = {0};
    struct ctx ctx = {0};
    enum compile_status status = COMPILE_NO_MEMORY;
    if (ctx_begin(&ctx, &arena, &names, &dumper->target, dumper->request->filename, result))
        status = ctx_run(&ctx, run_dump, dumper);
    intern_free(&names);
    arena_free(&arena);
    return status;
}

/* The code object of a source: stays in *result. */
static enum compile_status compile_for_dump(struct dumper *dumper,
                                            struct compile_result *result)
{
    const struct dump_request *request = dumper->request;
    if (!native_knows(&dumper->target)) {
        result->reason = "this target is not known to the native compiler";
        return COMPILE_UNSUPPORTED;
    }
    struct compiler *compiler = native_create(&dumper->target, NULL, 0);
    if (!compiler)
        return COMPILE_NO_MEMORY;
    struct compile_request compile = {
        .source = request->bytes,
        .source_size = request->size,
        .filename = request->filename,
        .filename_size = strlen(request->filename),
        .levels = &request->level,
        .level_count = 1,
    };
    enum compile_status status = compiler_compile(compiler, &compile, result);
    compiler_destroy(compiler);
    if (status == COMPILE_OK) {
        dumper->code = result->outputs.items[0].code;
        dumper->code_size = result->outputs.items[0].code_size;
    }
    return status;
}

enum compile_status dump_file(const struct dump_request *request,
                              struct compile_result *result, struct buf *out)
{
    struct dumper dumper = {.request = request, .out = out};
    if (!target_find(request->target, &dumper.target)) {
        result->reason = "no such target";
        return COMPILE_UNSUPPORTED;
    }
    if (find_version(&dumper)) {
        show_header(&dumper);
    } else if (request->stage >= DUMP_CODE) {
        enum compile_status status = compile_for_dump(&dumper, result);
        if (status != COMPILE_OK)
            return status;
    }
    return run_in_ctx(&dumper, result);
}
