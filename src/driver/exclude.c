/* SPDX-License-Identifier: MIT
 *
 * Searching paths for Python regular expressions, by PCRE2: see exclude.h.
 * It must agree with re.compile(pattern).search(os.fsdecode(path)).
 *
 * Undecodable bytes are the lone surrogates that they are to Python, in the
 * pattern as well as in the path.  PCRE2 takes them where it is told not to
 * check, and where the pattern has them as escapes.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "driver/exclude.h"

#include "base/quote.h"
#include "driver/exclude_pattern.h"

#include <pcre2.h>
#include <stdlib.h>

struct exclude {
    pcre2_code *code;
};

enum { GROUP_DEPTH_MAX = 2000 }; /* more than the translation can make */

static pcre2_code *compile_translated(const struct buf *translated, struct buf *error)
{
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    pcre2_code *code = NULL;
    PCRE2_SIZE position;
    int number = PCRE2_ERROR_NOMEMORY;
    if (context) {
        pcre2_set_newline(context, PCRE2_NEWLINE_LF);
        pcre2_set_parens_nest_limit(context, GROUP_DEPTH_MAX);
        pcre2_set_compile_extra_options(context, PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
        code = pcre2_compile((PCRE2_SPTR)buf_text(translated), translated->size, PCRE2_UTF,
                             &number, &position, context);
        pcre2_compile_context_free(context);
    }
    if (!code) {
        PCRE2_UCHAR words[256] = "";
        pcre2_get_error_message(number, words, sizeof words);
        buf_add_text(error, (const char *)words);
    }
    return code;
}

struct exclude *exclude_compile(const char *pattern, size_t size, struct buf *error)
{
    struct buf translated = BUF_INIT;
    struct exclude *exclude = NULL;
    if (translate_pattern(pattern, size, &translated, error)) {
        exclude = calloc(1, sizeof *exclude);
        if (!exclude || !buf_ok(&translated))
            buf_add_text(error, "not enough memory");
        else
            exclude->code = compile_translated(&translated, error);
    }
    buf_free(&translated);
    if (exclude && !exclude->code) {
        free(exclude);
        exclude = NULL;
    }
    return exclude;
}

static bool has_undecodable(const char *path, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint32_t point = next_code_point(path, size, &i);
        if (point >= 0xDC80 && point <= 0xDCFF)
            return true;
    }
    return false;
}

/* Undecodable bytes as surrogates in three bytes. */
static void add_surrogates(struct buf *out, const char *path, size_t size)
{
    for (size_t i = 0; i < size;) {
        size_t start = i;
        uint32_t point = next_code_point(path, size, &i);
        if (point >= 0xDC80 && point <= 0xDCFF) {
            buf_add_byte(out, (char)0xED);
            buf_add_byte(out, (char)(0x80 | (point >> 6 & 0x3F)));
            buf_add_byte(out, (char)(0x80 | (point & 0x3F)));
        } else {
            buf_add(out, path + start, i - start);
        }
    }
}

/* Matching keeps what it finds and where it turns back in its match data, so
 * every search has its own. */
static int search_text(const pcre2_code *code, const char *text, size_t size)
{
    pcre2_match_data *found = pcre2_match_data_create(1, NULL);
    if (!found)
        return -1;
    int answer =
        pcre2_match(code, (PCRE2_SPTR)text, size, 0, PCRE2_NO_UTF_CHECK, found, NULL);
    pcre2_match_data_free(found);
    return answer >= 0 ? 1 : answer == PCRE2_ERROR_NOMATCH ? 0 : -1;
}

int exclude_search(const struct exclude *exclude, const char *path, size_t size)
{
    if (!has_undecodable(path, size))
        return search_text(exclude->code, path, size);
    struct buf text = BUF_INIT;
    add_surrogates(&text, path, size);
    int answer =
        buf_ok(&text) ? search_text(exclude->code, buf_text(&text), text.size) : -1;
    buf_free(&text);
    return answer;
}

void exclude_free(struct exclude *exclude)
{
    if (!exclude)
        return;
    pcre2_code_free(exclude->code);
    free(exclude);
}
