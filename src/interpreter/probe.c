/* SPDX-License-Identifier: MIT
 *
 * Asking an interpreter about itself: see interpreter.h.
 */
#include "interpreter/probe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Runs on any Python, 2.7 as well, so that it can be named in the message. */
static const char facts_script[] =
    "import sys\n"
    "known = getattr(sys, 'implementation', None)\n"
    "name = 'pypy' if hasattr(sys, 'pypy_version_info') else 'cpython'\n"
    "loader = sys.modules.get('_frozen_importlib_external')\n"
    "magic = getattr(loader, 'MAGIC_NUMBER', b'')\n"
    "sys.stdout.write('kiln\\n%s\\n%d.%d.%d\\n%s\\n%s\\n%d\\n%s\\nend\\n' % (\n"
    "    getattr(known, 'name', name),\n"
    "    sys.version_info[0], sys.version_info[1], sys.version_info[2],\n"
    "    getattr(known, 'cache_tag', None) or '',\n"
    "    ''.join(['%02x' % byte for byte in bytearray(magic)]),\n"
    "    sys.flags.optimize, getattr(sys, 'abiflags', '')))\n";

/* With -m, sys.path begins with the directory that the interpreter is started
 * in, with -c with ''. */
static const char path_script[] =
    "import os, sys\n"
    "path = [os.fsencode(entry) for entry in sys.path\n"
    "        if isinstance(entry, (str, bytes))]\n"
    "if sys.path[:1] == [''] and not getattr(sys.flags, 'safe_path', 0):\n"
    "    path[0] = os.getcwdb()\n"
    "out = getattr(sys.stdout, 'buffer', sys.stdout)\n"
    "out.write(b'kiln\\n' + b''.join([entry + b'\\0' for entry in path]) + b'end\\n')\n"
    "out.flush()\n";

static const char answer_start[] = "kiln\n";
static const char answer_end[] = "end\n";

static long long probe_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Collects what comes out of the pipe until its end; false: an error number is
 * in errno, ETIMEDOUT among them. */
static bool collect(const struct process_ops *ops, int fd, unsigned timeout_ms,
                    struct buf *output)
{
    long long deadline = probe_clock() + timeout_ms;
    for (;;) {
        long long left = deadline - probe_clock();
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        int count = ops->poll(&ready, 1, left > 0 ? (int)left : 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count == 0)
            errno = ETIMEDOUT;
        if (count <= 0)
            return false;
        char bytes[4096];
        ssize_t got = ops->read(fd, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        buf_add(output, bytes, (size_t)got);
    }
}

static bool say_no_start(const char *python, int error, struct buf *message)
{
    buf_printf(message, "%s cannot be started: %s", python, strerror(error));
    return false;
}

static bool start_probe(struct process *process, const char *python, const char *script,
                        bool site, int out, struct buf *error)
{
    const char *const without_site[] = {python, "-S", "-c", script, NULL};
    const char *const with_site[] = {python, "-c", script, NULL};
    const char *const *arguments = site ? with_site : without_site;
    const struct spawn_files files = {
        .in = -1, .out = out, .error = process->errors, .lifeline = -1};
    int failure = process->ops->spawn(&process->pid, python, (char *const *)arguments,
                                      environ, &files);
    return failure == 0 || say_no_start(python, failure, error);
}

/* Cuts the marks off; false when they are not there. */
static bool unwrap(struct buf *output)
{
    size_t start = sizeof answer_start - 1, end = sizeof answer_end - 1;
    if (!buf_ok(output) || output->size < start + end ||
        memcmp(output->data, answer_start, start) != 0 ||
        memcmp(output->data + output->size - end, answer_end, end) != 0)
        return false;
    buf_truncate(output, output->size - end);
    memmove(output->data, output->data + start, output->size - start + 1);
    output->size -= start;
    return true;
}

static bool judge_probe(struct process *process, const char *python, bool collected,
                        struct buf *output, struct buf *error)
{
    int failure = errno;
    if (!collected && failure == ETIMEDOUT)
        buf_printf(error, "%s does not answer", python);
    else if (!collected)
        buf_printf(error, "%s cannot be asked: %s", python, strerror(failure));
    else if (unwrap(output))
        return true;
    else {
        struct buf words = BUF_INIT;
        process_last_words(process, &words);
        buf_printf(error, "%s does not answer as Python does%s%s", python,
                   words.size ? ": " : "", buf_text(&words));
        buf_free(&words);
    }
    return false;
}

static bool ask_interpreter(const struct probe *probe, const char *script, bool site,
                            struct buf *output, struct buf *error)
{
    struct process process = {
        .ops = probe->ops, .socket = -1, .lifeline = -1, .errors = -1};
    int ends[2];
    if (probe->ops->make_pipe(ends) < 0)
        return say_no_start(probe->python, errno, error);
    process.errors = probe->ops->make_scratch_file();
    bool started = start_probe(&process, probe->python, script, site, ends[1], error);
    probe->ops->close(ends[1]);
    bool answered = false;
    if (started) {
        bool collected = collect(probe->ops, ends[0], probe->timeout_ms, output);
        answered = judge_probe(&process, probe->python, collected, output, error);
        process_stop(&process, NULL);
    } else if (process.errors >= 0) {
        probe->ops->close(process.errors);
    }
    probe->ops->close(ends[0]);
    return answered;
}

/* What facts_script writes, a line each. */
struct fact_lines {
    char *name, *version, *cache_tag, *magic, *optimize, *abiflags;
};

static bool split_facts(char *text, struct fact_lines *lines)
{
    char **const fields[] = {&lines->name,  &lines->version,  &lines->cache_tag,
                             &lines->magic, &lines->optimize, &lines->abiflags};
    for (size_t i = 0; i < ARRAY_COUNT(fields); i++) {
        char *end = strchr(text, '\n');
        if (!end)
            return false;
        *end = '\0';
        *fields[i] = text;
        text = end + 1;
    }
    return *text == '\0';
}

static bool refuse_version(const char *python, const char *version, int major, int minor,
                           struct buf *error)
{
    const struct target *oldest = target_at(0), *newest = oldest;
    for (size_t i = 1; target_at(i); i++)
        newest = target_at(i);
    if (target_compare(major, minor, oldest) < 0)
        buf_printf(error, "%s is too old: CPython %s; Kiln needs %s or newer", python,
                   version, oldest->name);
    else
        buf_printf(error, "%s is too new: CPython %s; Kiln knows %s to %s", python, version,
                   oldest->name, newest->name);
    return false;
}

static bool read_version(const char *python, const char *version,
                         struct interpreter_facts *facts, struct buf *error)
{
    int major = 0, minor = 0, micro = 0;
    char name[32];
    if (sscanf(version, "%d.%d.%d", &major, &minor, &micro) != 3) {
        buf_printf(error, "%s does not tell its version", python);
        return false;
    }
    snprintf(name, sizeof name, "%d.%d.%d", major, minor, micro);
    facts->unknown_micro = false;
    if (target_find(name, &facts->target))
        return true;
    snprintf(name, sizeof name, "%d.%d", major, minor);
    if (!target_find(name, &facts->target))
        return refuse_version(python, version, major, minor, error);
    facts->target.micro = micro;
    facts->unknown_micro = true;
    return true;
}

/* A pre-release may write what no release reads: its magic number tells. */
static bool check_magic(const char *python, const struct fact_lines *lines,
                        const struct target *target, struct buf *error)
{
    unsigned char magic[4];
    char text[9];
    target_magic_bytes(target, magic);
    snprintf(text, sizeof text, "%02x%02x%02x%02x", magic[0], magic[1], magic[2], magic[3]);
    if (strcmp(text, lines->magic) == 0)
        return true;
    buf_printf(error, "%s is CPython %s, but not a release: it writes other .pyc files",
               python, lines->version);
    return false;
}

static bool take_facts(const char *python, struct fact_lines *lines,
                       struct interpreter_facts *facts, struct buf *error)
{
    if (strcmp(lines->name, "cpython") != 0) {
        buf_printf(error, "%s is not CPython but %.40s", python, lines->name);
        return false;
    }
    if (!read_version(python, lines->version, facts, error) ||
        !check_magic(python, lines, &facts->target, error))
        return false;
    snprintf(facts->cache_tag, sizeof facts->cache_tag, "%s", lines->cache_tag);
    facts->target.cache_tag = facts->cache_tag;
    facts->optimize = (int)strtol(lines->optimize, NULL, 10);
    facts->free_threaded = strchr(lines->abiflags, 't') != NULL;
    return true;
}

bool probe_facts(const struct probe *probe, struct interpreter_facts *facts,
                 struct buf *error)
{
    struct buf output = BUF_INIT;
    struct fact_lines lines;
    bool known = ask_interpreter(probe, facts_script, false, &output, error);
    if (known && !(output.data && split_facts(output.data, &lines))) {
        buf_printf(error, "%s does not answer as Python does", probe->python);
        known = false;
    }
    known = known && take_facts(probe->python, &lines, facts, error);
    buf_free(&output);
    return known;
}

bool probe_sys_path(const struct probe *probe, struct buf *paths, struct buf *error)
{
    struct buf output = BUF_INIT;
    bool answered = ask_interpreter(probe, path_script, true, &output, error);
    if (answered)
        buf_add(paths, output.data, output.size);
    buf_free(&output);
    return answered;
}

bool interpreter_probe(const char *python, struct interpreter_facts *facts,
                       struct buf *error)
{
    const struct probe probe = {&system_process_ops, python, PROBE_TIMEOUT_MS};
    return probe_facts(&probe, facts, error);
}

bool interpreter_sys_path(const char *python, struct buf *paths, struct buf *error)
{
    const struct probe probe = {&system_process_ops, python, PROBE_TIMEOUT_MS};
    return probe_sys_path(&probe, paths, error);
}
