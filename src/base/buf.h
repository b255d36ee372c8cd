/* SPDX-License-Identifier: MIT
 *
 * A growable run of bytes on the heap.
 *
 * Appending never reports failure at once: when memory runs out (or a size
 * would overflow) the buffer is marked `failed`, keeps what it had, and
 * ignores what follows.  Whoever uses the contents asks buf_ok() once, at the
 * end.  There is always a NUL after the last byte of a non-empty buffer, so
 * that text can be handed to the system as it is.
 */
#ifndef KILN_BASE_BUF_H
#define KILN_BASE_BUF_H

#include "base/platform.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data;      /* NULL while nothing was appended */
    size_t size;     /* bytes in use, the closing NUL not counted */
    size_t capacity; /* bytes allocated */
    bool failed;     /* some append did not happen */
};

#define BUF_INIT                                                                           \
    {                                                                                      \
        0                                                                                  \
    }

/* Frees the memory and leaves an empty, usable buffer. */
void buf_free(struct buf *buf);

/* Forgets the contents, clears `failed`, keeps the memory. */
void buf_clear(struct buf *buf);

/* Makes room for `extra` more bytes and the NUL; false (and failed) if not had. */
bool buf_reserve(struct buf *buf, size_t extra);

void buf_add(struct buf *buf, const void *bytes, size_t size);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_byte(struct buf *buf, char byte);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *buf, const char *format, va_list arguments) PRINTF_LIKE(2, 0);

/* Little-endian, as every number in a .pyc and in the worker protocol. */
void buf_add_u32(struct buf *buf, unsigned long value);
void buf_add_u64(struct buf *buf, unsigned long long value);

/* Cuts the contents to `size` bytes; `size` must not exceed the present size. */
void buf_truncate(struct buf *buf, size_t size);

static inline bool buf_ok(const struct buf *buf)
{
    return !buf->failed;
}

/* The contents as text; "" when empty.  Valid until the next append. */
static inline const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

#endif
