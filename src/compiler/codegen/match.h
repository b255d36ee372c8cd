/* SPDX-License-Identifier: MIT
 *
 * What the files that generate patterns share (PEP 634).
 *
 * A pattern takes its subject from the stack, and jumps out when it does not match.
 * Names are bound only when the whole pattern has matched: until then the captured
 * values lie on the stack, below what is still in work.
 */
#ifndef KILN_COMPILER_CODEGEN_MATCH_H
#define KILN_COMPILER_CODEGEN_MATCH_H

#include "compiler/codegen/generator.h"

struct pattern_stores {
    name_id *items;
    uint32_t count, capacity;
};

struct match { /* pattern_context */
    struct generator *gen;
    struct pattern_stores stores; /* names captured so far, in the order in which their
                                     values lie on the stack */
    bool allow_irrefutable;
    int32_t *fail_pop; /* label i: where to jump if i values have to be popped */
    uint32_t fail_count, fail_capacity;
    int32_t on_top; /* values in work, above the captured ones */
};

/* match.c: a pattern as part of another, which may match everything. */
void match_pattern(struct match *match, const struct ast_pattern *pattern);
void match_subpattern(struct match *match, const struct ast_pattern *pattern);
/* What is on top of the stack becomes the value of a name; 0: is dropped. */
void match_store(struct match *match, name_id name, struct location place);
bool match_has_store(const struct match *match, name_id name);
void match_add_store(struct match *match, name_id name);
_Noreturn void match_fail_duplicate(struct match *match, name_id name,
                                    struct location place);
void match_rotate(struct match *match, int32_t count, struct location place);

static inline bool pattern_is_wildcard(const struct ast_pattern *pattern)
{
    return pattern->kind == AST_MatchAs && !pattern->MatchAs.name;
}

/* match_fail.c: jumps with `op` to where everything that lies on the stack is popped. */
void match_jump_to_fail(struct match *match, enum opcode op, struct location place);
int32_t match_fail_label(struct match *match, uint32_t pops);
void match_place_fails(struct match *match, struct location place);

/* match_sequence.c, match_mapping.c (classes too), match_or.c */
void match_sequence(struct match *match, const struct ast_pattern *pattern);
void match_mapping(struct match *match, const struct ast_pattern *pattern);
void match_class(struct match *match, const struct ast_pattern *pattern);
void match_or(struct match *match, const struct ast_pattern *pattern);

#endif
