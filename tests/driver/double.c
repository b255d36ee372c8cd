/* SPDX-License-Identifier: MIT
 *
 * Doubles: see double.h.
 */
#include "double.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int note_call(const struct fs *fs, enum fs_call call)
{
    struct double_fs *self = (struct double_fs *)(uintptr_t)fs;
    atomic_fetch_add(&self->count[call], 1);
    int number = atomic_fetch_add(&self->total, 1) + 1;
    if (number == self->fail_at)
        return self->error;
    return call == CALL_OPEN ? 0 : self->refused[call];
}

static const char *real_path(const struct fs *fs, const char *path)
{
    const struct double_fs *self = (const struct double_fs *)fs;
    if (!self->rooted || path[0] != '/')
        return path;
    path += strspn(path, "/");
    return *path ? path : ".";
}

static size_t limit_size(const struct fs *fs, size_t size)
{
    const struct double_fs *self = (const struct double_fs *)fs;
    size_t limit = (size_t)self->short_read;
    return limit && size > limit ? limit : size;
}

static int double_list(const struct fs *fs, const char *path, struct fs_listing *listing)
{
    int error = note_call(fs, CALL_LIST);
    return error ? error : fs_posix.list(&fs_posix, real_path(fs, path), listing);
}

static int double_stat(const struct fs *fs, const char *path, struct stat *st)
{
    int error = note_call(fs, CALL_STAT);
    return error ? error : fs_posix.stat(&fs_posix, real_path(fs, path), st);
}

static int double_lstat(const struct fs *fs, const char *path, struct stat *st)
{
    int error = note_call(fs, CALL_LSTAT);
    return error ? error : fs_posix.lstat(&fs_posix, real_path(fs, path), st);
}

static int double_fstat(const struct fs *fs, int fd, struct stat *st)
{
    int error = note_call(fs, CALL_FSTAT);
    return error ? error : fs_posix.fstat(&fs_posix, fd, st);
}

static int double_open(const struct fs *fs, const char *path, int flags, mode_t mode,
                       int *fd)
{
    int error = note_call(fs, CALL_OPEN);
    if (!error && flags & O_CREAT)
        error = ((const struct double_fs *)fs)->refused[CALL_OPEN];
    return error ? error : fs_posix.open(&fs_posix, real_path(fs, path), flags, mode, fd);
}

static int double_read(const struct fs *fs, int fd, void *bytes, size_t size, size_t *got)
{
    int error = note_call(fs, CALL_READ);
    *got = 0;
    return error ? error : fs_posix.read(&fs_posix, fd, bytes, limit_size(fs, size), got);
}

static int double_write(const struct fs *fs, int fd, const void *bytes, size_t size,
                        size_t *done)
{
    int error = note_call(fs, CALL_WRITE);
    return error ? error : fs_posix.write(&fs_posix, fd, bytes, limit_size(fs, size), done);
}

/* The descriptor goes even when the call fails, as on Linux. */
static int double_close(const struct fs *fs, int fd)
{
    int error = note_call(fs, CALL_CLOSE);
    int real = fs_posix.close(&fs_posix, fd);
    return error ? error : real;
}

static int double_mkdir(const struct fs *fs, const char *path, mode_t mode)
{
    int error = note_call(fs, CALL_MKDIR);
    return error ? error : fs_posix.mkdir(&fs_posix, real_path(fs, path), mode);
}

static int double_rename(const struct fs *fs, const char *from, const char *to)
{
    int error = note_call(fs, CALL_RENAME);
    return error ? error
                 : fs_posix.rename(&fs_posix, real_path(fs, from), real_path(fs, to));
}

static int double_link(const struct fs *fs, const char *from, const char *to)
{
    int error = note_call(fs, CALL_LINK);
    return error ? error : fs_posix.link(&fs_posix, real_path(fs, from), real_path(fs, to));
}

static int double_unlink(const struct fs *fs, const char *path)
{
    int error = note_call(fs, CALL_UNLINK);
    return error ? error : fs_posix.unlink(&fs_posix, real_path(fs, path));
}

static int double_realpath(const struct fs *fs, const char *path, struct buf *resolved)
{
    int error = note_call(fs, CALL_REALPATH);
    return error ? error : fs_posix.realpath(&fs_posix, path, resolved);
}

void double_fs_init(struct double_fs *fs)
{
    memset(fs, 0, sizeof *fs);
    fs->fs = (struct fs){
        .list = double_list,
        .stat = double_stat,
        .lstat = double_lstat,
        .fstat = double_fstat,
        .open = double_open,
        .read = double_read,
        .write = double_write,
        .close = double_close,
        .mkdir = double_mkdir,
        .rename = double_rename,
        .link = double_link,
        .unlink = double_unlink,
        .realpath = double_realpath,
    };
}

static enum compile_status add_diag(struct compile_result *result, enum diag_kind kind,
                                    int level, const char *class_name)
{
    if (!VEC_GROW(&result->diags))
        return COMPILE_NO_MEMORY;
    result->diags.items[result->diags.count++] = (struct diag){
        .kind = kind,
        .level = level,
        .class_name = class_name,
        .message = "message",
        .report = kind == DIAG_ERROR ? "Sorry: message" : NULL,
        .line = 1,
    };
    return kind == DIAG_ERROR ? COMPILE_REJECTED : COMPILE_OK;
}

static enum compile_status add_output(struct compile_result *result,
                                      const struct compile_request *request, int level)
{
    char *code = arena_alloc(&result->arena, request->source_size + 2);
    if (!code || !VEC_GROW(&result->outputs))
        return COMPILE_NO_MEMORY;
    code[0] = '[';
    memcpy(code + 1, request->source, request->source_size);
    code[request->source_size + 1] = ']';
    result->outputs.items[result->outputs.count++] =
        (struct compile_output){level, code, request->source_size + 2};
    return COMPILE_OK;
}

static enum compile_status double_compile(struct compiler *compiler,
                                          const struct compile_request *request,
                                          struct compile_result *result)
{
    struct double_compiler *self = (struct double_compiler *)compiler;
    atomic_fetch_add(&self->compiled, 1);
    enum compile_status status = COMPILE_OK;
    for (size_t i = 0; i < request->level_count && status == COMPILE_OK; i++) {
        int level = request->levels[i];
        if (request->source[0] == '!')
            return add_diag(result, DIAG_ERROR, level, "SyntaxError");
        if (request->source[0] == '?') {
            result->reason = "the double broke";
            return COMPILE_BROKEN;
        }
        if (request->source[0] == '@')
            write_text(request->filename, request->source);
        if (request->source[0] == '~')
            status = add_diag(result, DIAG_WARNING, level, "SyntaxWarning");
        if (status == COMPILE_OK)
            status = add_output(result, request, level);
    }
    return status;
}

static void ignore_compiler(struct compiler *compiler)
{
    (void)compiler;
}

static const struct compiler_class double_class = {
    .name = "double",
    .compile = double_compile,
    .cancel = ignore_compiler,
    .destroy = ignore_compiler,
};

void double_compiler_init(struct double_compiler *compiler)
{
    memset(compiler, 0, sizeof *compiler);
    compiler->compiler.class = &double_class;
    target_find("3.13", &compiler->compiler.target);
}

char *enter_directory_for_test(void)
{
    const char *base = getenv("TMPDIR");
    char path[4096];
    snprintf(path, sizeof path, "%s/kiln-test-XXXXXX", base ? base : "/tmp");
    if (!mkdtemp(path) || chdir(path) != 0)
        abort();
    return strdup(path);
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

void leave_directory_for_test(char *path)
{
    if (chdir("/") != 0 || nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0)
        abort();
    free(path);
}

void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text, 1, strlen(text), file) != strlen(text) || fclose(file) != 0)
        abort();
}

char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = calloc(1, 65536);
    if (!text)
        abort();
    if (fread(text, 1, 65535, file) == 0 && ferror(file))
        abort();
    fclose(file);
    return text;
}

static _Thread_local int temporaries;

static int count_temporary(const char *path, const struct stat *st, int type,
                           struct FTW *ftw)
{
    (void)st, (void)type;
    temporaries += strstr(path + ftw->base, ".pyc.") != NULL;
    return 0;
}

int count_temporaries(void)
{
    temporaries = 0;
    nftw(".", count_temporary, 16, FTW_PHYS);
    return temporaries;
}
