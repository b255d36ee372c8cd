# SPDX-License-Identifier: MIT
"""The instructions of the cases in cases/*.py, for every version, against the goldens
beside them, which real interpreters have recorded.

    test_instrs.py DUMP             compare; no interpreter is needed
    test_instrs.py --update [NAME]  record anew with the interpreters at hand

A case begins with a line "#: title", one whose title ends in -O or -OO is compiled at
that level.  In the golden each title is followed by lines "= VERSIONS" and the units
as tools/compare-instrs shows them, or the rejection.
"""
import importlib.machinery
import importlib.util
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.join(ROOT, "tests")]
import casefiles
import pythons
import tap

CASES = os.path.join(HERE, "cases")
TOOL = os.path.join(ROOT, "tools", "compare-instrs")
VERSIONS = ("3.13.0", "3.13.5", "3.13.18", "3.14.10")


def load_tool():
    loader = importlib.machinery.SourceFileLoader("compare_instrs", TOOL)
    spec = importlib.util.spec_from_loader(loader.name, loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def read_golden(name):
    """{(title, version): answer}"""
    answers, title, versions = {}, None, ()
    with open(casefiles.golden_of(os.path.join(CASES, name)), encoding="utf-8") as file:
        for line in file.read().split("\n")[:-1]:
            if line.startswith("#: "):
                title = line[3:]
            elif line.startswith("= "):
                versions = VERSIONS if line == "= all" else line[2:].split(",")
                answers.update({(title, version): None for version in versions})
            elif line and not line.startswith("#"):
                for version in versions:
                    before = answers[title, version]
                    answers[title, version] = line if before is None else \
                        f"{before}\t{line}"
    return answers


def write_golden(name, cases, answers):
    lines = ["# SPDX-License-Identifier: MIT",
             "# Recorded by test_instrs.py --update from real interpreters."]
    for title, _ in cases:
        lines.append(f"#: {title}")
        for versions, answer in casefiles.grouped(title, VERSIONS, answers):
            lines.append("= " + versions)
            lines += answer.split("\t") if answer.startswith("ok\t") else [answer]
    with open(casefiles.golden_of(os.path.join(CASES, name)), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def level_of(title):
    return {"-O": 1, "-OO": 2}.get(title.split(" ")[-1], 0)


def ask(command, sources):
    """The answers of a process that reads paths and answers lines."""
    with tempfile.TemporaryDirectory() as folder:
        return ask_paths(command, casefiles.write_sources(folder, sources))


def ask_paths(command, paths):
    """The process is started again where it dies, as 3.14 now and then does."""
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("PYTHON")}
    answers = []
    while len(answers) < len(paths):
        done = subprocess.run(command, input="\n".join(paths[len(answers):]) + "\n",
                              encoding="utf-8", stdout=subprocess.PIPE, timeout=300,
                              env=environment)
        answers += done.stdout.split("\n")[:-1]
        if len(answers) < len(paths):
            answers.append(f"broken\tended with {done.returncode}")
    return answers


def ask_by_level(command, cases):
    """{title: answer}; `command` makes the command for a level."""
    answers = {}
    for level in (0, 1, 2):
        some = [(title, source) for title, source in cases if level_of(title) == level]
        replies = ask(command(level), [source for _, source in some])
        answers.update({title: reply for (title, _), reply in zip(some, replies)})
    return answers


def oracle_of(python):
    return lambda level: [python, "-I", "-S", "-W", "ignore", TOOL, "--oracle", str(level)]


def update(names):
    at_hand = {".".join(map(str, version)): path
               for version, path in pythons.at_hand().items()}
    missing = [version for version in VERSIONS if version not in at_hand]
    if missing:
        sys.exit(f"not at hand: {', '.join(missing)}; set KILN_PYTHONS")
    for name in names:
        cases = casefiles.read_cases(os.path.join(CASES, name))
        answers = {}
        for version in VERSIONS:
            recorded = ask_by_level(oracle_of(at_hand[version]), cases)
            answers.update({(title, version): answer for title, answer in recorded.items()})
        write_golden(name, cases, answers)


def difference(tool, expected, got):
    """None, or lines that show the first difference."""
    if not got.startswith("ok\t") or not expected.startswith("ok\t"):
        return None if got == expected else [f"expected {expected}", f"got      {got}"]
    found = tool.first_difference(expected, got)
    if not found:
        return None
    number, one, other = found
    return [f"line {number}"] + [f"expected {line}" for line in one[number:number + 3]] + \
        [f"got      {line}" for line in other[number:number + 3]]


def main(dump):
    test, tool = tap.Tap(), load_tool()
    for name in casefiles.names(CASES):
        cases, golden = casefiles.read_cases(os.path.join(CASES, name)), read_golden(name)
        for version in VERSIONS:
            answers = ask_by_level(lambda level: [
                dump, "--stage=instrs", f"--level={level}", f"--target={version}"], cases)
            notes = []
            for title, _ in cases:
                wrong = difference(tool, golden[title, version], answers[title])
                notes += [title, *wrong] if wrong else []
            test.ok(cases and not notes, f"{name} {version}", notes[:12])
    test.done()


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    if sys.argv[1] == "--update":
        update(sys.argv[2:] or casefiles.names(CASES))
    else:
        main(sys.argv[1])
