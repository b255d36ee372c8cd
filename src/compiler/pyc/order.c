/* SPDX-License-Identifier: MIT
 *
 * The order of a frozenset's elements: that of what marshal.dumps() makes of each
 * (bpo-37596).  Those dumps show which objects are shared, as the whole one does.
 */
#include "compiler/pyc/writer.h"

#include <stdlib.h>
#include <string.h>

struct ordered_element {
    const char *dump;
    size_t size;
    uint32_t place; /* where it was */
    const struct value *value;
};

static size_t dump_bound(const struct value *value);

static size_t code_bound(const struct code_object *code)
{
    return dump_bound(code->consts) + dump_bound(code->names) +
           dump_bound(code->localsplusnames) + dump_bound(code->filename) +
           dump_bound(code->name) + dump_bound(code->qualname) +
           dump_bound(code->linetable) + dump_bound(code->exceptiontable);
}

/* At most how many bytes its dump has, with all that it refers to. */
static size_t dump_bound(const struct value *value)
{
    size_t size = writer_own_size(value);
    if (value->kind == VALUE_CODE)
        return size + code_bound(value->code);
    if (value->kind >= VALUE_TUPLE)
        for (uint32_t i = 0; i < value->elements.count; i++)
            size += dump_bound(value->elements.items[i]);
    return size;
}

static void dump_element(struct writer *writer, struct ordered_element *element)
{
    struct ref_map map = {0};
    struct writer own = *writer;
    char *dump = ctx_alloc(writer->ctx, dump_bound(element->value));
    own.map = &map;
    own.next = 0;
    own.at = dump;
    writer_object(&own, element->value, writer->held_elements);
    element->dump = dump;
    element->size = (size_t)(own.at - dump);
}

/* As bytes are compared; equal ones stay in their order. */
static int compare_elements(const void *one, const void *other)
{
    const struct ordered_element *a = one, *b = other;
    int order = memcmp(a->dump, b->dump, a->size < b->size ? a->size : b->size);
    if (order)
        return order;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

void writer_sort_set(struct writer *writer, const struct value *set)
{
    uint32_t count = set->elements.count;
    if (count < 2)
        return;
    struct ordered_element *elements = ctx_alloc(writer->ctx, count * sizeof *elements);
    for (uint32_t i = 0; i < count; i++) {
        elements[i] = (struct ordered_element){NULL, 0, i, set->elements.items[i]};
        dump_element(writer, &elements[i]);
    }
    qsort(elements, count, sizeof *elements, compare_elements);
    for (uint32_t i = 0; i < count; i++)
        set->elements.items[i] = elements[i].value;
}
