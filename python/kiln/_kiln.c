/* SPDX-License-Identifier: MIT
 *
 * kiln._kiln: one function, run(), over the C library.
 *
 * The calling thread gives the GIL up while Kiln works and takes it back for
 * each event that Python wants to hear of.  `exclude` and `compile` are asked
 * from Kiln's own threads, which borrow the GIL for that.  An exception out of
 * any of the three is kept, the run stopped, and the exception raised at the
 * end.  Only the limited API of Python 3.11 is used, so that one binary serves
 * every later version.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <kiln.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A run under way. */
struct session {
    PyThreadState *thread; /* of the calling thread, while it has given the GIL up */
    PyObject *on_event;
    PyObject *exclude;
    PyObject *compile;
    unsigned wanted;            /* kinds of events that on_event hears of, 1 << kind */
    _Atomic(PyObject *) raised; /* the first exception */
    PyObject *undecided;        /* {path: exception} out of `exclude` */
    atomic_bool any_undecided;
    volatile int cancel;
};

/* The exception that is set, which is cleared. */
static PyObject *take_exception(void)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback)
        PyException_SetTraceback(value, traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return value;
}

/* Makes an exception that of the run, unless there is one, and stops it. */
static int stop_with(struct session *session, PyObject *exception)
{
    PyObject *none = NULL;
    if (!atomic_compare_exchange_strong(&session->raised, &none, exception))
        Py_XDECREF(exception);
    session->cancel = 1;
    return 1;
}

static int keep_exception(struct session *session)
{
    return stop_with(session, take_exception());
}

static PyObject *decode_path(const char *path)
{
    if (!path)
        Py_RETURN_NONE;
    return PyUnicode_DecodeFSDefault(path);
}

/* Text of the library: UTF-8, where a lone surrogate is three bytes. */
static PyObject *decode_text(const char *text)
{
    if (!text)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "surrogatepass");
}

static int call_on_event(struct session *session, const struct kiln_event *event)
{
    PyObject *path = decode_path(event->path);
    PyObject *class_name = decode_text(event->class_name);
    PyObject *message = event->kind == KILN_EVENT_BAD_STRIPDIR
                            ? decode_path(event->message)
                            : decode_text(event->message);
    PyObject *report = decode_text(event->report);
    PyObject *filename = decode_path(event->filename);
    PyObject *filename2 = decode_path(event->filename2);
    PyObject *answer = NULL;
    if (path && class_name && message && report && filename && filename2)
        answer =
            PyObject_CallFunction(session->on_event, "iOOOOlOiiO", (int)event->kind, path,
                                  class_name, message, report, event->line, filename,
                                  (int)event->error, event->error_number, filename2);
    Py_XDECREF(path);
    Py_XDECREF(class_name);
    Py_XDECREF(message);
    Py_XDECREF(report);
    Py_XDECREF(filename);
    Py_XDECREF(filename2);
    if (!answer)
        return keep_exception(session);
    Py_DECREF(answer);
    return 0;
}

/* The turn of a file that `exclude` may have failed on. */
static int hear_undecided(struct session *session, const char *path)
{
    PyEval_RestoreThread(session->thread);
    int stop = 0;
    PyObject *key = PyBytes_FromString(path);
    PyObject *exception = key ? PyDict_GetItemWithError(session->undecided, key) : NULL;
    Py_XDECREF(key);
    if (exception)
        stop = stop_with(session, Py_NewRef(exception));
    else if (PyErr_Occurred())
        stop = keep_exception(session);
    session->thread = PyEval_SaveThread();
    return stop;
}

/* Also the moment at which Ctrl-C is noticed: PROGRESS comes every 50 ms. */
static int hear(void *context, const struct kiln_event *event)
{
    struct session *session = context;
    if (event->reason == KILN_REASON_EXCLUDED && atomic_load(&session->any_undecided))
        return hear_undecided(session, event->path);
    int wanted = session->wanted >> event->kind & 1;
    if (!wanted && event->kind != KILN_EVENT_PROGRESS)
        return 0;
    PyEval_RestoreThread(session->thread);
    int stop = 0;
    if (PyErr_CheckSignals() < 0)
        stop = keep_exception(session);
    else if (wanted)
        stop = call_on_event(session, event);
    session->thread = PyEval_SaveThread();
    return stop;
}

/* Keeps the exception that is set until the file's turn comes. */
static void keep_undecided(struct session *session, const char *path, size_t size)
{
    PyObject *exception = take_exception();
    PyObject *key = PyBytes_FromStringAndSize(path, (Py_ssize_t)size);
    if (!key || PyDict_SetItem(session->undecided, key, exception) < 0)
        keep_exception(session);
    Py_XDECREF(key);
    Py_XDECREF(exception);
    atomic_store(&session->any_undecided, true);
}

/* A file that could not be decided on is passed over; what comes before it in path
 * order is still told, then the run stops. */
static int ask_exclude(void *context, const char *path, size_t size)
{
    struct session *session = context;
    if (session->cancel)
        return 1;
    PyGILState_STATE state = PyGILState_Ensure();
    int exclude = -1;
    PyObject *text = PyUnicode_DecodeFSDefaultAndSize(path, (Py_ssize_t)size);
    PyObject *answer =
        text ? PyObject_CallFunctionObjArgs(session->exclude, text, NULL) : NULL;
    if (answer)
        exclude = PyObject_IsTrue(answer);
    if (exclude < 0)
        keep_undecided(session, path, size);
    Py_XDECREF(answer);
    Py_XDECREF(text);
    PyGILState_Release(state);
    return exclude != 0;
}

/* What compile() gave: the code as bytes, or (class name, message, report), each
 * as bytes too. */
static int pass_answer(PyObject *value, struct kiln_answer *answer)
{
    char *code;
    Py_ssize_t size;
    if (PyBytes_Check(value)) {
        if (PyBytes_AsStringAndSize(value, &code, &size) < 0)
            return -1;
        kiln_answer_code(answer, code, (size_t)size);
        return 0;
    }
    struct kiln_event error = {.size = sizeof error, .kind = KILN_EVENT_ERROR};
    const char **const fields[] = {&error.class_name, &error.message, &error.report};
    for (Py_ssize_t i = 0; i < 3; i++) {
        PyObject *field = PySequence_GetItem(value, i);
        *fields[i] = field ? PyBytes_AsString(field) : NULL;
        Py_XDECREF(field); /* the sequence still holds it */
        if (!*fields[i])
            return -1;
    }
    kiln_answer_error(answer, &error);
    return 0;
}

static int ask_compile(void *context, const struct kiln_source *source,
                       struct kiln_answer *answer)
{
    struct session *session = context;
    PyGILState_STATE state = PyGILState_Ensure();
    int stop = 0;
    PyObject *filename = PyUnicode_DecodeFSDefaultAndSize(
        source->filename, (Py_ssize_t)source->filename_size);
    PyObject *value = NULL;
    if (filename)
        value =
            PyObject_CallFunction(session->compile, "y#Oi", source->text,
                                  (Py_ssize_t)source->text_size, filename, source->level);
    if (!value || pass_answer(value, answer) < 0)
        stop = keep_exception(session);
    Py_XDECREF(value);
    Py_XDECREF(filename);
    PyGILState_Release(state);
    return stop;
}

/* "O&": bytes without a NUL, or None for NULL.  Borrowed from the argument. */
static int to_bytes(PyObject *object, void *address)
{
    char **bytes = address;
    if (object == Py_None) {
        *bytes = NULL;
        return 1;
    }
    return PyBytes_AsStringAndSize(object, bytes, NULL) == 0;
}

/* A tuple of ints or of bytes, made into an array to be freed. */
static int to_levels(PyObject *tuple, int **levels, size_t *count)
{
    *count = (size_t)PyTuple_Size(tuple);
    *levels = PyMem_Calloc(*count + 1, sizeof **levels);
    if (!*levels)
        return PyErr_NoMemory(), -1;
    for (size_t i = 0; i < *count; i++) {
        long level = PyLong_AsLong(PyTuple_GetItem(tuple, (Py_ssize_t)i));
        if (level == -1 && PyErr_Occurred())
            return -1;
        (*levels)[i] = (int)level;
    }
    return 0;
}

static int to_texts(PyObject *tuple, const char ***texts, size_t *count)
{
    *count = (size_t)PyTuple_Size(tuple);
    *texts = PyMem_Calloc(*count + 1, sizeof **texts);
    if (!*texts)
        return PyErr_NoMemory(), -1;
    for (size_t i = 0; i < *count; i++)
        if (PyBytes_AsStringAndSize(PyTuple_GetItem(tuple, (Py_ssize_t)i),
                                    (char **)(*texts + i), NULL) < 0)
            return -1;
    return 0;
}

/* What run() is called with. */
struct request {
    struct kiln_options options;
    int what; /* 0: a directory, 1: a file, 2: a file to a given place */
    const char *path, *pyc, *filename;
    int *levels;
    const char **filters;
};

static int read_request(PyObject *arguments, PyObject *keywords, struct request *request,
                        struct session *session)
{
    static const char *const names[] = {
        /* clang-format off */
        "what", "path", "pyc", "filename", "on_event", "wanted", "exclude", "compile",
        "target", "cache_tag", "python", "filters", "maxlevels", "ddir", "stripdir",
        "prependdir", "force", "legacy", "optimize", "workers", "invalidation",
        "limit_sl_dest", "hardlink_dupes", "pycache_prefix", "default_optimize", NULL,
        /* clang-format on */
    };
    struct kiln_options *options = &request->options;
    PyObject *filters, *levels;
    int force, legacy, hardlink_dupes, invalidation;
    kiln_options_init(options);
    if (!PyArg_ParseTupleAndKeywords(
            arguments, keywords, "iO&O&O&OIOOssO&O!iO&O&O&ppO!iiO&pO&i:run",
            (char **)(uintptr_t)names, &request->what, to_bytes, &request->path, to_bytes,
            &request->pyc, to_bytes, &request->filename, &session->on_event,
            &session->wanted, &session->exclude, &session->compile, &options->target,
            &options->cache_tag, to_bytes, &options->python, &PyTuple_Type, &filters,
            &options->maxlevels, to_bytes, &options->ddir, to_bytes, &options->stripdir,
            to_bytes, &options->prependdir, &force, &legacy, &PyTuple_Type, &levels,
            &options->workers, &invalidation, to_bytes, &options->limit_sl_dest,
            &hardlink_dupes, to_bytes, &options->pycache_prefix,
            &options->default_optimize))
        return -1;
    options->force = force;
    options->legacy = legacy;
    options->hardlink_dupes = hardlink_dupes;
    options->invalidation = (enum kiln_invalidation)invalidation;
    int read = to_levels(levels, &request->levels, &options->optimize_count);
    if (read == 0)
        read = to_texts(filters, &request->filters, &options->warning_filter_count);
    options->optimize = request->levels;
    options->warning_filters = request->filters;
    return read;
}

static void connect(struct kiln_options *options, struct session *session)
{
    options->on_event = hear;
    options->context = session;
    options->every_file = true; /* for PROGRESS */
    options->rewrite = true;    /* as compileall does, whose tests look at times */
    options->cancel = &session->cancel;
#ifdef Py_GIL_DISABLED
    options->engine = KILN_ENGINE_INTERPRETER; /* native bytes are those of other builds */
#endif
    if (session->exclude != Py_None) {
        options->exclude = ask_exclude;
        options->exclude_context = session;
    }
    if (session->compile != Py_None) {
        options->compile = ask_compile;
        options->compile_context = session;
    }
}

static enum kiln_status work(const struct request *request, struct session *session,
                             struct kiln_result *result)
{
    const struct kiln_options *options = &request->options;
    enum kiln_status status;
    session->thread = PyEval_SaveThread();
    switch (request->what) {
    case 0:
        status = kiln_compile_dir(request->path, options, result);
        break;
    case 1:
        status = kiln_compile_file(request->path, options, result);
        break;
    default:
        status = kiln_compile_to(request->path, request->pyc, request->filename, options,
                                 result);
        break;
    }
    PyEval_RestoreThread(session->thread);
    return status;
}

/* Kiln's threads can borrow the GIL of the main interpreter alone.  From 3.12 on
 * the module is not even imported elsewhere. */
static int refuse_subinterpreter(void)
{
    if (PyInterpreterState_GetID(PyInterpreterState_Get()) == 0)
        return 0;
    PyErr_SetString(PyExc_RuntimeError, "Kiln works in the main interpreter only");
    return -1;
}

PyDoc_STRVAR(
    run_doc,
    "run(*, what, path, ...) -> (status, message, failed)\n\n"
    "One call of the C library, whose header has the meaning of it all.  Every\n"
    "argument is needed.  on_event(kind, path, class_name, message, report, line,\n"
    "filename, error, error_number, filename2) hears of the kinds in `wanted`.");

static PyObject *run(PyObject *module, PyObject *arguments, PyObject *keywords)
{
    (void)module;
    struct request request = {.what = 0};
    struct session session = {.undecided = PyDict_New()};
    struct kiln_result result = {.size = sizeof result};
    PyObject *answer = NULL;
    if (session.undecided && refuse_subinterpreter() == 0 &&
        read_request(arguments, keywords, &request, &session) == 0) {
        connect(&request.options, &session);
        enum kiln_status status = work(&request, &session, &result);
        PyObject *raised = atomic_load(&session.raised);
        if (raised)
            PyErr_SetObject((PyObject *)Py_TYPE(raised), raised);
        else
            answer = Py_BuildValue("isn", (int)status, result.message,
                                   (Py_ssize_t)result.failed);
        Py_XDECREF(raised);
    }
    Py_XDECREF(session.undecided);
    PyMem_Free(request.levels);
    PyMem_Free(request.filters);
    return answer;
}

static PyMethodDef methods[] = {
    {"run", (PyCFunction)(void (*)(void))run, METH_VARARGS | METH_KEYWORDS, run_doc},
    {NULL, NULL, 0, NULL},
};

/* The names of the library's numbers. */
static int add_constants(PyObject *module)
{
    static const struct {
        const char *name;
        long value;
    } constants[] = {
        {"OK", KILN_OK},
        {"FAILED", KILN_FAILED},
        {"INTERRUPTED", KILN_INTERRUPTED},
        {"BAD_OPTION", KILN_BAD_OPTION},
        {"NO_MEMORY", KILN_NO_MEMORY},
        {"LISTING", KILN_EVENT_LISTING},
        {"CANT_LIST", KILN_EVENT_CANT_LIST},
        {"COMPILING", KILN_EVENT_COMPILING},
        {"WARNING", KILN_EVENT_WARNING},
        {"ERROR", KILN_EVENT_ERROR},
        {"BAD_STRIPDIR", KILN_EVENT_BAD_STRIPDIR},
        {"REJECTED", KILN_ERROR_REJECTED},
        {"SYSTEM", KILN_ERROR_SYSTEM},
        {"ENGINE", KILN_ERROR_ENGINE},
        {"CHANGED", KILN_ERROR_CHANGED},
        {"TIMESTAMP", KILN_INVALIDATION_TIMESTAMP},
        {"CHECKED_HASH", KILN_INVALIDATION_CHECKED_HASH},
        {"UNCHECKED_HASH", KILN_INVALIDATION_UNCHECKED_HASH},
        {"LEVELS_ALL", KILN_LEVELS_ALL},
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (PyModule_AddIntConstant(module, constants[i].name, constants[i].value) < 0)
            return -1;
    return PyModule_AddStringConstant(module, "VERSION", kiln_version());
}

/* Slots that came after 3.11 may be given only to a Python that knows them. */
enum {
    SLOT_MULTIPLE_INTERPRETERS = 3, /* 3.12: Py_mod_multiple_interpreters */
    SLOT_GIL = 4,                   /* 3.13: Py_mod_gil */
};

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)add_constants},
    {SLOT_MULTIPLE_INTERPRETERS, (void *)0}, /* not supported: PyGILState_Ensure */
    {SLOT_GIL, (void *)1},                   /* not used */
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "kiln._kiln",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__kiln(void);

PyMODINIT_FUNC PyInit__kiln(void)
{
    if (Py_Version < 0x030C0000)
        slots[1] = (PyModuleDef_Slot){0, NULL};
    else if (Py_Version < 0x030D0000)
        slots[2] = (PyModuleDef_Slot){0, NULL};
    return PyModuleDef_Init(&definition);
}
