/* SPDX-License-Identifier: MIT
 *
 * A code unit as text: one line for the unit, one for each of its lists, one for each
 * instruction, the argument of a jump being the number of the instruction it leads to.
 */
#include "compiler/codegen/unit.h"

#include "base/quote.h"

#include <inttypes.h>

static void dump_name(const struct ctx *ctx, name_id name, struct buf *out)
{
    const struct intern_text *text = intern_get(ctx->names, name);
    quote_text(out, text->bytes, text->size,
               UNICODE_VERSION(ctx->target->unicode_major, ctx->target->unicode_minor));
}

static void dump_names(const struct ctx *ctx, const char *title,
                       const struct name_list *names, struct buf *out)
{
    buf_add_text(out, title);
    for (uint32_t i = 0; i < names->count; i++) {
        buf_add_byte(out, ' ');
        dump_name(ctx, names->items[i], out);
    }
    buf_add_byte(out, '\n');
}

static void dump_consts(struct ctx *ctx, const struct const_list *consts, struct buf *out)
{
    buf_add_text(out, "consts");
    for (uint32_t i = 0; i < consts->count; i++) {
        buf_add_byte(out, ' ');
        value_repr(ctx, consts->items[i], out);
    }
    buf_add_byte(out, '\n');
}

static void dump_instr(const struct ctx *ctx, const struct code_unit *unit,
                       const struct instr *instr, struct buf *out)
{
    unsigned flags = ctx->target->opcodes[instr->op].flags;
    const struct location *place = &instr->place;
    buf_add_text(out, opcode_name(instr->op));
    if (flags & (OPCODE_JUMP | OPCODE_HANDLER))
        buf_printf(out, " %" PRId32, unit->labels[instr->arg]);
    else if (flags & OPCODE_ARG)
        buf_printf(out, " %" PRId32, instr->arg);
    buf_printf(out, " @%" PRId32 ":%" PRId32 "-%" PRId32 ":%" PRId32 "\n", place->line,
               place->column, place->end_line, place->end_column);
}

void unit_dump(struct ctx *ctx, const struct code_unit *unit, struct buf *out)
{
    buf_add_text(out, "unit ");
    value_repr(ctx, unit->qualname, out);
    buf_printf(out, " line %d arguments %d %d %d flags 0x%x%s\n", unit->first_line,
               unit->argcount, unit->posonlyargcount, unit->kwonlyargcount,
               (unsigned)unit->flags, unit->aside ? " aside" : "");
    dump_names(ctx, "names", &unit->names, out);
    dump_names(ctx, "varnames", &unit->varnames, out);
    dump_names(ctx, "cellvars", &unit->cellvars, out);
    dump_names(ctx, "freevars", &unit->freevars, out);
    dump_consts(ctx, &unit->consts, out);
    for (uint32_t i = 0; i < unit->instr_count; i++)
        dump_instr(ctx, unit, &unit->instrs[i], out);
    for (uint32_t i = 0; i < unit->annotation_count; i++) {
        buf_add_text(out, "aside ");
        dump_instr(ctx, unit, &unit->annotations[i], out);
    }
}
