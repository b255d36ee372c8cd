/* SPDX-License-Identifier: MIT
 *
 * Calls with *args or **kwargs, and those with more arguments than the stack should
 * hold: a tuple and a dictionary of them (compiler_call_helper from ex_call on).
 */
#include "compiler/codegen/expression.h"

/* Keywords on their way into a dictionary. */
struct keyword_building {
    const struct ast_keywords *keywords;
    struct location place;
    uint32_t begin; /* of those that wait to be built into one part */
    bool begun;     /* a dictionary lies on the stack; parts are merged into it */
};

/* Until 3.13: the names last, in one tuple. */
static void build_with_names(struct generator *gen, struct keyword_building *building,
                             uint32_t end)
{
    struct ast_keyword **items = building->keywords->items + building->begin;
    uint32_t count = end - building->begin;
    for (uint32_t i = 0; i < count; i++)
        gen_expr(gen, items[i]->value);
    gen_keyword_names(gen, OP_LOAD_CONST, (const struct ast_keyword *const *)items, count,
                      building->place);
    gen_emit(gen, OP_BUILD_CONST_KEY_MAP, (int32_t)count, building->place);
}

/* compiler_subkwargs */
static void build_keywords(struct generator *gen, struct keyword_building *building,
                           uint32_t end)
{
    uint32_t count = end - building->begin;
    bool much = count * 2 > STACK_GUIDELINE;
    if (count > 1 && !much && generator_has(gen, FEATURE_CONSTANTS_FOLDED_IN_TREE)) {
        build_with_names(gen, building, end);
        return;
    }
    if (much)
        gen_emit(gen, OP_BUILD_MAP, 0, location_none);
    for (uint32_t i = building->begin; i < end; i++) {
        gen_name_const(gen, building->keywords->items[i]->arg, building->place);
        gen_expr(gen, building->keywords->items[i]->value);
        if (much)
            gen_emit(gen, OP_MAP_ADD, 1, location_none);
    }
    if (!much)
        gen_emit(gen, OP_BUILD_MAP, (int32_t)count, building->place);
}

static void finish_keywords(struct generator *gen, struct keyword_building *building,
                            uint32_t end)
{
    build_keywords(gen, building, end);
    if (building->begun)
        gen_emit(gen, OP_DICT_MERGE, 1, building->place);
    building->begun = true;
}

static void merge_mapping(struct generator *gen, struct keyword_building *building,
                          uint32_t index)
{
    if (building->begin < index)
        finish_keywords(gen, building, index);
    if (!building->begun)
        gen_emit(gen, OP_BUILD_MAP, 0, building->place);
    building->begun = true;
    gen_expr(gen, building->keywords->items[index]->value);
    gen_emit(gen, OP_DICT_MERGE, 1, building->place);
    building->begin = index + 1;
}

static void build_keyword_dict(struct generator *gen, const struct ast_keywords *keywords,
                               struct location place)
{
    struct keyword_building building = {keywords, place, 0, false};
    for (uint32_t i = 0; i < keywords->count; i++)
        if (!keywords->items[i]->arg)
            merge_mapping(gen, &building, i);
    if (building.begin < keywords->count)
        finish_keywords(gen, &building, keywords->count);
}

void gen_unpacking_call(struct generator *gen, int count, const struct ast_exprs *args,
                        const struct ast_keywords *keywords, struct location place)
{
    if (!count && args->count == 1 && args->items[0]->kind == AST_Starred)
        gen_expr(gen, args->items[0]->Starred.value);
    else
        gen_argument_tuple(gen, place, count, args);
    if (keywords->count)
        build_keyword_dict(gen, keywords, place);
    if (gen->ctx->target->opcodes[OP_CALL_FUNCTION_EX].flags & OPCODE_ARG) {
        gen_emit(gen, OP_CALL_FUNCTION_EX, keywords->count > 0, place);
        return;
    }
    if (!keywords->count)
        gen_emit0(gen, OP_PUSH_NULL, place);
    gen_emit0(gen, OP_CALL_FUNCTION_EX, place);
}
