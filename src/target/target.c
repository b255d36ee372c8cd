/* SPDX-License-Identifier: MIT
 *
 * Finding a target by its name.
 */
#include "target/versions.h"

#include <stdio.h>
#include <string.h>

static const struct target *const versions[] = {
    &target_py38,  &target_py39,  &target_py310, &target_py311,
    &target_py312, &target_py313, &target_py314, &target_py315,
};

enum { VERSION_COUNT = sizeof versions / sizeof versions[0] };

void target_magic_bytes(const struct target *target, unsigned char magic[4])
{
    magic[0] = (unsigned char)(target->magic & 0xff);
    magic[1] = (unsigned char)(target->magic >> 8);
    magic[2] = '\r';
    magic[3] = '\n';
}

const struct target *target_at(size_t index)
{
    return index < VERSION_COUNT ? versions[index] : NULL;
}

int target_compare(int major, int minor, const struct target *target)
{
    return major != target->major ? major - target->major : minor - target->minor;
}

/* ".Z" after "X.Y": a micro version no newer than the newest known. */
static bool parse_micro(const char *text, int newest, int *micro)
{
    int length = 0;
    if (text[0] != '.' || text[1] < '0' || text[1] > '9' || strlen(text) > 4)
        return false;
    return sscanf(text, ".%d%n", micro, &length) == 1 && !text[length] && *micro <= newest;
}

bool target_find(const char *name, struct target *target)
{
    for (size_t i = 0; i < VERSION_COUNT; i++) {
        size_t length = strlen(versions[i]->name);
        if (strncmp(name, versions[i]->name, length) != 0)
            continue;
        int micro = versions[i]->micro;
        if (name[length] && !parse_micro(name + length, micro, &micro))
            continue;
        *target = *versions[i];
        target->micro = micro;
        return true;
    }
    return false;
}
