/* SPDX-License-Identifier: MIT
 *
 * What a stage of the compiler makes of one file, as text: `kiln dump`.
 */
#ifndef KILN_COMPILER_DUMP_H
#define KILN_COMPILER_DUMP_H

#include "base/buf.h"
#include "compiler/compile.h"

enum dump_stage {
    DUMP_TOKENS,
    DUMP_AST,  /* as it is parsed, as ast.dump shows it */
    DUMP_FOLD, /* with constants folded */
    DUMP_SCOPES,
    DUMP_CODE, /* code objects with their instructions */
    DUMP_PYC,  /* the marshalled bytes, object for object */
    DUMP_STAGES
};

/* "tokens", "ast", ...; NULL past the end. */
const char *dump_stage_name(int stage);

struct dump_request {
    const char *target; /* "3.13", of a source; a .pyc file says its own */
    enum dump_stage stage;
    int level;            /* optimize level of a source */
    const char *filename; /* for messages and co_filename */
    const char *bytes;    /* source, or .pyc file: only stages code and pyc take it */
    size_t size;
};

/* Appends the text.  What the compiler has to say, and a reason if it failed, is in
 * *result, which the caller has emptied. */
enum compile_status dump_file(const struct dump_request *request,
                              struct compile_result *result, struct buf *out);

#endif
