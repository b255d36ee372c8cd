# SPDX-License-Identifier: MIT
"""The warnings of the cases in cases/*_warnings.py, for every version, against the
texts beside them, which real interpreters have recorded.

    test_warnings.py DUMP      compare; no interpreter is needed
    test_warnings.py --update  record anew with the interpreters at hand

In cases/NAME.warned each title is followed by lines "= VERSIONS" and "LINE WORDS", in
the order in which they are shown.
"""
import ast
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
sys.dont_write_bytecode = True
import pythons
import tap
from casefiles import read_cases
from test_instrs import CASES

VERSIONS = ("3.11.7", "3.12.1", "3.13.0", "3.13.5", "3.13.18", "3.14.10")
ORACLE = """
import sys
for path in sys.stdin.read().split():
    sys.stderr.write("file " + path + "\\n")
    globals().pop("__warningregistry__", None)
    with open(path, "rb") as file:
        compile(file.read(), path, "exec", dont_inherit=True)
"""


def case_files():
    return sorted(name for name in os.listdir(CASES) if name.endswith("_warnings.py"))


def write_sources(cases, folder):
    paths = []
    for number, (_, source) in enumerate(cases):
        paths.append(os.path.join(folder, f"{number}.py"))
        with open(paths[-1], "wb") as file:
            file.write(source)
    return "".join(path + "\n" for path in paths)


def told_by(python, cases):
    """For each case the lines of its warnings, as an interpreter shows them."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([python, "-I", "-S", "-c", ORACLE],
                              input=write_sources(cases, folder), encoding="utf-8",
                              stderr=subprocess.PIPE, timeout=300, check=True)
    shown = re.split(r"^file .*\n", done.stderr, flags=re.MULTILINE)[1:]
    found = r"^\S+\.py:(\d+): SyntaxWarning: (.*)$"
    return [[f"{line} {words}" for line, words in re.findall(found, text, re.MULTILINE)]
            for text in shown]


def told_by_dump(dump, version, cases):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([dump, "--stage=instrs", "--warnings", f"--target={version}"],
                              input=write_sources(cases, folder), encoding="utf-8",
                              stdout=subprocess.PIPE, timeout=300)
    told, lines = [], []
    for answer in done.stdout.split("\n")[:-1]:
        kind, *fields = answer.split("\t")
        if kind != "warning":
            told.append(lines if kind == "ok" else [answer])
            lines = []
        elif fields[0] == "SyntaxWarning":
            lines.append(f"{fields[1]} {ast.literal_eval(fields[5])}")
    return told + [["no answer"]] * (len(cases) - len(told))


def write_warned(name, cases, told):
    lines = ["# SPDX-License-Identifier: MIT",
             "# Recorded by test_warnings.py --update from real interpreters."]
    for number, (title, _) in enumerate(cases):
        lines.append(f"#: {title}")
        groups = {}
        for version in VERSIONS:
            groups.setdefault(tuple(told[version][number]), []).append(version)
        for warnings, versions in groups.items():
            lines += ["= " + ",".join(versions), *warnings]
    with open(os.path.join(CASES, name[:-3] + ".warned"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def read_warned(name):
    """{(title, version): lines}"""
    told, title, versions = {}, None, ()
    with open(os.path.join(CASES, name[:-3] + ".warned"), encoding="utf-8") as file:
        for line in file.read().split("\n")[:-1]:
            if line.startswith("#: "):
                title = line[3:]
            elif line.startswith("= "):
                versions = line[2:].split(",")
                told.update({(title, version): [] for version in versions})
            elif not line.startswith("#"):
                for version in versions:
                    told[title, version].append(line)
    return told


def update():
    at_hand = {".".join(map(str, version)): path
               for version, path in pythons.at_hand().items()}
    missing = [version for version in VERSIONS if version not in at_hand]
    if missing:
        sys.exit(f"not at hand: {', '.join(missing)}; set KILN_PYTHONS")
    for name in case_files():
        cases = read_cases(os.path.join(CASES, name))
        write_warned(name, cases,
                     {version: told_by(at_hand[version], cases) for version in VERSIONS})


def main(dump):
    test = tap.Tap()
    for name in case_files():
        cases, expected = read_cases(os.path.join(CASES, name)), read_warned(name)
        for version in VERSIONS:
            notes = []
            for (title, _), got in zip(cases, told_by_dump(dump, version, cases)):
                if got != expected[title, version]:
                    notes += [title, f"expected {expected[title, version]}", f"got {got}"]
            test.ok(cases and not notes, f"{name} {version}", notes[:12])
    test.done()


if __name__ == "__main__":
    if sys.argv[1] == "--update":
        update()
    else:
        main(sys.argv[1])
