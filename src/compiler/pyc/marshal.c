/* SPDX-License-Identifier: MIT
 *
 * A code object as bytes: see marshal.h.
 *
 * CPython's w_ref gives an index to every object that is interned or has more than
 * one reference at that moment.  What has follows from the graph: a first walk finds
 * what several objects refer to, a second one writes.  Beside the graph, references
 * are held to singles (writer.h), to the file name, to the copy of the bytecode and
 * to the elements of frozensets while they are sorted.
 */
#include "compiler/pyc/writer.h"

#include <string.h>

enum {
    REF_SIZE = 5,      /* 'r' and an index; also a type and a size */
    CODE_NUMBERS = 25, /* 'c' and six numbers */
};

static void add_value(struct ctx *ctx, struct value_list *list, const struct value *value)
{
    if (list->count == list->room) {
        uint32_t room = list->room ? list->room * 2 : 256;
        const struct value **items = ctx_alloc(ctx, room * sizeof *items);
        if (list->count)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = value;
}

size_t writer_own_size(const struct value *value)
{
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_FALSE:
    case VALUE_TRUE:
    case VALUE_ELLIPSIS:
        return 1;
    case VALUE_INT:
        return REF_SIZE + 5 * sizeof(uint16_t);
    case VALUE_BIGINT:
        return REF_SIZE + value->digits.count * sizeof(uint16_t);
    case VALUE_FLOAT:
    case VALUE_COMPLEX:
        return 1 + 2 * sizeof(double);
    case VALUE_STR:
    case VALUE_BYTES:
        return REF_SIZE + (size_t)value->text.size;
    case VALUE_TUPLE:
    case VALUE_FROZENSET:
    case VALUE_SLICE:
        return REF_SIZE;
    case VALUE_CODE:
        return CODE_NUMBERS + 2 * REF_SIZE + (size_t)value->code->code->text.size +
               value->code->localspluskinds->text.size;
    }
    return 0;
}

static void count_object(struct writer *writer, const struct value *value);

static void count_code(struct writer *writer, const struct code_object *code)
{
    count_object(writer, code->consts);
    count_object(writer, code->names);
    count_object(writer, code->localsplusnames);
    count_object(writer, code->filename);
    count_object(writer, code->name);
    count_object(writer, code->qualname);
    count_object(writer, code->linetable);
    count_object(writer, code->exceptiontable);
}

static void count_parts(struct writer *writer, const struct value *value)
{
    /* w_object raises ValueError, which neither py_compile nor compileall catches. */
    if (++writer->depth >= MARSHAL_DEPTH)
        fail_class(writer->ctx, "ValueError", (struct span){0, 0, 0, 0},
                   "object too deeply nested to marshal");
    if (value->kind == VALUE_CODE)
        count_code(writer, value->code);
    else
        for (uint32_t i = 0; i < value->elements.count; i++)
            count_object(writer, value->elements.items[i]);
    writer->depth--;
    if (value->kind == VALUE_FROZENSET)
        add_value(writer->ctx, &writer->sets, value);
}

static void count_object(struct writer *writer, const struct value *value)
{
    writer->bound += REF_SIZE;
    if (value->kind <= VALUE_ELLIPSIS)
        return;
    /* Values are const for all others; the marks in them are this file's. */
    if (value->mark != MARK_NEW) {
        ((struct value *)value)->mark = MARK_SHARED;
        return;
    }
    ((struct value *)value)->mark = MARK_ONE;
    add_value(writer->ctx, &writer->met, value);
    writer->bound += writer_own_size(value);
    if (value->kind >= VALUE_TUPLE)
        count_parts(writer, value);
}

static void begin_writer(struct writer *writer, struct ctx *ctx)
{
    *writer = (struct writer){.ctx = ctx, .int_limit = ctx->target->small_int_limit};
    writer->shared_latin1 = target_has(ctx->target, FEATURE_SHARED_LATIN1_STRINGS);
    writer->held_elements = target_has(ctx->target, FEATURE_HELD_SET_ELEMENTS);
    writer->interned_titles = target_has(ctx->target, FEATURE_INTERNED_QUALNAMES);
    writer->singles = ctx_alloc(ctx, SINGLES * sizeof *writer->singles);
    memset(writer->singles, 0, SINGLES * sizeof *writer->singles);
}

void marshal_write(struct ctx *ctx, const struct value *code, struct buf *out)
{
    struct writer writer;
    begin_writer(&writer, ctx);
    count_object(&writer, code);
    for (uint32_t i = 0; i < writer.sets.count; i++)
        writer_sort_set(&writer, writer.sets.items[i]);
    if (!buf_reserve(out, writer.bound))
        fail_memory(ctx);
    writer.at = out->data + out->size;
    /* py_compile has a variable for it, which was worth a reference until 3.14. */
    writer_object(&writer, code, !target_has(ctx->target, FEATURE_ROOT_UNSHARED));
    out->size = (size_t)(writer.at - out->data);
    out->data[out->size] = '\0';
    for (uint32_t i = 0; i < writer.met.count; i++)
        ((struct value *)writer.met.items[i])->mark = MARK_NEW;
}
