/* SPDX-License-Identifier: MIT
 *
 * Prints, for every target named as an argument, what an interpreter of it can
 * be asked for: name, cache tag, magic bytes, Unicode version, and the hash of
 * sources of bytes 0, 1, 2, … in the given numbers.
 */
#include "base/siphash.h"
#include "target/target.h"

#include <stdio.h>

static void print_hash(const struct target *target, uint64_t key, size_t size)
{
    unsigned char source[300];
    for (size_t i = 0; i < sizeof source; i++)
        source[i] = (unsigned char)i;
    uint64_t hash = siphash(target->siphash_c, target->siphash_d, key, 0, source, size);
    printf(" ");
    for (int i = 0; i < 8; i++)
        printf("%02x", (unsigned)(hash >> (8 * i) & 0xff));
}

static void print_target(const char *name)
{
    static const size_t sizes[] = {0, 1, 7, 8, 9, 63, 64, 255, 256, 300};
    struct target target;
    if (!target_find(name, &target)) {
        printf("%s unknown\n", name);
        return;
    }
    unsigned char magic[4];
    target_magic_bytes(&target, magic);
    uint64_t key = 0;
    for (int i = 0; i < 4; i++)
        key |= (uint64_t)magic[i] << (8 * i);
    printf("%d.%d.%d %s %02x%02x%02x%02x %d.%d", target.major, target.minor, target.micro,
           target.cache_tag, magic[0], magic[1], magic[2], magic[3], target.unicode_major,
           target.unicode_minor);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        print_hash(&target, key, sizes[i]);
    printf("\n");
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        print_target(argv[i]);
    return 0;
}
