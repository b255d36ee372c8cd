# SPDX-License-Identifier: MIT
"""Sources that nest deeply end in a tree or in a limit that names itself, on a
stack of 8 MB, whichever way they nest.

    test_depth.py DUMP
"""
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import tap

MANY = 100_000
BRACKETS = "too many nested parentheses"
RULES = "Parser stack overflowed"

# (name, source, None: accepted, or part of the message)
CASES = [
    ("199 groups", "(" * 199 + "x" + ")" * 199, None),
    ("199 calls", "f(" * 199 + "x" + ")" * 199, None),
    ("199 dictionaries", "{1:" * 199 + "x" + "}" * 199, None),
    ("199 comprehensions", "[x for x in " * 199 + "y" + "]" * 199, None),
    ("199 lambdas in groups", "(lambda: " * 199 + "x" + ")" * 199, None),
    ("199 patterns", "match x:\n case " + "[" * 199 + "]" * 199 + ": pass", None),
    ("targets in 199 brackets", "[" * 199 + "x" + "]" * 199 + " = y", None),
    ("99 blocks", "".join(" " * i + "if x:\n" for i in range(99)) + " " * 99 + "x", None),
    ("groups", "(" * MANY + ")" * MANY, BRACKETS),
    ("lists", "[" * MANY + "]" * MANY, BRACKETS),
    ("blocks", "".join(" " * i + "if x:\n" for i in range(150)) + " " * 150 + "x",
     "too many levels of indentation"),
    ("not", "not " * 1_000_000 + "x", RULES),
    ("2000 not", "not " * 2000 + "x", None),
    ("unary operators", "-" * MANY + "1", RULES),
    ("2000 unary operators", "-" * 2000 + "1", None),
    ("powers", "a ** " * MANY + "b", RULES),
    ("2000 powers", "a ** " * 2000 + "b", None),
    ("lambdas", "lambda: " * MANY + "x", RULES),
    ("2000 lambdas", "lambda: " * 2000 + "x", None),
    ("conditionals", "a if b else " * MANY + "c", RULES),
    ("2000 conditionals", "a if b else " * 2000 + "c", None),
    ("elif", "if x: pass\n" + "elif x: pass\n" * 50_000, RULES),
    ("2000 elif", "if x: pass\n" + "elif x: pass\n" * 2000, None),
    ("a sum", "+".join(["a"] * 1_000_000), None),
    ("a conjunction", " and ".join(["a"] * MANY), None),
    ("a comparison", " < ".join(["a"] * MANY), None),
    ("attributes", "a" + ".b" * MANY, None),
    ("calls", "a" + "()" * MANY, None),
    ("subscripts", "a" + "[0]" * MANY, None),
    ("assignments", "a = " * MANY + "1", None),
    ("decorators", "@a\n" * MANY + "def f(): pass", None),
    ("alternatives", "match x:\n case " + "|".join(["1"] * MANY) + ": pass", None),
    ("dots", "from " + "." * MANY + " import a", None),
    ("strings", "'a' " * MANY, None),
]


def limit_stack():
    hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
    resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, hard))


def main():
    test = tap.Tap()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "deep.py")
        for name, source, message in CASES:
            with open(path, "w", encoding="utf-8") as file:
                file.write(source + "\n")
            done = subprocess.run([sys.argv[1], "--target=3.14", "--stage=verdict", path],
                                  stdout=subprocess.PIPE, encoding="utf-8", timeout=120,
                                  preexec_fn=limit_stack)
            expected = message or "ok"
            test.ok(done.returncode == 0 and expected in done.stdout, name,
                    [f"expected {expected}", f"got {done.stdout[:200]} ({done.returncode})"])
    test.done()


main()
