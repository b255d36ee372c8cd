/* SPDX-License-Identifier: MIT
 *
 * The table of exception handlers (assemble_exception_table): start and length of the
 * code, where the handler is, how high the stack is there, whether the last instruction
 * lies on it.
 */
#include "compiler/assemble/assembler.h"

enum { HANDLER_ENTRY_BYTES = 20 };

/* Six bits a byte, most significant first; `first` marks the start of an entry. */
static void put_item(struct byte_run *run, uint32_t value, bool first)
{
    uint32_t mark = first ? 0x80 : 0;
    for (int shift = 24; shift > 0; shift -= 6)
        if (value >> shift) {
            run->bytes[run->count++] = (uint8_t)((value >> shift & 63) | 64 | mark);
            mark = 0;
        }
    run->bytes[run->count++] = (uint8_t)((value & 63) | mark);
}

static void put_handler(struct assembler *assembler, uint32_t end)
{
    const struct flow_block *handler = assembler->handler;
    struct byte_run *run = &assembler->handlers;
    bytes_reserve(assembler->ctx, run, HANDLER_ENTRY_BYTES);
    uint32_t depth = (uint32_t)(handler->depth - 1 - handler->keeps_lasti);
    put_item(run, assembler->handler_start, true);
    put_item(run, end - assembler->handler_start, false);
    put_item(run, handler->offset, false);
    put_item(run, depth << 1 | handler->keeps_lasti, false);
}

/* Blocks at the same offset are one: all but the last are empty. */
static bool same_handler(const struct flow_block *one, const struct flow_block *other)
{
    return one == other || (one && other && one->offset == other->offset);
}

void assemble_handler(struct assembler *assembler, const struct flow_block *handler,
                      uint32_t offset)
{
    if (same_handler(assembler->handler, handler))
        return;
    if (assembler->handler)
        put_handler(assembler, offset);
    assembler->handler = handler;
    assembler->handler_start = offset;
}
