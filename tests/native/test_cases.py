# SPDX-License-Identifier: MIT
"""The trees of the cases in cases/*.py, for every version, against the goldens
beside them, which real interpreters have recorded.

    test_cases.py DUMP             compare; no interpreter is needed
    test_cases.py --update [NAME]  record anew with the interpreters at hand

A case begins with a line "#: title".  In the golden each title is followed by
lines "VERSIONS ANSWER": a tree as tools/treetext.py writes it, or `rejected`
with the error.  Of a rejection here only the class of the error is compared.
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tools")]
import casefiles
import pythons
import tap
import treetext

CASES = os.path.join(HERE, "cases")
VERSIONS = ("3.11.7", "3.12.1", "3.13.0", "3.13.18", "3.14.10", "3.15.2")


def golden_answer(line):
    """An answer of dump or of an interpreter as goldens have it."""
    kind, _, rest = line.partition("\t")
    if kind == "ok":
        return treetext.compact(treetext.parse(rest))
    if kind == "rejected":
        name, *place, message = rest.split("\t")
        return "rejected {} {}:{}-{}:{} {}".format(name, *place, message)
    return line


def ask(command, cases):
    """The answers of a process that reads paths and answers lines; one that dies
    is started again for the rest."""
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        paths = casefiles.write_sources(folder, [source for _, source in cases])
        while len(answers) < len(paths):
            rest = paths[len(answers):]
            done = subprocess.run(command, input="\n".join(rest) + "\n", encoding="utf-8",
                                  stdout=subprocess.PIPE, timeout=300)
            answers += map(golden_answer, done.stdout.split("\n")[:-1])
            if done.returncode:
                answers.append(f"broken: ended with {done.returncode}")
    return answers


def agree(expected, got):
    """Whether answers are the same; of rejections up to the class."""
    if expected.startswith("rejected "):
        return expected.split(" ")[:2] == got.split(" ")[:2]
    return expected == got


def notes_of(expected, got):
    """Both answers from shortly before the first character that differs."""
    common = len(os.path.commonprefix([expected, got]))
    start = max(0, common - 60)
    return [f"expected {'…' * (start > 0)}{expected[start:common + 100]}",
            f"got      {'…' * (start > 0)}{got[start:common + 100]}"]


def compare(dump):
    test = tap.Tap()
    for name in casefiles.names(CASES):
        path = os.path.join(CASES, name)
        cases, golden = casefiles.read_cases(path), casefiles.read_golden(path, VERSIONS)
        for version in VERSIONS:
            answers = ask([dump, f"--target={version}"], cases)
            for (title, _), got in zip(cases, answers):
                expected = golden.get((title, version), "nothing")
                test.ok(agree(expected, got), f"{name} {version} {title}",
                        notes_of(expected, got))
    test.done()


def update(names):
    found = pythons.of_versions(VERSIONS)
    oracle = os.path.join(ROOT, "tools", "compare-tree")
    for name in names or casefiles.names(CASES):
        path = os.path.join(CASES, name)
        cases, answers = casefiles.read_cases(path), {}
        for version in VERSIONS:
            said = ask([found[version], "-I", "-S", "-W", "ignore", oracle, "--oracle"], cases)
            answers.update({(title, version): answer
                            for (title, _), answer in zip(cases, said)})
        casefiles.write_golden(path, "test_cases.py", [title for title, _ in cases], VERSIONS,
                           answers)


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    if sys.argv[1:2] == ["--update"]:
        update(sys.argv[2:])
    else:
        compare(sys.argv[1])
