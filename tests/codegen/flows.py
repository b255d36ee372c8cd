# SPDX-License-Identifier: MIT
"""Programs whose statements leave each other in every way: try, with, loops, match and
functions inside one another, with break, continue, return, yield and await wherever
they may stand, and sometimes where they may not.

    flows.py COUNT MINOR SEED FOLDER   writes FOLDER/0.py, FOLDER/1.py, …
"""
import os
import random
import sys

NAMES = ["a", "b", "c", "__p", "x", "self.y", "d[0]", "e[a:b]"]
SIMPLE = ["a", "b", "c", "x", "é", "__q"]
CONSTANTS = ["1", "None", "'s'", "(1, 2)", "...", "-1", "1.5", "b'b'", "10**3"]


class FlowWriter:
    def __init__(self, minor, seed):
        self.minor = minor
        self.random = random.Random(seed)
        self.lines = []
        self.indent = 0
        self.function = False    # what may stand here:
        self.asynchronous = False
        self.generator = False
        self.loop = False

    def chance(self, share):
        return self.random.random() < share

    def choice(self, items):
        return self.random.choice(items)

    def line(self, text):
        self.lines.append("    " * self.indent + text)

    # ---- expressions

    def value(self, depth=2):
        if depth == 0 or self.chance(0.4):
            return self.choice(SIMPLE + CONSTANTS)
        inner = lambda: self.value(depth - 1)
        makers = [
            lambda: f"{inner()} + {inner()}",
            lambda: f"{self.choice(SIMPLE)}({inner()}, k={inner()})",
            lambda: f"{self.choice(SIMPLE)}.m({inner()}, *{self.choice(SIMPLE)})",
            lambda: f"[{inner()} for {self.choice(SIMPLE)} in ({inner()}) if ({self.test()})]",
            lambda: f"({inner()} for {self.choice(SIMPLE)} in ({inner()}))",
            lambda: f"(lambda {self.choice(SIMPLE)}={inner()}: {inner()})",
            lambda: f"({inner()} if {self.test()} else {inner()})",
            lambda: f"{{{inner()}: {inner()}, **{self.choice(SIMPLE)}}}",
            lambda: f"f'{{{self.choice(SIMPLE)}!r:>{{{self.choice(SIMPLE)}}}}} t'",
        ]
        return self.choice(makers)()

    def test(self, depth=2):
        if depth == 0 or self.chance(0.4):
            return self.choice(SIMPLE + ["True", "False", "0", "__debug__"])
        inner = lambda: self.test(depth - 1)
        return self.choice([
            lambda: f"{inner()} and {inner()}", lambda: f"({inner()} or {inner()})",
            lambda: f"not {inner()}", lambda: "a < b <= c", lambda: "a is not None",
            lambda: "a not in x", lambda: f"({inner()} if {inner()} else {inner()})",
        ])()

    def target(self):
        if self.chance(0.2):
            return f"({self.choice(NAMES)}, *{self.choice(NAMES)})"
        return self.choice(NAMES)

    # ---- patterns

    def pattern(self, depth=2):
        if depth == 0 or self.chance(0.3):
            return self.choice(["1", "'s'", "None", "a.b", "-1.5", "True", "[_]"])
        inner = lambda: self.pattern(depth - 1)
        self.capture += 1
        name = f"v{self.capture}"
        return self.choice([
            lambda: f"[{inner()}, {inner()}]", lambda: f"[{inner()}, *{name}, {inner()}]",
            lambda: f"[*_, {inner()}]", lambda: f"[{inner()}, *_]", lambda: "[]",
            lambda: f"{{'k': {inner()}, a.b: {inner()}}}", lambda: f"{{'k': 1, **{name}}}",
            lambda: "{}", lambda: f"C({inner()}, k={inner()})", lambda: "C()",
            lambda: f"({inner()} as {name})", lambda: "(1 | 'a' | None)",
            lambda: f"([{name}, w{name}] | {{'w': w{name}, 'n': {name}}})",
            lambda: name if depth < 2 else "1",
        ])()

    # ---- statements

    def block(self, depth):
        self.indent += 1
        for _ in range(self.choice([1, 1, 2, 3])):
            self.statement(depth)
        self.indent -= 1

    def simple(self):
        makers = [
            lambda: self.value(), lambda: "pass", lambda: f"a((b := {self.value()}))", lambda: f"{self.target()} = {self.value()}",
            lambda: f"{self.target()} = {self.choice(NAMES)} = {self.value()}",
            lambda: f"{self.choice(NAMES)} += {self.value()}",
            lambda: f"del {self.choice(NAMES)}", lambda: f"assert {self.test()}",
            lambda: f"assert {self.test()}, {self.value()}", lambda: "raise",
            lambda: f"raise {self.value()} from {self.value()}",
            lambda: f"{self.choice(SIMPLE)}: {self.choice(SIMPLE)}[1:2] = {self.value()}",
            lambda: f"{self.choice(NAMES)}: {self.choice(SIMPLE)}",
            lambda: f"import {self.choice(['a', 'a.b', 'a.b.c as d', 'a as b, c.d'])}",
            lambda: f"from {self.choice(['a', '.', '..b.c'])} import a, b as c",
        ]
        if self.function and self.asynchronous:
            makers.append(lambda: f"(await {self.choice(SIMPLE)})")
        leaving = []
        if self.loop or self.chance(0.002):
            leaving += [lambda: "break", lambda: "continue"]
        if self.function:
            leaving += [lambda: "return", lambda: f"return {self.value()}"
                        if not (self.asynchronous and self.generator) else "return",
                        lambda: "return 1"
                        if not (self.asynchronous and self.generator) else "return"]
            if self.generator:
                leaving += [lambda: f"a = yield {self.value()}"] + [
                    lambda: f"yield from {self.value()}"] * (not self.asynchronous)
        self.line(self.choice(makers if not leaving or self.chance(0.5) else leaving)())

    def statement(self, depth):
        if depth == 0 or self.chance(0.25):
            return self.simple()
        kinds = [self.branch, self.loop_for, self.loop_while, self.attempt, self.attempt,
                 self.attempt_star, self.context, self.context, self.function_def,
                 self.class_def, self.match]
        return self.choice(kinds)(depth - 1)

    def branch(self, depth):
        self.line(f"if {self.test()}:")
        self.block(depth)
        if self.chance(0.3):
            self.line(f"elif {self.test()}:")
            self.block(depth)
        if self.chance(0.4):
            self.line("else:")
            self.block(depth)

    def loop_body(self, depth):
        outer, self.loop = self.loop, True
        self.block(depth)
        self.loop = outer
        if self.chance(0.3):
            self.line("else:")
            self.block(depth)

    def is_async(self):
        return "async " if self.asynchronous and self.function and self.chance(0.5) else ""

    def loop_for(self, depth):
        self.line(f"{self.is_async()}for {self.target()} in {self.value()}:")
        self.loop_body(depth)

    def loop_while(self, depth):
        self.line(f"while {self.test()}:")
        self.loop_body(depth)

    def attempt(self, depth):
        self.line("try:")
        self.block(depth)
        handlers = self.choice([0, 1, 1, 2])
        for number in range(handlers):
            last = number == handlers - 1
            kind = self.choice(["E", "(E, F)", "E as e", "E as __f"] + [""] * last)
            self.line(f"except {kind}:".replace(" :", ":"))
            self.block(depth)
        if handlers and self.chance(0.3):
            self.line("else:")
            self.block(depth)
        if not handlers or self.chance(0.4):
            self.line("finally:")
            self.block(depth)

    def attempt_star(self, depth):
        self.line("try:")
        self.block(depth)
        function, loop = self.function, self.loop
        for _ in range(self.choice([1, 1, 2])):
            self.line(self.choice(["except* E:", "except* (E, F) as e:", "except* E as é:"]))
            self.function, self.loop = self.function and self.chance(0.01), False
            self.block(depth)
            self.function, self.loop = function, loop
        if self.chance(0.3):
            self.line("else:")
            self.block(depth)
        if self.chance(0.3):
            self.line("finally:")
            self.block(depth)

    def context(self, depth):
        items = ", ".join(self.choice([self.choice(SIMPLE), f"{self.value(1)} as a",
                                       f"a() as {self.target()}"])
                          for _ in range(self.choice([1, 1, 2])))
        self.line(f"{self.is_async()}with ({items}):")
        self.block(depth)

    def function_def(self, depth):
        state = self.function, self.asynchronous, self.generator, self.loop
        if self.chance(0.3):
            self.line(f"@{self.choice(SIMPLE)}")
        self.asynchronous, self.generator = self.chance(0.4), self.chance(0.3)
        parameters = self.choice([
            "", "a", "a, b=1, /, c: int=2, *d: x, e, f: y=3, **g", "self", "*, __k=a, l=b",
            "*args: *Ts", "a: 1"])
        generic = self.choice(["", "", "", "[T]", "[T: int = str, *Ts = *x, **P = []]",
                               "[T: (a, b)]"])
        returns = self.choice(["", "", " -> x", " -> 'y'"])
        self.line(f"{'async ' * self.asynchronous}def {self.choice(SIMPLE)}{generic}"
                  f"({parameters}){returns}:")
        self.function, self.loop = True, False
        if self.chance(0.3):
            self.indent += 1
            self.line(self.choice(['"doc"', '"""\tDoc\n\n      more\n    é\n"""', "f'no doc'"]))
            self.indent -= 1
        self.block(depth)
        self.function, self.asynchronous, self.generator, self.loop = state

    def class_def(self, depth):
        state = self.function, self.asynchronous, self.generator, self.loop
        if self.chance(0.3):
            self.line(f"@{self.choice(SIMPLE)}")
        self.function = self.loop = False
        generic = self.choice(["", "", "[T]", "[T, *Ts, **P]"])
        bases = self.choice(["", "(A)", "(A, *b, metaclass=m, **k)"])
        self.line(f"class {self.choice(['A', '_B', '__C', 'é'])}{generic}{bases}:")
        self.block(depth)
        if self.chance(0.5):
            self.indent += 1
            self.line("def m(self): self.z = self.__w = super().n(__class__, __p)")
            self.indent -= 1
        self.function, self.asynchronous, self.generator, self.loop = state

    def match(self, depth):
        self.line(f"match {self.value()}:")
        self.indent += 1
        for _ in range(self.choice([1, 2, 3])):
            self.capture = 0
            guard = f" if {self.test()}" if self.chance(0.3) else ""
            self.line(f"case {self.pattern()}{guard}:")
            self.block(depth)
        if self.chance(0.4):
            self.line("case _:")
            self.block(depth)
        self.indent -= 1

    def program(self):
        if self.chance(0.2):
            self.line("from __future__ import annotations")
        for _ in range(self.choice([1, 2, 3])):
            self.choice([self.function_def, self.class_def, self.statement])(4)
        return "\n".join(self.lines) + "\n"


def programs(count, minor, seed):
    for number in range(count):
        yield FlowWriter(minor, f"{seed} {number}").program()


if __name__ == "__main__":
    folder = sys.argv[4]
    os.makedirs(folder, exist_ok=True)
    for place, text in enumerate(programs(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])):
        with open(os.path.join(folder, f"{place}.py"), "w", encoding="utf-8") as file:
            file.write(text)
