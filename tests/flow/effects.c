/* SPDX-License-Identifier: MIT
 *
 * Effects on the stack, one line for each question on standard input:
 *
 *     effects TARGET <QUESTIONS      lines of NAME ARG JUMP; the answer is a number,
 *                                    or ? for an instruction that is not known
 */
#include "target/effect.h"
#include "target/target.h"

#include <stdio.h>
#include <string.h>

static const struct opcode_row *find_row(const struct target *target, const char *name,
                                         int *op)
{
    for (*op = 0; *op < OPCODES; ++*op)
        if (strcmp(opcode_name((enum opcode) * op), name) == 0)
            return target->opcodes[*op].flags ? &target->opcodes[*op] : NULL;
    return NULL;
}

int main(int count, char **words)
{
    struct target target;
    char name[64];
    int arg, jump, op;
    if (count != 2 || !target_find(words[1], &target) || !target.effects)
        return 2;
    while (scanf("%63s %d %d", name, &arg, &jump) == 3)
        if (find_row(&target, name, &op))
            printf("%d\n", effect_of(&target.effects[op], arg, jump != 0));
        else
            printf("?\n");
    return 0;
}
