/* SPDX-License-Identifier: MIT
 *
 * Doubles for the driver's tests: a file system that counts its calls and can
 * fail any one of them, and a compiler that needs no interpreter.
 */
#ifndef KILN_TESTS_DRIVER_DOUBLE_H
#define KILN_TESTS_DRIVER_DOUBLE_H

#include "driver/run.h"

#include <stdatomic.h>

enum fs_call {
    CALL_LIST,
    CALL_STAT,
    CALL_LSTAT,
    CALL_FSTAT,
    CALL_OPEN,
    CALL_READ,
    CALL_WRITE,
    CALL_CLOSE,
    CALL_MKDIR,
    CALL_RENAME,
    CALL_LINK,
    CALL_UNLINK,
    CALL_REALPATH,
    CALL_KINDS,
};

/* fs_posix behind it does the work. */
struct double_fs {
    struct fs fs; /* first, so that a struct fs * is a struct double_fs * */
    atomic_int count[CALL_KINDS];
    atomic_int total;
    int fail_at;             /* the call, counted from 1, that fails; 0: none */
    int error;               /* errno of that failure */
    int refused[CALL_KINDS]; /* errno of every call of this kind; of open, of those
                                that create */
    bool rooted;    /* paths that begin with a slash lie in the current directory */
    int short_read; /* bytes that a read or write handles at the most; 0: all */
};

void double_fs_init(struct double_fs *fs);

/* A compiler whose "code object" is the source in brackets.  A source that
 * begins with '!' is rejected, with '?' makes the compiler break, with '~'
 * warns; one that begins with '@' is changed on disk while it is compiled. */
struct double_compiler {
    struct compiler compiler;
    atomic_int compiled;
};

void double_compiler_init(struct double_compiler *compiler);

/* A fresh directory under the system's temporary one, made current; its path
 * is freed by leave_directory, which removes it with all that is in it. */
char *enter_directory_for_test(void);
void leave_directory_for_test(char *path);

void write_text(const char *path, const char *text);
char *read_text(const char *path); /* NULL when there is no such file */

/* Entries anywhere below the current directory whose name has ".pyc." in it. */
int count_temporaries(void);

#endif
