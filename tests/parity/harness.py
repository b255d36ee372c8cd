# SPDX-License-Identifier: MIT
"""Shows that the parity harness can fail: compileall against itself is equal,
and each planted difference is seen, and seen as what it is."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True

import cases
import interpreters
import matrix
import rules
import tap

FAKE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fake_kiln.py")

# What is spoilt, and the part of the comparison that must say so.
PLANTED = [("byte", "tree", "differs at byte"), ("header", "tree", "begins"),
           ("mode", "tree", "mode 640"), ("missing", "tree", "missing: "),
           ("extra", "tree", "extra: "), ("directory", "tree", "mode 700"),
           ("source", "tree", "time "), ("symlink", "tree", "is a link"),
           ("links", "tree", "linked as"), ("stdout", "stdout", "stdout: "),
           ("stderr", "stderr", "stderr: "), ("exit", "exit", "exit: 1, not 0")]


def run(case, python, place):
    root = os.path.join(place, "box")
    expected = matrix.perform(case, python, matrix.compileall, root)
    return matrix.compare(expected, matrix.perform(case, python, matrix.kiln, root), case)


def main():
    found = interpreters.newest_of_each_minor(interpreters.find())
    if not found:
        tap.skip_all("no CPython 3.8 to 3.15 at hand")
    python = found[-1]
    if python.version < (3, 9):
        tap.skip_all("needs CPython 3.9 or later, which has --hardlink-dupes")
    report = tap.Tap()
    matrix.obey_modes()
    os.environ["KILN"] = FAKE
    by_name = {case.name: case for case in cases.ALL}
    report.equal(len(by_name), len(cases.ALL), "every case has its own name")
    report.ok(len(cases.ALL) >= 150, "there are at least 150 cases")
    case = by_name["hardlinks 0 1 2"]
    case = cases.Case("planted", case.steps[0].replace(" dup", " dup/same.py"), case.tree)
    with tempfile.TemporaryDirectory(prefix="kiln-harness-") as place:
        report.equal(run(case, python, place), {}, "compileall equals itself")
        for tamper, part, words in PLANTED:
            os.environ["KILN_FAKE_TAMPER"] = tamper
            differs = run(case, python, place)
            lines = "\n".join(differs.get(part, []))
            report.ok(list(differs) == [part] and words in lines,
                      f"a planted difference is seen: {tamper}", repr(differs))
    listed = rules.Difference("planted", [case.name], ["tree"], "for this test")
    report.ok(not matrix.judge({"tree": ["x"]}, [listed]), "a listed difference passes")
    report.ok(matrix.judge({"exit": ["x"]}, [listed]), "in its own part only")
    report.ok(matrix.judge({}, [listed]), "a listed difference that is none fails")
    report.ok(matrix.judge({"tree": ["x"]}, []), "an unlisted difference fails")
    names = {case.name for case in cases.ALL}
    for item in rules.DIFFERENCES:
        unknown = [name for name in item.cases
                   if not any(n == name or (name[-1] == "*" and n.startswith(name[:-1]))
                              for n in names)]
        report.equal(unknown, [], f"the difference {item.name} names real cases")
    report.done()


if __name__ == "__main__":
    main()
