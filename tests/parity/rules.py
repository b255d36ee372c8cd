# SPDX-License-Identifier: MIT
"""What may differ, and why: the allowances of the comparison, all in one place.

NORMALIZATIONS hold for every case.  DIFFERENCES name the cases where kiln does
something else on purpose; such a case must really differ.
"""
import re

ERROR_LINE = re.compile(r"^(?P<prog>\S.*?): error: (?P<text>.*)", re.S | re.M)


class Output:
    """What one run of a command said."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


def temporary_names(output, parallel):
    output.out = re.sub(r"(\.pyc)\.\d+", r"\1.NUMBER", output.out)
    output.err = re.sub(r"(\.pyc)\.\d+", r"\1.NUMBER", output.err)


def line_order(output, parallel):
    if parallel:
        output.out = "".join(sorted(output.out.splitlines(True)))
        output.err = "".join(sorted(output.err.splitlines(True)))


def usage_text(output, parallel):
    if output.code != 2:
        return
    found = ERROR_LINE.search(output.err)
    if found:
        output.err = "PROG: error: " + found["text"].replace("'", "")


def traceback_text(output, parallel):
    if output.code == 1 and output.err.startswith("Traceback (most recent call last)"):
        output.err = "ONE MESSAGE\n"
    elif output.code == 1 and re.fullmatch(r"kiln: [^\n]+\n", output.err):
        output.err = "ONE MESSAGE\n"


# name, reason, pattern or rule in words, function
NORMALIZATIONS = [
    ("temporary-names",
     "compileall's temporary file is named after the address of an object, which the "
     "text of an OSError shows", r"\.pyc\.[0-9]+ -> .pyc.NUMBER", temporary_names),
    ("line-order",
     "with -j compileall's workers write to one stream in no fixed order; kiln's order "
     "is checked against its own -j1 elsewhere", "lines sorted, with -j only", line_order),
    ("usage-text",
     "argparse prints the usage and the name of the program; the words of the error are "
     "compared, without the quotes that argparse sets in some releases only",
     r"everything up to '^.*: error: '; the quote '", usage_text),
    ("tracebacks",
     "where compileall ends in a traceback kiln says one line; the exit code is the same",
     r"^Traceback ... | ^kiln: one line", traceback_text),
]


class Difference:
    """A deliberate one.  `cases` are full names, or prefixes ending in '*';
    `parts` are the only ones that may differ: tree, stdout, stderr, exit."""

    def __init__(self, name, cases, parts, reason, since=(3, 8), before=(3, 99)):
        self.name, self.cases, self.parts, self.reason = name, cases, set(parts), reason
        self.since, self.before = since, before

    def covers(self, case, python):
        minor = python.version[:2]
        return self.since <= minor < self.before and any(
            case.name == pattern or
            (pattern.endswith("*") and case.name.startswith(pattern[:-1]))
            for pattern in self.cases)


DIFFERENCES = [
    Difference(
        "trailing-slash", ["ddir, directory with a slash", "strip with slash",
                           "strip relative with slash", "strip /"], ["tree", "stdout"],
        "since 3.13 compileall compares components, of which a trailing slash makes an "
        "empty one, and ignores the directory; kiln strips it as 3.12 did",
        since=(3, 13)),
    Difference(
        "strip-whole-path", ["strip everything"], ["tree", "stdout", "stderr", "exit"],
        "stripping all of a path ends compileall in a TypeError; kiln compiles the file"),
    Difference(
        "strip-repeated", ["strip, repeated components"], ["tree", "stdout"],
        "until 3.12 compileall removes the first equal component, wherever it is; kiln "
        "strips a prefix, as later releases do", before=(3, 13)),
    Difference(
        "strip-no-prefix", ["strip, not a prefix", "strip, not a prefix -q",
                            "strip, half a component", "strip empty", "caller: SST",
                            "strip and prepend to files"], ["tree", "stdout"],
        "until 3.12 compileall removes what components agree and says nothing; kiln "
        "says that the directory is ignored, as later releases do", before=(3, 13)),
    Difference(
        "symlink-loop", ["limit links in a loop"], ["tree", "stdout", "stderr", "exit"],
        "until 3.12 a link that leads to itself ends compileall -e in a RuntimeError",
        before=(3, 13)),
    Difference(
        "hardlinks-legacy", ["hardlinks legacy"], ["tree", "stdout", "exit"],
        "with -b all levels have one place; compileall removes the .pyc and fails to "
        "link it to itself"),
    Difference(
        "hardlinks-checked-first", ["hardlinks with one level twice"], ["stdout"],
        "compileall lists the directory before it finds that one level is not enough"),
    Difference(
        "depth-of-3.8", ["deep"], ["tree", "stdout"],
        "3.8 stops ten levels down unless -r says otherwise", before=(3, 9)),
    Difference(
        "times-of-3.8", ["times", "times, second run", "times, planted"],
        ["tree", "stdout", "stderr", "exit"],
        "a time of 2**31 or later ends 3.8's compileall in a struct.error",
        before=(3, 9)),
    Difference(
        "parser-noise", ["nesting"], ["stderr"],
        "3.8's parser itself writes `s_push: parser stack overflow` to standard error",
        before=(3, 9)),
    Difference(
        "path-goes-on", ["sys.path with a failure"], ["tree", "stdout"],
        "after a directory of sys.path with a failure compileall leaves the others out"),
    Difference(
        "options-between", ["usage: options between", "usage: options between, reversed"],
        ["tree", "stdout", "stderr", "exit"],
        "names before and after options: argparse refuses them"),
    Difference(
        "warnings-once", ["PYTHONWARNINGS=once"], ["stderr"],
        "for kiln once is once for each file, whichever process compiles it",
        since=(3, 9)),
    Difference(
        "empty-pattern", ["exclude ''"], ["tree", "stdout", "stderr", "exit"],
        "-x '' ends compileall in an AttributeError; kiln takes it as no pattern"),
    Difference(
        "names-are-utf8", ["locale ASCII"], ["tree", "stdout"],
        "with PYTHONUTF8=0 in a locale that is not UTF-8, CPython takes file names as "
        "text in another encoding; for kiln they are UTF-8 in every locale"),
    Difference(
        "output-is-utf8", ["locale ASCII errors", "encoding ascii", "encoding latin-1"],
        ["stdout"], "kiln writes UTF-8, whatever PYTHONIOENCODING and the locale say"),
]


def allowed(case, python):
    """The differences that a case may, and so must, show."""
    return [item for item in DIFFERENCES if item.covers(case, python)]


def normalize(output, parallel):
    for _, _, _, function in NORMALIZATIONS:
        function(output, parallel)
    return output
