/* SPDX-License-Identifier: MIT
 *
 * The walk of folding through patterns (CPython: astfold_pattern).
 */
#include "compiler/ast/fold_fields.h"
#include "compiler/ast/folder.h"

static struct ast_pattern *fold_pattern(struct folder *folder, struct ast_pattern *pattern);

static struct ast_expr *fold_pattern_value(struct folder *folder, struct ast_expr *expr)
{
    struct ast_expr *result = expr;
    if (!folder->constants)
        return fold_pattern_number(folder, expr);
    fold_change_expr(folder, &result);
    return result;
}

static bool change_pattern_values(struct folder *folder, struct ast_exprs *exprs)
{
    CHANGE_POINTERS(folder, exprs, struct ast_expr, fold_pattern_value)
}

static bool change_patterns(struct folder *folder, struct ast_patterns *patterns)
{
    CHANGE_POINTERS(folder, patterns, struct ast_pattern, fold_pattern)
}

bool fold_change_pattern(struct folder *folder, struct ast_pattern **pattern)
{
    struct ast_pattern *old = *pattern;
    *pattern = fold_pattern(folder, old);
    return *pattern != old;
}

static bool change_value(struct folder *folder, struct ast_pattern *node)
{
    struct ast_expr *old = node->MatchValue.value;
    node->MatchValue.value = fold_pattern_value(folder, old);
    return node->MatchValue.value != old;
}

static bool change_mapping(struct folder *folder, struct ast_pattern *node)
{
    bool changed = change_pattern_values(folder, &node->MatchMapping.keys);
    return change_patterns(folder, &node->MatchMapping.patterns) || changed;
}

static bool change_class(struct folder *folder, struct ast_pattern *node)
{
    bool changed = fold_change_expr(folder, &node->MatchClass.cls);
    changed |= change_patterns(folder, &node->MatchClass.patterns);
    return change_patterns(folder, &node->MatchClass.kwd_patterns) || changed;
}

static bool change_pattern_parts(struct folder *folder, struct ast_pattern *node)
{
    switch (node->kind) {
    case AST_MatchValue:
        return change_value(folder, node);
    case AST_MatchSequence:
        return change_patterns(folder, &node->MatchSequence.patterns);
    case AST_MatchMapping:
        return change_mapping(folder, node);
    case AST_MatchClass:
        return change_class(folder, node);
    case AST_MatchAs:
        return node->MatchAs.pattern && fold_change_pattern(folder, &node->MatchAs.pattern);
    case AST_MatchOr:
        return change_patterns(folder, &node->MatchOr.patterns);
    case AST_MatchSingleton:
    case AST_MatchStar:
        return false;
    }
    return false;
}

static struct ast_pattern *fold_pattern(struct folder *folder, struct ast_pattern *pattern)
{
    struct ast_pattern node = *pattern;
    fold_enter(folder);
    bool changed = change_pattern_parts(folder, &node);
    fold_leave(folder);
    return changed ? fold_keep(folder, &node, sizeof node) : pattern;
}
