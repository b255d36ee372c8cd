/* SPDX-License-Identifier: MIT
 *
 * OSError's classes and text.
 */
#include "driver/oserror.h"

#include "base/quote.h"

#include <errno.h>
#include <string.h>

static const struct oserror_row {
    int error;
    const char *class_name;
} oserror_rows[] = {
    {EPERM, "PermissionError"},           {EACCES, "PermissionError"},
    {ENOENT, "FileNotFoundError"},        {EEXIST, "FileExistsError"},
    {ENOTDIR, "NotADirectoryError"},      {EISDIR, "IsADirectoryError"},
    {EAGAIN, "BlockingIOError"},          {EALREADY, "BlockingIOError"},
    {EINPROGRESS, "BlockingIOError"},     {EINTR, "InterruptedError"},
    {EPIPE, "BrokenPipeError"},           {ESHUTDOWN, "BrokenPipeError"},
    {ECHILD, "ChildProcessError"},        {ESRCH, "ProcessLookupError"},
    {ETIMEDOUT, "TimeoutError"},          {ECONNREFUSED, "ConnectionRefusedError"},
    {ECONNRESET, "ConnectionResetError"}, {ECONNABORTED, "ConnectionAbortedError"},
};

const char *oserror_class(int error)
{
    for (size_t i = 0; i < ARRAY_COUNT(oserror_rows); i++)
        if (oserror_rows[i].error == error)
            return oserror_rows[i].class_name;
    return "OSError";
}

void oserror_text(struct buf *out, int error, const char *path, const char *path2,
                  unsigned unicode_version)
{
    char words[128];
    buf_printf(out, "[Errno %d] %s", error, strerror_r(error, words, sizeof words));
    if (path) {
        buf_add_text(out, ": ");
        quote_name(out, path, strlen(path), unicode_version);
    }
    if (path2) {
        buf_add_text(out, " -> ");
        quote_name(out, path2, strlen(path2), unicode_version);
    }
}
