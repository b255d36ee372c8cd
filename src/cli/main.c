/* SPDX-License-Identifier: MIT
 *
 * The command.
 */
#include <kiln.h>

int main(void)
{
    return 0;
}
