/* SPDX-License-Identifier: MIT
 *
 * Names near an error that would be keywords: must agree with traceback's
 * _find_keyword_typos, with _suggestions and with difflib.get_close_matches.
 */
#include "compiler/typo.h"

#include "compiler/lex/lex.h"
#include "compiler/source/source.h"
#include "compiler/source/utf8.h"

#include <limits.h>
#include <string.h>

enum {
    TYPO_KEYWORDS = TOK_YIELD - TOK_FALSE + 1,
    LONGEST_CODE = 1024, /* characters */
    MOST_NAMES = 10,
    MOST_MATCHES = 3,
    LONGEST_NAME = 40,
    MOVE_COST = 2,
};

/* The size of what ends a line here for str.splitlines, or 0. */
static size_t line_end(const char *at)
{
    unsigned char c = (unsigned char)*at;
    if ((c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E))
        return 1;
    if (c == 0xC2 && (unsigned char)at[1] == 0x85)
        return 2;
    bool separator =
        c == 0xE2 && (unsigned char)at[1] == 0x80 && ((unsigned char)at[2] & 0xFE) == 0xA8;
    return separator ? 3 : 0;
}

static size_t line_size(const char *at, const char *end)
{
    const char *start = at;
    while (at < end && !line_end(at))
        at++;
    return (size_t)(at - start);
}

static size_t blanks(const char *at, size_t size)
{
    size_t count = 0;
    while (count < size && (at[count] == ' ' || at[count] == '\t'))
        count++;
    return count;
}

/* Lines of the text as textwrap.dedent leaves them, each with \n. */
struct typo_code {
    const char *margin;
    size_t margin_size;
    char *bytes;
    size_t size;
    typo_compiles *compiles;
};

static void narrow_margin(struct typo_code *code, const char *line, size_t size)
{
    size_t indent = blanks(line, size);
    if (indent == size)
        return;
    if (!code->margin) {
        code->margin = line;
        code->margin_size = indent;
    }
    size_t same = 0;
    while (same < code->margin_size && same < indent && code->margin[same] == line[same])
        same++;
    code->margin_size = same;
}

static void add_line(struct typo_code *code, const char *line, size_t size)
{
    if (blanks(line, size) < size) {
        memcpy(code->bytes + code->size, line + code->margin_size,
               size - code->margin_size);
        code->size += size - code->margin_size;
    }
    code->bytes[code->size++] = '\n';
}

static void each_line(const struct ctx *ctx, long first, long last, struct typo_code *code,
                      void (*take)(struct typo_code *, const char *, size_t))
{
    const char *at = ctx->text, *end = ctx->text + ctx->text_size;
    for (long number = 1; at < end && number <= last; number++) {
        size_t size = line_size(at, end);
        if (number >= first)
            take(code, at, size);
        at += size + (at + size < end ? line_end(at + size) : 0);
    }
}

/* The code as tokens, on the side. */
struct typo_trial {
    struct arena arena;
    struct intern names;
    struct compile_result result;
    struct ctx ctx;
    struct source_text text;
    struct tokens tokens;
};

static void cut_code(struct ctx *ctx, void *argument)
{
    struct typo_trial *trial = argument;
    source_decode(ctx, trial->text.bytes, trial->text.size, &trial->text);
    lex_tokens(ctx, &trial->text, &trial->tokens);
}

static enum compile_status begin_trial(struct typo_trial *trial, const struct ctx *ctx,
                                       const struct typo_code *code)
{
    trial->text = (struct source_text){.bytes = code->bytes, .size = (uint32_t)code->size};
    if (!ctx_begin(&trial->ctx, &trial->arena, &trial->names, ctx->target, "<input>",
                   &trial->result))
        return COMPILE_NO_MEMORY;
    return ctx_run(&trial->ctx, cut_code, trial);
}

static void end_trial(struct typo_trial *trial)
{
    compile_result_free(&trial->result);
    intern_free(&trial->names);
    arena_free(&trial->arena);
}

static long fold_case(char c)
{
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static long substitution(char a, char b)
{
    if (a == b)
        return 0;
    return fold_case(a) == fold_case(b) ? 1 : MOVE_COST;
}

static long least(long a, long b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance where another case costs half. */
static long distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    long row[LONGEST_NAME + 1];
    if (a_size > LONGEST_NAME || b_size > LONGEST_NAME)
        return LONG_MAX;
    for (size_t j = 0; j <= b_size; j++)
        row[j] = (long)j * MOVE_COST;
    for (size_t i = 1; i <= a_size; i++) {
        long corner = row[0];
        row[0] = (long)i * MOVE_COST;
        for (size_t j = 1; j <= b_size; j++) {
            long both = corner + substitution(a[i - 1], b[j - 1]);
            corner = row[j];
            row[j] = least(both, least(row[j], row[j - 1]) + MOVE_COST);
        }
    }
    return row[b_size];
}

/* A name, its characters each as a number. */
struct typo_word {
    uint32_t letters[256];
    size_t size;
};

struct typo_range {
    size_t a_low, a_high, b_low, b_high;
};

/* SequenceMatcher: the sum of the longest matches, left and right of each other. */
static size_t count_matches(const char *a, const struct typo_word *b, struct typo_range in)
{
    size_t best = 0, best_a = in.a_low, best_b = in.b_low;
    for (size_t i = in.a_low; i < in.a_high; i++) {
        for (size_t j = in.b_low; j < in.b_high; j++) {
            size_t k = 0;
            while (i + k < in.a_high && j + k < in.b_high &&
                   (unsigned char)a[i + k] == b->letters[j + k])
                k++;
            if (k > best) {
                best = k;
                best_a = i;
                best_b = j;
            }
        }
    }
    if (!best)
        return 0;
    struct typo_range left = {in.a_low, best_a, in.b_low, best_b};
    struct typo_range right = {best_a + best, in.a_high, best_b + best, in.b_high};
    return best + count_matches(a, b, left) + count_matches(a, b, right);
}

/* The keywords that may be meant, best first. */
struct typo_matches {
    const char *items[MOST_MATCHES + 1];
    size_t ratios[MOST_MATCHES + 1]; /* as matches and sizes, see beats */
    size_t totals[MOST_MATCHES + 1];
    int first, count; /* the first one is not among those that are sorted */
};

/* Keywords come in order: of two that are as good the later one is the greater. */
static void insert_match(struct typo_matches *matches, const char *keyword, size_t matched,
                         size_t total)
{
    int at = matches->count;
    while (at > matches->first &&
           matched * matches->totals[at - 1] >= matches->ratios[at - 1] * total)
        at--;
    if (at - matches->first >= MOST_MATCHES)
        return;
    int last = matches->count < matches->first + MOST_MATCHES ? matches->count
                                                              : matches->count - 1;
    for (int i = last; i > at; i--) {
        matches->items[i] = matches->items[i - 1];
        matches->ratios[i] = matches->ratios[i - 1];
        matches->totals[i] = matches->totals[i - 1];
    }
    matches->items[at] = keyword;
    matches->ratios[at] = matched;
    matches->totals[at] = total;
    matches->count = last + 1;
}

static void read_word(struct typo_word *word, const char *name, size_t size)
{
    word->size = 0;
    for (size_t i = 0; i < size && word->size < 256; i++)
        if (((unsigned char)name[i] & 0xC0) != 0x80)
            word->letters[word->size++] = (unsigned char)name[i];
}

static const char *nearest_keyword(const struct ctx *ctx, const char *name, size_t size)
{
    const char *found = NULL;
    long best = LONG_MAX;
    for (name_id id = 1; id <= TYPO_KEYWORDS; id++) {
        const struct intern_text *keyword = intern_get(ctx->names, id);
        long most = (long)(size + keyword->size + 3) * MOVE_COST / 6;
        long cost = distance(name, size, keyword->bytes, keyword->size);
        if (cost > most || cost >= best)
            continue;
        found = keyword->bytes;
        best = cost;
    }
    return found;
}

static void find_matches(const struct ctx *ctx, const char *name, size_t size,
                         struct typo_matches *matches)
{
    struct typo_word word;
    read_word(&word, name, size);
    *matches = (struct typo_matches){.count = 0};
    const char *nearest = nearest_keyword(ctx, name, size);
    if (nearest) {
        matches->items[0] = nearest;
        matches->first = matches->count = 1;
    }
    for (name_id id = 1; id <= TYPO_KEYWORDS; id++) {
        const struct intern_text *keyword = intern_get(ctx->names, id);
        struct typo_range all = {0, keyword->size, 0, word.size};
        size_t matched = count_matches(keyword->bytes, &word, all);
        size_t total = keyword->size + word.size;
        if (4 * matched >= total)
            insert_match(matches, keyword->bytes, matched, total);
    }
}

/* The code with the keyword in the place of the name. */
static bool try_keyword(struct ctx *ctx, const struct typo_code *code, const char *name,
                        size_t size, const char *keyword)
{
    size_t length = strlen(keyword), before = (size_t)(name - code->bytes);
    size_t after = code->size - before - size;
    char *text = ctx_alloc(ctx, code->size + length + 1);
    memcpy(text, code->bytes, before);
    memcpy(text + before, keyword, length);
    memcpy(text + before + length, name + size, after);
    text[before + length + after] = '\0';
    return code->compiles(ctx, text, before + length + after);
}

static void fill_typo(struct typo *typo, const struct typo_code *code, const char *name,
                      size_t size)
{
    const char *line = name, *end = code->bytes + code->size;
    while (line > code->bytes && line[-1] != '\n')
        line--;
    typo->line = line;
    typo->line_size =
        (size_t)((const char *)memchr(name, '\n', (size_t)(end - name)) - line);
    typo->column = utf8_characters(line, (size_t)(name - line)) + 1;
    typo->end_column = typo->column + utf8_characters(name, size);
}

static bool try_name(struct ctx *ctx, const struct typo_code *code, const char *name,
                     size_t size, struct typo *typo)
{
    struct typo_matches matches;
    find_matches(ctx, name, size, &matches);
    for (int i = 0; i < matches.count && i < MOST_MATCHES; i++) {
        typo->keyword = matches.items[i];
        if (!try_keyword(ctx, code, name, size, typo->keyword))
            continue;
        fill_typo(typo, code, name, size);
        return true;
    }
    return false;
}

/* The names of the code, one after another. */
struct typo_search {
    const struct typo_code *code;
    const struct tokens *tokens;
    struct typo *typo;
    bool found;
};

static void search_names(struct ctx *ctx, void *argument)
{
    struct typo_search *search = argument;
    int left = MOST_NAMES;
    for (uint32_t i = 0; i < search->tokens->count && !search->found; i++) {
        const struct token *token = &search->tokens->items[i];
        if (token->kind != TOK_NAME)
            continue;
        if (--left < 0)
            break;
        search->found = try_name(ctx, search->code, search->code->bytes + token->start,
                                 token->end - token->start, search->typo);
    }
}

static bool try_names(struct ctx *ctx, const struct typo_code *code, struct typo *typo)
{
    struct typo_trial trial = {0};
    struct typo_search search = {code, &trial.tokens, typo, false};
    enum compile_status status = begin_trial(&trial, ctx, code);
    bool lost = status == COMPILE_NO_MEMORY;
    if (status == COMPILE_OK)
        lost = ctx_try(ctx, search_names, &search) != COMPILE_OK;
    end_trial(&trial);
    if (lost)
        fail_memory(ctx);
    return search.found;
}

bool typo_find(struct ctx *ctx, const struct diag *diag, typo_compiles *compiles,
               struct typo *typo)
{
    if (!target_has(ctx->target, FEATURE_KEYWORD_TYPOS) || !ctx->text || ctx->invalid_text)
        return false;
    if (strcmp(diag->message, "invalid syntax") != 0 &&
        !strstr(diag->message, "Perhaps you forgot a comma"))
        return false;
    long first = ctx->last_statement > 0 ? ctx->last_statement : 1;
    struct typo_code code = {NULL, 0, ctx_alloc(ctx, (size_t)ctx->text_size + 2), 0,
                             compiles};
    each_line(ctx, first, diag->line, &code, narrow_margin);
    each_line(ctx, first, diag->line, &code, add_line);
    code.bytes[code.size] = '\0';
    if (!code.size || utf8_characters(code.bytes, code.size - 1) > LONGEST_CODE)
        return false;
    if (target_has(ctx->target, FEATURE_TYPOS_OF_ERRORS_ALONE) &&
        compiles(ctx, code.bytes, code.size))
        return false;
    return try_names(ctx, &code, typo);
}
