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
]


def allowed(case, python):
    """The differences that a case may, and so must, show."""
    return [item for item in DIFFERENCES if item.covers(case, python)]


def normalize(output, parallel):
    for _, _, _, function in NORMALIZATIONS:
        function(output, parallel)
    return output
