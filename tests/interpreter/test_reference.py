#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Long-lived processes give the bytes of fresh ones.

For every interpreter at hand a small tree, made of whatever is known to depend
on what a process compiled before, goes through the pool in several orders and
is compared with the reference by tools/compare-reference.
"""
import os
import subprocess
import sys
import tempfile

ROOT = os.environ["KILN_SOURCE_ROOT"]
sys.path[:0] = [os.path.join(ROOT, "tests")]
import pythons
import tap

SETS = ["'append', 'join'", "'kiln_one', 'kiln_two'", "'gc', 'collect', 'warnings'",
        "'digit', 'category', 'name'", "'a', 'b', 'sel'", "'source', 'level', 'data'",
        "'kiln_write', 'kiln_read'", "'posix', 'fork', 'waitpid', 'surrogatepass'",
        "'a b', 'c'", "('t', 1), 'runpy'", "1, None, 'argparse'", "'compile', 'pristine'"]
LETTERS = "\u00e4\u00f6\u00aa\u00b5*%/-:a_"


def sources():
    """(name, text) of every file."""
    for number, items in enumerate(SETS):
        # Shared between code objects, then by names first interned elsewhere.
        yield "set%d" % number, ("def f(x): return x in {%s}\ndef g(x): return 7, x in {%s}\n"
                                 "class C:\n    def h(self, x): return x in {%s}, 8\n"
                                 % (items, items, items))
        names = [part.strip(" '()") for part in items.split(",")]
        names = [name for name in names if name.isidentifier() and name != "None"]
        yield "names%d" % number, "".join("%s = 1\n" % name for name in names)
        yield "attributes%d" % number, "".join("x.%s('%s')\n" % (n, n) for n in names)
    for number, letter in enumerate(LETTERS):
        yield "letter%d" % number, "x = %r\ny = (%r, 'z' %% 1, b'*')\n" % (letter, letter)
        if letter.isidentifier():
            yield "identifier%d" % number, "%s = 1\ndef f(%s=2): pass\n" % (letter, letter)
    nest = "class A:\n    class B:\n        def m(self):\n            class C: pass\n"
    for number in range(4):
        # The same qualified names in several files, and as text.
        yield "nest%d" % number, nest
        yield "text%d" % number, "x = 'A.B', 'A.B.m', 'A.B.m.<locals>.C', '<lambda>'\n"
        yield "both%d" % number, nest + "x = 'A.B'\n"
        # Names with dots that stay interned for good, where modules are called so.
        yield "import%d" % number, "import A.B, A.B.m\nfrom A.B import m\n"
        yield "inner%d" % number, "def f():\n    x = 'A.B'\n    y = 'f.<locals>.D'\n    class D: pass\n"
    yield "named", "x = '\\N{BULLET}'\ncaf\u00e9 = 1\ndigit = decimal = numeric = 2\n"
    yield "after-named", "digit = decimal = numeric = mirrored = normalize = 2\n"
    yield "warns", "x = 1 is 1\ny = '\\d'\nassert (1, 'x')\nfilename = lineno = text = offset = 1\n"
    yield "after-warns", "_showwarnmsg = WarningMessage = filename = lineno = sw = 3\n"
    yield "wrong", "def f(:\n    pass\nprint_file_and_line = 1\n"
    yield "wrong-inside", "x = 1 is 1\nreturn\n"
    yield "wrong-indent", "if 1:\nx\n"
    yield "wrong-nul", "x = 1\0\n"
    yield "wrong-escape", "x = '\\N{no such name}'\n"
    yield "wrong-tab", "if 1:\n        x\n\ty\n"
    yield "wrong-coding", "# coding: no-such-codec\n"
    yield "wrong-depth", "x = " + "(" * 150 + "1" + ")" * 150 + "\n"
    yield "wrong-constant", "x = " + "-" * 4000 + "1\n"
    yield "after-wrong", "print_file_and_line = lineno = end_lineno = offset = text = msg = 3\n"
    yield "surrogate", "x = '\\ud800', {'\\udfff', 'a'}\n"
    yield "empty", ""
    yield "numbers", "x = 1, 256, 1024, 1.5, -0.0, 2j, 10**30, 1 << 40, ..., None, b'', b'a'\n"
    yield "sl\u00e9ice", "x = y[1:2], y[::'a'], y['b c':]\n"
    yield "future", "from __future__ import annotations\ndef f(x: 'int', y: a.b) -> {1}: pass\n"


def make_tree(folder):
    for name, text in sources():
        # A name that is not UTF-8 is among them.
        path = os.path.join(os.fsencode(folder), name.encode("latin-1") + b".py")
        with open(path, "wb") as file:
            file.write(text.encode("utf-8"))


def main():
    t = tap.Tap()
    found = pythons.one_per_minor()
    runs = [("twice", 2, 0), ("shuffle", 1, 2)]
    with tempfile.TemporaryDirectory(prefix="kiln-") as folder:
        make_tree(folder)
        for minor in pythons.MINORS:
            for order, processes, level in runs:
                name = "3.%d, order %s, level %d" % (minor, order, level)
                if (3, minor) not in found:
                    t.skip(name, "no such interpreter")
                    continue
                done = subprocess.run(
                    [sys.executable, os.path.join(ROOT, "tools/compare-reference"),
                     "--driver", os.environ["COMPILE_FILES"], "--order", order,
                     "--processes", str(processes), "--level", str(level),
                     found[3, minor][1], folder],
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                t.ok(done.returncode == 0, name, done.stdout.decode("utf-8", "replace"))
                t.note(done.stdout.decode("utf-8", "replace").splitlines()[-1])
    t.done()


main()
