/* SPDX-License-Identifier: MIT
 *
 * Compiles the files named on standard input, a line each, through a pool, and
 * writes what comes of them; for the scripts of this folder.
 *
 *     compile_files PYTHON PROCESSES LEVELS [-W FILTER]... < LIST > ANSWERS
 *
 * LEVELS is a string of digits, "02".  For every file, in order: a line with its
 * status, then a line "code LEVEL SIZE" and the code for each level, a line
 * "diag KIND CLASS LINE SIZE" and the message or report for each diagnostic, and
 * a line "end".  Last, on standard error, how many went to a pristine process.
 *
 *     compile_files PYTHON
 *
 * writes what the interpreter says of itself: version, magic number, cache tag,
 * optimize level; then its sys.path, each entry with a NUL.
 */
#include "interpreter/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file_list VEC_OF(char *);

struct batch {
    struct compiler *compiler;
    const char *levels;
    struct file_list names;
    struct buf *answers; /* one for each name */
    atomic_size_t next;
};

static const char *const status_names[] = {"ok",     "rejected",  "unsupported",
                                           "broken", "no_memory", "cancelled"};

static bool read_all(const char *path, struct buf *source)
{
    FILE *file = fopen(path, "rb");
    char bytes[65536];
    size_t got;
    if (!file)
        return false;
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_add(source, bytes, got);
    fclose(file);
    return buf_ok(source);
}

static void write_answer(struct buf *out, enum compile_status status,
                         const struct compile_result *result)
{
    buf_printf(out, "%s %s\n", status_names[status], result->reason ? result->reason : "");
    for (size_t i = 0; i < result->outputs.count; i++) {
        const struct compile_output *output = &result->outputs.items[i];
        buf_printf(out, "code %d %zu\n", output->level, output->code_size);
        buf_add(out, output->code, output->code_size);
    }
    for (size_t i = 0; i < result->diags.count; i++) {
        const struct diag *diag = &result->diags.items[i];
        const char *text = diag->report ? diag->report : diag->message;
        buf_printf(out, "diag %d %s %ld %zu\n", diag->kind, diag->class_name, diag->line,
                   strlen(text));
        buf_add_text(out, text);
    }
    buf_add_text(out, "end\n");
}

static void compile_file(struct batch *batch, size_t index, struct compile_result *result)
{
    const char *name = batch->names.items[index];
    struct buf source = BUF_INIT;
    int levels[16];
    size_t count = 0;
    for (; batch->levels[count] && count < ARRAY_COUNT(levels); count++)
        levels[count] = batch->levels[count] - '0';
    if (read_all(name, &source)) {
        const struct compile_request request = {.source = buf_text(&source),
                                                .source_size = source.size,
                                                .filename = name,
                                                .filename_size = strlen(name),
                                                .levels = levels,
                                                .level_count = count};
        enum compile_status status = compiler_compile(batch->compiler, &request, result);
        write_answer(&batch->answers[index], status, result);
        compile_result_reset(result);
    } else {
        buf_add_text(&batch->answers[index], "unreadable\nend\n");
    }
    buf_free(&source);
}

static void *work(void *context)
{
    struct batch *batch = context;
    struct compile_result result = {0};
    size_t index;
    while ((index = atomic_fetch_add(&batch->next, 1)) < batch->names.count)
        compile_file(batch, index, &result);
    compile_result_free(&result);
    return NULL;
}

static void read_names(struct file_list *names)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&line, &room, stdin)) > 0) {
        if (line[length - 1] == '\n')
            line[length - 1] = '\0';
        if (!VEC_GROW(names))
            abort();
        names->items[names->count++] = strdup(line);
    }
    free(line);
}

static void run_batch(struct batch *batch, unsigned processes)
{
    /* More threads than processes, so that some have to wait. */
    pthread_t threads[64];
    unsigned count = processes + 2 < 64 ? processes + 2 : 64;
    for (unsigned i = 0; i < count; i++)
        pthread_create(&threads[i], NULL, work, batch);
    for (unsigned i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < batch->names.count; i++) {
        fwrite(buf_text(&batch->answers[i]), 1, batch->answers[i].size, stdout);
        buf_free(&batch->answers[i]);
        free(batch->names.items[i]);
    }
}

static struct compiler *open_compiler(char **arguments, int count)
{
    struct interpreter_facts facts;
    struct buf error = BUF_INIT;
    const char *warnings[16];
    struct interpreter_options options = {.python = arguments[1],
                                          .processes = (unsigned)atoi(arguments[2]),
                                          .warnings = warnings};
    for (int i = 4; i + 1 < count && options.warning_count < 16; i += 2)
        warnings[options.warning_count++] = arguments[i + 1];
    if (!interpreter_probe(arguments[1], &facts, &error)) {
        fprintf(stderr, "%s\n", buf_text(&error));
        buf_free(&error);
        return NULL;
    }
    return interpreter_create(&facts.target, &options);
}

static int show_facts(const char *python)
{
    struct interpreter_facts facts;
    struct buf paths = BUF_INIT, error = BUF_INIT;
    bool known = interpreter_probe(python, &facts, &error) &&
                 interpreter_sys_path(python, &paths, &error);
    if (known) {
        printf("%s.%d %d %s %d\n", facts.target.name, facts.target.micro,
               facts.target.magic, facts.target.cache_tag, facts.optimize);
        fwrite(buf_text(&paths), 1, paths.size, stdout);
    } else {
        fprintf(stderr, "%s\n", buf_text(&error));
    }
    buf_free(&paths);
    buf_free(&error);
    return !known;
}

int main(int count, char **arguments)
{
    if (count == 2)
        return show_facts(arguments[1]);
    if (count < 4)
        return 2;
    struct batch batch = {.levels = arguments[3]};
    batch.compiler = open_compiler(arguments, count);
    if (!batch.compiler)
        return 1;
    read_names(&batch.names);
    batch.answers = calloc(batch.names.count + 1, sizeof *batch.answers);
    if (!batch.answers)
        return 1;
    run_batch(&batch, (unsigned)atoi(arguments[2]));
    fprintf(stderr, "%zu\n", pool_count_again(batch.compiler));
    compiler_destroy(batch.compiler);
    VEC_FREE(&batch.names);
    free(batch.answers);
    return 0;
}
