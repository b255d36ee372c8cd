/* SPDX-License-Identifier: MIT
 *
 * Kiln: compiles trees of Python sources to the .pyc files that CPython itself
 * would write, byte for byte.
 *
 * The functions do what compile_dir, compile_file and compile_path of CPython's
 * `compileall` do, with the semantics of the latest release.  They never print,
 * never exit and keep no global state: what happens is told to a callback, in
 * path order, on the calling thread, whatever the number of workers.  Any
 * thread may call them, several at once.
 *
 * Paths are bytes, as the system has them; any file name is accepted.
 */
#ifndef KILN_H
#define KILN_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KILN_VERSION "0.1.0"

/* The version of the library at run time, as KILN_VERSION. */
const char *kiln_version(void);

/* What a call comes to. */
enum kiln_status {
    KILN_OK = 0,             /* everything compiled, or was up to date */
    KILN_FAILED = 1,         /* some file was not compiled (or, with `check`, is stale) */
    KILN_INTERRUPTED = 2,    /* *cancel was set; nothing is torn */
    KILN_BAD_OPTION = 3,     /* an option is out of range or does not go with another */
    KILN_NO_COMPILER = 4,    /* no interpreter for the target, or the engine cannot do it */
    KILN_NO_MEMORY = 5,
    KILN_SYSTEM = 6,         /* threads could not be started, or a like failure */
};

/* When a .pyc counts as fresh at import (PEP 552). */
enum kiln_invalidation {
    KILN_INVALIDATION_DEFAULT,        /* CHECKED_HASH if the environment has a non-empty
                                         SOURCE_DATE_EPOCH, else TIMESTAMP */
    KILN_INVALIDATION_TIMESTAMP,      /* source's mtime and size */
    KILN_INVALIDATION_CHECKED_HASH,   /* source's hash, checked at import */
    KILN_INVALIDATION_UNCHECKED_HASH, /* source's hash, not checked */
};

/* Who compiles. */
enum kiln_engine {
    KILN_ENGINE_AUTO,        /* native where it can, else a real interpreter */
    KILN_ENGINE_NATIVE,      /* native, or an error */
    KILN_ENGINE_INTERPRETER, /* a real interpreter, always */
};

/* Why a file was compiled, or was not.  Each has one line of text:
 * kiln_reason_text. */
#define KILN_REASONS(X)                                                                  \
    X(NONE, "")                                                                          \
    /* passed over */                                                                    \
    X(FRESH, "up to date")                                                               \
    X(NOT_PYTHON, "not a .py file")                                                      \
    X(NOT_REGULAR, "not a regular file")                                                 \
    X(EXCLUDED, "excluded by pattern")                                                   \
    X(LINK_LEAVES, "symbolic link that leads outside")                                   \
    X(UNDECIDED, "the pattern cannot be decided on this path")                           \
    /* compiled */                                                                       \
    X(FORCED, "forced")                                                                  \
    X(NO_PYC, "no .pyc yet")                                                             \
    X(UNREADABLE_PYC, ".pyc cannot be read")                                             \
    X(SHORT_PYC, ".pyc is cut short")                                                    \
    X(OTHER_MAGIC, ".pyc is of another version")                                         \
    X(OTHER_MODE, ".pyc has another invalidation mode")                                  \
    X(OTHER_MTIME, "source has another time")                                            \
    X(OTHER_SIZE, "source has another size")                                             \
    X(OTHER_HASH, "source has another hash")

enum kiln_reason {
#define KILN_REASON_NAME(name, text) KILN_REASON_##name,
    KILN_REASONS(KILN_REASON_NAME)
#undef KILN_REASON_NAME
    KILN_REASON_COUNT
};

const char *kiln_reason_text(enum kiln_reason reason);

enum kiln_event_kind {
    KILN_EVENT_LISTING,      /* a directory is about to be read */
    KILN_EVENT_CANT_LIST,    /* it could not be; counts as empty, not as a failure */
    KILN_EVENT_SKIPPED,      /* a file is left alone: see reason */
    KILN_EVENT_COMPILING,    /* a file is compiled: see reason for why it was stale */
    KILN_EVENT_STALE,        /* `check` only: a file would be compiled */
    KILN_EVENT_WARNING,      /* the compiler warns */
    KILN_EVENT_ERROR,        /* the file failed */
    KILN_EVENT_WROTE,        /* a .pyc was published */
    KILN_EVENT_LINKED,       /* a .pyc became a hard link to the level before it */
    KILN_EVENT_KEPT,         /* the .pyc that was there has these bytes, this mode and owner */
    KILN_EVENT_PRUNED,       /* a .pyc without a source was removed */
    KILN_EVENT_BAD_STRIPDIR, /* stripdir is no prefix of the file's path; ignored */
    KILN_EVENT_SKIP_CURDIR,  /* kiln_compile_path passes over the current directory */
    KILN_EVENT_PROGRESS,     /* now and then: how far the run is */
};

/* How an error comes about, for KILN_EVENT_ERROR. */
enum kiln_error {
    KILN_ERROR_REJECTED, /* the source does not compile (py_compile.PyCompileError) */
    KILN_ERROR_SYSTEM,   /* reading or writing failed (OSError) */
    KILN_ERROR_ENGINE,   /* the compiler failed: it died, hung, or cannot do this source */
    KILN_ERROR_CHANGED,  /* the source kept changing while it was compiled */
};

/* One event.  Pointers are valid during the callback only.  Fields that a kind
 * has no use for are 0 or NULL. */
struct kiln_event {
    size_t size; /* sizeof(struct kiln_event) of the library */
    enum kiln_event_kind kind;
    enum kiln_reason reason;
    enum kiln_error error;
    const char *path;       /* source or directory, as built from the argument */
    const char *pyc;        /* the .pyc concerned */
    int level;              /* optimize level concerned; -1: the default one */
    unsigned unicode_version; /* of the target, major * 256 + minor: decides what repr()
                                 of a path escapes */
    const char *class_name; /* "SyntaxError", "PermissionError", "SyntaxWarning", … */
    const char *message;    /* what str() of it says; UTF-8, a lone surrogate as its
                               three bytes */
    const char *report;     /* what compileall prints for it after "*** " */
    const char *filename;   /* the file named in a diagnostic, or by an OSError */
    const char *filename2;  /* the second file named by an OSError */
    int error_number;       /* ERROR_SYSTEM: errno; 0: something at the .pyc's place that
                               is no regular file, which is left alone */
    const char *source_line; /* WARNING: the line it is about, without indentation */
    long line, column;      /* 1-based, 0 unknown */
    long end_line, end_column;
    size_t files_done;      /* PROGRESS: files handled so far … */
    size_t files_known;     /* … of those found so far */
    bool listing_done;      /* PROGRESS: files_known will not grow any more */
};

/* Called on the thread that called Kiln.  Non-zero stops the run as *cancel does. */
typedef int kiln_event_fn(void *context, const struct kiln_event *event);

/* Non-zero: pass this file over.  `path` is the full path as built; `size` its
 * bytes.  Called from worker threads, several at once. */
typedef int kiln_exclude_fn(void *context, const char *path, size_t size);

/* One source for a compiler of the caller's own. */
struct kiln_source {
    size_t size;          /* sizeof(struct kiln_source) of the library */
    const char *text;     /* its bytes, as they are in the file */
    size_t text_size;
    const char *filename; /* to be baked into the code */
    size_t filename_size;
    int level;            /* as asked for; the default one is resolved */
};

/* What that compiler makes of it: says one of the two, once.  The code is all of
 * a .pyc but its header; an error has class_name, message, report and, where
 * they are known, filename and positions.  Everything is copied. */
struct kiln_answer;
void kiln_answer_code(struct kiln_answer *answer, const void *code, size_t size);
void kiln_answer_error(struct kiln_answer *answer, const struct kiln_event *error);

/* Non-zero stops the run as *cancel does.  Called from worker threads, several at
 * once. */
typedef int kiln_compile_fn(void *context, const struct kiln_source *source,
                            struct kiln_answer *answer);

/* No practical limit of depth (compileall: sys.getrecursionlimit(); 3.8: 10). */
#define KILN_LEVELS_ALL 0x7fffffff

/* Always initialized by kiln_options_init; then set what differs.  Strings are
 * borrowed for the duration of the call. */
struct kiln_options {
    size_t size; /* sizeof(struct kiln_options) as the caller was compiled */

    /* Target and compiler. */
    const char *target;        /* "3.13" or "3.13.0"; NULL: from python, else found */
    const char *python;        /* executable; NULL: found by target or by the tree */
    const char *cache_tag;     /* sys.implementation.cache_tag where target and python (or
                                  compile) are given and known to belong together: nobody
                                  is asked then; else NULL */
    enum kiln_engine engine;
    bool verify;               /* native and a real interpreter both compile everything;
                                  where they disagree the file fails */
    kiln_compile_fn *compile;  /* compiles instead of any engine, for the target given */
    void *compile_context;
    unsigned timeout_ms;       /* of an interpreter, for one file at one level; 0: none */
    const char *const *warning_filters; /* as python's -W, in order */
    size_t warning_filter_count;

    /* What compileall has. */
    int maxlevels;             /* 0: this directory alone; negative is 0 */
    const char *ddir;          /* not together with stripdir or prependdir */
    const char *stripdir;      /* a trailing slash makes no difference */
    const char *prependdir;
    bool force;
    const char *rx;            /* Python regular expression, searched for in each path */
    int quiet;                 /* for kiln_event_text: 0, 1, 2 */
    bool legacy;               /* x.pyc beside x.py (before PEP 3147) */
    const int *optimize;       /* levels -1, 0, 1, 2; sorted and made unique */
    size_t optimize_count;     /* 0: the one level -1 */
    int workers;               /* 0: the processors this process may use; 3.8 and all
                                  later default to 1 */
    enum kiln_invalidation invalidation;
    const char *limit_sl_dest; /* symlinked files must lead below this directory */
    bool hardlink_dupes;       /* needs two distinct levels */

    /* Taken from the environment by kiln_options_init. */
    const char *pycache_prefix; /* PYTHONPYCACHEPREFIX; NULL: __pycache__ */
    int default_optimize;       /* what level -1 means: PYTHONOPTIMIZE; 0 or more */

    /* Beyond compileall. */
    kiln_exclude_fn *exclude;  /* asked beside rx */
    void *exclude_context;
    const char *const *exclude_dirs; /* globs: a directory whose name, or whose path
                                        where the glob has a slash, matches is not entered */
    size_t exclude_dir_count;
    bool check;                /* compile nothing, tell what is stale, strictly */
    bool strict_freshness;     /* fresh means: magic, mode, mtime and size, or hash */
    long long clamp_mtime;     /* a later mtime is recorded as this; negative: off */
    const char *output_dir;    /* the .pyc tree goes here, sources stay untouched */
    bool rewrite;              /* publish .pyc files even where the bytes are there already;
                                  it changes their times only */
    bool prune;                /* remove .pyc files of this target without a source */

    /* Hearing about it. */
    kiln_event_fn *on_event;   /* may be NULL */
    void *context;
    bool every_file;           /* also SKIPPED, WROTE, LINKED and PROGRESS events */
    const volatile int *cancel; /* set to non-zero, from any thread or a signal
                                   handler, to stop within 100 ms; may be NULL */
};

/* Figures of a finished call. */
struct kiln_result {
    size_t size;         /* sizeof(struct kiln_result) as the caller was compiled */
    enum kiln_status status;
    size_t directories;  /* read */
    size_t files;        /* considered: every non-directory found or named */
    size_t compiled;     /* sources compiled, at all levels asked for */
    size_t fresh;        /* sources up to date */
    size_t failed;
    size_t stale;        /* `check` only */
    size_t written;      /* .pyc files published */
    size_t linked;
    size_t kept;         /* .pyc files whose bytes were right already */
    size_t pruned;
    size_t warnings;
    unsigned long long source_bytes; /* of compiled sources */
    unsigned long long pyc_bytes;    /* written */
    unsigned workers;
    char target[16];     /* "3.13", or "3.13.18" where the interpreter was asked */
    char engine[16];     /* "native", "interpreter", "caller" */
    char message[512];   /* for statuses from BAD_OPTION on: one line, UTF-8 */
};

/* Fills in the defaults, and what CPython takes from the environment
 * (PYTHONPYCACHEPREFIX, PYTHONOPTIMIZE). */
#define kiln_options_init(options) kiln_options_init_sized((options), sizeof *(options))
void kiln_options_init_sized(struct kiln_options *options, size_t size);

/* compileall.compile_dir.  `result` may be NULL; otherwise result->size must be
 * set.  Returns result->status. */
enum kiln_status kiln_compile_dir(const char *dir, const struct kiln_options *options,
                                  struct kiln_result *result);

/* compileall.compile_file. */
enum kiln_status kiln_compile_file(const char *file, const struct kiln_options *options,
                                   struct kiln_result *result);

/* py_compile.compile: compiles one file at one level, whatever its name is and
 * however fresh its .pyc, to the .pyc at `pyc`.  `filename` is baked in; NULL or
 * empty: `file`.  Tells no KILN_EVENT_COMPILING. */
enum kiln_status kiln_compile_to(const char *file, const char *pyc, const char *filename,
                                 const struct kiln_options *options,
                                 struct kiln_result *result);

/* compileall.compile_path: the directories of the interpreter's sys.path, each
 * on its own level.  skip_curdir: pass over "" and ".".  Unlike compileall, a
 * failing directory does not keep the later ones from being compiled. */
enum kiln_status kiln_compile_path(bool skip_curdir, const struct kiln_options *options,
                                   struct kiln_result *result);

/* The arguments of the command: each a file or a directory, in this order, all
 * served by one pool of workers. */
enum kiln_status kiln_compile_all(const char *const *paths, size_t count,
                                  const struct kiln_options *options,
                                  struct kiln_result *result);

/* What compileall writes for an event at quiet level 0, 1 or 2.  *stream becomes
 * 0 (nothing is written), 1 (standard output) or 2 (standard error).  The text
 * has all its newlines; it is truncated to `capacity` as snprintf does, and the
 * full length is returned.  */
size_t kiln_event_text(const struct kiln_event *event, int quiet, char *text,
                       size_t capacity, int *stream);

#ifdef __cplusplus
}
#endif

#endif
