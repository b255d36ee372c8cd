/* SPDX-License-Identifier: MIT
 *
 * Reads .pyc files and writes them again:
 *
 *     round_trip [--strict] < LIST
 *
 * where LIST has a path a line.  What differs from the file is named, one path a line
 * with the first byte that differs, and at last the counts.
 *
 * Without --strict the writer has the identity of objects from the file, and decides
 * alone what is a reference.  With it identity is forgotten: every object is made anew
 * for each use, and code objects are put together as the compiler does it, inner ones
 * first, through the cache of constants, with the identifiers of the source interned.
 */
#include "compiler/assemble/code.h"
#include "compiler/lex/lex.h"
#include "compiler/parse/parse.h"
#include "compiler/pyc/marshal.h"
#include "compiler/pyc/unmarshal.h"
#include "compiler/source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct trip {
    bool strict;
    struct buf pyc, source, out;
    struct interned interned;
    struct const_cache cache;
    const struct value *filename;
    const struct value *code;
    char note[128];
};

enum { HEADER_SIZE = 16 };

static bool load(struct buf *out, const char *path)
{
    FILE *stream = fopen(path, "rb");
    size_t got = 1;
    buf_clear(out);
    while (stream && got) {
        if (!buf_reserve(out, 1 << 16))
            abort();
        got = fread(out->data + out->size, 1, 1 << 16, stream);
        out->size += got;
    }
    if (!stream)
        return false;
    out->data[out->size] = '\0';
    fclose(stream);
    return true;
}

static void parse_source(struct ctx *ctx, void *argument)
{
    struct trip *trip = argument;
    struct source_text text;
    struct tokens tokens;
    source_decode(ctx, buf_text(&trip->source), trip->source.size, &text);
    lex_tokens(ctx, &text, &tokens);
    parse_module(ctx, &tokens);
}

static const struct value *fresh(struct ctx *ctx, struct trip *trip,
                                 const struct value *value);

static const struct value *fresh_str(struct ctx *ctx, const struct value *value)
{
    struct value *copy =
        (struct value *)value_new_str(ctx, value->text.bytes, value->text.size);
    copy->unshared = value->unshared;
    return copy;
}

static bool name_like(const struct value_bytes *text)
{
    for (uint32_t i = 0; i < text->size; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_",
                    text->bytes[i]))
            return false;
    return true;
}

static const struct value *fresh(struct ctx *ctx, struct trip *trip,
                                 const struct value *value)
{
    if (value->kind == VALUE_STR) {
        const struct value *copy = fresh_str(ctx, value);
        return value->interned && !name_like(&value->text)
                   ? interned_put(ctx, &trip->interned, copy)
                   : copy;
    }
    if (value->kind == VALUE_TUPLE || value->kind == VALUE_FROZENSET ||
        value->kind == VALUE_SLICE) {
        const struct value *copy =
            value_new_elements(ctx, value->kind, value->elements.count);
        for (uint32_t i = 0; i < value->elements.count; i++)
            copy->elements.items[i] = fresh(ctx, trip, value->elements.items[i]);
        return copy;
    }
    struct value *copy = CTX_NEW(ctx, struct value);
    *copy = *value;
    copy->mark = 0;
    return copy;
}

static const struct value *fresh_names(struct ctx *ctx, struct trip *trip,
                                       const struct value *names)
{
    const struct value *copy = value_new_elements(ctx, VALUE_TUPLE, names->elements.count);
    for (uint32_t i = 0; i < names->elements.count; i++)
        copy->elements.items[i] =
            interned_put(ctx, &trip->interned, fresh_str(ctx, names->elements.items[i]));
    return copy;
}

static bool same_text(const struct value *one, const struct value *other)
{
    return one->kind == VALUE_STR && other->kind == VALUE_STR &&
           one->text.size == other->text.size &&
           !memcmp(one->text.bytes, other->text.bytes, one->text.size);
}

static bool has_text(const struct value *str, const char *text)
{
    return str->text.size == strlen(text) && !memcmp(str->text.bytes, text, str->text.size);
}

static bool is_class_body(const struct code_object *code)
{
    for (uint32_t i = 0; i < code->names->elements.count; i++)
        if (has_text(code->names->elements.items[i], "__qualname__"))
            return true;
    return false;
}

/* The parameter of an __annotate__ is .format until its code object is made. */
static const struct value *finish(struct ctx *ctx, struct trip *trip,
                                  struct code_object *code)
{
    const struct value *locals = code->localsplusnames;
    if (code->posonlyargcount != 1 || !has_text(code->name, "__annotate__") ||
        !has_text(locals->elements.items[0], "format"))
        return code_new(ctx, &trip->cache, code);
    const struct value *format = locals->elements.items[0];
    locals->elements.items[0] =
        interned_put(ctx, &trip->interned, value_new_str(ctx, ".format", 7));
    const struct value *value = code_new(ctx, &trip->cache, code);
    value_rename_local(ctx, value, format);
    return value;
}

static const struct value *rebuild(struct ctx *ctx, struct trip *trip,
                                   const struct code_object *old)
{
    struct code_object code = *old;
    const struct value *name = fresh_str(ctx, old->name);
    code.name = old->name->interned && *old->name->text.bytes != '<'
                    ? interned_put(ctx, &trip->interned, name)
                    : name;
    code.qualname =
        same_text(old->name, old->qualname) ? code.name : fresh_str(ctx, old->qualname);
    uint32_t count = old->consts->elements.count;
    const struct value *consts = value_new_elements(ctx, VALUE_TUPLE, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct value *item = old->consts->elements.items[i];
        if (item->kind == VALUE_CODE)
            item = rebuild(ctx, trip, item->code);
        else if (is_class_body(old) && same_text(item, old->qualname))
            item = code.qualname;
        else
            item = fresh(ctx, trip, item);
        consts->elements.items[i] = item == code.qualname || item->kind == VALUE_CODE
                                        ? const_adopt(ctx, &trip->cache, item)
                                        : const_merge(ctx, &trip->cache, item);
    }
    code.consts = consts;
    code.names = fresh_names(ctx, trip, old->names);
    code.localsplusnames = fresh_names(ctx, trip, old->localsplusnames);
    code.localspluskinds = fresh(ctx, trip, old->localspluskinds);
    code.linetable = fresh(ctx, trip, old->linetable);
    code.exceptiontable = fresh(ctx, trip, old->exceptiontable);
    code.filename = trip->filename;
    return finish(ctx, trip, &code);
}

static void read_file(struct ctx *ctx, void *argument)
{
    struct trip *trip = argument;
    struct unmarshal_error error;
    trip->code = unmarshal_code(ctx, trip->pyc.data + HEADER_SIZE,
                                trip->pyc.size - HEADER_SIZE, &error);
    if (trip->code)
        return;
    snprintf(trip->note, sizeof trip->note, "%s at %zu", error.reason, error.offset);
    fail_unsupported(ctx, trip->note);
}

static void rebuild_file(struct ctx *ctx, void *argument)
{
    struct trip *trip = argument;
    interned_begin(ctx, &trip->interned, NAMES_KNOWN, ctx->names->texts.count);
    const_cache_begin(ctx, &trip->cache, &trip->interned);
    trip->filename = fresh_str(ctx, trip->code->code->filename);
    trip->code = rebuild(ctx, trip, trip->code->code);
}

static void write_file(struct ctx *ctx, void *argument)
{
    struct trip *trip = argument;
    buf_clear(&trip->out);
    buf_add(&trip->out, trip->pyc.data, HEADER_SIZE);
    marshal_write(ctx, trip->code, &trip->out);
}

/* The source that the code object names. */
static enum compile_status forget_identity(struct ctx *ctx, struct trip *trip)
{
    char path[4096];
    const struct value_bytes *name = &trip->code->code->filename->text;
    snprintf(path, sizeof path, "%.*s", (int)name->size, name->bytes);
    if (!load(&trip->source, path))
        snprintf(trip->note, sizeof trip->note, "no source");
    else if (ctx_run(ctx, parse_source, trip) != COMPILE_OK)
        snprintf(trip->note, sizeof trip->note, "source not parsed");
    return ctx_run(ctx, rebuild_file, trip);
}

static const struct target *find_magic(const struct buf *pyc)
{
    unsigned char magic[4];
    const struct target *target;
    for (size_t i = 0; (target = target_at(i)) != NULL; i++) {
        target_magic_bytes(target, magic);
        if (pyc->size >= HEADER_SIZE && !memcmp(magic, pyc->data, sizeof magic))
            return target;
    }
    return NULL;
}

static bool try_file(struct trip *trip, const char *path, struct arena *arena,
                     struct intern *names, struct compile_result *result)
{
    struct ctx ctx = {0};
    const struct target *target = load(&trip->pyc, path) ? find_magic(&trip->pyc) : NULL;
    trip->note[0] = '\0';
    compile_result_reset(result);
    if (!target) {
        printf("%s: no .pyc\n", path);
        return false;
    }
    if (!ctx_begin(&ctx, arena, names, target, path, result))
        abort();
    buf_clear(&trip->out);
    enum compile_status status = ctx_run(&ctx, read_file, trip);
    if (status == COMPILE_OK && trip->strict)
        status = forget_identity(&ctx, trip);
    if (status == COMPILE_OK)
        status = ctx_run(&ctx, write_file, trip);
    size_t at = 0, size = trip->pyc.size < trip->out.size ? trip->pyc.size : trip->out.size;
    while (at < size && trip->pyc.data[at] == trip->out.data[at])
        at++;
    if (status == COMPILE_OK && at == trip->pyc.size && at == trip->out.size)
        return true;
    printf("%s: status %d, byte %zu %s\n", path, (int)status, at, trip->note);
    return false;
}

int main(int count, char **words)
{
    struct trip trip = {.strict = count > 1 && !strcmp(words[1], "--strict")};
    struct arena arena = ARENA_INIT;
    struct intern names = {0};
    struct compile_result result = {0};
    char *path = NULL;
    size_t room = 0, files = 0, same = 0;
    ssize_t size;
    while ((size = getline(&path, &room, stdin)) > 0) {
        path[size - (path[size - 1] == '\n')] = '\0';
        files++;
        same += try_file(&trip, path, &arena, &names, &result);
    }
    printf("%zu of %zu files are the same\n", same, files);
    free(path);
    arena_free(&arena);
    intern_free(&names);
    compile_result_free(&result);
    buf_free(&trip.pyc);
    buf_free(&trip.source);
    buf_free(&trip.out);
    return same == files ? 0 : 1;
}
