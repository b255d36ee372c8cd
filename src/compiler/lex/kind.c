/* SPDX-License-Identifier: MIT
 *
 * What kinds of tokens are called.
 */
#include "compiler/lex/lex.h"

static const char *const kind_names[] = {
#define TOKEN(kind, text) [TOK_##kind] = #kind,
#define OPERATOR(kind, spelling) [TOK_##kind] = "'" spelling "'",
#define KEYWORD(kind, spelling) [TOK_##kind] = "'" spelling "'",
#define SOFT(kind, spelling)
#include "compiler/lex/token.def"
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
#undef SOFT
};

const char *token_kind_name(enum token_kind kind)
{
    return kind_names[kind];
}
