# SPDX-License-Identifier: MIT
"""What the parser accepts and what it rejects, held to what interpreters said.

    test_verdicts.py DUMP       compare with verdicts.golden; no interpreter is needed
    test_verdicts.py --update   record verdicts.golden anew with those at hand

Each line of the golden has a "+" or "-" for each of VERSIONS and, as a string of
Python, a source without its last newline.  Sources are added by hand (any signs will
do) or found by changing single tokens of others.
"""
import ast
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import pythons
import tap

GOLDEN = os.path.join(HERE, "verdicts.golden")
VERSIONS = ("3.11.7", "3.12.1", "3.13.18", "3.14.10", "3.15.2")
ORACLE = """
import ast, sys, warnings
warnings.simplefilter("ignore")
for path in sys.stdin.read().split():
    try:
        with open(path, "rb") as file:
            compile(file.read(), path, "exec", ast.PyCF_ONLY_AST)
        print("ok")
    except SyntaxError:
        print("rejected")
"""
HEAD = """\
# SPDX-License-Identifier: MIT
# Recorded by test_verdicts.py --update: accepted or not by {}.
""".format(", ".join(VERSIONS))


def read_golden():
    """[(signs, source)]"""
    with open(GOLDEN, encoding="utf-8") as file:
        lines = [line.split(" ", 1) for line in file if not line.startswith("#")]
    return [(signs, ast.literal_eval(text)) for signs, text in lines]


def verdicts(command, sources):
    """True for each source that the command, which reads paths and answers lines
    beginning with "ok" or "rejected", accepts; None where it says neither."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, source in enumerate(sources):
            paths.append(os.path.join(folder, f"{number}.py"))
            with open(paths[-1], "w", encoding="utf-8", newline="") as file:
                file.write(source + "\n")
        done = subprocess.run(command, input="\n".join(paths) + "\n", encoding="utf-8",
                              stdout=subprocess.PIPE, timeout=300)
    said = [re.split(r"\s", line)[0] for line in done.stdout.splitlines()]
    said += ["nothing"] * (len(sources) - len(said))
    return [{"ok": True, "rejected": False}.get(word) for word in said]


def compare(dump):
    test = tap.Tap()
    golden = read_golden()
    test.ok(len(golden) > 500, "the golden has its cases")
    sources = [source for _, source in golden]
    for column, version in enumerate(VERSIONS):
        got = verdicts([dump, f"--target={version}", "--stage=verdict"], sources)
        notes = [f"expected {signs[column]}, got {verdict}: {source!r}"
                 for (signs, source), verdict in zip(golden, got)
                 if (signs[column] == "+") is not verdict]
        test.ok(not notes, f"{version} accepts and rejects the same", notes)
    test.done()


def update():
    found = {".".join(map(str, version)): path
             for version, path in pythons.at_hand().items()}
    missing = [version for version in VERSIONS if version not in found]
    if missing:
        sys.exit(f"interpreters are missing: {' '.join(missing)} (set KILN_PYTHONS)")
    sources = list(dict.fromkeys(source for _, source in read_golden()))
    columns = [verdicts([found[version], "-I", "-S", "-c", ORACLE], sources)
               for version in VERSIONS]
    with open(GOLDEN, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for source, *said in zip(sources, *columns):
            signs = "".join("+" if verdict else "-" for verdict in said)
            file.write(f"{signs} {source!r}\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        compare(sys.argv[1])
