# SPDX-License-Identifier: MIT
"""Interpreters before 3.13 show no folded tree, but they compile one: the tree that
the native compiler folds gives the same code there as the source itself.

    test_same_code.py DUMP [STEP]     every STEPth file of the standard library (40)

Places are compared as well.  What should have been folded but was not goes unseen
here: test_values.py sees it.
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE)]
import pythons
import tap

MINORS = ((3, 11), (3, 12))

# Inside the interpreter: for each path and line of dump, whether the codes agree.
INSIDE = r'''
import ast, re, sys, threading, types
COMPLEX = re.compile(r"value=(\([^()',]*j\)|-?[0-9.e+-]*j)")  # zeros have signs
NAMES = {**vars(ast), "inf": float("inf"), "nan": float("nan"), "Ellipsis": ...}
def key(value):
    if isinstance(value, types.CodeType):
        return [value.co_name, value.co_code, value.co_names, value.co_flags,
                value.co_varnames, value.co_firstlineno, value.co_linetable,
                value.co_exceptiontable, *map(key, value.co_consts)]
    if isinstance(value, frozenset):
        return sorted(map(repr, value))
    return list(map(key, value)) if isinstance(value, tuple) else repr(value)
def verdict(path, text, level):
    with open(path, "rb") as file:
        source = file.read()
    try:
        expected = compile(source, path, "exec", dont_inherit=True, optimize=level)
    except SyntaxError:
        return "rejected"
    tree = eval(COMPLEX.sub(r"value=complex('\1')", text), NAMES)
    got = compile(tree, path, "exec", dont_inherit=True, optimize=level)
    return "same" if key(got) == key(expected) else "differs"
def main():
    for line in sys.stdin:
        path, level, text = line.rstrip("\n").split("\t", 2)
        print(verdict(path, text, int(level)), path, flush=True)
sys.setrecursionlimit(100_000)
threading.stack_size(1 << 28)
thread = threading.Thread(target=main)
thread.start()
thread.join()
'''


def library_files(python, step):
    folder = subprocess.run(
        [python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"],
        stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.strip()
    files = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__", "site-packages"})
        files += [os.path.join(here, name) for name in sorted(names) if name.endswith(".py")]
    return [file for file in files if os.path.isfile(file)][::step]


def compare(test, dump, version, python, step):
    name = ".".join(map(str, version))
    files = library_files(python, step)
    for level in "02":
        lines = subprocess.run(
            [dump, f"--target={name}", "--stage=fold", f"--level={level}"],
            input="\n".join(files) + "\n", encoding="utf-8", stdout=subprocess.PIPE,
            timeout=300).stdout.split("\n")
        asked = [f"{file}\t{level}\t{line[3:]}\n" for file, line in zip(files, lines)
                 if line.startswith("ok\t")]
        said = subprocess.run([python, "-I", "-S", "-W", "ignore", "-c", INSIDE],
                              input="".join(asked), encoding="utf-8",
                              stdout=subprocess.PIPE, timeout=600).stdout.splitlines()
        wrong = [line for line in said if line.startswith("differs")]
        test.ok(asked and len(said) == len(asked) and not wrong,
                f"{name} level {level}: {len(said)} files",
                [f"{len(asked)} asked, {len(said)} answered", *wrong[:8]])


def main():
    dump = sys.argv[1]
    step = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    test = tap.Tap()
    found = pythons.at_hand()
    for minor in MINORS:
        versions = [version for version in found if version[:2] == minor]
        for version in versions:
            compare(test, dump, version, found[version], step)
        if not versions:
            test.skip("code of %d.%d" % minor, "no such interpreter")
    test.done()


main()
