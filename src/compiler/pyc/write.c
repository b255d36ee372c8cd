/* SPDX-License-Identifier: MIT
 *
 * Objects as bytes, when it is known which of them are shared: w_object and w_ref of
 * CPython's marshal.c.
 */
#include "compiler/pyc/writer.h"

#include <string.h>

static void write_byte(struct writer *writer, int byte)
{
    *writer->at++ = (char)byte;
}

static void write_u32(struct writer *writer, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        *writer->at++ = (char)(number >> shift & 0xFF);
}

static void write_bytes(struct writer *writer, const char *bytes, size_t size)
{
    if (size)
        memcpy(writer->at, bytes, size);
    writer->at += size;
}

static void write_sized(struct writer *writer, int type, const struct value_bytes *text)
{
    write_byte(writer, type);
    write_u32(writer, text->size);
    write_bytes(writer, text->bytes, text->size);
}

static void write_index(struct writer *writer, uint32_t index)
{
    write_byte(writer, MARSHAL_REF);
    write_u32(writer, index);
}

static void widen_map(struct writer *writer, struct ref_map *map)
{
    struct ref_map old = *map;
    map->slot_count = old.slot_count ? old.slot_count * 2 : 16;
    map->slots = ctx_alloc(writer->ctx, map->slot_count * sizeof *map->slots);
    memset(map->slots, 0, map->slot_count * sizeof *map->slots);
    for (uint32_t i = 0; i < old.slot_count; i++) {
        if (!old.slots[i].key)
            continue;
        uint32_t at = (uint32_t)(old.slots[i].key >> 4 ^ old.slots[i].key);
        while (map->slots[at & (map->slot_count - 1)].key)
            at++;
        map->slots[at & (map->slot_count - 1)] = old.slots[i];
    }
}

/* The slot of a key; a new one has the index UINT32_MAX. */
static struct ref_slot *map_slot(struct writer *writer, uintptr_t key)
{
    struct ref_map *map = writer->map;
    if (map->count * 2 >= map->slot_count)
        widen_map(writer, map);
    for (uint32_t at = (uint32_t)(key >> 4 ^ key);; at++) {
        struct ref_slot *slot = &map->slots[at & (map->slot_count - 1)];
        if (slot->key == key)
            return slot;
        if (!slot->key) {
            map->count++;
            *slot = (struct ref_slot){key, UINT32_MAX};
            return slot;
        }
    }
}

/* The index that the object has, or UINT32_MAX and it has the next one now. */
static uint32_t take_index(struct writer *writer, const struct value *value, int single)
{
    if (writer->map) {
        uintptr_t key = single < 0 ? (uintptr_t)value : (uintptr_t)single * 2 + 1;
        struct ref_slot *slot = map_slot(writer, key);
        uint32_t index = slot->index;
        if (index == UINT32_MAX)
            slot->index = writer->next++;
        return index;
    }
    if (single >= 0) {
        uint32_t index = writer->singles[single];
        if (!index)
            writer->singles[single] = ++writer->next;
        return index - 1;
    }
    uint32_t mark = value->mark;
    if (mark < MARK_WRITTEN) { /* marks have 30 bits; no file is as long as that */
        ((struct value *)value)->mark = MARK_WRITTEN + writer->next++;
        return UINT32_MAX;
    }
    return mark - MARK_WRITTEN;
}

/* w_ref: true when a reference was written and nothing is left to do; else *flag is
 * what to add to the type. */
static bool write_ref(struct writer *writer, const struct value *value, int single,
                      bool held, int *flag)
{
    *flag = 0;
    if (single < 0 && !held && value->mark < MARK_SHARED &&
        !(value->kind == VALUE_STR && value->interned))
        return false;
    uint32_t index = take_index(writer, value, single);
    if (index == UINT32_MAX) {
        *flag = MARSHAL_FLAG_REF;
        return false;
    }
    write_index(writer, index);
    return true;
}

static bool is_ascii(const struct value_bytes *text)
{
    uint64_t high = 0, word;
    uint32_t i = 0;
    for (; i + sizeof word <= text->size; i += sizeof word) {
        memcpy(&word, text->bytes + i, sizeof word);
        high |= word;
    }
    for (; i < text->size; i++)
        high |= (unsigned char)text->bytes[i];
    return !(high & UINT64_C(0x8080808080808080));
}

static void write_str(struct writer *writer, const struct value *str, int single, int flag)
{
    const struct value_bytes *text = &str->text;
    /* Since 3.13 every shared string of one character or none is interned. */
    bool interned = str->interned || (single >= 0 && !writer->shared_latin1);
    if (!is_ascii(text)) {
        write_sized(writer, (interned ? MARSHAL_INTERNED : MARSHAL_UNICODE) | flag, text);
    } else if (text->size < 256) {
        write_byte(writer,
                   (interned ? MARSHAL_SHORT_ASCII_INTERNED : MARSHAL_SHORT_ASCII) | flag);
        write_byte(writer, (int)text->size);
        write_bytes(writer, text->bytes, text->size);
    } else {
        write_sized(writer, (interned ? MARSHAL_ASCII_INTERNED : MARSHAL_ASCII) | flag,
                    text);
    }
}

static void write_long(struct writer *writer, const struct value_digits *digits, int flag)
{
    write_byte(writer, MARSHAL_LONG | flag);
    write_u32(writer, digits->negative ? 0 - digits->count : digits->count);
    for (uint32_t i = 0; i < digits->count; i++) {
        write_byte(writer, digits->items[i] & 0xFF);
        write_byte(writer, digits->items[i] >> 8);
    }
}

static void write_int(struct writer *writer, int64_t integer, int flag)
{
    if (integer >= INT32_MIN && integer <= INT32_MAX) {
        write_byte(writer, MARSHAL_INT | flag);
        write_u32(writer, (uint32_t)integer);
        return;
    }
    uint16_t items[5];
    struct value_digits digits = {items, 0, integer < 0};
    uint64_t rest = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    for (; rest; rest >>= 15)
        items[digits.count++] = (uint16_t)(rest & 0x7FFF);
    write_long(writer, &digits, flag);
}

static void write_real(struct writer *writer, double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    write_u32(writer, (uint32_t)bits);
    write_u32(writer, (uint32_t)(bits >> 32));
}

static void write_items(struct writer *writer, const struct value *value, bool held)
{
    for (uint32_t i = 0; i < value->elements.count; i++)
        writer_object(writer, value->elements.items[i], held);
}

static void write_tuple(struct writer *writer, const struct value *tuple, int flag)
{
    uint32_t count = tuple->elements.count;
    write_byte(writer, (count < 256 ? MARSHAL_SMALL_TUPLE : MARSHAL_TUPLE) | flag);
    if (count < 256)
        write_byte(writer, (int)count);
    else
        write_u32(writer, count);
    write_items(writer, tuple, false);
}

/* Its bytes are an object made just now, that nothing else knows and that is kept
 * (_PyCode_GetCode): it has an index and is never referred to. */
static void write_bytecode(struct writer *writer, const struct value *code)
{
    writer->next++;
    write_sized(writer, MARSHAL_BYTES | MARSHAL_FLAG_REF, &code->text);
}

/* Kinds of locals: bytes of their own, too. */
static void write_kinds(struct writer *writer, const struct value *kinds)
{
    if (kinds->text.size)
        write_sized(writer, MARSHAL_BYTES, &kinds->text);
    else
        writer_object(writer, kinds, false);
}

static const char *const titles[] = {"<module>",  "<lambda>",   "<listcomp>",
                                     "<setcomp>", "<dictcomp>", "<genexpr>"};

/* Until 3.12 names that are no identifiers are static strings, which are not
 * interned. */
static int title_single(const struct writer *writer, const struct value *name)
{
    if (writer->interned_titles || !name->text.size || *name->text.bytes != '<')
        return NOT_SINGLE;
    for (size_t i = 0; i < ARRAY_COUNT(titles); i++)
        if (name->text.size == strlen(titles[i]) &&
            !memcmp(name->text.bytes, titles[i], name->text.size))
            return SINGLE_TITLE + (int)i;
    return NOT_SINGLE;
}

static void write_title(struct writer *writer, const struct value *name)
{
    int flag, single = title_single(writer, name);
    if (single < 0)
        writer_object(writer, name, false);
    else if (!write_ref(writer, name, single, false, &flag))
        write_str(writer, name, single, flag);
}

static void write_code(struct writer *writer, const struct code_object *code, int flag)
{
    write_byte(writer, MARSHAL_CODE | flag);
    write_u32(writer, (uint32_t)code->argcount);
    write_u32(writer, (uint32_t)code->posonlyargcount);
    write_u32(writer, (uint32_t)code->kwonlyargcount);
    write_u32(writer, (uint32_t)code->stacksize);
    write_u32(writer, (uint32_t)code->flags);
    write_bytecode(writer, code->code);
    writer_object(writer, code->consts, false);
    writer_object(writer, code->names, false);
    writer_object(writer, code->localsplusnames, false);
    write_kinds(writer, code->localspluskinds);
    writer_object(writer, code->filename, true);
    write_title(writer, code->name);
    write_title(writer, code->qualname);
    write_u32(writer, (uint32_t)code->first_line);
    writer_object(writer, code->linetable, false);
    writer_object(writer, code->exceptiontable, false);
}

static void write_kind(struct writer *writer, const struct value *value, int single,
                       int flag)
{
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_FALSE:
    case VALUE_TRUE:
    case VALUE_ELLIPSIS:
        return; /* w_object has no references to them */
    case VALUE_INT:
        write_int(writer, value->integer, flag);
        return;
    case VALUE_BIGINT:
        write_long(writer, &value->digits, flag);
        return;
    case VALUE_FLOAT:
        write_byte(writer, MARSHAL_FLOAT | flag);
        write_real(writer, value->real);
        return;
    case VALUE_COMPLEX:
        write_byte(writer, MARSHAL_COMPLEX | flag);
        write_real(writer, value->complex.real);
        write_real(writer, value->complex.imaginary);
        return;
    case VALUE_STR:
        write_str(writer, value, single, flag);
        return;
    case VALUE_BYTES:
        write_sized(writer, MARSHAL_BYTES | flag, &value->text);
        return;
    case VALUE_TUPLE:
        write_tuple(writer, value, flag);
        return;
    case VALUE_FROZENSET:
        write_byte(writer, MARSHAL_FROZENSET | flag);
        write_u32(writer, value->elements.count);
        write_items(writer, value, true); /* the pairs that were sorted hold them */
        return;
    case VALUE_SLICE:
        write_byte(writer, MARSHAL_SLICE | flag);
        write_items(writer, value, false);
        return;
    case VALUE_CODE:
        write_code(writer, value->code, flag);
        return;
    }
}

static int str_single(const struct writer *writer, const struct value *str)
{
    const unsigned char *bytes = (const unsigned char *)str->text.bytes;
    if (str->text.size > 2 || str->unshared || (str->interned && writer->shared_latin1))
        return NOT_SINGLE;
    if (!str->text.size)
        return SINGLE_EMPTY_STR;
    if (str->text.size == 1)
        return SINGLE_LATIN1 + bytes[0];
    if (bytes[0] != 0xC2 && bytes[0] != 0xC3)
        return NOT_SINGLE;
    return SINGLE_LATIN1 + ((bytes[0] & 3) << 6 | (bytes[1] & 0x3F));
}

static int find_single(const struct writer *writer, const struct value *value)
{
    if (value->kind == VALUE_STR)
        return str_single(writer, value);
    if (value->kind == VALUE_INT && value->integer >= FIRST_SMALL_INT &&
        value->integer <= writer->int_limit)
        return SINGLE_INT + (int)(value->integer - FIRST_SMALL_INT);
    if (value->kind == VALUE_TUPLE && !value->elements.count)
        return SINGLE_EMPTY_TUPLE;
    if (value->kind == VALUE_BYTES && value->text.size < 2 && !value->unshared)
        return value->text.size ? SINGLE_BYTE + (unsigned char)*value->text.bytes
                                : SINGLE_EMPTY_BYTES;
    return NOT_SINGLE;
}

void writer_object(struct writer *writer, const struct value *value, bool held)
{
    static const char constants[] = {[VALUE_NONE] = MARSHAL_NONE,
                                     [VALUE_FALSE] = MARSHAL_FALSE,
                                     [VALUE_TRUE] = MARSHAL_TRUE,
                                     [VALUE_ELLIPSIS] = MARSHAL_ELLIPSIS};
    if (value->kind < sizeof constants) {
        write_byte(writer, constants[value->kind]);
        return;
    }
    int flag, single = find_single(writer, value);
    if (!write_ref(writer, value, single, held, &flag))
        write_kind(writer, value, single, flag);
}
