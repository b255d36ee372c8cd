/* SPDX-License-Identifier: MIT
 *
 * Scopes as text, one line:
 *
 *     (KIND NAME LINE [nested] PROPERTY... {PARAMETER,...} SYMBOL... CHILD...)
 *
 * where a symbol is NAME=flags:binding.  Kind, name, line, nested, parameters and
 * symbols are those of CPython's module _symtable; names that are only passed on come
 * last, sorted, for their order there is that of a set.  The other properties are
 * what _symtable does not show; they begin with a plus.
 */
#include "compiler/scope/walk.h"

static const char *const scope_kind_names[] = {
    [SCOPE_FUNCTION] = "function",
    [SCOPE_CLASS] = "class",
    [SCOPE_MODULE] = "module",
    [SCOPE_ANNOTATION] = "annotation",
    [SCOPE_TYPE_ALIAS] = "type-alias",
    [SCOPE_TYPE_PARAMETERS] = "type-parameters",
    [SCOPE_TYPE_VARIABLE] = "type-variable",
};

static const char *const comprehension_names[] = {
    [COMPREHENSION_LIST] = "list",
    [COMPREHENSION_DICT] = "dict",
    [COMPREHENSION_SET] = "set",
    [COMPREHENSION_GENERATOR] = "generator-expression",
};

static void dump_symbol_name(const struct ctx *ctx, name_id name, struct buf *out)
{
    const struct intern_text *text = intern_get(ctx->names, name);
    buf_add(out, text->bytes, text->size);
}

static void dump_properties(const struct scope *scope, struct buf *out)
{
    const struct {
        bool has;
        const char *name;
    } properties[] = {
        {scope->generator, "generator"},
        {scope->coroutine, "coroutine"},
        {scope->varargs, "varargs"},
        {scope->varkeywords, "varkeywords"},
        {scope->returns_value, "returns-value"},
        {scope->has_docstring, "docstring"},
        {scope->method, "method"},
        {scope->comp_inlined, "inlined"},
        {scope->can_see_class_scope, "sees-class"},
        {scope->needs_class_closure, "class-closure"},
        {scope->needs_classdict, "classdict"},
        {scope->annotations_used, "annotated"},
        {scope->has_conditional_annotations, "conditional-annotations"},
    };
    if (scope->nested)
        buf_printf(out, " nested");
    if (scope->comprehension)
        buf_printf(out, " +%s", comprehension_names[scope->comprehension]);
    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++)
        if (properties[i].has)
            buf_printf(out, " +%s", properties[i].name);
}

static bool is_passed_on(const struct symbol *symbol)
{
    return !(symbol->flags & ~(unsigned)(SYMBOL_FREE_CLASS | SYMBOL_COMP_CELL));
}

static void dump_symbol(const struct ctx *ctx, const struct symbol *symbol, struct buf *out)
{
    buf_add_byte(out, ' ');
    dump_symbol_name(ctx, symbol->name, out);
    buf_printf(out, "=%u:%u", (unsigned)symbol->flags, (unsigned)symbol->binding);
}

static void dump_symbols(struct ctx *ctx, const struct scope *scope, struct buf *out)
{
    struct ast_idents passed = {NULL, 0};
    passed.items = ctx_alloc(ctx, scope->symbol_count * sizeof *passed.items + 1);
    for (uint32_t i = 0; i < scope->symbol_count; i++)
        if (is_passed_on(&scope->symbols[i]))
            passed.items[passed.count++] = scope->symbols[i].name;
        else
            dump_symbol(ctx, &scope->symbols[i], out);
    scope_sort_names(ctx, &passed);
    for (uint32_t i = 0; i < passed.count; i++)
        dump_symbol(ctx, scope_find(scope, passed.items[i]), out);
}

static void dump_scope(struct ctx *ctx, const struct scope *scope, struct buf *out)
{
    buf_printf(out, "(%s ", scope_kind_names[scope->kind]);
    dump_symbol_name(ctx, scope->name, out);
    buf_printf(out, " %u", (unsigned)scope->span.line);
    dump_properties(scope, out);
    buf_printf(out, " {");
    for (uint32_t i = 0; i < scope->varnames.count; i++) {
        buf_printf(out, i ? "," : "");
        dump_symbol_name(ctx, scope->varnames.items[i], out);
    }
    buf_add_byte(out, '}');
    dump_symbols(ctx, scope, out);
    for (uint32_t i = 0; i < scope->children.count; i++) {
        buf_add_byte(out, ' ');
        dump_scope(ctx, scope->children.items[i], out);
    }
    buf_add_byte(out, ')');
}

void scope_dump(struct ctx *ctx, const struct scopes *scopes, struct buf *out)
{
    dump_scope(ctx, scopes->module, out);
}
