/* SPDX-License-Identifier: MIT
 *
 * Attributes.
 */
#include "compiler/codegen/expression.h"

/* Characters of a name, as columns count bytes: an identifier that is not ASCII ends
 * up with a column that is too large, in CPython too. */
static int32_t count_characters(const struct generator *gen, name_id name)
{
    const struct intern_text *text = intern_get(gen->ctx->names, name);
    int32_t count = 0;
    for (uint32_t i = 0; i < text->size; i++)
        count += ((unsigned char)text->bytes[i] & 0xC0) != 0x80;
    return count;
}

struct location gen_attribute_place(const struct generator *gen, struct location place,
                                    const struct ast_expr *attribute)
{
    int32_t end_line = (int32_t)attribute->span.end_line;
    int32_t end_column = (int32_t)attribute->span.end_column;
    if (place.line == end_line)
        return place;
    int32_t size = count_characters(gen, attribute->Attribute.attr);
    place.line = end_line;
    place.column = size <= end_column ? end_column - size : -1;
    if (place.column < 0)
        place.end_column = -1;
    if (place.end_line < place.line)
        place.end_line = place.line;
    if (place.line == place.end_line && place.end_column < place.column)
        place.end_column = place.column;
    return place;
}

/* `self.X = …` somewhere in a function of a class: X is one of the class's
 * __static_attributes__ (3.13). */
static void note_static_attribute(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_expr *object = expr->Attribute.value;
    if (object->kind != AST_Name || object->Name.id != gen->known.self ||
        expr->Attribute.ctx != AST_Store)
        return;
    struct body *body = gen->body->outer;
    while (body && body->kind != BODY_CLASS)
        body = body->outer;
    if (body)
        unit_name(gen->ctx, &body->static_attributes, expr->Attribute.attr);
}

void gen_attribute(struct generator *gen, const struct ast_expr *expr)
{
    name_id name = expr->Attribute.attr;
    if (expr->Attribute.ctx == AST_Load && gen_super_attribute(gen, expr, false))
        return;
    note_static_attribute(gen, expr);
    gen_expr(gen, expr->Attribute.value);
    struct location place = gen_attribute_place(gen, location_of(expr->span), expr);
    switch (expr->Attribute.ctx) {
    case AST_Load:
        gen_name_arg(gen, OP_LOAD_ATTR, name, place);
        return;
    case AST_Store:
        gen_check_name(gen, name, AST_Store, place);
        gen_name_arg(gen, OP_STORE_ATTR, name, place);
        return;
    case AST_Del:
        gen_name_arg(gen, OP_DELETE_ATTR, name, place);
        return;
    }
}
