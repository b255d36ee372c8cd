/* SPDX-License-Identifier: MIT
 *
 * import and from … import.
 *
 * Must agree with compiler_import, compiler_import_as and compiler_from_import of
 * CPython.
 */
#include "compiler/ast/future.h"
#include "compiler/codegen/statement.h"

#include <string.h>

/* The part of a dotted name that begins at *at, which moves behind the dot after it;
 * to NULL at the end. */
static name_id next_part(struct generator *gen, const char **at)
{
    const char *dot = strchr(*at, '.');
    size_t size = dot ? (size_t)(dot - *at) : strlen(*at);
    name_id part = ctx_name(gen->ctx, *at, size);
    *at = dot ? dot + 1 : NULL;
    return part;
}

/* import a.b.c as d: IMPORT_NAME leaves a; c is an attribute of an attribute of it. */
static void import_as(struct generator *gen, const struct ast_alias *alias,
                      struct location place)
{
    const char *rest = gen_name_text(gen, alias->name);
    next_part(gen, &rest);
    bool dotted = rest != NULL;
    while (rest) {
        uint32_t name = unit_name(gen->ctx, &gen->body->unit.names, next_part(gen, &rest));
        gen_emit(gen, OP_IMPORT_FROM, (int32_t)name, place);
        if (!rest)
            break;
        gen_emit(gen, OP_SWAP, 2, place);
        gen_emit0(gen, OP_POP_TOP, place);
    }
    gen_name(gen, alias->asname, AST_Store, place);
    if (dotted)
        gen_emit0(gen, OP_POP_TOP, place);
}

/* import_name */
void gen_import(struct generator *gen, const struct ast_stmt *stmt)
{
    struct location place = location_of(stmt->span);
    for (uint32_t i = 0; i < stmt->Import.names.count; i++) {
        const struct ast_alias *alias = stmt->Import.names.items[i];
        gen_int(gen, 0, place);
        gen_none(gen, place);
        gen_name_arg(gen, OP_IMPORT_NAME, alias->name, place);
        if (alias->asname) {
            import_as(gen, alias, place);
        } else {
            const char *first = gen_name_text(gen, alias->name);
            gen_name(gen, next_part(gen, &first), AST_Store, place);
        }
    }
}

static void import_names_tuple(struct generator *gen, const struct ast_aliases *aliases,
                               struct location place)
{
    name_id *names = ctx_alloc(gen->ctx, aliases->count * sizeof *names);
    for (uint32_t i = 0; i < aliases->count; i++)
        names[i] = aliases->items[i]->name;
    gen_names_const(gen, names, aliases->count, place);
}

/* import_from */
void gen_import_from(struct generator *gen, const struct ast_stmt *stmt)
{
    const struct ast_ImportFrom *node = &stmt->ImportFrom;
    struct location place = location_of(stmt->span);
    future_check_place(gen->ctx, gen->future, stmt);
    gen_int(gen, node->level, place);
    import_names_tuple(gen, &node->names, place);
    gen_name_arg(gen, OP_IMPORT_NAME, node->module ? node->module : gen->known.empty,
                 place);
    if (gen_name_text(gen, node->names.items[0]->name)[0] == '*') {
        gen_import_star(gen, place);
        return;
    }
    for (uint32_t i = 0; i < node->names.count; i++) {
        const struct ast_alias *alias = node->names.items[i];
        gen_name_arg(gen, OP_IMPORT_FROM, alias->name, place);
        gen_name(gen, alias->asname ? alias->asname : alias->name, AST_Store, place);
    }
    gen_emit0(gen, OP_POP_TOP, place);
}
