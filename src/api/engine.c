/* SPDX-License-Identifier: MIT
 *
 * Choosing target and compiler: see engine.h.
 */
#include "api/engine.h"

#include <string.h>

/* Asks the executable itself, and holds it to the target asked for. */
static enum kiln_status ask_version(struct engine *engine,
                                    const struct kiln_options *options, struct buf *message)
{
    if (!engine->choice.python ||
        !interpreter_probe(engine->choice.python, &engine->facts, message))
        return KILN_NO_COMPILER;
    engine->target = engine->facts.target;
    engine->target.cache_tag = engine->facts.cache_tag;
    struct target wanted;
    if (!options->target || !target_find(options->target, &wanted))
        return KILN_OK;
    bool micro = strchr(strchr(options->target, '.') + 1, '.') != NULL;
    if (wanted.major == engine->target.major && wanted.minor == engine->target.minor &&
        (!micro || wanted.micro == engine->target.micro))
        return KILN_OK;
    buf_printf(message, "%s is CPython %d.%d.%d, not %s", engine->choice.python,
               engine->target.major, engine->target.minor, engine->target.micro,
               options->target);
    return KILN_NO_COMPILER;
}

static enum kiln_status make_compiler(struct engine *engine,
                                      const struct kiln_options *options, unsigned workers)
{
    if (!engine->choice.python) {
        buf_printf(&engine->missing,
                   "no interpreter of CPython %s was found to compile with",
                   engine->target.name);
        return KILN_OK;
    }
    struct interpreter_options settings = {
        .python = engine->choice.python,
        .processes = workers,
        .timeout_ms = options->timeout_ms,
        .warnings = options->warning_filters,
        .warning_count = options->warning_filter_count,
    };
    engine->compiler = interpreter_create(&engine->target, &settings);
    return engine->compiler ? KILN_OK : KILN_NO_MEMORY;
}

enum kiln_status engine_open(struct engine *engine, const struct kiln_options *options,
                             unsigned workers, const char *tree, struct buf *message)
{
    if (!interpreter_choose(options->python, options->target, tree, &engine->choice,
                            message))
        return KILN_NO_COMPILER;
    engine->target = engine->choice.target;
    if (options->python || !engine->choice.version_known) {
        enum kiln_status status = ask_version(engine, options, message);
        if (status != KILN_OK)
            return status;
    }
    if (options->engine == KILN_ENGINE_NATIVE) {
        buf_printf(message, "engine native: there is no native compiler for CPython %s",
                   engine->target.name);
        return KILN_NO_COMPILER;
    }
    return options->check ? KILN_OK : make_compiler(engine, options, workers);
}

void engine_close(struct engine *engine)
{
    compiler_destroy(engine->compiler);
    interpreter_choice_free(&engine->choice);
    buf_free(&engine->missing);
}
