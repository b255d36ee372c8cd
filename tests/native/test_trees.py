# SPDX-License-Identifier: MIT
"""Trees against the interpreters at hand: generated programs, and a part of each
standard library, by tools/compare-tree; and that this tool sees what differs.

    test_trees.py DUMP
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOOLS = os.path.join(ROOT, "tools")
sys.path[:0] = [os.path.join(ROOT, "tests"), TOOLS]
import pythons
import tap
import treetext

# print("…") with a byte that is not UTF-8 and no cookie: unsupported until 3.13.
NOT_UTF8 = "badsyntax_pep3120.py"


def run(tool, *words):
    done = subprocess.run([sys.executable, os.path.join(TOOLS, tool), *words],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=500)
    return done.returncode, done.stdout.decode("utf-8", "backslashreplace")


def differences_of(one, other):
    return [str(difference) for difference in
            treetext.differences(treetext.parse(one), treetext.parse(other))]


def check_treetext(test):
    place = "lineno=2, col_offset=1, end_lineno=2, end_col_offset=%d"
    name = "Expr(value=Name(id='it\\'s', ctx=Load(), " + place + "))"
    test.equal(differences_of(name % 3, name % 3), [], "equal trees do not differ")
    test.equal(differences_of(name % 3, name % 4),
               ["Expr.value.Name.end_col_offset (line 2): expected 3, got 4"],
               "a place that differs is named")
    test.equal(differences_of("[Constant(value=(1+2j)), Pass()]", "[Constant(value=(1-2j))]"),
               ["[0].Constant.value (line None): expected (1+2j), got (1-2j)",
                " (line None): expected 2 items [Constant(value=(1+2j)), Pass()],"
                " got 1 items [Constant(value=(1-2j))]"],
               "constants and the lengths of lists are compared")
    test.equal(differences_of("Pass()", "Break()"),
               [" (line None): expected Pass(), got Break()"], "kinds are compared")
    test.equal(treetext.compact(treetext.parse(name % 3)),
               "Expr(value=Name@2:1-3(id='it\\'s'))", "compact text")


def check_wrong(test, python, folder):
    """A native compiler that is wrong: compare-tree must say in which way."""
    fake = os.path.join(folder, "fake")
    with open(fake, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\nwhile read path; do case $path in\n"
                   "*tree*) printf 'ok\\tModule(body=[])\\n' ;;\n"
                   "*good*) printf 'rejected\\tSyntaxError\\t1\\t1\\t1\\t2\\tm\\n' ;;\n"
                   "*bad*) printf 'ok\\tModule()\\n' ;;\n*) exit 3 ;;\nesac; done\n")
    os.chmod(fake, 0o755)
    sources = {"tree": "a", "good": "a", "bad": "a b", "crash": "a"}
    for name, text in sources.items():
        with open(os.path.join(folder, name + ".py"), "w", encoding="utf-8") as file:
            file.write(text)
    code, text = run("compare-tree", f"--dump={fake}", "--jobs=1", python,
                     *(os.path.join(folder, name + ".py") for name in sources))
    test.equal(code, 1, "compare-tree fails where something differs")
    for words in ("1 other tree", "1 wrongly rejected", "1 wrongly accepted", "1 broken",
                  "0 same tree"):
        test.ok(words in text, f"compare-tree says: {words}", text)


def check_generator(test, folder):
    texts = []
    for name in ("one", "other"):
        run("generate-programs", "--version=3.14", "--count=5", os.path.join(folder, name))
        texts.append([open(os.path.join(folder, name, file), "rb").read()
                      for file in sorted(os.listdir(os.path.join(folder, name)))])
    test.ok(texts[0] == texts[1] and len(set(texts[0])) == 5,
            "the same seed gives the same programs, each another")


def check_interpreter(test, dump, version, python, folder):
    name = ".".join(map(str, version))
    programs = os.path.join(folder, name)
    run("generate-programs", f"--version={version[0]}.{version[1]}", "--count=150",
        "--size=3", programs)
    code, text = run("compare-tree", f"--dump={dump}", python, programs)
    test.ok(code == 0, f"{name}: generated programs", text)
    test.ok(code or " 0 same tree" not in text, f"{name}: most of them are valid", text)
    code, text = run("compare-tree", f"--dump={dump}", "--limit=40", f"--skip={NOT_UTF8}",
                     python)
    test.ok(code == 0, f"{name}: a part of the standard library", text)


def main():
    test = tap.Tap()
    check_treetext(test)
    found = {version: path for version, path in pythons.at_hand().items()
             if version >= (3, 11)}
    with tempfile.TemporaryDirectory() as folder:
        check_generator(test, folder)
        if not found:
            test.skip("trees of interpreters", "no CPython since 3.11 at hand")
        for version, path in found.items():
            check_interpreter(test, sys.argv[1], version, path, folder)
        if found:
            check_wrong(test, list(found.values())[-1], folder)
    test.done()


if __name__ == "__main__":
    main()
