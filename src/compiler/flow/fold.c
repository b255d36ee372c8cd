/* SPDX-License-Identifier: MIT
 *
 * Folding of constants over instructions, as 3.14 and later have it
 * (fold_tuple_of_constants, optimize_lists_and_sets, fold_constant_seq_into_load_const,
 * fold_const_binop, fold_const_unaryop).
 */
#include "compiler/flow/graph.h"
#include "compiler/value/arithmetic.h"

#include <string.h>

enum {
    FOLDED_ITEMS = 30,      /* _PY_STACK_USE_GUIDELINE */
    EXTENDED_ITEMS = 3,     /* shorter literals are built item by item */
    SMALL_INTS = 256,       /* what LOAD_SMALL_INT takes */
    PLUS_INTRINSIC = 5,     /* of CALL_INTRINSIC_1 */
    TO_TUPLE_INTRINSIC = 6, /* of CALL_INTRINSIC_1 */
};

static bool loads_const(const struct flow_graph *graph, enum opcode op)
{
    return graph->rows[op].flags & OPCODE_CONST || op == OP_LOAD_SMALL_INT;
}

bool graph_make_small_int(struct flow_graph *graph, struct flow_instr *instr,
                          const struct value *value)
{
    if (!graph->rows[OP_LOAD_SMALL_INT].flags || value->kind != VALUE_INT ||
        value->integer < 0 || value->integer >= SMALL_INTS)
        return false;
    instr_set(instr, OP_LOAD_SMALL_INT, (int32_t)value->integer);
    return true;
}

static void load_folded(struct flow_graph *graph, struct flow_instr *instr,
                        const struct value *value)
{
    if (!graph_make_small_int(graph, instr, value))
        graph_load_const(graph, instr, value);
}

/* The `count` loads of constants before instrs[index], with nothing but NOPs between
 * them, into loads[]; false when there are other instructions. */
static bool collect_loads(const struct flow_graph *graph, struct flow_block *block,
                          uint32_t index, uint32_t count, struct flow_instr **loads)
{
    while (index > 0 && count > 0) {
        struct flow_instr *instr = &block->instrs[--index];
        if (instr->op == OP_NOP)
            continue;
        if (!loads_const(graph, instr->op))
            return false;
        loads[--count] = instr;
    }
    return count == 0;
}

static void drop_instr(struct flow_instr *instr)
{
    instr_set(instr, OP_NOP, 0);
    instr->place = location_none;
}

static void drop_loads(struct flow_instr **loads, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        drop_instr(loads[i]);
}

static const struct value *tuple_of(struct flow_graph *graph, struct flow_instr **loads,
                                    uint32_t count)
{
    const struct value *tuple = value_new_elements(graph->ctx, VALUE_TUPLE, count);
    for (uint32_t i = 0; i < count; i++)
        tuple->elements.items[i] = graph_const(graph, loads[i]);
    return tuple;
}

static const struct value *frozenset_of(struct flow_graph *graph, const struct value *tuple)
{
    struct value *set = CTX_NEW(graph->ctx, struct value);
    value_frozenset(graph->ctx, tuple->elements.items, tuple->elements.count, set);
    return set;
}

void graph_fold_loads(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    struct flow_instr *build = &block->instrs[index], *loads[FOLDED_ITEMS];
    uint32_t count = (uint32_t)build->arg;
    if (count > FOLDED_ITEMS || !collect_loads(graph, block, index, count, loads))
        return;
    const struct value *tuple = tuple_of(graph, loads, count);
    drop_loads(loads, count);
    graph_load_const(graph, build, tuple);
}

/* BUILD_LIST 0, LOAD_CONST of all items, LIST_EXTEND 1. */
static void extend_by_const(struct flow_instr *build, int32_t index)
{
    enum opcode op = build->op;
    build[-2].place = build->place;
    instr_set(&build[-2], op, 0);
    instr_set(&build[-1], OP_LOAD_CONST, index);
    instr_set(build, op == OP_BUILD_LIST ? OP_LIST_EXTEND : OP_SET_UPDATE, 1);
}

void graph_fold_display(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    struct flow_instr *build = &block->instrs[index], *loads[FOLDED_ITEMS];
    enum opcode next = block_op_after(block, index);
    bool only_read = next == OP_GET_ITER || next == OP_CONTAINS_OP;
    uint32_t count = (uint32_t)build->arg;
    if (count > FOLDED_ITEMS || (count < EXTENDED_ITEMS && !only_read))
        return;
    if (!collect_loads(graph, block, index, count, loads)) {
        if (only_read && build->op == OP_BUILD_LIST)
            build->op = OP_BUILD_TUPLE;
        return;
    }
    const struct value *items = tuple_of(graph, loads, count);
    if (build->op == OP_BUILD_SET)
        items = frozenset_of(graph, items);
    struct flow_instr load;
    graph_load_const(graph, &load, items);
    drop_loads(loads, count);
    if (only_read)
        instr_set(build, OP_LOAD_CONST, load.arg);
    else
        extend_by_const(build, load.arg);
}

/* A display built item by item: from its BUILD_* 0 to where the walk back began. */
struct item_run {
    enum opcode build, append;
    uint32_t start, items;
};

/* Walks back from `end`, before which an append is next if `append_next`. */
static bool find_run_start(const struct flow_graph *graph, const struct flow_block *block,
                           uint32_t end, bool append_next, struct item_run *run)
{
    for (run->start = end; run->start-- > 0;) {
        const struct flow_instr *instr = &block->instrs[run->start];
        if (instr->op == OP_NOP)
            continue;
        if (instr->op == run->build && instr->arg == 0)
            return append_next;
        if (append_next ? instr->op != run->append || instr->arg != 1
                        : !loads_const(graph, instr->op))
            return false;
        run->items += !append_next;
        append_next = !append_next;
    }
    return false;
}

/* The items of the run, whose instructions become NOPs up to `end`. */
static const struct value *take_items(struct flow_graph *graph, struct flow_block *block,
                                      const struct item_run *run, uint32_t end)
{
    const struct value *items = value_new_elements(graph->ctx, VALUE_TUPLE, run->items);
    uint32_t item = 0;
    for (uint32_t i = run->start; i < end; i++) {
        struct flow_instr *instr = &block->instrs[i];
        if (loads_const(graph, instr->op))
            items->elements.items[item++] = graph_const(graph, instr);
        if (instr->op != OP_NOP)
            drop_instr(instr);
    }
    return run->build == OP_BUILD_SET ? frozenset_of(graph, items) : items;
}

/* The instruction at `index` ends a display; true when it loads a constant now. */
static bool fold_run(struct flow_graph *graph, struct flow_block *block, uint32_t index,
                     enum opcode append)
{
    struct flow_instr *last = &block->instrs[index];
    struct item_run run = {.append = append};
    run.build = append == OP_LIST_APPEND ? OP_BUILD_LIST : OP_BUILD_SET;
    bool is_append = last->op == append;
    if (!find_run_start(graph, block, index, !is_append, &run))
        return false;
    const struct value *items = take_items(graph, block, &run, index);
    if (is_append)
        last->place = location_none;
    graph_load_const(graph, last, items);
    return true;
}

void graph_fold_appends(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    const struct flow_instr *append = &block->instrs[index];
    enum opcode next = block_op_after(block, index);
    if (append->arg == 1 && (next == OP_GET_ITER || next == OP_CONTAINS_OP))
        fold_run(graph, block, index, append->op);
}

static void fold_list_to_tuple(struct flow_graph *graph, struct flow_block *block,
                               uint32_t index)
{
    bool iterated = block_op_after(block, index) == OP_GET_ITER;
    bool fold_first = target_has(graph->ctx->target, FEATURE_LONG_LITERALS_FOLDED);
    if ((fold_first || !iterated) && fold_run(graph, block, index, OP_LIST_APPEND))
        return;
    if (iterated)
        instr_set(&block->instrs[index], OP_NOP, 0);
}

void graph_fold_intrinsic(struct flow_graph *graph, struct flow_block *block,
                          uint32_t index)
{
    int32_t intrinsic = block->instrs[index].arg;
    if (intrinsic == TO_TUPLE_INTRINSIC)
        fold_list_to_tuple(graph, block, index);
    else if (intrinsic == PLUS_INTRINSIC)
        graph_fold_unary(graph, block, index);
}

static bool evaluate_unary(struct flow_graph *graph, enum opcode op,
                           const struct value *operand, struct value *result)
{
    if (op == OP_UNARY_NEGATIVE)
        return value_unary(graph->ctx, VALUE_MINUS, operand, result);
    if (op == OP_UNARY_NOT)
        return value_unary(graph->ctx, VALUE_NOT, operand, result);
    if (op != OP_UNARY_INVERT)
        return value_unary(graph->ctx, VALUE_PLUS, operand, result);
    return operand->kind != VALUE_TRUE && operand->kind != VALUE_FALSE &&
           value_unary(graph->ctx, VALUE_INVERT, operand, result);
}

void graph_fold_unary(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    struct flow_instr *instr = &block->instrs[index], *load;
    if (!collect_loads(graph, block, index, 1, &load))
        return;
    struct value *result = CTX_NEW(graph->ctx, struct value);
    *result = (struct value){0};
    if (!evaluate_unary(graph, instr->op, graph_const(graph, load), result))
        return;
    drop_instr(load);
    load_folded(graph, instr, result);
}

/* By the argument of BINARY_OP (NB_ADD and so on); the rest are not folded. */
enum { BINARY_MATRIX_MULTIPLY = 4, BINARY_OPERATORS = 13, BINARY_SUBSCRIPT = 26 };
static const enum value_binary_op binary_operators[BINARY_OPERATORS] = {
    VALUE_ADD,
    VALUE_AND,
    VALUE_FLOOR_DIVIDE,
    VALUE_LEFT_SHIFT,
    VALUE_MATRIX_MULTIPLY,
    VALUE_MULTIPLY,
    VALUE_MODULO,
    VALUE_OR,
    VALUE_POWER,
    VALUE_RIGHT_SHIFT,
    VALUE_SUBTRACT,
    VALUE_DIVIDE,
    VALUE_XOR,
};

static bool evaluate_binary(struct flow_graph *graph, int32_t kind,
                            const struct value *left, const struct value *right,
                            struct value *result)
{
    if (kind == BINARY_SUBSCRIPT && right->kind == VALUE_SLICE)
        return value_take_slice(graph->ctx, left, right, result);
    if (kind == BINARY_SUBSCRIPT)
        return value_subscript(graph->ctx, left, right, result);
    if (kind >= BINARY_OPERATORS || kind == BINARY_MATRIX_MULTIPLY)
        return false;
    return value_binary(graph->ctx, binary_operators[kind], left, right, result);
}

void graph_fold_binary(struct flow_graph *graph, struct flow_block *block, uint32_t index)
{
    struct flow_instr *instr = &block->instrs[index], *loads[2];
    if (!collect_loads(graph, block, index, 2, loads))
        return;
    struct value *result = CTX_NEW(graph->ctx, struct value);
    *result = (struct value){0};
    if (!evaluate_binary(graph, instr->arg, graph_const(graph, loads[0]),
                         graph_const(graph, loads[1]), result))
        return;
    drop_loads(loads, 2);
    load_folded(graph, instr, result);
}
