/* SPDX-License-Identifier: MIT
 *
 * First pass, the cases of match statements: symtable_visit_pattern.
 */
#include "compiler/scope/walk.h"

static void visit_pattern(struct scope_walk *walk, const struct ast_pattern *pattern);

static void visit_patterns(struct scope_walk *walk, const struct ast_patterns *patterns)
{
    for (uint32_t i = 0; i < patterns->count; i++)
        visit_pattern(walk, patterns->items[i]);
}

static void visit_class_pattern(struct scope_walk *walk, const struct ast_MatchClass *match)
{
    scope_visit_expr(walk, match->cls);
    visit_patterns(walk, &match->patterns);
    for (uint32_t i = 0; i < match->kwd_attrs.count; i++)
        scope_check_name(walk, match->kwd_attrs.items[i], AST_Store,
                         match->kwd_patterns.items[i]->span);
    visit_patterns(walk, &match->kwd_patterns);
}

static void bind_pattern(struct scope_walk *walk, const struct ast_pattern *pattern,
                         name_id name)
{
    if (name)
        scope_add(walk, name, SYMBOL_LOCAL, pattern->span);
}

static void visit_pattern(struct scope_walk *walk, const struct ast_pattern *pattern)
{
    scope_deepen(walk);
    switch (pattern->kind) {
    case AST_MatchValue:
        scope_visit_expr(walk, pattern->MatchValue.value);
        break;
    case AST_MatchSingleton:
        break;
    case AST_MatchSequence:
        visit_patterns(walk, &pattern->MatchSequence.patterns);
        break;
    case AST_MatchMapping:
        scope_visit_exprs(walk, &pattern->MatchMapping.keys);
        visit_patterns(walk, &pattern->MatchMapping.patterns);
        bind_pattern(walk, pattern, pattern->MatchMapping.rest);
        break;
    case AST_MatchClass:
        visit_class_pattern(walk, &pattern->MatchClass);
        break;
    case AST_MatchStar:
        bind_pattern(walk, pattern, pattern->MatchStar.name);
        break;
    case AST_MatchAs:
        if (pattern->MatchAs.pattern)
            visit_pattern(walk, pattern->MatchAs.pattern);
        bind_pattern(walk, pattern, pattern->MatchAs.name);
        break;
    case AST_MatchOr:
        visit_patterns(walk, &pattern->MatchOr.patterns);
        break;
    }
    walk->depth--;
}

void scope_visit_cases(struct scope_walk *walk, const struct ast_cases *cases)
{
    for (uint32_t i = 0; i < cases->count; i++) {
        visit_pattern(walk, cases->items[i].pattern);
        scope_visit_optional(walk, cases->items[i].guard);
        scope_visit_stmts(walk, &cases->items[i].body);
    }
}
