# SPDX-License-Identifier: MIT
"""Random patterns: heaps of pieces, most of them refused, and grown ones, most
of them valid."""
import random

PIECES = r"""a b c A é K 1 _ - / . ^ $ | | ( ) ( ) (?: (?= (?! (?<= (?<! (?> (?P<x> (?P<y>
(?P=x) (?(1) (?(x) (?i) (?i: (?-i: (?s: (?m) (?m: (?x) (?x: (?-x: (?a) (?a: (?u: (?#c)
[ [^ ] [a-c] [^b] - * + ? {2} {,2} {1,} {1,3} { } , *? +? *+ ++ ?? {2}+ \1 \2 \10 \0 \12
\101 \8 \b \B \A \Z \z \d \D \w \W \s \S \x41 \u00e9 \n \q \. \\ \ \x4""".split()
LITERALS = r"a b c A é i İ 1 _ \. - / \n \udcff #".split()
MEMBERS = r"a b a-c A-Z \d \w \W \S \s é i - ] \udc80-\udcff à-ÿ . [".split()
CATEGORIES = r". \w \W \d \s \S \D".split()
ANCHORS = r"^ $ \b \B \A \Z".split()
OPENINGS = "( ( (?: (?> (?i: (?-i: (?s: (?m: (?x: (?a: (?ai: (?= (?!".split()
BEHIND = r"a ab a|b [ab] \ba ^a (?=a)a (?:a){2} (b)".split()
REPEATS = ["", "", "", ""] + "* + ? *? +? ?? {2} {,2} {1,} {1,2}? *+ ++ ?+ {1,2}+ {0}".split()
FLAGS = ["", "", "", "(?i)", "(?m)", "(?s)", "(?x)", "(?a)", "(?ai)", "(?im)"]


class Grower:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pick = self.random.choice

    def heap(self):
        return "".join(self.random.choices(PIECES + [" ", "\n", "\udcff"],
                                           k=self.random.randrange(1, 9)))

    def members(self):
        return "[" + self.pick(["", "^"]) + "".join(
            self.random.choices(MEMBERS, k=self.random.randrange(1, 4))) + "]"

    def atom(self, depth):
        kind = self.random.random()
        if depth == 0 or kind < 0.4:
            return self.pick(LITERALS)
        if kind < 0.5:
            return self.members()
        if kind < 0.6:
            return self.pick(CATEGORIES)
        if kind < 0.68:
            return self.pick(ANCHORS)
        if kind < 0.9:
            return self.pick(OPENINGS) + self.branches(depth - 1) + ")"
        if kind < 0.94:
            return self.pick(["(?<=", "(?<!"]) + self.pick(BEHIND) + ")"
        if kind < 0.97:
            return self.pick([r"\1", r"\2"])
        return "(?(1)" + self.sequence(depth - 1) + "|" + self.sequence(depth - 1) + ")"

    def sequence(self, depth):
        return "".join(self.atom(depth) + self.pick(REPEATS)
                       for _ in range(self.random.randrange(4)))

    def branches(self, depth):
        return "|".join(self.sequence(depth) for _ in range(self.pick([1, 1, 2, 3])))

    def grown(self):
        return self.pick(FLAGS) + self.branches(3)


def patterns(seed, count):
    grower = Grower(seed)
    found = {}
    while len(found) < count:
        found[grower.heap() if len(found) % 3 == 0 else grower.grown()] = None
    return list(found)
