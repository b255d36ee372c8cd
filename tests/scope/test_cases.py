# SPDX-License-Identifier: MIT
"""The scopes of the cases in cases/*.py, for every version, against the goldens
beside them, which real interpreters have recorded.

    test_cases.py DUMP             compare; no interpreter is needed
    test_cases.py --update [NAME]  record anew with the interpreters at hand

A case begins with a line "#: title".  In the golden each title is followed by
lines "VERSIONS ANSWER" with answers as tools/compare-scopes writes them.
"""
import importlib.machinery
import importlib.util
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import casefiles
import pythons
import tap

CASES = os.path.join(HERE, "cases")
TOOL = os.path.join(ROOT, "tools", "compare-scopes")
VERSIONS = ("3.11.7", "3.12.1", "3.13.0", "3.13.18", "3.14.10", "3.15.2")


def load_tool():
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("compare_scopes", TOOL)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(
        loader.name, loader))
    loader.exec_module(module)
    return module


def ask(command, sources):
    """The answers of a process that reads paths and answers lines."""
    with tempfile.TemporaryDirectory() as folder:
        paths = casefiles.write_sources(folder, sources)
        done = subprocess.run(command, input="\n".join(paths) + "\n", encoding="utf-8",
                              stdout=subprocess.PIPE, timeout=300)
    answers = done.stdout.split("\n")[:-1]
    return answers + [f"broken: ended with {done.returncode}"] * (len(sources) - len(answers))


def agree(expected, got):
    """Whether answers are the same; what the parser refuses is not our business."""
    if expected.startswith("rejected") and "invalid syntax" in got:
        return True
    return expected == got


def compare(dump):
    test, tool = tap.Tap(), load_tool()
    for name in casefiles.names(CASES):
        path = os.path.join(CASES, name)
        cases, golden = casefiles.read_cases(path), casefiles.read_golden(path, VERSIONS)
        for version in VERSIONS:
            answers = ask([dump, "--stage=scopes", f"--target={version}"],
                          [source for _, source in cases])
            for (title, _), got in zip(cases, map(tool.comparable, answers)):
                expected = golden.get((title, version), "nothing")
                test.ok(agree(expected, got), f"{name} {version} {title}",
                        [f"expected {expected}", f"got      {got}"])
    test.done()


def update(names):
    found = pythons.of_versions(VERSIONS)
    for name in names or casefiles.names(CASES):
        path = os.path.join(CASES, name)
        cases, answers = casefiles.read_cases(path), {}
        for version in VERSIONS:
            said = ask([found[version], "-I", "-S", "-W", "ignore", TOOL, "--oracle"],
                       [source for _, source in cases])
            answers.update({(title, version): answer
                            for (title, _), answer in zip(cases, said)})
        casefiles.write_golden(path, "test_cases.py", [title for title, _ in cases], VERSIONS,
                           answers)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--update"]:
        update(sys.argv[2:])
    else:
        compare(sys.argv[1])
