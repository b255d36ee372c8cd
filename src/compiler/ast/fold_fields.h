/* SPDX-License-Identifier: MIT
 *
 * Macros for the walk of folding: a field of each type in ast.def, and lists.
 */
#ifndef KILN_COMPILER_AST_FOLD_FIELDS_H
#define KILN_COMPILER_AST_FOLD_FIELDS_H

/* The rest of a function that folds a list of pointers: its first item that becomes
 * another makes it another list. */
#define CHANGE_POINTERS(folder, list, type, fold)                                          \
    bool changed = false;                                                                  \
    for (uint32_t i = 0; i < (list)->count; i++) {                                         \
        type *old = (list)->items[i];                                                      \
        type *item = old ? fold(folder, old) : NULL;                                       \
        if (item == old)                                                                   \
            continue;                                                                      \
        if (!changed)                                                                      \
            (list)->items =                                                                \
                fold_keep(folder, (list)->items, (list)->count * sizeof *(list)->items);   \
        (list)->items[i] = item;                                                           \
        changed = true;                                                                    \
    }                                                                                      \
    return changed;

/* The same for a list of structs. */
#define CHANGE_STRUCTS(folder, list, type, change)                                         \
    bool changed = false;                                                                  \
    for (uint32_t i = 0; i < (list)->count; i++) {                                         \
        type item = (list)->items[i];                                                      \
        if (!change(folder, &item))                                                        \
            continue;                                                                      \
        if (!changed)                                                                      \
            (list)->items =                                                                \
                fold_keep(folder, (list)->items, (list)->count * sizeof *(list)->items);   \
        (list)->items[i] = item;                                                           \
        changed = true;                                                                    \
    }                                                                                      \
    return changed;

/* One kind of node: all its fields.  `node` is the copy, `changed` tells. */
#define CHANGE_KIND(Kind, fields)                                                          \
    case AST_##Kind: {                                                                     \
        struct ast_##Kind *member = &node.Kind;                                            \
        fields(void) member;                                                               \
        break;                                                                             \
    }

/* A field.  Only CHANGE_stmts, which fold.c defines, wants to know its name. */
#define CHANGE_FIELD(type, name) CHANGE_##type(&member->name, FOLD_BLOCK_##name)

/* Nothing in these can become another. */
#define CHANGE_ident(field, block)
#define CHANGE_ident_opt(field, block)
#define CHANGE_idents(field, block)
#define CHANGE_string_opt(field, block)
#define CHANGE_constant(field, block)
#define CHANGE_number(field, block)
#define CHANGE_boolop(field, block)
#define CHANGE_operator(field, block)
#define CHANGE_unaryop(field, block)
#define CHANGE_cmpops(field, block)
#define CHANGE_context(field, block)
#define CHANGE_aliases(field, block)

#define CHANGE_expr(field, block) changed |= fold_change_expr(folder, field);
#define CHANGE_expr_opt(field, block) changed |= fold_change_expr_opt(folder, field);
#define CHANGE_exprs(field, block) changed |= fold_change_exprs(folder, field);
#define CHANGE_arguments(field, block) changed |= fold_change_arguments(folder, field);
#define CHANGE_keywords(field, block) changed |= fold_change_keywords(folder, field);
#define CHANGE_comprehensions(field, block)                                                \
    changed |= fold_change_comprehensions(folder, field);
#define CHANGE_type_params(field, block) changed |= fold_change_type_params(folder, field);

#endif
