#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints scan.golden: marshalled code for the units of the scan.

Usage: record-scan.py PYTHON... > scan.golden

A line is: target, the verdict to be had, a name, the single characters that are
interned from the start (64 hexadecimal digits), the code in hexadecimal.
"""
import subprocess
import sys

CASES = [
    ("clean", "plain", "x = 1\ndef f(a, *b, c=2): return [a, 'a b', 2.5, 3j, None, ...]\n"),
    ("clean", "big-int", "x = 12345678901234567890, -98765432109876543210, 70000\n"),
    ("clean", "set-once", "def f(x): return x in {'name', 'other', 5}\n"),
    # Equal tuples of constants are one; what is in them is changed in place.
    ("clean", "set-in-shared-tuple",
     "def f(x): return x in {'name', 'kilnother'}\ndef g(x): return x in {'name', 'kilnother'}\n"),
    ("clean", "set-of-numbers", "def f(x): return x in {1, 2}\ndef g(x): return x in {1, 2}\n"),
    ("clean", "set-of-no-names",
     "def f(x): return x in {'a b', 'c d'}\ndef g(x): return x in {'a b', 'c d'}\n"),
    ("clean", "sets-that-differ",
     "def f(x): return x in {'name', 'one'}\ndef g(x): return x in {'name', 'two'}\n"),
    ("suspect", "set-twice",
     "def f(x): return x in {'name', 'kilnother'}\ndef g(x): return 7, x in {'name', 'kilnother'}\n"),
    ("suspect", "set-twice-interned",
     "def f(x): return x in {'append', 'join'}\ndef g(x): return 7, x in {'append', 'join'}\n"),
    ("suspect", "set-of-tuples-and-name",
     "def f(x): return x in {('t', 1), 'name'}\ndef g(x): return 7, x in {'name', ('t', 1)}\n"),
    # Shared even so: it would be in a process that knows fewer strings, too.
    ("clean", "set-twice-shared",
     "def f(x): return x in {'kilnone', 'kilntwo'}\ndef g(x): return 7, x in {'kilnone', 'kilntwo'}\n"),
    ("clean", "text-like-import", "import os.path\nx = 'os.path'\n"),
    ("clean", "text-like-function", "class A:\n    def f(self): return 'A.f'\nx = 'A.f', 'A.g'\n"),
    ("clean", "class", "class A:\n    class B:\n        def m(self): pass\n"),
    ("clean", "long-text", "x = '" + "long text " * 40 + "'\ny = '\\u20ac uro'\n"),
    ("clean", "annotations", "class A:\n    x: int = 1\n    def f(self, y: 'A.b') -> None: pass\n"),
    ("clean", "try", "try:\n    f()\nexcept (A, B) as e:\n    raise\nfinally:\n    g()\n"),
    ("clean", "slice", "x = y[1:2], y['a b':'c d':3]\n"),
]
# From 3.13 qualified names are interned, and stay apart from an equal text if one
# was interned before: this source is compiled while an equal one is kept.
QUALNAME = ("qualname", "class A:\n    class B: pass\n")
# Until 3.12 a single character is interned once it was an identifier.
LETTER = ("letter", "\u00e4 = 1\nx = '\u00e4'\n")

RECORD = r"""
import marshal, sys
source = sys.stdin.buffer.read()
interned = [marshal.dumps(chr(i))[0] & 127 in b'Zt' for i in range(256)]
codes = [compile(source, 'dir/file.py', 'exec', dont_inherit=True)
         for i in range(int(sys.argv[1]))]
code = codes[-1]
mask = bytes(sum(interned[i + 8 * j] << i for i in range(8)) for j in range(32))
print('%d.%d' % sys.version_info[:2], mask.hex(), marshal.dumps(code).hex())
"""


def record(python, source, times=1):
    done = subprocess.run([python, "-I", "-S", "-c", RECORD, str(times)], input=source.encode(),
                          stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().split()


def main():
    for python in sys.argv[1:]:
        for verdict, name, source in CASES:
            target, mask, code = record(python, source)
            print(target, verdict, name, mask, code)
        for name, source in QUALNAME, LETTER:
            target, mask, code = record(python, source, 2)
            late = int(target.split(".")[1]) >= 13
            verdict = "suspect" if late == (name == "qualname") else "clean"
            print(target, verdict, name, mask, code)


main()
