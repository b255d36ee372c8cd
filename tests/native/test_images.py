# SPDX-License-Identifier: MIT
"""Whole code objects of cases, by their digests, against the goldens in images/, which
real interpreters have recorded: for versions that tell nothing of the stages between.

    test_images.py IMAGE     compare; no interpreter is needed
    test_images.py --update  record anew with the interpreters at hand

The cases are those of images/*.py and of ../codegen/cases/*.py.  A case begins with a
line "#: title"; one whose title ends in -O or -OO is compiled at that level.
"""
import glob
import hashlib
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE)]
import pythons
import tap

VERSIONS = ("3.11.2", "3.11.7")
GOLDEN = os.path.join(HERE, "images", "digests.golden")
NAME = "case.py"

ANSWER = r"""
import hashlib, marshal, sys, warnings
warnings.simplefilter("ignore")
with open("case.py", "rb") as file:
    source = file.read()
try:
    codes = [compile(source, "case.py", "exec", 0, True, int(LEVEL))] * 2
    image = marshal.dumps(codes[0])
    del codes
    print("ok", hashlib.sha256(image).hexdigest()[:32])
except SyntaxError as error:
    print("rejected", error.lineno, error.offset, error.end_lineno, error.end_offset, error.msg)
"""


def read_cases():
    """[(file and title, source)]"""
    cases = []
    for path in sorted(glob.glob(os.path.join(HERE, "images", "*.py")) +
                       glob.glob(os.path.join(HERE, "..", "codegen", "cases", "*.py"))):
        with open(path, "rb") as file:
            parts = re.split(rb"^#: (.*)\n", file.read(), flags=re.MULTILINE)
        name = os.path.basename(path)[:-3]
        cases += [(f"{name}: {title.decode()}", source)
                  for title, source in zip(parts[1::2], parts[2::2])]
    return cases


def level_of(title):
    return 2 if title.endswith("-OO") else 1 if title.endswith("-O") else 0


def write_case(folder, source):
    with open(os.path.join(folder, NAME), "wb") as file:
        file.write(source)


def native_answer(image, version, title, folder):
    command = [image, f"--target={version}", f"--level={level_of(title)}", NAME]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=True)
    kind, *rest = done.stdout.decode().rstrip("\n").split("\t")
    if kind == "ok":
        return "ok " + hashlib.sha256(bytes.fromhex(rest[0])).hexdigest()[:32]
    if kind == "rejected":
        line, column, end_line, end_column = (int(n) for n in rest[1:5])
        return f"rejected {line} {column} {end_line} {end_column} {eval(rest[5])}"
    return done.stdout.decode()


def read_golden():
    """{(title, version): answer}"""
    answers, title = {}, None
    with open(GOLDEN, encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line.startswith("= "):
                versions, answer = line[2:].split(": ", 1)
                answers.update({(title, version): answer for version in versions.split()})
            elif line and not line.startswith("# "):
                title = line
    return answers


def compare(image):
    image = os.path.abspath(image)
    test, golden = tap.Tap(), read_golden()
    with tempfile.TemporaryDirectory() as folder:
        for title, source in read_cases():
            write_case(folder, source)
            got = {v: native_answer(image, v, title, folder) for v in VERSIONS}
            wrong = [v for v in VERSIONS if golden.get((title, v)) != got[v]]
            test.ok(not wrong, title)
            for version in wrong:
                print(f"# {version}: {golden.get((title, version))!a}, got {got[version]!a}")
    test.done()


def ask(python, title, folder):
    code = f"import os; os.chdir({folder!r}); LEVEL = {level_of(title)}\n" + ANSWER
    return pythons.run(python, code).decode().rstrip("\n")


def update():
    found = {pythons.run(p, "import sys; print('%d.%d.%d' % sys.version_info[:3])").decode()
             .strip(): p for p in pythons.candidates()}
    lines = ["# SPDX-License-Identifier: MIT"]
    with tempfile.TemporaryDirectory() as folder:
        for title, source in read_cases():
            write_case(folder, source)
            lines.append(title)
            answers = {}
            for version in VERSIONS:
                answers.setdefault(ask(found[version], title, folder), []).append(version)
            lines += [f"= {' '.join(versions)}: {answer}" for answer, versions in answers.items()]
    with open(GOLDEN, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    update() if sys.argv[1] == "--update" else compare(sys.argv[1])
