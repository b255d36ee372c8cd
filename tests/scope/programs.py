# SPDX-License-Identifier: MIT
"""Programs that put few names to every use at every depth, so that scopes get into
each other's way.  Most of them mean nothing; about half are rejected.

    programs.py COUNT MINOR SEED FOLDER   writes FOLDER/0.py, FOLDER/1.py, …
"""
import os
import random
import sys

USED = ["a", "b", "c", "__p", "_q", "__class__", "super", "x"]
RARE = ["__classdict__", "__conditional_annotations__", "T"]
BOUND = ["a", "b", "c", "__p", "_q", "x", "T"]
CLASSES = ["A", "_B", "__", "__C", "a"]


class Writer:
    def __init__(self, minor, seed):
        self.minor = minor
        self.random = random.Random(seed)

    def chance(self, share):
        return self.random.random() < share

    def used(self):
        return self.random.choice(USED if self.chance(0.9) else RARE)

    def bound(self):
        return self.random.choice(BOUND)

    def one(self, weighted):
        """The text that one of [(weight, make)] makes."""
        makers = [make for _, make in weighted]
        weights = [weight for weight, _ in weighted]
        return self.random.choices(makers, weights)[0]()

    def expression(self, depth):
        if depth <= 0:
            return self.used()
        inner = lambda: self.expression(depth - 1)
        loops = lambda: self.loops(depth - 1)
        return self.one([
            (35, self.used),
            (10, lambda: f"(lambda {self.parameters(depth - 1, False)}: {inner()})"),
            (8, lambda: f"[{inner()} {loops()}]"),
            (4, lambda: f"{{{inner()} {loops()}}}"),
            (4, lambda: f"{{{inner()}: {inner()} {loops()}}}"),
            (5, lambda: f"({inner()} {loops()})"),
            (7, lambda: f"({self.bound()} := {inner()})"),
            (2, lambda: f"(yield {inner()})"),
            (2, lambda: f"(await {inner()})"),
            (6, lambda: f"{self.used()}({inner()}, k={inner()})"),
            (6, lambda: f"{self.used()}.{self.used()}"),
            (11, lambda: f"({inner()} + {inner()})"),
        ])

    def loops(self, depth):
        parts = []
        for _ in range(self.random.choice([1, 1, 1, 2])):
            target = self.random.choice([self.bound(), f"({self.bound()}, {self.bound()})",
                                         f"{self.bound()}.{self.bound()}"])
            kind = "async for" if self.chance(0.06) else "for"
            parts.append(f"{kind} {target} in {self.expression(depth)}")
            if self.chance(0.3):
                parts.append(f"if {self.expression(depth)}")
        return " ".join(parts)

    def parameters(self, depth, annotated=True):
        names = self.random.sample(["a", "b", "c", "__p", "_q", "x", "y"],
                                   self.random.randrange(4))
        parts = []
        for place, name in enumerate(names):
            if annotated and self.chance(0.4):
                name += f": {self.expression(depth)}"
            if place == 1:
                name += f"={self.expression(depth)}"
            if place == 2:
                name = self.random.choice([f"*{name}", f"**{name}",
                                           f"*, {name}={self.expression(depth)}"])
            parts.append(name)
        return ", ".join(parts)

    def type_parameters(self, depth):
        if self.minor < 12 or self.chance(0.7):
            return ""
        parts, default = [], False
        for name in self.random.sample(["T", "U", "__p", "a", "V"], self.random.choice([1, 2])):
            stars = self.random.choice(["", "", "*", "**"])
            text = stars + name
            if not stars and self.chance(0.5):
                bound = self.expression(depth)
                text += f": ({bound}, {self.expression(depth)})" if self.chance(0.5) else (
                    f": {bound}")
            if self.minor >= 13 and (default or self.chance(0.3)):
                text += f" = {self.expression(depth)}"
                default = True
            parts.append(text)
        return f"[{', '.join(parts)}]"

    def body(self, depth, indent):
        return "".join(self.statement(depth - 1, indent + 1)
                       for _ in range(self.random.choice([1, 2, 2, 3])))

    def statement(self, depth, indent):
        text = self.one([(45, self.simple)] if depth <= 0 else [
            (45, self.simple),
            (20, lambda: self.function(depth, indent)),
            (18, lambda: self.a_class(depth, indent)),
            (17, lambda: self.block(depth, indent)),
        ])
        return " " * indent + text

    def simple(self):
        bound, value = self.bound, lambda: self.expression(2)
        target = self.random.choice([bound(), f"({bound()})", f"{bound()}.{bound()}"])
        return self.one([
            (10, value),
            (10, lambda: f"{bound()} = {value()}"),
            (4, lambda: f"global {bound()}"),
            (4, lambda: f"nonlocal {bound()}"),
            (4, lambda: f"{target}: {value()}" + (f" = {value()}" if self.chance(0.5) else "")),
            (2, lambda: "import " + self.random.choice(["a.b", "a", "b as c", "__p", "__p.q"])),
            (2, lambda: f"del {bound()}"),
            (2, lambda: f"{bound()} += {value()}"),
            (4, lambda: f"type {bound()}{self.type_parameters(1)} = {value()}"
                if self.minor >= 12 else "pass"),
            (3, lambda: f"return {value()}"),
        ]) + "\n"

    def decorator(self, indent):
        return f"@{self.expression(1)}\n{' ' * indent}" if self.chance(0.2) else ""

    def function(self, depth, indent):
        kind = "async def" if self.chance(0.25) else "def"
        returns = f" -> {self.expression(2)}" if self.chance(0.3) else ""
        return (f"{self.decorator(indent)}{kind} {self.bound()}{self.type_parameters(1)}"
                f"({self.parameters(2)}){returns}:\n{self.body(depth, indent)}")

    def a_class(self, depth, indent):
        return (f"{self.decorator(indent)}class {self.random.choice(CLASSES)}"
                f"{self.type_parameters(1)}({self.expression(2)}, k={self.expression(1)}):\n"
                f"{self.body(depth, indent)}")

    def block(self, depth, indent):
        start, body = " " * indent, lambda: self.body(depth, indent)
        return self.one([
            (3, lambda: f"try:\n{body()}{start}except {self.expression(1)} as {self.bound()}:\n"
                f"{body()}{start}else:\n{body()}{start}finally:\n{body()}"),
            (3, lambda: f"if {self.expression(2)}:\n{body()}"),
            (3, lambda: f"for {self.bound()} in {self.expression(2)}:\n{body()}"),
            (2, lambda: f"while {self.expression(1)}:\n{body()}"),
            (3, lambda: f"{'async ' if self.chance(0.2) else ''}with {self.expression(1)} as "
                f"{self.bound()}:\n{body()}"),
            (2, lambda: f"match {self.expression(1)}:\n{start} case [{self.bound()}, *_]:\n"
                f"{self.body(depth, indent + 1)}"),
        ])

    def program(self):
        future = "from __future__ import annotations\n" if self.chance(0.15) else ""
        return future + "".join(self.statement(3, 0)
                                for _ in range(self.random.choice([1, 1, 2])))


def programs(count, minor, seed):
    """As many programs, none of them long."""
    writer = Writer(minor, seed)
    while count:
        text = writer.program()
        if len(text) < 6000:
            yield text
            count -= 1


def main(count, minor, seed, folder):
    os.makedirs(folder, exist_ok=True)
    for number, text in enumerate(programs(int(count), int(minor), seed)):
        with open(os.path.join(folder, f"{number}.py"), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
