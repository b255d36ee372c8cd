/* SPDX-License-Identifier: MIT
 *
 * Events and results as JSON.
 */
#include "cli/json.h"
#include "base/quote.h"

#include <string.h>

static const char *const json_kinds[] = {
    [KILN_EVENT_LISTING] = "listing",
    [KILN_EVENT_CANT_LIST] = "cant_list",
    [KILN_EVENT_SKIPPED] = "skipped",
    [KILN_EVENT_COMPILING] = "compiling",
    [KILN_EVENT_STALE] = "stale",
    [KILN_EVENT_WARNING] = "warning",
    [KILN_EVENT_ERROR] = "error",
    [KILN_EVENT_WROTE] = "wrote",
    [KILN_EVENT_LINKED] = "linked",
    [KILN_EVENT_KEPT] = "kept",
    [KILN_EVENT_PRUNED] = "pruned",
    [KILN_EVENT_BAD_STRIPDIR] = "bad_stripdir",
    [KILN_EVENT_SKIP_CURDIR] = "skip_curdir",
    [KILN_EVENT_PROGRESS] = "progress",
};

static const char *const json_errors[] = {
    [KILN_ERROR_REJECTED] = "rejected",
    [KILN_ERROR_SYSTEM] = "system",
    [KILN_ERROR_ENGINE] = "engine",
    [KILN_ERROR_CHANGED] = "changed",
};

static const char *const json_statuses[] = {
    [KILN_OK] = "ok",
    [KILN_FAILED] = "failed",
    [KILN_INTERRUPTED] = "interrupted",
    [KILN_BAD_OPTION] = "bad_option",
    [KILN_NO_COMPILER] = "no_compiler",
    [KILN_NO_MEMORY] = "no_memory",
    [KILN_SYSTEM] = "system",
};

static const char *const json_reasons[] = {
#define JSON_REASON(name, text) [KILN_REASON_##name] = #name,
    KILN_REASONS(JSON_REASON)
#undef JSON_REASON
};

static void name_member(struct buf *line, const char *name)
{
    buf_printf(line, "%s\"%s\": ", line->data[line->size - 1] == '{' ? "" : ", ", name);
}

static void add_json_point(struct buf *line, uint32_t code)
{
    if (code == '"' || code == '\\')
        buf_printf(line, "\\%c", (char)code);
    else if (code == '\n')
        buf_add_text(line, "\\n");
    else if (code >= 0x20 && code < 0x7f)
        buf_add(line, &(char){(char)code}, 1);
    else if (code < 0x10000)
        buf_printf(line, "\\u%04x", (unsigned)code);
    else
        buf_printf(line, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (code >> 10)),
                   (unsigned)(0xdc00 + (code & 0x3ff)));
}

/* The surrogate encoded in three bytes there, or 0. */
static uint32_t json_surrogate(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] != 0xed || (bytes[1] & 0xe0) != 0xa0 || (bytes[2] & 0xc0) != 0x80)
        return 0;
    return 0xd000u | (bytes[1] & 0x3fu) << 6 | (bytes[2] & 0x3fu);
}

/* `name`: the text is a file's name, so the bytes of an encoded surrogate are
 * bytes that are not UTF-8. */
static void add_json_text(struct buf *line, const char *member, const char *text, bool name)
{
    if (!text)
        return;
    name_member(line, member);
    buf_add_text(line, "\"");
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        uint32_t surrogate = name ? 0 : json_surrogate(text + at);
        add_json_point(line, surrogate ? surrogate : next_code_point(text, size, &at));
        at += surrogate ? 3 : 0;
    }
    buf_add_text(line, "\"");
}

static void add_json_number(struct buf *line, const char *member, unsigned long long number)
{
    name_member(line, member);
    buf_printf(line, "%llu", number);
}

static void add_json_position(struct buf *line, const char *member, long number)
{
    if (number > 0)
        add_json_number(line, member, (unsigned long long)number);
}

/* "NO_PYC" → "no_pyc" */
static void add_json_reason(struct buf *line, enum kiln_reason reason)
{
    if (reason == KILN_REASON_NONE)
        return;
    name_member(line, "reason");
    buf_add_text(line, "\"");
    for (const char *c = json_reasons[reason]; *c; c++)
        buf_add(line, &(char){*c == '_' ? '_' : (char)(*c | 0x20)}, 1);
    buf_add_text(line, "\"");
    add_json_text(line, "reason_text", kiln_reason_text(reason), false);
}

static bool has_level(enum kiln_event_kind kind)
{
    return kind == KILN_EVENT_WARNING || kind == KILN_EVENT_ERROR ||
           kind == KILN_EVENT_WROTE || kind == KILN_EVENT_LINKED ||
           kind == KILN_EVENT_KEPT || kind == KILN_EVENT_STALE;
}

static void add_json_diagnostic(struct buf *line, const struct kiln_event *event)
{
    if (event->kind == KILN_EVENT_ERROR)
        add_json_text(line, "error", json_errors[event->error], false);
    add_json_text(line, "class", event->class_name, false);
    add_json_text(line, "message", event->message, false);
    add_json_text(line, "report", event->report, false);
    add_json_text(line, "filename", event->filename, true);
    add_json_text(line, "source_line", event->source_line, false);
    add_json_position(line, "line", event->line);
    add_json_position(line, "column", event->column);
    add_json_position(line, "end_line", event->end_line);
    add_json_position(line, "end_column", event->end_column);
}

void cli_json_event(struct buf *line, const struct kiln_event *event)
{
    buf_add_text(line, "{");
    add_json_text(line, "event", json_kinds[event->kind], false);
    add_json_text(line, "path", event->path, true);
    add_json_text(line, "pyc", event->pyc, true);
    add_json_reason(line, event->reason);
    if (has_level(event->kind)) {
        name_member(line, "level");
        buf_printf(line, "%d", event->level);
    }
    add_json_diagnostic(line, event);
    if (event->kind == KILN_EVENT_PROGRESS) {
        add_json_number(line, "files_done", event->files_done);
        add_json_number(line, "files_known", event->files_known);
        name_member(line, "listing_done");
        buf_add_text(line, event->listing_done ? "true" : "false");
    }
    buf_add_text(line, "}\n");
}

void cli_json_bad_list(struct buf *line, const char *file, const char *message)
{
    buf_add_text(line, "{");
    add_json_text(line, "event", "bad_list", false);
    add_json_text(line, "path", file, true);
    add_json_text(line, "message", message, false);
    buf_add_text(line, "}\n");
}

void cli_json_summary(struct buf *line, const struct kiln_result *result, double seconds,
                      int exit_code)
{
    buf_add_text(line, "{");
    add_json_text(line, "event", "summary", false);
    add_json_text(line, "status", json_statuses[result->status], false);
    add_json_number(line, "exit_code", (unsigned)exit_code);
    if (result->message[0])
        add_json_text(line, "message", result->message, false);
    add_json_number(line, "directories", result->directories);
    add_json_number(line, "files", result->files);
    add_json_number(line, "compiled", result->compiled);
    add_json_number(line, "fresh", result->fresh);
    add_json_number(line, "failed", result->failed);
    add_json_number(line, "stale", result->stale);
    add_json_number(line, "written", result->written);
    add_json_number(line, "linked", result->linked);
    add_json_number(line, "kept", result->kept);
    add_json_number(line, "pruned", result->pruned);
    add_json_number(line, "warnings", result->warnings);
    add_json_number(line, "source_bytes", result->source_bytes);
    add_json_number(line, "pyc_bytes", result->pyc_bytes);
    add_json_number(line, "workers", result->workers);
    add_json_text(line, "target", result->target, false);
    add_json_text(line, "engine", result->engine, false);
    name_member(line, "seconds");
    buf_printf(line, "%.6f}\n", seconds);
}
