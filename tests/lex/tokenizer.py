# SPDX-License-Identifier: MIT
"""Run by an interpreter since 3.12: the tokens of files as its own C tokenizer cuts
them, in the form of lex_probe, without what the parser does not see."""
import io
import sys
import token
import tokenize

SKIP = {token.COMMENT, token.NL, token.ENCODING}
# Their places are tokenize's own, not the parser's.
PLACELESS = {token.NEWLINE, token.INDENT, token.DEDENT, token.ENDMARKER}


def byte_column(lines, line, column):
    text = lines[line - 1] if line <= len(lines) else ""
    return len(text[:column].encode("utf-8"))


def answer(path):
    with tokenize.open(path) as file:
        text = file.read()
    lines = text.split("\n")
    for tok in tokenize.generate_tokens(io.StringIO(text).readline):
        if tok.type in SKIP:
            continue
        name = token.tok_name[tok.type]
        if tok.type in PLACELESS:
            yield name
            continue
        (line, column), (end_line, end_column) = tok.start, tok.end
        yield "%s %d %d %d %d" % (name, line, byte_column(lines, line, column),
                                  end_line, byte_column(lines, end_line, end_column))


for path in sys.stdin.read().split("\n")[:-1]:
    try:
        lines = list(answer(path))
    except (SyntaxError, UnicodeDecodeError, tokenize.TokenError) as error:
        lines = ["error %s" % type(error).__name__]
    sys.stdout.write("file %s\n%s\n" % (path, "\n".join(lines)))
