/* SPDX-License-Identifier: MIT
 *
 * The native compiler and whom it falls back on: see chain.h.
 */
#include "api/chain.h"

#include "base/platform.h"
#include "compiler/native.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct chain {
    struct compiler compiler; /* first: a compiler is a chain */
    struct chain_settings settings;
    pthread_mutex_t lock; /* of what follows, until it is ready */
    bool ready;
    const char *no_native;   /* why only the second may compile, or NULL */
    struct compiler *native; /* NULL: memory ran out, or `missing` says why */
    struct buf missing;
};

const char *native_refusal(const struct interpreter_facts *facts)
{
    if (facts->free_threaded)
        return "the native compiler does not know free-threaded builds, which intern "
               "other strings";
    if (facts->unknown_micro || !native_knows(&facts->target))
        return "the native compiler does not know this micro version";
    return NULL;
}

/* Which bytes are right depends on the micro version, which only the interpreter
 * itself knows. */
static void prepare(struct chain *chain)
{
    struct target target = chain->settings.target;
    struct interpreter_facts facts;
    if (chain->settings.python) {
        if (!interpreter_probe(chain->settings.python, &facts, &chain->missing))
            return;
        if (facts.target.magic != target.magic) {
            buf_printf(&chain->missing, "%s writes other .pyc files than CPython %s does",
                       chain->settings.python, target.name);
            return;
        }
        chain->no_native = native_refusal(&facts);
        target = facts.target;
        target.cache_tag = chain->settings.target.cache_tag;
    }
    chain->native =
        native_create(&target, chain->settings.filters, chain->settings.filter_count);
}

static void make_ready(struct chain *chain)
{
    pthread_mutex_lock(&chain->lock);
    if (!chain->ready)
        prepare(chain);
    chain->ready = true;
    pthread_mutex_unlock(&chain->lock);
}

static bool same_words(const char *one, const char *other)
{
    return one == other || (one && other && !strcmp(one, other));
}

static bool same_diag(const struct diag *one, const struct diag *other)
{
    return one->kind == other->kind && one->level == other->level &&
           one->line == other->line && same_words(one->class_name, other->class_name) &&
           same_words(one->message, other->message) &&
           same_words(one->report, other->report);
}

static bool same_output(const struct compile_output *one,
                        const struct compile_output *other)
{
    return one->level == other->level && one->code_size == other->code_size &&
           !memcmp(one->code, other->code, one->code_size);
}

/* What the two disagree about; NULL: nothing. */
static const char *find_disagreement(const struct compile_result *one,
                                     const struct compile_result *other)
{
    if (one->outputs.count != other->outputs.count)
        return "native and interpreter disagree: only one of them accepts this source";
    for (size_t i = 0; i < one->outputs.count; i++)
        if (!same_output(&one->outputs.items[i], &other->outputs.items[i]))
            return "native and interpreter disagree: the code differs";
    if (one->diags.count != other->diags.count)
        return "native and interpreter disagree: not as many warnings or errors";
    for (size_t i = 0; i < one->diags.count; i++)
        if (!same_diag(&one->diags.items[i], &other->diags.items[i]))
            return "native and interpreter disagree: another warning or error";
    return NULL;
}

static enum compile_status verify(struct chain *chain,
                                  const struct compile_request *request,
                                  struct compile_result *result,
                                  enum compile_status native_status)
{
    struct compile_result second = {0};
    enum compile_status status = compiler_compile(chain->settings.second, request, &second);
    if (status == COMPILE_OK || status == COMPILE_REJECTED) {
        result->reason = find_disagreement(result, &second);
        status = result->reason ? COMPILE_BROKEN : native_status;
    } else if (second.reason) {
        result->reason = arena_copy(&result->arena, second.reason, strlen(second.reason));
    }
    compile_result_free(&second);
    return status;
}

static enum compile_status fall_back(struct chain *chain,
                                     const struct compile_request *request,
                                     struct compile_result *result)
{
    if (!chain->settings.second) {
        struct buf reason = BUF_INIT;
        buf_printf(&reason, "%s; %s", result->reason, chain->settings.no_second);
        result->reason = arena_copy(&result->arena, buf_text(&reason), reason.size);
        buf_free(&reason);
        return result->reason ? COMPILE_UNSUPPORTED : COMPILE_NO_MEMORY;
    }
    result->outputs.count = 0;
    result->diags.count = 0;
    result->reason = NULL;
    return compiler_compile(chain->settings.second, request, result);
}

static enum compile_status compile_chain(struct compiler *compiler,
                                         const struct compile_request *request,
                                         struct compile_result *result)
{
    struct chain *chain = (struct chain *)compiler;
    make_ready(chain);
    if (!chain->native) {
        result->reason = buf_text(&chain->missing);
        return chain->missing.size ? COMPILE_BROKEN : COMPILE_NO_MEMORY;
    }
    result->reason = chain->no_native;
    enum compile_status status = chain->no_native
                                     ? COMPILE_UNSUPPORTED
                                     : compiler_compile(chain->native, request, result);
    if (status == COMPILE_UNSUPPORTED)
        return fall_back(chain, request, result);
    if (chain->settings.verify && (status == COMPILE_OK || status == COMPILE_REJECTED))
        return verify(chain, request, result, status);
    return status;
}

static void cancel_chain(struct compiler *compiler)
{
    struct chain *chain = (struct chain *)compiler;
    if (chain->settings.second)
        compiler_cancel(chain->settings.second);
}

static void destroy_chain(struct compiler *compiler)
{
    struct chain *chain = (struct chain *)compiler;
    compiler_destroy(chain->native);
    compiler_destroy(chain->settings.second);
    pthread_mutex_destroy(&chain->lock);
    buf_free(&chain->missing);
    free(chain);
}

struct compiler *chain_create(const struct chain_settings *settings)
{
    static const struct compiler_class class = {
        .name = "native",
        .compile = compile_chain,
        .cancel = cancel_chain,
        .destroy = destroy_chain,
    };
    struct chain *chain = calloc(1, sizeof *chain);
    if (!chain || pthread_mutex_init(&chain->lock, NULL)) {
        free(chain);
        compiler_destroy(settings->second);
        return NULL;
    }
    chain->compiler = (struct compiler){.class = &class, .target = settings->target};
    chain->settings = *settings;
    return &chain->compiler;
}
