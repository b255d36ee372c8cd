/* SPDX-License-Identifier: MIT
 *
 * Interned strings: see interned.h.
 */
#include "compiler/value/interned.h"

#include "target/startup.h"

#include <string.h>

void interned_begin(struct ctx *ctx, struct interned *interned, size_t first_name,
                    size_t end_name)
{
    *interned =
        (struct interned){.first_name = (name_id)first_name, .end_name = (name_id)end_name};
    interned->count = ctx->names->texts.count + 64;
    interned->items = ctx_alloc(ctx, interned->count * sizeof *interned->items);
    memset(interned->items, 0, interned->count * sizeof *interned->items);
}

/* The place of the object for a name. */
static const struct value **interned_place(struct ctx *ctx, struct interned *interned,
                                           name_id id)
{
    if (id < interned->count)
        return &interned->items[id];
    size_t count = (size_t)id * 2;
    const struct value **items = ctx_alloc(ctx, count * sizeof *items);
    memcpy(items, interned->items, interned->count * sizeof *items);
    memset(items + interned->count, 0, (count - interned->count) * sizeof *items);
    interned->items = items;
    interned->count = count;
    return &items[id];
}

/* The character that a text consists of, if it is one up to U+00FF; else -1. */
static int latin1_of(const struct value_bytes *text)
{
    const unsigned char *bytes = (const unsigned char *)text->bytes;
    if (text->size == 1)
        return bytes[0];
    if (text->size == 2 && (bytes[0] == 0xC2 || bytes[0] == 0xC3))
        return (bytes[0] & 3) << 6 | (bytes[1] & 0x3F);
    return -1;
}

static bool is_source_name(const struct interned *interned, name_id id)
{
    return id >= interned->first_name && id < interned->end_name;
}

/* Whether it was interned before code generation began.  Reserved words with an id
 * of their own are not names of the source; soft keywords used as names are taken
 * for not yet interned. */
static bool interned_before(const struct ctx *ctx, const struct interned *interned,
                            name_id id)
{
    const struct intern_text *text = intern_get(ctx->names, id);
    return is_source_name(interned, id) ||
           startup_interned(ctx->target, text->bytes, text->size);
}

static struct value *new_interned(struct ctx *ctx, const struct value_bytes *text)
{
    struct value *value = CTX_NEW(ctx, struct value);
    *value = (struct value){.kind = VALUE_STR, .interned = 1, .text = *text};
    return value;
}

/* The shared object of a character.  Since 3.13 all of them are interned from the
 * start (unicodeobject.c: intern_common); before, only '*' is. */
static struct value *latin1_object(struct ctx *ctx, struct interned *interned,
                                   int character)
{
    struct value **place = &interned->latin1[character];
    if (*place)
        return *place;
    char *bytes = ctx_alloc(ctx, 2);
    struct value_bytes text = {bytes, 1};
    bytes[0] = (char)character;
    if (character >= 0x80) {
        bytes[0] = (char)(0xC0 | character >> 6);
        bytes[1] = (char)(0x80 | (character & 0x3F));
        text.size = 2;
    }
    *place = new_interned(ctx, &text);
    if (target_has(ctx->target, FEATURE_SHARED_LATIN1_STRINGS)) {
        name_id id = ctx_name(ctx, bytes, text.size);
        (*place)->interned =
            character == '*' || (is_source_name(interned, id) &&
                                 !startup_interned(ctx->target, bytes, text.size));
    }
    return *place;
}

/* The interned string of a text of one character: the shared object, except where
 * start-up has made another one. */
static const struct value *intern_latin1(struct ctx *ctx, struct interned *interned,
                                         const struct intern_text *text, int character)
{
    struct value_bytes bytes = {text->bytes, text->size};
    if (startup_interned(ctx->target, text->bytes, text->size))
        return new_interned(ctx, &bytes);
    struct value *value = latin1_object(ctx, interned, character);
    value->interned = 1;
    return value;
}

/* The names of code objects that are no identifiers, <lambda> and the like, are static
 * strings that are not interned until 3.12. */
static bool is_plain_title(const struct ctx *ctx, const struct intern_text *text)
{
    return text->size > 1 && text->bytes[0] == '<' &&
           !target_has(ctx->target, FEATURE_INTERNED_QUALNAMES);
}

static const struct value *new_name(struct ctx *ctx, const struct intern_text *text)
{
    struct value_bytes bytes = {text->bytes, text->size};
    struct value *value = new_interned(ctx, &bytes);
    value->interned = !is_plain_title(ctx, text);
    return value;
}

const struct value *interned_name(struct ctx *ctx, struct interned *interned, name_id id)
{
    const struct value **place = interned_place(ctx, interned, id);
    if (*place)
        return *place;
    const struct intern_text *text = intern_get(ctx->names, id);
    struct value_bytes bytes = {text->bytes, text->size};
    int character = latin1_of(&bytes);
    return *place = character < 0 ? new_name(ctx, text)
                                  : intern_latin1(ctx, interned, text, character);
}

const struct value *interned_put(struct ctx *ctx, struct interned *interned,
                                 const struct value *str)
{
    if (str->interned)
        return str;
    name_id id = ctx_name(ctx, str->text.bytes, str->text.size);
    const struct value **place = interned_place(ctx, interned, id);
    if (*place)
        return *place;
    if (latin1_of(&str->text) >= 0 || interned_before(ctx, interned, id))
        return interned_name(ctx, interned, id);
    /* Values are const for those who use them, not for those who make them one. */
    ((struct value *)str)->interned = 1;
    return *place = str;
}

const struct value *interned_shared(struct ctx *ctx, struct interned *interned,
                                    const struct value *str)
{
    int character = str->unshared ? -1 : latin1_of(&str->text);
    return character < 0 ? str : latin1_object(ctx, interned, character);
}
