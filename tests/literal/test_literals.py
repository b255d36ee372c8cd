# SPDX-License-Identifier: MIT
"""Literals (literals.py, and random ones) as the native front end and interpreters
see them: the same tree with all positions, the same warnings, the same verdict.

    test_literals.py DUMP [--update]

Of interpreters that are not here, digests of their answers stand in
literals.golden; --update writes there those of the interpreters at hand."""
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import literals
import pythons
import tap

GOLDEN = os.path.join(HERE, "literals.golden")
RANDOM = 1500
# What 3.13.0 shows of some fields: see literal_field.c.
UNSUPPORTED = "unsupported"

# Reads sources, writes for each: its warnings, and its tree or "rejected".
ASK = r"""
import ast, json, sys, warnings
digits = sys.get_int_max_str_digits()
answers = []
for source in json.load(sys.stdin):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            tree = compile(source.encode(), "x", "exec", ast.PyCF_ONLY_AST)
        except Exception as error:
            tree = None
        told = [["warning", w.category.__name__, w.lineno, str(w.message)] for w in caught]
    if tree is None:
        answers.append("rejected")
        continue
    sys.set_int_max_str_digits(0)
    answers.append(repr(told) + ast.dump(tree, include_attributes=True))
    sys.set_int_max_str_digits(digits)
sys.stdout.buffer.write(json.dumps(answers).encode())
"""


class Generator:
    """Random literals: numbers, strings, f-strings with fields in fields."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        return self.random.choice(choices)

    def some(self, make, most):
        return "".join(make() for _ in range(self.random.randint(0, most)))

    def number(self):
        r = self.random
        digits = str(r.getrandbits(r.choice((3, 20, 64, 90, 200))))
        return self.pick(
            digits, hex(int(digits)), oct(int(digits)), bin(int(digits)), digits + "j",
            "%s.%se%d" % (digits, digits[::-1], r.randint(-340, 320)), digits + ".",
            "%se%d" % (digits, r.randint(-400, 320)), repr(r.random()),
            "1_0" + digits, "." + digits + "E+0_1")

    def plain(self):
        return self.pick("a", "b c", "\u00e9", "\U0001f600", "\\n", "\\x41", "\\u00e9",
                         "\\\\", "\\101", "\\777", "\\d", "\\N{DIGIT ONE}", "\\\n", "#",
                         "\\U0001f600", "\\ud800", " ", "=", "!", ":", "\\'", "\\\"")

    def text(self, nested):
        choice = self.random.random()
        if choice < 0.15 and not nested:
            return self.pick("{{", "}}")
        return self.plain() if not nested or choice < 0.5 else self.pick(">", "x", "10")

    def code(self, depth, quotes):
        code = self.pick("a", "b.c", "d[0]", "(e)", "f(1, g=2)", "h, i", "{1: 2}[1]",
                         "j if k else l", "m != n", "o == p", "not q", "(yield)", "r[1:2]",
                         "(lambda s: 1)", "*t, u", "[v for v in w]", "1_0.5", "x>y", "-z")
        if depth and len(quotes) > 1 and self.random.random() < 0.3:
            code = self.literal(depth - 1, quotes[1:], single=True)
        if code[0] == "{":
            code = " " + code
        blank = self.pick("", "", "", " ", "\n ", "\t")
        return blank + code + self.pick("", "", " ", "\n" if len(quotes[0]) == 3 else "")

    def field(self, depth, quotes, nested=False):
        code = self.code(depth, quotes)
        if len(quotes[0]) == 1:
            code = code.replace("\n", "")
        end = self.pick("", "", "", "=", "= ") + self.pick("", "", "!r", "!s", "!a")
        if not nested and self.random.random() < 0.3:
            end += ":" + self.some(lambda: self.pick(
                self.text(True), self.field(0, quotes, True)), 3)
        return "{" + code + end + "}"

    def literal(self, depth=2, quotes=("'''", '"""', '"', "'"), single=False):
        kind = self.pick("", "", "f", "f", "rf", "r", "u", "b", "F", "t", "Rb")
        if single:
            kind = self.pick("f", "")
        quote, rest = quotes[0], quotes
        if "f" in kind.lower() or "t" in kind:
            body = self.some(lambda: self.pick(
                self.text(False), self.text(False), self.field(depth, rest)), 5)
        else:
            body = self.some(self.plain, 5)
        if "b" in kind.lower():
            body = body.encode("ascii", "ignore").decode()
        if len(quote) == 1:
            body = body.replace("\\\n", "")
        return kind + quote + body + quote

    def quotes(self):
        order = ["'''", '"""', '"', "'"]
        self.random.shuffle(order)
        return tuple(order[self.random.randint(0, 2):])

    def case(self):
        if self.random.random() < 0.2:
            return self.number()
        literals_ = [self.literal(2, self.quotes())
                     for _ in range(self.pick(1, 1, 1, 2, 3))]
        return "(" + self.pick(" ", "\n  ", "").join(literals_) + ")"


def ask_interpreter(path, sources):
    said = pythons.run(path, ASK, input=json.dumps(sources).encode())
    return None if said is None else json.loads(said)


def ask_native(dump, version, sources):
    """The same answers from the native front end."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, "%d.py" % i) for i in range(len(sources))]
        for path, source in zip(paths, sources):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(source)
        done = subprocess.run(
            [dump, "--target=%d.%d.%d" % version, "--warnings"], check=True,
            input="\n".join(paths) + "\n", stdout=subprocess.PIPE,
            encoding="utf-8", errors="surrogateescape")
    answers, told = [], []
    for line in done.stdout.split("\n")[:-1]:
        kind, *rest = line.split("\t")
        if kind == "warning":
            told.append([kind, rest[0], int(rest[1]), eval(rest[5])])
            continue
        answers.append(repr(told) + line[3:] if kind == "ok" else kind)
        told = []
    return answers


def digest(answer):
    return hashlib.sha256(answer.encode("utf-8", "surrogateescape")).hexdigest()[:10]


def read_golden():
    golden = {}
    if os.path.exists(GOLDEN):
        with open(GOLDEN, encoding="ascii") as file:
            for line in file:
                version, *digests = line.split()
                golden[tuple(map(int, version.split(".")))] = digests
    return golden


def write_golden(golden):
    with open(GOLDEN, "w", encoding="ascii") as file:
        for version, digests in sorted(golden.items()):
            file.write("%d.%d.%d " % version + " ".join(digests) + "\n")


def compare(t, name, sources, expected, got):
    notes = []
    for source, right, mine in zip(sources, expected, got):
        if right != mine and mine != UNSUPPORTED:
            notes += [f"source   {source[:200]!r}", f"expected {right[:1500]}",
                      f"got      {mine[:1500]}"]
    unsupported = got.count(UNSUPPORTED)
    t.ok(not notes and len(got) == len(sources), "%s: %d literals, %d of them refused, "
         "%d unsupported" % (name, len(got), got.count("rejected"), unsupported),
         notes[:30])


def main():
    dump, *options = sys.argv[1:]
    t = tap.Tap()
    golden = read_golden()
    at_hand = {version: path for version, path in pythons.at_hand().items()
               if version >= (3, 11)}
    for version, path in at_hand.items():
        name = "as CPython %d.%d.%d" % version
        sources = literals.CASES + [Generator(seed).case() for seed in range(RANDOM)]
        expected = ask_interpreter(path, sources)
        if expected is None:
            t.ok(False, name, "the interpreter failed")
            continue
        compare(t, name, sources, expected, ask_native(dump, version, sources))
        if "--update" in options:
            golden[version] = [digest(a) for a in expected[:len(literals.CASES)]]
    if "--update" in options:
        write_golden(golden)
    if not at_hand:
        t.skip("as interpreters", "none from 3.11 on here")
    for version, digests in golden.items():
        got = ask_native(dump, version, literals.CASES)
        wrong = [f"{case!r}: {mine}" for case, right, mine
                 in zip(literals.CASES, digests, got)
                 if digest(mine) != right and mine != UNSUPPORTED]
        t.ok(len(digests) == len(got) and not wrong,
             "as CPython %d.%d.%d was when it was asked" % version, wrong[:10])
    t.done()


main()
