/* SPDX-License-Identifier: MIT
 *
 * The unit of a module, and the bodies of modules and classes.
 *
 * Must agree with compiler_mod, compiler_codegen and compiler_body of CPython.
 */
#include "compiler/ast/future.h"
#include "compiler/codegen/statement.h"

#include "compiler/scope/scope.h"

#include <string.h>

/* A set of the annotations that were run over (3.14). */
static void prepare_conditional_annotations(struct generator *gen, struct location place)
{
    if (!gen->body->scope->has_conditional_annotations)
        return;
    gen_emit(gen, OP_BUILD_SET, 0, place);
    gen_name_arg(gen, OP_STORE_NAME, gen->known.conditional_annotations, place);
}

/* `place` is where SETUP_ANNOTATIONS stands, in a module that of its first statement. */
void gen_body(struct generator *gen, const struct ast_stmts *body, struct location place)
{
    bool late = target_has(gen->ctx->target, FEATURE_DEFERRED_ANNOTATIONS);
    if (gen->body->kind == BODY_MODULE && body->count)
        place = location_of(body->items[0]->span);
    if (late && gen->body->kind == BODY_MODULE)
        prepare_conditional_annotations(gen, place);
    if (late ? gen->future->annotations && gen->body->scope->annotations_used
             : gen_has_annotations(gen, body))
        gen_emit0(gen, OP_SETUP_ANNOTATIONS, place);
    struct ast_stmts rest;
    const struct value *docstring = gen_docstring(gen, body, &rest);
    if (docstring) {
        gen_const(gen, docstring, location_of(body->items[0]->Expr.value->span));
        gen_name(gen, gen->known.doc, AST_Store, location_none);
    }
    gen_statements(gen, &rest);
    if (late && !gen->future->annotations)
        gen_deferred_annotations(gen, place);
}

static void name_known(struct generator *gen)
{
#define GENERATOR_NAME(field, text)                                                        \
    gen->known.field = ctx_name(gen->ctx, text, sizeof(text) - 1);
    GENERATOR_NAMES(GENERATOR_NAME)
#undef GENERATOR_NAME
}

const struct value *codegen_module(struct ctx *ctx, const struct ast_module *module,
                                   const struct scopes *scopes, const struct future *future,
                                   struct const_cache *cache, struct codegen_finish *finish)
{
    struct generator gen = {
        .ctx = ctx,
        .scopes = scopes,
        .future = future,
        .cache = cache,
        .finish = finish,
    };
    name_known(&gen);
    gen_enter(&gen, gen.known.module, BODY_MODULE, scopes->module, 1);
    gen_body(&gen, &module->body, (struct location){1, 1, 0, 0});
    return gen_leave(&gen, true)->code;
}
