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
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests"))
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


def read_cases(name):
    """[(title, source)] of one file of cases."""
    with open(os.path.join(CASES, name), encoding="utf-8") as file:
        parts = re.split(r"^#: (.*)\n", file.read(), flags=re.MULTILINE)
    titles = parts[1::2]
    assert len(set(titles)) == len(titles), f"{name}: a title is there twice"
    return list(zip(titles, parts[2::2]))


def golden_of(name):
    return os.path.join(CASES, name[:-3] + ".golden")


def read_golden(name):
    """{(title, version): answer}"""
    answers, title = {}, None
    with open(golden_of(name), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#: "):
                title = line[3:-1]
            elif not line.startswith("#"):
                versions, answer = line[:-1].split(" ", 1)
                named = VERSIONS if versions == "all" else versions.split(",")
                answers.update({(title, version): answer for version in named})
    return answers


def write_golden(name, cases, answers):
    lines = ["# SPDX-License-Identifier: MIT\n",
             "# Recorded by test_cases.py --update from real interpreters.\n"]
    for title, _ in cases:
        lines.append(f"#: {title}\n")
        groups = {}
        for version in VERSIONS:
            groups.setdefault(answers[title, version], []).append(version)
        for answer, versions in groups.items():
            same = "all" if len(versions) == len(VERSIONS) else ",".join(versions)
            lines.append(f"{same} {answer}\n")
    with open(golden_of(name), "w", encoding="utf-8") as file:
        file.writelines(lines)


def ask(command, sources):
    """The answers of a process that reads paths and answers lines."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, source in enumerate(sources):
            paths.append(os.path.join(folder, f"{number}.py"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(source)
        done = subprocess.run(command, input="\n".join(paths) + "\n", encoding="utf-8",
                              stdout=subprocess.PIPE, timeout=300)
    answers = done.stdout.split("\n")[:-1]
    return answers + [f"broken: ended with {done.returncode}"] * (len(sources) - len(answers))


def case_files():
    return sorted(name for name in os.listdir(CASES) if name.endswith(".py"))


def agree(expected, got):
    """Whether answers are the same; what the parser refuses is not our business."""
    if expected.startswith("rejected") and "invalid syntax" in got:
        return True
    return expected == got


def compare(dump):
    test, tool = tap.Tap(), load_tool()
    for name in case_files():
        cases, golden = read_cases(name), read_golden(name)
        for version in VERSIONS:
            answers = ask([dump, "--stage=scopes", f"--target={version}"],
                          [source for _, source in cases])
            for (title, _), got in zip(cases, map(tool.comparable, answers)):
                expected = golden.get((title, version), "nothing")
                test.ok(agree(expected, got), f"{name} {version} {title}",
                        [f"expected {expected}", f"got      {got}"])
    test.done()


def update(names):
    found = {".".join(map(str, version)): path
             for version, path in pythons.at_hand().items()}
    missing = [version for version in VERSIONS if version not in found]
    if missing:
        sys.exit(f"interpreters are missing: {' '.join(missing)} (set KILN_PYTHONS)")
    for name in names or case_files():
        cases, answers = read_cases(name), {}
        for version in VERSIONS:
            said = ask([found[version], "-I", "-S", "-W", "ignore", TOOL, "--oracle"],
                       [source for _, source in cases])
            answers.update({(title, version): answer
                            for (title, _), answer in zip(cases, said)})
        write_golden(name, cases, answers)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--update"]:
        update(sys.argv[2:])
    else:
        compare(sys.argv[1])
