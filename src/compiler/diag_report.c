/* SPDX-License-Identifier: MIT
 *
 * A rejected source in py_compile's words.
 *
 * A plain SyntaxError looks as traceback.TracebackException shows it: file and
 * line, the text of the line, carets below (_format_syntax_error); every other
 * class is "Sorry: Class: text", the text being str() of the exception.
 */
#include "compiler/diag_report.h"

#include "base/unicode.h"
#include "compiler/source/utf8.h"

#include <string.h>

/* The line without the newlines at its end and the blanks at its beginning. */
struct shown_line {
    const char *bytes; /* of what is shown */
    size_t size;
    long length; /* characters of the line, newline included */
    long shown;  /* characters up to the newline */
    long indent; /* characters left out in front */
};

static long characters_in(const char *bytes, size_t size)
{
    long count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}

static struct shown_line strip_line(struct diag_line line)
{
    struct shown_line shown = {.bytes = line.bytes, .size = line.size};
    shown.length = characters_in(line.bytes, line.size);
    while (shown.size && shown.bytes[shown.size - 1] == '\n')
        shown.size--;
    shown.shown = characters_in(line.bytes, shown.size);
    while (shown.size && strchr(" \n\f", shown.bytes[0]) && shown.bytes[0]) {
        shown.bytes++;
        shown.size--;
        shown.indent++;
    }
    return shown;
}

/* Columns of the carets, from 1: from `first` up to, not including, `end`. */
struct caret_range {
    long first, end;
};

/* Until 3.12 whatever the exception says is believed. */
static struct caret_range trusting_carets(const struct diag *diag)
{
    struct caret_range range = {diag->column, diag->end_column};
    if (!range.end)
        range.end = range.first;
    if (range.end == range.first || range.end == -1)
        range.end = range.first + 1;
    return range;
}

/* Since 3.13 carets neither leave the line nor run backwards. */
static struct caret_range checked_carets(const struct diag *diag,
                                         const struct shown_line *line)
{
    struct caret_range range = {diag->column, line->shown + 1};
    if (diag->line == diag->end_line)
        range.end = diag->end_column ? diag->end_column : diag->column;
    if (line->length && range.first > line->length)
        range.first = line->shown + 1;
    if (line->length && range.end > line->length)
        range.end = line->shown + 1;
    if (range.first >= range.end || range.end < 0)
        range.end = range.first + 1;
    return range;
}

/* str.isspace */
static bool is_space(uint32_t c)
{
    return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Blanks of the line stand above the carets as they are, a tab as a tab. */
static void add_caret_indent(const struct shown_line *line, long count, struct buf *out)
{
    const char *at = line->bytes, *end = at + line->size;
    for (; count && at < end; count--) {
        const char *begin = at;
        if (is_space(unicode_next(&at)))
            buf_add(out, begin, (size_t)(at - begin));
        else
            buf_add_byte(out, ' ');
    }
}

static void add_carets(const struct diag *diag, const struct shown_line *line,
                       const struct target *target, struct buf *out)
{
    struct caret_range range = target_has(target, FEATURE_CHECKED_CARETS)
                                   ? checked_carets(diag, line)
                                   : trusting_carets(diag);
    long first = range.first - 1 - line->indent;
    if (first < 0)
        return;
    buf_add_text(out, "    ");
    add_caret_indent(line, first, out);
    for (long i = range.first; i < range.end; i++)
        buf_add_byte(out, '^');
    buf_add_byte(out, '\n');
}

static void add_traceback(const struct diag *diag, struct diag_line line,
                          const struct target *target, struct buf *out)
{
    if (diag->line || diag->column < 0) {
        buf_add_text(out, "  File \"");
        utf8_add_decoded(out, diag->filename, strlen(diag->filename));
        buf_printf(out, "\", line %ld\n", diag->line);
    }
    if (line.bytes) {
        struct shown_line shown = strip_line(line);
        buf_add_text(out, "    ");
        buf_add(out, shown.bytes, shown.size);
        buf_add_byte(out, '\n');
        add_carets(diag, &shown, target, out);
    }
    buf_printf(out, "%s: %s\n", diag->class_name, diag->message);
}

/* SyntaxError.__str__, and so that of its subclasses, names the last part of the
 * file's path. */
static void add_apology(const struct diag *diag, struct buf *out)
{
    buf_printf(out, "Sorry: %s: %s", diag->class_name, diag->message);
    if (strcmp(diag->class_name, "IndentationError") &&
        strcmp(diag->class_name, "TabError"))
        return;
    const char *slash = strrchr(diag->filename, '/');
    const char *name = slash ? slash + 1 : diag->filename;
    buf_add_text(out, " (");
    utf8_add_decoded(out, name, strlen(name));
    if (diag->line)
        buf_printf(out, ", line %ld", diag->line);
    buf_add_byte(out, ')');
}

void diag_report(const struct diag *diag, struct diag_line line,
                 const struct target *target, struct buf *out)
{
    if (!strcmp(diag->class_name, "SyntaxError"))
        add_traceback(diag, line, target, out);
    else
        add_apology(diag, out);
}
