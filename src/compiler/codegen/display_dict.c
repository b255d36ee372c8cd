/* SPDX-License-Identifier: MIT
 *
 * Dictionaries with values in them (compiler_dict).
 */
#include "compiler/codegen/expression.h"

/* Until 3.13: constant keys come last, in one tuple. */
static void build_with_constant_keys(struct generator *gen, const struct ast_Dict *dict,
                                     uint32_t begin, uint32_t end, struct location place)
{
    for (uint32_t i = begin; i < end; i++)
        gen_expr(gen, dict->values.items[i]);
    gen_const(gen, gen_constant_tuple(gen, &dict->keys, begin, end), place);
    gen_emit(gen, OP_BUILD_CONST_KEY_MAP, (int32_t)(end - begin), place);
}

/* A dictionary of some of the items, none of them `**x` (compiler_subdict). */
static void build_part(struct generator *gen, const struct ast_Dict *dict, uint32_t begin,
                       uint32_t end, struct location place)
{
    uint32_t count = end - begin;
    bool much = count * 2 > STACK_GUIDELINE;
    if (count > 1 && !much && generator_has(gen, FEATURE_CONSTANTS_FOLDED_IN_TREE) &&
        gen_all_constant(&dict->keys, begin, end)) {
        build_with_constant_keys(gen, dict, begin, end, place);
        return;
    }
    if (much)
        gen_emit(gen, OP_BUILD_MAP, 0, place);
    for (uint32_t i = begin; i < end; i++) {
        gen_expr(gen, dict->keys.items[i]);
        gen_expr(gen, dict->values.items[i]);
        if (much)
            gen_emit(gen, OP_MAP_ADD, 1, place);
    }
    if (!much)
        gen_emit(gen, OP_BUILD_MAP, (int32_t)count, place);
}

struct dict_building {
    const struct ast_Dict *dict;
    struct location place;
    uint32_t begin; /* of the items that wait to be built into one part */
    bool begun;     /* a dictionary lies on the stack; parts are added to it */
};

static void finish_part(struct generator *gen, struct dict_building *building, uint32_t end)
{
    build_part(gen, building->dict, building->begin, end, building->place);
    if (building->begun)
        gen_emit(gen, OP_DICT_UPDATE, 1, building->place);
    building->begun = true;
    building->begin = end;
}

static void add_mapping(struct generator *gen, struct dict_building *building,
                        uint32_t index)
{
    if (building->begin < index)
        finish_part(gen, building, index);
    if (!building->begun)
        gen_emit(gen, OP_BUILD_MAP, 0, building->place);
    building->begun = true;
    gen_expr(gen, building->dict->values.items[index]);
    gen_emit(gen, OP_DICT_UPDATE, 1, building->place);
    building->begin = index + 1;
}

void gen_dict(struct generator *gen, const struct ast_expr *expr)
{
    const struct ast_Dict *dict = &expr->Dict;
    struct dict_building building = {dict, location_of(expr->span), 0, false};
    for (uint32_t i = 0; i < dict->values.count; i++) {
        if (!dict->keys.items[i])
            add_mapping(gen, &building, i);
        else if ((i - building.begin) * 2 > STACK_GUIDELINE)
            finish_part(gen, &building, i + 1);
    }
    if (building.begin < dict->values.count)
        finish_part(gen, &building, dict->values.count);
    if (!building.begun)
        gen_emit(gen, OP_BUILD_MAP, 0, building.place);
}
