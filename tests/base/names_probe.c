/* SPDX-License-Identifier: MIT
 *
 * Looks names of characters up for test_unicode_names.py: each line of the input is
 * a name, each line of the output its code point in hexadecimal, or "-".
 *
 *     names_probe MAJOR.MINOR strict|loose
 */
#include "base/unicode.h"
#include "base/unicode_names.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    unsigned major, minor;
    char line[512];
    if (argc != 3 || sscanf(argv[1], "%u.%u", &major, &minor) != 2)
        return 2;
    enum name_rules rules =
        strcmp(argv[2], "loose") == 0 ? NAME_RULES_LOOSE : NAME_RULES_STRICT;
    while (fgets(line, sizeof line, stdin)) {
        uint32_t found;
        size_t size = strcspn(line, "\n");
        if (unicode_find_name(line, size, UNICODE_VERSION(major, minor), rules, &found))
            printf("%x\n", (unsigned)found);
        else
            puts("-");
    }
    return 0;
}
