/* SPDX-License-Identifier: MIT
 *
 * A bounds-checked reader of marshalled code that keeps hashes only: see scan.h.
 * The format is that of CPython's marshal.c (r_object).
 */
#include "interpreter/scan.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What an object is, as far as the scan is concerned. */
enum scan_kind {
    SCAN_OTHER,
    SCAN_NAME,     /* a string that is interned wherever it is a constant */
    SCAN_INTERNED, /* another that is */
};

struct scan_reference {
    uint64_t hash; /* equal objects have equal hashes */
    enum scan_kind kind;
};

struct scan {
    struct scan_memory *memory;
    const struct character_set *interned;
    const char *code_fields;
    const unsigned char *at, *end;
    unsigned depth;
    enum scan_verdict verdict;
};

enum {
    FLAG_REF = 0x80,
    MAX_DEPTH = 2000, /* marshal.c: MAX_MARSHAL_STACK_DEPTH */
    CODE_OPTIMIZED = 1, /* functions; not the bodies of classes and modules */
};

/* i: a 32-bit number, f: the flags, o: an object, q: the qualified name. */
static const char *const code_layouts[] = {
    /* argument counts (3), nlocals, stacksize, flags; code, consts, names, varnames,
     * freevars, cellvars, filename, name; firstlineno; lnotab */
    [CODE_LAYOUT_VARNAMES] = "iiiiiioooooooo"
                             "io",
    /* argument counts (3), stacksize, flags; code, consts, names, localsplusnames,
     * localspluskinds, filename, name, qualname; firstlineno; linetable,
     * exceptiontable */
    [CODE_LAYOUT_LOCALSPLUS] = "iiiifoooooooq"
                               "ioo",
};

static struct scan_reference scan_object(struct scan *scan);

static struct scan_reference stop_scan(struct scan *scan, enum scan_verdict verdict)
{
    scan->verdict = verdict;
    scan->at = scan->end;
    return (struct scan_reference){0};
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* NULL, and the scan stopped, when that many bytes are not left. */
static const unsigned char *take(struct scan *scan, size_t size)
{
    if (size > (size_t)(scan->end - scan->at)) {
        stop_scan(scan, SCAN_MALFORMED);
        return NULL;
    }
    const unsigned char *bytes = scan->at;
    scan->at += size;
    return bytes;
}

static uint32_t take_u32(struct scan *scan)
{
    const unsigned char *b = take(scan, 4);
    return b ? b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24 : 0;
}

static unsigned take_byte(struct scan *scan)
{
    const unsigned char *b = take(scan, 1);
    return b ? b[0] : 0;
}

static struct scan_reference scan_bytes(struct scan *scan, unsigned type, size_t size)
{
    const unsigned char *bytes = take(scan, size);
    uint64_t hash = mix(type, size);
    for (; bytes && size >= 8; bytes += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = mix(hash, word);
    }
    for (size_t i = 0; bytes && i < size; i++)
        hash = mix(hash, bytes[i]);
    return (struct scan_reference){.hash = hash};
}

static void add_hash(struct scan *scan, struct scan_hashes *hashes, uint64_t hash)
{
    if (!VEC_GROW(hashes))
        stop_scan(scan, SCAN_NO_MEMORY);
    else
        hashes->items[hashes->count++] = hash;
}

static void suspect(struct scan *scan)
{
    if (scan->verdict == SCAN_CLEAN)
        scan->verdict = SCAN_SUSPECT;
}

/* codeobject.c, all_name_chars: ASCII letters, digits and underscores. */
static bool is_name_like(const unsigned char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned letter = text[i] | 0x20U;
        bool alphanumeric =
            (letter >= 'a' && letter <= 'z') || (text[i] >= '0' && text[i] <= '9');
        if (!alphanumeric && text[i] != '_')
            return false;
    }
    return true;
}

/* One code point below 256 in UTF-8; negative for any other text. */
static int single_character(const unsigned char *text, size_t size)
{
    if (size == 1 && text[0] < 0x80)
        return text[0];
    if (size == 2 && (text[0] == 0xC2 || text[0] == 0xC3))
        return (text[0] & 3) << 6 | (text[1] & 0x3F);
    return -1;
}

static void note_character(struct scan *scan, unsigned character)
{
    if (!(scan->interned->bits[character / 32] >> (character % 32) & 1))
        suspect(scan);
}

static struct scan_reference scan_text(struct scan *scan, size_t size, bool interned)
{
    const unsigned char *text = scan->at;
    struct scan_reference seen = scan_bytes(scan, 'u', size);
    if (scan->verdict > SCAN_SUSPECT)
        return seen;
    int character = single_character(text, size);
    if (is_name_like(text, size))
        seen.kind = SCAN_NAME;
    else if (interned)
        seen.kind = SCAN_INTERNED;
    if (seen.kind == SCAN_INTERNED && character >= 0)
        note_character(scan, (unsigned)character);
    if (!interned)
        add_hash(scan, &scan->memory->plain, seen.hash);
    return seen;
}

static struct scan_reference scan_tuple(struct scan *scan, size_t count)
{
    uint64_t hash = mix('(', count);
    for (size_t i = 0; i < count && scan->verdict <= SCAN_SUSPECT; i++)
        hash = mix(hash, scan_object(scan).hash);
    return (struct scan_reference){.hash = hash};
}

/* Elements may come in any order. */
static struct scan_reference scan_set(struct scan *scan, unsigned type, size_t count)
{
    uint64_t sum = 0;
    bool has_name = false;
    for (size_t i = 0; i < count && scan->verdict <= SCAN_SUSPECT; i++) {
        struct scan_reference element = scan_object(scan);
        sum += mix(1, element.hash);
        has_name |= element.kind == SCAN_NAME;
    }
    struct scan_reference seen = {.hash = mix(mix(type, count), sum)};
    if (type == '>' && has_name)
        add_hash(scan, &scan->memory->frozensets, seen.hash);
    return seen;
}

static struct scan_reference scan_fields(struct scan *scan)
{
    uint64_t hash = 'c';
    bool function = false;
    for (const char *field = scan->code_fields; *field && scan->verdict <= SCAN_SUSPECT;
         field++) {
        bool number = *field == 'i' || *field == 'f';
        struct scan_reference seen = {0};
        if (number)
            seen.hash = take_u32(scan);
        else
            seen = scan_object(scan);
        hash = mix(hash, seen.hash);
        if (*field == 'f')
            function = seen.hash & CODE_OPTIMIZED;
        else if (*field == 'q' && !function && seen.kind == SCAN_INTERNED)
            add_hash(scan, &scan->memory->classes, seen.hash);
    }
    return (struct scan_reference){.hash = hash};
}

static struct scan_reference scan_back(struct scan *scan)
{
    uint32_t index = take_u32(scan);
    if (index >= scan->memory->references.count)
        return stop_scan(scan, SCAN_MALFORMED);
    return scan->memory->references.items[index];
}

/* A long: a signed count of 15-bit digits. */
static struct scan_reference scan_long(struct scan *scan)
{
    uint32_t count = take_u32(scan);
    bool negative = count >> 31;
    uint32_t digits = negative ? ~count + 1 : count;
    if (digits > INT_MAX / 2)
        return stop_scan(scan, SCAN_MALFORMED);
    struct scan_reference seen = scan_bytes(scan, 'l', (size_t)digits * 2);
    seen.hash = mix(seen.hash, negative);
    return seen;
}

static struct scan_reference scan_slice(struct scan *scan)
{
    uint64_t hash = ':';
    for (int i = 0; i < 3 && scan->verdict <= SCAN_SUSPECT; i++)
        hash = mix(hash, scan_object(scan).hash);
    return (struct scan_reference){.hash = hash};
}

static struct scan_reference scan_contents(struct scan *scan, unsigned type)
{
    switch (type) {
    case 'N': /* None */
    case 'F': /* False */
    case 'T': /* True */
    case '.': /* Ellipsis */
        return scan_bytes(scan, type, 0);
    case 'i':
        return scan_bytes(scan, type, 4);
    case 'g': /* float */
        return scan_bytes(scan, type, 8);
    case 'y': /* complex */
        return scan_bytes(scan, type, 16);
    case 'l':
        return scan_long(scan);
    case 's': /* bytes */
        return scan_bytes(scan, type, take_u32(scan));
    case 'a': /* ASCII, Unicode */
    case 'u':
        return scan_text(scan, take_u32(scan), false);
    case 'A':
    case 't':
        return scan_text(scan, take_u32(scan), true);
    case 'z': /* short ASCII */
        return scan_text(scan, take_byte(scan), false);
    case 'Z':
        return scan_text(scan, take_byte(scan), true);
    case ')':
        return scan_tuple(scan, take_byte(scan));
    case '(':
        return scan_tuple(scan, take_u32(scan));
    case '<': /* set */
    case '>': /* frozenset */
        return scan_set(scan, type, take_u32(scan));
    case 'c':
        return scan_fields(scan);
    case ':':
        return scan_slice(scan);
    case 'r':
        return scan_back(scan);
    }
    return stop_scan(scan, SCAN_MALFORMED);
}

/* An object that carries the flag gets its index before those inside it. */
static struct scan_reference scan_object(struct scan *scan)
{
    struct scan_references *references = &scan->memory->references;
    if (scan->depth >= MAX_DEPTH)
        return stop_scan(scan, SCAN_MALFORMED);
    unsigned type = take_byte(scan);
    size_t index = references->count;
    if (type & FLAG_REF) {
        if (!VEC_GROW(references))
            return stop_scan(scan, SCAN_NO_MEMORY);
        references->items[references->count++] = (struct scan_reference){0};
    }
    scan->depth++;
    struct scan_reference seen = scan_contents(scan, type & ~(unsigned)FLAG_REF);
    scan->depth--;
    if (type & FLAG_REF)
        references->items[index] = seen;
    return seen;
}

static int order_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_hashes(struct scan_hashes *hashes)
{
    if (hashes->count)
        qsort(hashes->items, hashes->count, sizeof *hashes->items, order_hashes);
}

static bool has_duplicates(struct scan_hashes *hashes)
{
    sort_hashes(hashes);
    for (size_t i = 1; i < hashes->count; i++)
        if (hashes->items[i - 1] == hashes->items[i])
            return true;
    return false;
}

static bool have_common(const struct scan_hashes *any, struct scan_hashes *sorted)
{
    sort_hashes(sorted);
    if (!sorted->count)
        return false;
    for (size_t i = 0; i < any->count; i++)
        if (bsearch(&any->items[i], sorted->items, sorted->count, sizeof *sorted->items,
                    order_hashes))
            return true;
    return false;
}

enum scan_verdict scan_code(struct scan_memory *memory, const struct target *target,
                            const struct character_set *interned, const char *bytes,
                            size_t size)
{
    memory->references.count = 0;
    memory->plain.count = 0;
    memory->classes.count = 0;
    memory->frozensets.count = 0;
    struct scan scan = {
        .memory = memory,
        .interned = interned,
        .code_fields = code_layouts[target->code_layout],
        .at = (const unsigned char *)bytes,
        .end = (const unsigned char *)bytes + size,
    };
    if (!size || (scan.at[0] & ~(unsigned)FLAG_REF) != 'c')
        return SCAN_MALFORMED;
    scan_object(&scan);
    if (scan.verdict <= SCAN_SUSPECT && scan.at < scan.end)
        return SCAN_MALFORMED;
    if (scan.verdict == SCAN_CLEAN && (has_duplicates(&memory->frozensets) ||
                                       have_common(&memory->plain, &memory->classes)))
        return SCAN_SUSPECT;
    return scan.verdict;
}

void scan_memory_free(struct scan_memory *memory)
{
    VEC_FREE(&memory->references);
    VEC_FREE(&memory->plain);
    VEC_FREE(&memory->classes);
    VEC_FREE(&memory->frozensets);
}
