/* SPDX-License-Identifier: MIT
 *
 * Prints all that src/target/ says of the versions, one fact a line, fields separated
 * by tabs, for tools/gen-versions:
 *
 *     feature|complaint|pass NAME ORIGIN [MEANING]    rows of the .def files
 *     version X.Y.Z FEATURES COMPLAINTS               digits 0 and 1, in that order
 *     cell X.Y NAME VALUE
 *     passes X.Y NAME...
 *     opcode X.Y NAME NUMBER CACHES FLAGS, effect X.Y NAME SHAPE BASE JUMP SLOPE TAKEN
 */
#include "target/effect.h"
#include "target/opcode.h"
#include "target/pass.h"
#include "target/startup_strings.h"
#include "target/target.h"

#include <stdio.h>

static void print_rows(void)
{
#define FEATURE(name, origin, meaning) puts("feature\t" #name "\t" origin "\t" meaning);
#include "target/feature.def"
#undef FEATURE
#define COMPLAINT(name, origin, meaning) puts("complaint\t" #name "\t" origin "\t" meaning);
#include "target/complaint.def"
#undef COMPLAINT
#define PASS(name, origin) puts("pass\t" #name "\t" origin);
#include "target/pass.def"
#undef PASS
}

static void print_version(const struct target *newest, int micro)
{
    char name[32];
    struct target target;
    snprintf(name, sizeof name, "%s.%d", newest->name, micro);
    if (!target_find(name, &target))
        return;
    printf("version\t%s\t", name);
    for (int i = 0; i < FEATURE_COUNT; i++)
        putchar('0' + target_has(&target, (enum target_feature)i));
    putchar('\t');
    for (int i = 0; i < COMPLAINT_COUNT; i++)
        putchar('0' + target_complains(&target, (enum target_complaint)i));
    putchar('\n');
}

static int count_startup_strings(int minor)
{
    int count = 0;
    for (int i = 0; i < STARTUP_SLOTS; i++)
        if (startup_slots[i] && minor >= 11)
            count += startup_strings[startup_slots[i]].versions >> (minor - 11) & 1;
    return count;
}

/* "yes", and which micro versions are left out. */
static const char *native_text(const struct target *newest, char *text, size_t room)
{
    struct target target;
    size_t size = (size_t)snprintf(text, room, newest->native ? "yes" : "no");
    for (int micro = 0; newest->native && micro < newest->micro && size < room; micro++) {
        char name[16];
        snprintf(name, sizeof name, "%s.%d", newest->name, micro);
        if (target_find(name, &target) && !target.native)
            size += (size_t)snprintf(text + size, room - size, ", not %s", name);
    }
    return text;
}

static void print_cells(const struct target *target)
{
#define CELL(cell, format, value)                                                          \
    printf("cell\t%s\t" cell "\t" format "\n", target->name, value)
    CELL("cache_tag", "%s", target->cache_tag);
    CELL("micro", "%d", target->micro);
    CELL("magic", "%d", target->magic);
    CELL("siphash_c", "%d", target->siphash_c);
    CELL("siphash_d", "%d", target->siphash_d);
    CELL("unicode_major", "%d", target->unicode_major);
    CELL("unicode_minor", "%d", target->unicode_minor);
    CELL("block_limit", "%d", target->block_limit);
    CELL("tree_depth", "%d", target->tree_depth);
    CELL("small_int_limit", "%d", target->small_int_limit);
    CELL("code_layout", "%s",
         target->code_layout == CODE_LAYOUT_VARNAMES ? "varnames" : "localsplus");
    char native[256];
    CELL("native", "%s", native_text(target, native, sizeof native));
    CELL("startup_strings", "%d", count_startup_strings(target->minor));
#undef CELL
}

static void print_passes(const struct target *target)
{
    static const char *const names[] = {
        [PASS_END] = "END",
#define PASS(name, origin) [PASS_##name] = #name,
#include "target/pass.def"
#undef PASS
    };
    printf("passes\t%s", target->name);
    for (size_t i = 0; target->passes && target->passes[i] != PASS_END; i++)
        printf("\t%s", names[target->passes[i]]);
    putchar('\n');
}

static void print_opcodes(const struct target *target)
{
    for (int op = 0; target->opcodes && op < OPCODES; op++) {
        const struct opcode_row *row = &target->opcodes[op];
        if (!(row->flags & OPCODE_KNOWN))
            continue;
        printf("opcode\t%s\t%s\t%d\t%d\t%d\n", target->name, opcode_name((enum opcode)op),
               row->number, row->caches, row->flags);
        const struct effect_row *effect = &target->effects[op];
        printf("effect\t%s\t%s\t%d\t%d\t%d\t%d\t%d\n", target->name,
               opcode_name((enum opcode)op), effect->shape, effect->base, effect->jump_base,
               effect->slope, effect->taken);
    }
}

int main(void)
{
    const struct target *target;
    print_rows();
    for (size_t i = 0; (target = target_at(i)) != NULL; i++) {
        for (int micro = 0; micro <= target->micro; micro++)
            print_version(target, micro);
        print_cells(target);
        print_passes(target);
        print_opcodes(target);
    }
    return 0;
}
