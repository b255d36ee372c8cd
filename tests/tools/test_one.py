# SPDX-License-Identifier: MIT
"""src/one.c: names every file of the program once, and one call of the compiler
makes a working command of it.  (So every static name is unique in the program.)"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

import tree
import tap

BUILT = os.environ["KILN"]
COMPILER = os.environ.get("CC", "cc").split()


def listed():
    with open(os.path.join(tree.ROOT, "src", "one.c"), encoding="utf-8") as file:
        return re.findall(r'^#include "([^"]*)"', file.read(), re.MULTILINE)


def present():
    src = os.path.join(tree.ROOT, "src")
    return [os.path.relpath(os.path.join(folder, name), src)
            for folder, _, names in os.walk(src) for name in names
            if name.endswith(".c") and name != "one.c"]


def build(command):
    """What src/one.c itself says to type."""
    return subprocess.run(
        [*COMPILER, "-O0", "-std=c11", "-Iinclude", "-Isrc", "src/one.c", "-lpcre2-8",
         "-lgmp", "-lm", "-lpthread", "-o", command],
        cwd=tree.ROOT, capture_output=True, encoding="utf-8", errors="replace")


def compile_tree(command, folder):
    """Output, exit status and .pyc files of one run over a small tree."""
    shutil.rmtree(folder, ignore_errors=True)
    tree.write_tree(folder, {"good.py": "def f(x):\n    return x + 1\n",
                             "bad.py": "def\n", "sub/other.py": "y = 'text'\n"})
    for name in ("good.py", "bad.py", "sub/other.py"):
        os.utime(os.path.join(folder, name), (1e9, 1e9))
    done = subprocess.run([command, "--python", sys.executable, folder],
                          capture_output=True)
    pycs = {}
    for where, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".pyc"):
                with open(os.path.join(where, name), "rb") as file:
                    pycs[name] = file.read()
    return done.stdout, done.stderr, done.returncode, pycs


t = tap.Tap()
t.equal(sorted(listed()), sorted(present()), "src/one.c names every file once")
with tempfile.TemporaryDirectory(prefix="kiln-one-") as folder:
    command = os.path.join(folder, "kiln")
    done = build(command)
    if t.ok(done.returncode == 0, "one call of the compiler builds it", done.stderr):
        ours = compile_tree(command, os.path.join(folder, "tree"))
        theirs = compile_tree(BUILT, os.path.join(folder, "tree"))
        t.equal(ours, theirs, "it does what the command built by Meson does")
        t.equal(len(ours[3]), 2, "which is to compile the two good files")
t.done()
