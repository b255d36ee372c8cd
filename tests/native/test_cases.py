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
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "tools")]
import pythons
import tap
import treetext

CASES = os.path.join(HERE, "cases")
VERSIONS = ("3.11.7", "3.12.1", "3.13.0", "3.13.18", "3.14.10", "3.15.2")


def read_cases(path):
    """[(title, source)] of one file of cases."""
    with open(path, "rb") as file:
        parts = re.split(rb"^#: (.*)\n", file.read(), flags=re.MULTILINE)
    titles = [title.decode() for title in parts[1::2]]
    assert len(set(titles)) == len(titles), f"{path}: a title is there twice"
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
        paths = []
        for number, (_, source) in enumerate(cases):
            paths.append(os.path.join(folder, f"{number}.py"))
            with open(paths[-1], "wb") as file:
                file.write(source)
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
    for name in case_files():
        cases, golden = read_cases(os.path.join(CASES, name)), read_golden(name)
        for version in VERSIONS:
            answers = ask([dump, f"--target={version}"], cases)
            for (title, _), got in zip(cases, answers):
                expected = golden.get((title, version), "nothing")
                test.ok(agree(expected, got), f"{name} {version} {title}",
                        notes_of(expected, got))
    test.done()


def case_files():
    return sorted(name for name in os.listdir(CASES) if name.endswith(".py"))


def update(names):
    found = {".".join(map(str, version)): path
             for version, path in pythons.at_hand().items()}
    missing = [version for version in VERSIONS if version not in found]
    if missing:
        sys.exit(f"interpreters are missing: {' '.join(missing)} (set KILN_PYTHONS)")
    oracle = os.path.join(ROOT, "tools", "compare-tree")
    for name in names or case_files():
        cases = read_cases(os.path.join(CASES, name))
        answers = {}
        for version in VERSIONS:
            said = ask([found[version], "-I", "-S", "-W", "ignore", oracle, "--oracle"], cases)
            answers.update({(title, version): answer
                            for (title, _), answer in zip(cases, said)})
        write_golden(name, cases, answers)


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    if sys.argv[1:2] == ["--update"]:
        update(sys.argv[2:])
    else:
        compare(sys.argv[1])
