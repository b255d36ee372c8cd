# SPDX-License-Identifier: MIT
"""The lexer's errors and warnings are those that interpreters were seen to give
(verdicts.golden, written by record-verdicts)."""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import probe
import tap
from cases import CASES

# Targets that read what is not UTF-8 as far as they can, and then say odd columns.
LOOSE = ("3.11.7", "3.12.1", "3.12.10", "3.13.0", "3.13.18")


def verdict(lines):
    """Warnings and verdict, in the form of the golden file."""
    found = []
    for line in lines:
        kind, _, rest = line.partition(" ")
        if kind == "warning":
            name, number, text = rest.split(" ", 2)
            found.append([kind, name, int(number), text])
        elif kind == "rejected":
            name, a, b, c, d, text = rest.split(" ", 5)
            found.append([kind, name, int(a), int(b), int(c), int(d), text])
    return found if found and found[-1][0] == "rejected" else found + [[lines[-1]]]


def is_utf8(source):
    try:
        source.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def agrees(version, source, got, expected):
    # Strings that are not UTF-8 are the parser's to refuse.
    if version in LOOSE and not is_utf8(source) and got == [["ok"]] and \
            expected[-1][0] == "rejected" and expected[-1][-1].startswith("(unicode error)"):
        return True
    if expected[-1] == ["parser"] or got == expected:
        return True
    if got[-1] == ["unsupported"]:
        return b"windows-31j" in source
    # In 3.11 an f-string is one token; what is wrong inside the parser says.
    return version.startswith("3.11") and b"f'" in source


def test_version(t, command, version, expected):
    answers = probe.run([command, version], CASES)
    t.equal(len(answers), len(CASES), "%s answers all cases" % version)
    wrong = ["%r: %r, not %r" % (source[:60], verdict(lines), expected[number])
             for number, (source, lines) in enumerate(zip(CASES, answers))
             if not agrees(version, source, verdict(lines), expected[number])]
    t.ok(not wrong, "%s rejects and warns like the interpreter" % version, wrong)
    alike = sum(verdict(lines) == expected[number] for number, lines in enumerate(answers))
    t.ok(alike > len(CASES) // 2, "%s is compared in most cases" % version)


def main():
    golden = {}
    with open(os.path.join(HERE, "verdicts.golden"), encoding="utf-8") as file:
        for line in file:
            version, number, said = json.loads(line)
            golden.setdefault(version, {})[number] = said
    t = tap.Tap()
    for version, expected in golden.items():
        test_version(t, sys.argv[1], version, expected)
    t.done()


main()
