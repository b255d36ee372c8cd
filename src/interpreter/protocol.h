/* SPDX-License-Identifier: MIT
 *
 * What goes over the socket between Kiln and worker.py.  All numbers are little
 * endian.
 *
 *     request   "KILN"  sequence u32  flags u32  level i32
 *               filename size u64  source size u64  filename  source
 *     answer    "kiln"  sequence u32  status u32  field count u32  body size u64
 *               body: for every field  size u32  bytes  NUL
 *
 * A worker begins with an answer of its own accord, the handshake: sequence 0;
 * implementation, version, magic number, cache tag, and the marshal type codes
 * of the 256 Latin-1 characters.  It then answers each request, in order:
 * either (status 0) the marshalled code, or (status 1) class, message, report,
 * file name, line, column, end line, end column of the error.  In both cases
 * four fields follow for every warning: class, message, file name, line.  256
 * is added to the status by a process whose next answers might not be what they
 * should: it must be replaced.
 */
#ifndef KILN_INTERPRETER_PROTOCOL_H
#define KILN_INTERPRETER_PROTOCOL_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REQUEST_HEAD = 32, ANSWER_HEAD = 24, ERROR_FIELDS = 8, WARNING_FIELDS = 4 };

/* The code object is written while a single reference to it exists. */
enum request_flag { REQUEST_ROOT_UNSHARED = 1 };

enum answer_status { ANSWER_CODE, ANSWER_ERROR, ANSWER_HANDSHAKE };

struct request_head {
    uint32_t sequence;
    uint32_t flags;
    int32_t level;
    uint64_t filename_size;
    uint64_t source_size;
};

void request_encode(const struct request_head *request, unsigned char bytes[REQUEST_HEAD]);

struct answer_field {
    const char *bytes; /* a NUL follows */
    size_t size;
};

struct answer {
    uint32_t sequence;
    enum answer_status status;
    bool spent; /* the process must not be asked again */
    size_t count;
    size_t body_size;
    struct answer_field *fields; /* in the arena */
};

/* False when the bytes cannot be the head of the answer to that request. */
bool answer_decode_head(const unsigned char bytes[ANSWER_HEAD], uint32_t sequence,
                        struct answer *answer);

enum answer_check { ANSWER_WELL_FORMED, ANSWER_MALFORMED, ANSWER_NO_MEMORY };

/* Finds the fields in the body; their number must suit the status. */
enum answer_check answer_decode_body(struct answer *answer, const char *body,
                                     struct arena *arena);

#endif
