/* SPDX-License-Identifier: MIT
 *
 * Passes for CPython 3.13 as far as a pool can tell, and does what the sources
 * that it is given say, so that failing workers can be had at will:
 *
 *     die N      kills itself by signal N
 *     exit N     ends with status N, after a line on standard error
 *     hang       never answers, and leaves SIGTERM and SIGINT unheeded
 *     family     starts a child that never ends, then hangs
 *     garbage    answers with bytes that are no message
 *     stale      answers with another sequence number
 *     junk       a well-formed answer that holds no code object
 *     again      answers, and dies before the next request
 *     reject     answers as to a wrong source, with one warning before
 *     taint      answers with code that only a pristine process can be trusted with
 *     anything else: answers with an empty code object
 *
 * With FAKE_START set, it does that at its start instead: "die", "hang",
 * "garbage", "magic", "pypy"; or "chatter": comes up, then writes on and on and
 * reads nothing.
 */
#include "base/buf.h"
#include "interpreter/protocol.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char empty_code[] = {
    '\xe3', 0, 0,   0,      0,      0,   0,   0,      0, 0,      0, 0, 0, 0,
    0,      0, 0,   0,      0,      0,   0,   '\xf3', 0, 0,      0, 0, /* code */
    ')',    0,                                                         /* consts */
    ')',    0, ')', 0,      '\xf3', 0,   0,   0,      0, /* names, localsplus, kinds */
    '\xda', 1, 'f', '\xda', 2,      '<', '>', 'r',    3, 0,      0, 0, /* filename, name,
                                                                          qualname */
    1,      0, 0,   0,      '\xf3', 0,   0,   0,      0, '\xf3', 0, 0, 0, 0,
};

static void write_all(const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size) {
        ssize_t sent = send(0, at, size, MSG_NOSIGNAL);
        if (sent < 0)
            exit(9);
        at += sent;
        size -= (size_t)sent;
    }
}

static void read_all(char *bytes, size_t size)
{
    while (size) {
        ssize_t got = read(0, bytes, size);
        if (got <= 0)
            exit(0);
        bytes += got;
        size -= (size_t)got;
    }
}

struct field {
    const char *bytes;
    size_t size;
};

static void answer(unsigned long sequence, unsigned long status, const struct field *fields,
                   size_t count)
{
    struct buf body = BUF_INIT, message = BUF_INIT;
    for (size_t i = 0; i < count; i++) {
        buf_add_u32(&body, fields[i].size);
        buf_add(&body, fields[i].bytes, fields[i].size);
        buf_add_byte(&body, '\0');
    }
    buf_add_text(&message, "kiln");
    buf_add_u32(&message, sequence);
    buf_add_u32(&message, status);
    buf_add_u32(&message, count);
    buf_add_u64(&message, body.size);
    buf_add(&message, body.data, body.size);
    write_all(message.data, message.size);
    buf_free(&body);
    buf_free(&message);
}

static void hang(void)
{
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    for (;;)
        pause();
}

static void greet(const char *start)
{
    static char types[256];
    struct field fields[] = {{"cpython", 7},
                             {"3.13.0", 6},
                             {"\xf3\r\r\n", 4},
                             {"cpython-313", 11},
                             {types, sizeof types}};
    memset(types, 'Z', sizeof types);
    if (strcmp(start, "die") == 0) {
        signal(SIGABRT, SIG_DFL);
        raise(SIGABRT);
    }
    if (strcmp(start, "hang") == 0)
        hang();
    if (strcmp(start, "garbage") == 0)
        write_all("Python 3.13.0 (main) [GCC] on linux\n>>> ", 40);
    if (strcmp(start, "magic") == 0)
        fields[2].bytes = "\xcb\r\r\n";
    if (strcmp(start, "pypy") == 0)
        fields[0] = (struct field){"pypy", 4};
    answer(0, ANSWER_HANDSHAKE, fields, 5);
    while (strcmp(start, "chatter") == 0)
        write_all(empty_code, sizeof empty_code);
}

static void reject(unsigned long sequence)
{
    static const struct field fields[] = {{"SyntaxError", 11},
                                          {"bad", 3},
                                          {"Sorry: bad\n", 11},
                                          {"f", 1},
                                          {"3", 1},
                                          {"4", 1},
                                          {"5", 1},
                                          {"6", 1},
                                          {"SyntaxWarning", 13},
                                          {"hm", 2},
                                          {"g", 1},
                                          {"2", 1}};
    answer(sequence, ANSWER_ERROR, fields, 12);
}

/* Two frozensets with the same name in them. */
static void answer_taint(unsigned long sequence, bool pristine)
{
    struct buf code = BUF_INIT;
    buf_add(&code, empty_code, 27);
    buf_add_byte(&code, 2);
    for (int i = 0; i < 2; i++)
        buf_add(&code, ">\1\0\0\0z\2ab", 9);
    buf_add(&code, empty_code + 28, sizeof empty_code - 28);
    /* The first line number tells who answered. */
    code.data[code.size - 14] = pristine ? 2 : 1;
    answer(sequence, ANSWER_CODE, &(struct field){code.data, code.size}, 1);
    buf_free(&code);
}

static void obey(const char *source, unsigned long sequence, bool pristine)
{
    int number = 0;
    if (sscanf(source, "die %d", &number) == 1) {
        signal(number, SIG_DFL); /* a sanitizer may have it */
        raise(number);
    }
    if (sscanf(source, "exit %d", &number) == 1) {
        fputs("first line\nlast words\n", stderr);
        exit(number);
    }
    if (strcmp(source, "family") == 0)
        fork();
    if (strcmp(source, "hang") == 0 || strcmp(source, "family") == 0)
        hang();
    if (strcmp(source, "garbage") == 0)
        write_all("Segmentation fault (core dumped)", 32);
    else if (strcmp(source, "stale") == 0)
        answer(sequence + 1, ANSWER_CODE, &(struct field){empty_code, sizeof empty_code},
               1);
    else if (strcmp(source, "junk") == 0)
        answer(sequence, ANSWER_CODE, &(struct field){"junk", 4}, 1);
    else if (strcmp(source, "reject") == 0)
        reject(sequence);
    else if (strcmp(source, "taint") == 0)
        answer_taint(sequence, pristine);
    else
        answer(sequence, ANSWER_CODE, &(struct field){empty_code, sizeof empty_code}, 1);
    if (strcmp(source, "again") == 0)
        exit(0);
}

static unsigned long number_at(const unsigned char *bytes, int size)
{
    unsigned long value = 0;
    for (int i = size; i--;)
        value = value << 8 | bytes[i];
    return value;
}

int main(int count, char **arguments)
{
    const char *start = getenv("FAKE_START");
    if (count > 1 && strcmp(arguments[1], "-S") == 0) {
        /* The probe. */
        fputs("kiln\ncpython\n3.13.0\ncpython-313\nf30d0d0a\n0\n\nend\n", stdout);
        return 0;
    }
    bool pristine = count > 2 && strcmp(arguments[count - 2], "pristine") == 0;
    greet(start ? start : "");
    for (;;) {
        unsigned char head[REQUEST_HEAD];
        read_all((char *)head, sizeof head);
        unsigned long filename = number_at(head + 16, 8), source = number_at(head + 24, 8);
        char *text = calloc(1, filename + source + 1);
        if (!text)
            return 8;
        read_all(text, filename + source);
        obey(text + filename, number_at(head + 4, 4), pristine);
        free(text);
    }
}
