/* SPDX-License-Identifier: MIT
 *
 * Choosing target and compiler: see engine.h.
 */
#include "api/engine.h"

#include "api/caller.h"
#include "api/chain.h"
#include "compiler/native.h"

#include <string.h>

/* "3.13.0", not "3.13". */
static bool names_micro(const char *target)
{
    const char *dot = strchr(target, '.');
    return dot && strchr(dot + 1, '.');
}

/* Asks the executable itself, and holds it to the target asked for. */
static enum kiln_status ask_candidate(struct engine *engine,
                                      const struct kiln_options *options,
                                      struct buf *message)
{
    if (!engine->choice.python ||
        !interpreter_probe(engine->choice.python, &engine->facts, message))
        return KILN_NO_COMPILER;
    engine->micro_known = true;
    engine->target = engine->facts.target;
    engine->target.cache_tag = engine->facts.cache_tag;
    struct target wanted;
    if (!options->target || !target_find(options->target, &wanted))
        return KILN_OK;
    if (wanted.major == engine->target.major && wanted.minor == engine->target.minor &&
        (!names_micro(options->target) || wanted.micro == engine->target.micro))
        return KILN_OK;
    buf_printf(message, "%s is CPython %d.%d.%d, not %s", engine->choice.python,
               engine->target.major, engine->target.minor, engine->target.micro,
               options->target);
    return KILN_NO_COMPILER;
}

/* The first candidate that runs and suits. */
static enum kiln_status ask_version(struct engine *engine,
                                    const struct kiln_options *options, struct buf *message)
{
    enum kiln_status status;
    do {
        buf_clear(message);
        engine->micro_known = false;
        status = ask_candidate(engine, options, message);
    } while (status != KILN_OK && interpreter_choice_next(&engine->choice));
    return status;
}

bool engine_sys_path(struct engine *engine, struct buf *entries, struct buf *message)
{
    do {
        buf_clear(message);
        if (interpreter_sys_path(engine->choice.python, entries, message))
            return true;
    } while (interpreter_choice_next(&engine->choice));
    return false;
}

static bool may_be_native(const struct engine *engine, const struct kiln_options *options)
{
    return options->engine != KILN_ENGINE_INTERPRETER && native_knows(&engine->target) &&
           !engine->nearest && !(engine->micro_known && native_refusal(&engine->facts));
}

/* "--target 3.13.0": which interpreters on PATH are of that micro version only they
 * know, and nobody is to be asked without need. */
static bool names_micro_alone(const struct kiln_options *options)
{
    return options->target && names_micro(options->target) && !options->python;
}

/* The pool of interpreters; NULL: there is none, and `missing` says why, or memory
 * ran out. */
static struct compiler *make_interpreter(struct engine *engine,
                                         const struct kiln_options *options,
                                         unsigned workers)
{
    if (names_micro_alone(options) && may_be_native(engine, options)) {
        buf_printf(&engine->missing, "no interpreter of CPython %s is named (--python)",
                   options->target);
        return NULL;
    }
    if (!engine->choice.python) {
        buf_printf(&engine->missing,
                   "no interpreter of CPython %s was found to compile with",
                   engine->target.name);
        return NULL;
    }
    struct interpreter_options settings = {
        .python = engine->choice.python,
        .others = (const char *const *)engine->choice.others.items,
        .other_count = engine->choice.others.count,
        .processes = workers,
        .timeout_ms = options->timeout_ms,
        .warnings = options->warning_filters,
        .warning_count = options->warning_filter_count,
    };
    return interpreter_create(&engine->target, &settings);
}

/* Who is asked for a micro version that no option names: the interpreter that the
 * tree was found to belong to. */
static const char *micro_witness(const struct engine *engine,
                                 const struct kiln_options *options)
{
    bool said = options->target && (!options->python || options->cache_tag);
    return engine->micro_known || said ? NULL : engine->choice.python;
}

static struct compiler *make_chain(struct engine *engine,
                                   const struct kiln_options *options,
                                   struct compiler *second)
{
    struct chain_settings settings = {
        .target = engine->target,
        .python = micro_witness(engine, options),
        .second = second,
        .no_second = second ? NULL : buf_text(&engine->missing),
        .verify = options->verify,
        .filters = options->warning_filters,
        .filter_count = options->warning_filter_count,
    };
    return chain_create(&settings);
}

static enum kiln_status refuse(struct buf *message, const char *format, const char *what)
{
    buf_printf(message, format, what);
    return KILN_NO_COMPILER;
}

static enum kiln_status make_compiler(struct engine *engine,
                                      const struct kiln_options *options, unsigned workers,
                                      struct buf *message)
{
    bool alone = options->engine == KILN_ENGINE_NATIVE && !options->verify;
    struct compiler *second = NULL;
    if (alone)
        buf_add_text(&engine->missing, "engine native asks no interpreter");
    else
        second = make_interpreter(engine, options, workers);
    if (!alone && !second && !engine->missing.size) {
        buf_add_text(message, "no memory, or no file descriptors, for a pool of "
                              "interpreters");
        return KILN_NO_MEMORY;
    }
    if (options->verify && !second)
        return refuse(message, "nothing to verify with: %s", buf_text(&engine->missing));
    engine->native = may_be_native(engine, options);
    engine->compiler = engine->native ? make_chain(engine, options, second) : second;
    return engine->compiler || !engine->native ? KILN_OK : KILN_NO_MEMORY;
}

/* A micro version that came after Kiln is taken for the newest known, but for the
 * native compiler, which would have to know its bytes. */
static bool find_nearest_target(const char *name, struct target *target, bool *nearest)
{
    *nearest = false;
    char minor[16];
    const char *dot = name ? strchr(name, '.') : NULL;
    size_t size = dot ? (size_t)(dot - name) + 1 + strcspn(dot + 1, ".") : sizeof minor;
    if (name && target_find(name, target))
        return true;
    if (size >= sizeof minor)
        return false;
    *nearest = true;
    memcpy(minor, name, size);
    minor[size] = '\0';
    return target_find(minor, target);
}

/* The target as the caller knows it, so that nobody need be asked. */
static enum kiln_status take_target(struct engine *engine,
                                    const struct kiln_options *options, struct buf *message)
{
    if (!find_nearest_target(options->target, &engine->target, &engine->nearest)) {
        buf_printf(message, "unknown target: %s",
                   options->target ? options->target : "none");
        return KILN_NO_COMPILER;
    }
    if (options->cache_tag)
        engine->target.cache_tag = options->cache_tag;
    return KILN_OK;
}

static enum kiln_status find_target(struct engine *engine,
                                    const struct kiln_options *options, const char *tree,
                                    struct buf *message)
{
    if (options->compile)
        return take_target(engine, options, message);
    if (!interpreter_choose(options->python, options->target, tree, &engine->choice,
                            message))
        return KILN_NO_COMPILER;
    engine->target = engine->choice.target;
    if (options->python && options->target && options->cache_tag)
        return take_target(engine, options, message);
    /* Nobody is asked whose name says all that matters, so that an up-to-date run
     * starts no interpreter; the first process that compiles shows its magic. */
    bool demanding = names_micro_alone(options) ? !may_be_native(engine, options)
                                                : options->target && options->python;
    if (demanding || !engine->choice.version_known)
        return ask_version(engine, options, message);
    return KILN_OK;
}

static enum kiln_status refuse_native(const struct engine *engine,
                                      const struct kiln_options *options,
                                      struct buf *message)
{
    if (options->engine == KILN_ENGINE_INTERPRETER)
        return refuse(message, "%s needs the native compiler as well", "verify");
    bool named = engine->nearest || (options->target && names_micro(options->target));
    if (native_knows(&engine->target) && engine->micro_known &&
        native_refusal(&engine->facts))
        return refuse(message, "engine native: %s", native_refusal(&engine->facts));
    return refuse(message, "engine native: there is no native compiler for CPython %s",
                  named ? options->target : engine->target.name);
}

enum kiln_status engine_open(struct engine *engine, const struct kiln_options *options,
                             unsigned workers, const char *tree, struct buf *message)
{
    enum kiln_status status = find_target(engine, options, tree, message);
    if (status != KILN_OK)
        return status;
    if ((options->engine == KILN_ENGINE_NATIVE || options->verify) &&
        !may_be_native(engine, options))
        return refuse_native(engine, options, message);
    if (options->check)
        return KILN_OK;
    if (!options->compile)
        return make_compiler(engine, options, workers, message);
    engine->compiler =
        caller_create(&engine->target, options->compile, options->compile_context);
    return engine->compiler ? KILN_OK : KILN_NO_MEMORY;
}

void engine_close(struct engine *engine)
{
    compiler_destroy(engine->compiler);
    interpreter_choice_free(&engine->choice);
    buf_free(&engine->missing);
}
