/* SPDX-License-Identifier: MIT
 *
 * The one place for compiler extensions, so that the rest is plain C11.
 */
#ifndef KILN_BASE_PLATFORM_H
#define KILN_BASE_PLATFORM_H

#if defined(__GNUC__)
#define PRINTF_LIKE(text, first) __attribute__((__format__(__printf__, text, first)))
#define NODISCARD __attribute__((warn_unused_result))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define EXPORTED __attribute__((visibility("default")))
#else
#define PRINTF_LIKE(text, first)
#define NODISCARD
#define LIKELY(x) (x)
#define UNLIKELY(x) (x)
#define EXPORTED
#endif

#include <stdlib.h> /* which says whether the library is glibc */
#if defined(__GLIBC__)
#include <malloc.h>
#endif

/* Gives memory that was freed back to the system, where the library does not do so by
 * itself. */
static inline void memory_trim(void)
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

#define ARRAY_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
