/* SPDX-License-Identifier: MIT
 *
 * Words of the command line → options with their values, and names.
 *
 * Must agree with argparse.ArgumentParser as of CPython 3.14: _parse_optional
 * and _get_option_tuples tell what a word is, consume_optional how a run of
 * short options is taken apart.
 */
#include "cli/command.h"

#include <string.h>

enum word_kind {
    WORD_NAME,      /* a file, a directory, or the value of an option */
    WORD_OPTION,    /* `option`, with `value` if it came in the same word */
    WORD_AMBIGUOUS, /* an abbreviation of several */
    WORD_UNKNOWN,   /* looks like an option and is none */
};

struct cli_word {
    enum word_kind kind;
    const struct cli_option *option;
    bool is_short;
    bool equals;       /* the value came after "=" */
    const char *value; /* NULL: not in this word */
};

struct cli_words {
    struct cli_command *command;
    const char *const *at; /* the next word; NULL at the end */
    struct buf unknown;
};

/* What 3.14 takes for a negative number: -.?[0-9] and anything. */
static bool begins_like_number(const char *word)
{
    const char *digit = word[1] == '.' ? word + 2 : word + 1;
    return *word == '-' && *digit >= '0' && *digit <= '9';
}

/* A whole negative number, all but "-0", which is an option of Kiln's. */
static bool is_negative_number(const char *word)
{
    const char *rest = word + 1 + strspn(word + 1, "0123456789");
    if (*rest == '.')
        rest += 1 + strspn(rest + 1, "0123456789");
    return begins_like_number(word) && !*rest && strcmp(word, "-0") != 0;
}

static struct cli_word match_long(const char *word)
{
    const char *name = word + 2;
    size_t size = strcspn(name, "=");
    struct cli_word found = {.kind = WORD_OPTION, .equals = name[size] == '='};
    found.value = found.equals ? name + size + 1 : NULL;
    found.option = cli_option_long(name, size);
    for (int group = CLI_GROUP_COMPILEALL; !found.option && group <= CLI_GROUP_KILN;
         group++) {
        found.option = cli_option_prefixed((enum cli_group)group, name, size, NULL);
        if (found.option &&
            cli_option_prefixed((enum cli_group)group, name, size, found.option))
            found.kind = WORD_AMBIGUOUS;
    }
    if (!found.option)
        found.kind = strchr(word, ' ') ? WORD_NAME : WORD_UNKNOWN;
    return found;
}

static struct cli_word match_short(const char *word)
{
    struct cli_word found = {.kind = WORD_OPTION, .is_short = true};
    found.option = is_negative_number(word) ? NULL : cli_option_short(word[1]);
    if (!found.option) {
        bool name = begins_like_number(word) || strchr(word, ' ');
        found.kind = name ? WORD_NAME : WORD_UNKNOWN;
    } else if (word[2]) {
        found.equals = word[2] == '=';
        found.value = word + 2 + found.equals;
    }
    return found;
}

static struct cli_word classify_word(const char *word)
{
    if (word[0] != '-' || !word[1])
        return (struct cli_word){.kind = WORD_NAME};
    return word[1] == '-' ? match_long(word) : match_short(word);
}

/* The word after an option that wants a value: NULL if it is no value. */
static const char *take_value(struct cli_words *words)
{
    const char *word = *words->at;
    if (!word || !strcmp(word, "--"))
        return NULL;
    if (!begins_like_number(word) && classify_word(word).kind != WORD_NAME)
        return NULL;
    words->at++;
    return word;
}

static void add_unknown(struct cli_words *words, const char *dash, const char *word)
{
    buf_printf(&words->unknown, "%s%s%s", words->unknown.size ? " " : "", dash, word);
}

/* Steps from a flag to the next letter of its run ("-fq").  False: there is none
 * that is an option, or (command->error) there may be none. */
static bool next_letter(struct cli_words *words, struct cli_word *word)
{
    const char *rest = word->value;
    if (!word->is_short || !*rest || word->equals || *rest == '-')
        return cli_command_refuse(words->command, word->option,
                                  "ignored explicit argument %r", rest);
    word->option = cli_option_short(*rest);
    if (!word->option) {
        add_unknown(words, "-", rest);
        return false;
    }
    word->equals = rest[1] == '=';
    word->value = !rest[1] ? NULL : rest + 1 + word->equals;
    return true;
}

/* One word of options.  Nothing of it is carried out before all of it is known
 * to be well-formed, but for flags that cannot fail: "-hr" is an error. */
static bool take_options(struct cli_words *words, struct cli_word word)
{
    struct cli_command *command = words->command;
    enum cli_action action = command->action;
    bool more = true;
    while (more && word.option->takes == CLI_TAKES_NOTHING) {
        cli_command_set(command, word.option, NULL);
        more = word.value && next_letter(words, &word);
        if (command->error.size)
            return false;
    }
    if (!more)
        return true;
    const char *value = word.value ? word.value : take_value(words);
    if (!value)
        return cli_command_refuse(command, word.option, "expected one argument", NULL);
    return command->action != action || cli_command_set(command, word.option, value);
}

static bool refuse_ambiguous(struct cli_words *words, const char *word,
                             const struct cli_option *option)
{
    struct buf *error = &words->command->error;
    buf_printf(error, "ambiguous option: %s could match", word);
    size_t size = strcspn(word + 2, "=");
    const char *comma = "";
    for (; option; option = cli_option_prefixed(option->group, word + 2, size, option)) {
        buf_printf(error, "%s --%s", comma, option->long_name);
        comma = ",";
    }
    return false;
}

static bool take_word(struct cli_words *words)
{
    struct cli_command *command = words->command;
    const char *text = *words->at++;
    struct cli_word word = classify_word(text);
    switch (word.kind) {
    case WORD_NAME:
        command->paths[command->path_count++] = text;
        return true;
    case WORD_UNKNOWN:
        add_unknown(words, "", text);
        return true;
    case WORD_AMBIGUOUS:
        return refuse_ambiguous(words, text, word.option);
    case WORD_OPTION:
        return take_options(words, word);
    }
    return false;
}

/* Every word, then "--" and names only; -h and --version end it at once, before
 * anything later can be wrong, as in argparse. */
static bool take_words(struct cli_words *words)
{
    struct cli_command *command = words->command;
    while (*words->at && strcmp(*words->at, "--") != 0)
        if (!take_word(words))
            return false;
        else if (command->action != CLI_RUN)
            return true;
    if (*words->at)
        words->at++;
    for (; *words->at; words->at++)
        command->paths[command->path_count++] = *words->at;
    if (words->unknown.size)
        buf_printf(&command->error, "unrecognized arguments: %s", words->unknown.data);
    return !words->unknown.size;
}

bool cli_command_take(struct cli_command *command, const char *const *argv)
{
    struct cli_words words = {.command = command, .at = argv};
    bool taken = take_words(&words);
    bool whole = !words.unknown.failed;
    buf_free(&words.unknown);
    return taken && whole;
}
