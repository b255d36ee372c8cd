/* SPDX-License-Identifier: MIT
 *
 * Making events: see tell.h.
 */
#include "driver/tell.h"

#include "driver/oserror.h"
#include "driver/source.h"

#include <string.h>

static void tell(const struct plan *plan, struct job *job, struct kiln_event event)
{
    struct report *report = job_report(job);
    if (!report) {
        job->outcome = JOB_NO_MEMORY;
        return;
    }
    event.path = job->path;
    event.reason = job->reason;
    event.unicode_version = plan->unicode_version;
    report_add(report, &event);
}

void tell_file(const struct plan *plan, struct job *job, enum kiln_event_kind kind)
{
    tell(plan, job, (struct kiln_event){.kind = kind});
}

void tell_bad_stripdir(const struct plan *plan, struct job *job)
{
    tell(plan, job,
         (struct kiln_event){.kind = KILN_EVENT_BAD_STRIPDIR,
                             .message = job->destination->filename.stripdir});
}

void tell_pyc(const struct plan *plan, struct job *job, enum kiln_event_kind kind,
              const char *pyc, int level)
{
    tell(plan, job, (struct kiln_event){.kind = kind, .pyc = pyc, .level = level});
}

/* The line that a warning is about (linecache.getline of the file that it
 * names): from the source at hand, or from that file if it is another one. */
static void find_line(const struct plan *plan, const struct job *job,
                      const struct buf *source, const struct diag *diag, struct buf *line)
{
    if (!diag->filename || strcmp(diag->filename, job->path) == 0) {
        source_line(buf_text(source), source->size, diag->line, line);
        return;
    }
    struct buf other = BUF_INIT;
    struct stat st;
    if (plan->fs->stat(plan->fs, diag->filename, &st) == 0 && S_ISREG(st.st_mode) &&
        source_read(plan->fs, diag->filename, &other, &st) == 0)
        source_line(buf_text(&other), other.size, diag->line, line);
    buf_free(&other);
}

void tell_diag(const struct plan *plan, struct job *job, const struct buf *source,
               const struct diag *diag, int level)
{
    struct buf line = BUF_INIT;
    bool warning = diag->kind == DIAG_WARNING;
    if (warning)
        find_line(plan, job, source, diag, &line);
    tell(plan, job,
         (struct kiln_event){.kind = warning ? KILN_EVENT_WARNING : KILN_EVENT_ERROR,
                             .error = KILN_ERROR_REJECTED,
                             .level = level,
                             .class_name = diag->class_name,
                             .message = diag->message,
                             .report = diag->report,
                             .filename = diag->filename,
                             .source_line = line.size ? line.data : NULL,
                             .line = diag->line,
                             .column = diag->column,
                             .end_line = diag->end_line,
                             .end_column = diag->end_column});
    buf_free(&line);
}

/* compileall's line for an exception that is no PyCompileError: "Class: text". */
static void tell_exception(const struct plan *plan, struct job *job,
                           struct kiln_event event, const char *message)
{
    struct buf report = BUF_INIT;
    buf_printf(&report, "%s: %s", event.class_name, message);
    event.kind = KILN_EVENT_ERROR;
    event.error = KILN_ERROR_SYSTEM;
    event.message = message;
    event.report = buf_text(&report);
    tell(plan, job, event);
    buf_free(&report);
}

void tell_system_error(const struct plan *plan, struct job *job, int error,
                       const char *path)
{
    struct buf text = BUF_INIT;
    oserror_text(&text, error, path, NULL, plan->unicode_version);
    tell_exception(plan, job,
                   (struct kiln_event){.class_name = oserror_class(error),
                                       .filename = path,
                                       .error_number = error},
                   buf_text(&text));
    buf_free(&text);
}

static void refusal_text(struct buf *text, const struct publish_error *error)
{
    bool link = error->refused == PUBLISH_SYMLINK;
    buf_printf(text,
               "%s is a %s and will be changed into a regular %s if import writes a "
               "byte-compiled file to it",
               buf_text(&error->path), link ? "symlink" : "non-regular file",
               link ? "file" : "one");
}

void tell_publish_error(const struct plan *plan, struct job *job,
                        const struct publish_error *error)
{
    struct buf text = BUF_INIT;
    const char *path = error->path.size ? error->path.data : NULL;
    struct kiln_event event = {.class_name = "FileExistsError", .pyc = path};
    if (error->refused) {
        refusal_text(&text, error);
    } else {
        event.class_name = oserror_class(error->error);
        event.error_number = error->error;
        event.filename = path;
        event.filename2 = error->path2.size ? error->path2.data : NULL;
        oserror_text(&text, error->error, path, event.filename2, plan->unicode_version);
    }
    tell_exception(plan, job, event, buf_text(&text));
    buf_free(&text);
}

void tell_engine_error(const struct plan *plan, struct job *job, const char *reason)
{
    struct kiln_event event = {.kind = KILN_EVENT_ERROR, .error = KILN_ERROR_ENGINE};
    event.class_name = "CompilerError";
    event.message = event.report = reason ? reason : "the compiler failed";
    tell(plan, job, event);
}

void tell_changed(const struct plan *plan, struct job *job)
{
    struct kiln_event event = {.kind = KILN_EVENT_ERROR, .error = KILN_ERROR_CHANGED};
    event.class_name = "SourceChanged";
    event.message = event.report = "the file kept changing while it was compiled";
    tell(plan, job, event);
}
