/* SPDX-License-Identifier: MIT
 *
 * What every stage of the native compiler is handed: where memory and names come
 * from, which target and options are compiled for, and the one way out.
 *
 * A stage that cannot go on calls fail_*, which does not return: it lands in the
 * compiler's boundary (compile.c), where the arena is reset and the diagnostic
 * handed to the caller.  So nothing leaks and no stage carries error plumbing.
 */
#ifndef KILN_COMPILER_CTX_H
#define KILN_COMPILER_CTX_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/platform.h"
#include "compiler/compile.h"
#include "compiler/warning_filter.h"
#include "target/target.h"

#include <setjmp.h>
#include <stdint.h>

/* A place in the source: bytes of the UTF-8 text, as ast positions count them.
 * Lines from 1, columns from 0. */
struct span {
    uint32_t line, column;
    uint32_t end_line, end_column;
};

/* The same as a SyntaxError has it: lineno, offset, end_lineno and end_offset,
 * lines and columns from 1, columns in characters.  Some errors of CPython have 0
 * or -1 in them. */
struct error_place {
    long line, column;
    long end_line, end_column;
};

/* Code that is a text of its own to CPython, which an error in it shows: the field of an
 * f-string until 3.11. */
struct field_text {
    const char *bytes; /* NULL: none */
    uint32_t size;
    uint32_t line; /* of the file, where it begins */
};

struct ctx {
    struct arena *arena;    /* lives until the file is done */
    struct arena *fleeting; /* see ctx_alloc_fleeting */
    struct intern *names;   /* begins with the names of enum known_name (lex.h) */
    const struct target *target;
    const char *filename;                  /* co_filename */
    bool filename_is_source;               /* see compile.h */
    int level;                             /* optimize level: 0, 1, 2 */
    struct compile_result *result;         /* diagnostics are added to it */
    const struct warning_filters *filters; /* NULL: every warning is shown */
    const char *text; /* what spans count in; NULL until source_decode is done */
    uint32_t text_size;
    struct field_text field; /* while the code of an f-string's field is parsed */
    bool invalid_text;       /* not all of it is UTF-8 */
    bool marked;             /* a byte order mark stands before the text */
    bool added_newline;      /* the file has no newline at its end */
    bool byte_columns;       /* what CPython calls columns of an error are bytes here */
    bool whole_line;         /* of the diagnostic that comes next */
    long last_statement;     /* the line of the compound one that was parsed last, or 0 */
    bool failed_at_end;      /* the parser had read all when it failed */
    int depth;               /* of recursion; see ctx_enter */
    enum compile_status status; /* set before the exit is taken */
    jmp_buf exit;
};

/* Empties the arena and the table of names, and readies both and the context for
 * one file.  What a failure has to say goes to `result`, which the caller has
 * emptied.  False when memory ran out. */
NODISCARD bool ctx_begin(struct ctx *ctx, struct arena *arena, struct intern *names,
                         const struct target *target, const char *filename,
                         struct compile_result *result);

/* The boundary: calls run(ctx, argument).  COMPILE_OK when it returned, else the
 * status that a fail_* left it with. */
enum compile_status ctx_run(struct ctx *ctx, void (*run)(struct ctx *ctx, void *argument),
                            void *argument);

/* The same inside of a stage that has another way when this one fails: what the
 * failure has to say is the last diagnostic. */
enum compile_status ctx_try(struct ctx *ctx, void (*run)(struct ctx *ctx, void *argument),
                            void *argument);

/* Takes the exit with a status that ctx_try gave. */
_Noreturn void ctx_leave(struct ctx *ctx, enum compile_status status);

_Noreturn void fail_memory(struct ctx *ctx);

/* Never NULL: takes the exit when memory runs out. */
static inline void *ctx_alloc(struct ctx *ctx, size_t size)
{
    void *memory = arena_alloc(ctx->arena, size);
    if (UNLIKELY(!memory))
        fail_memory(ctx);
    return memory;
}
#define CTX_NEW(ctx, type) ((type *)ctx_alloc((ctx), sizeof(type)))

/* The same for what is soon gone, so that the memory it lies in is used again and again:
 * tokens, until the tree is made; the instructions of a code unit and its flow graph,
 * until its code object is made.  Whoever says when that is releases the arena. */
static inline void *ctx_alloc_fleeting(struct ctx *ctx, size_t size)
{
    void *memory = arena_alloc(ctx->fleeting, size);
    if (UNLIKELY(!memory))
        fail_memory(ctx);
    return memory;
}

/* The id of a name; takes the exit when memory runs out. */
name_id ctx_name(struct ctx *ctx, const char *bytes, size_t size);

/* SyntaxError, IndentationError or TabError at a place (end_line 0: CPython gives
 * no end).  The message is formatted as printf does, in CPython's words. */
_Noreturn void fail_syntax(struct ctx *ctx, struct span span, const char *format, ...)
    PRINTF_LIKE(3, 4);
_Noreturn void fail_class(struct ctx *ctx, const char *class_name, struct span span,
                          const char *format, ...) PRINTF_LIKE(4, 5);
_Noreturn void fail_place(struct ctx *ctx, const char *class_name,
                          const struct error_place *place, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* A construct that this compiler does not know: COMPILE_UNSUPPORTED, never a
 * wrong answer. */
_Noreturn void fail_unsupported(struct ctx *ctx, const char *what);

/* SyntaxWarning or DeprecationWarning of code generation; the caller goes on, unless a
 * filter makes it a SyntaxError, whose columns are bytes. */
void ctx_warn(struct ctx *ctx, const char *class_name, struct span span, const char *format,
              ...) PRINTF_LIKE(4, 5);

/* A warning that is not told as the SyntaxError is that a filter makes of it. */
struct ctx_warning {
    const char *class_name;
    const char *message;
    long line;
    const char *error_message;
    struct error_place error_place;
    bool whole_line; /* see diag.h */
};
void ctx_warn_as(struct ctx *ctx, const struct ctx_warning *warning);

/* Where an error of the parser is that is told with this span. */
struct error_place ctx_place(struct ctx *ctx, struct span span);

#endif
