# SPDX-License-Identifier: MIT
"""What is one object and what is not: run through marshal by test_golden.py."""
import os.path
import sys as system


def one(a, b):
    if a in {"a", "b", "sel"} and b in {100000, 5, 70000, 256, 1}:
        return ("a", "b"), "%d%%" % a, "*", "x y", 1.5, -0.0, 2 ** 70, 300, 1000


def two(a, b):
    if a in {"a", "b", "sel"} and b in {("nested", 1.5), ("nested", 2), None, b"q"}:
        return ("a", "b"), "100%", "*", "x y", 1.5, 0.0, -(2 ** 70), 300, 1000, 100000


class A:
    """doc"""

    class B:
        name = "A.B"

        def méthode(self, ñ=("méthode", "ñ"), *, key=b"k"):
            return lambda: [ñ for ñ in self if ñ] and "é" and "Ω" and 1j


def three():
    return "A.B", 1, True, 1.0, -5, -6, 2 ** 31, "", (), b"", b"x", ..., "m\udc80"


try:
    four = sorted(key=len, *system.argv, **{"reverse": one(0, 0)[-1:2]})
except* ValueError as error:
    four = f"{error!r:>{three}}" "\N{BULLET}"
finally:
    five = os.path.join("four", "match", "long" * 80)
