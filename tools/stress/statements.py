# SPDX-License-Identifier: MIT
"""Random statements of a scope: what may stand in them follows from it."""
from stress.expressions import Expressions
from stress.patterns import Patterns
from stress.scope import NAMES, Place

STEP = "    "


class Statements(Expressions, Patterns):
    """Programs: a function, a class or a few statements each."""

    def heading(self):
        text = self.choose(("", "", '"""Doc of the module."""\n', "'é' 'two'\n"))
        if self.kind != "strings" and self.one_in(4):
            text += "from __future__ import annotations\n"
        self.future = "annotations" in text
        self.place = Place("module")
        return text

    def program(self):
        compound = {"control": self.function, "folding": self.any_scope, "strings": self.any_scope}
        self.deep = 0
        return compound.get(self.kind, self.any_scope)("")

    def any_scope(self, indent):
        return self.choose((self.function, self.function, self.class_, self.statement))(indent)

    # -- scopes -------------------------------------------------------------

    def function(self, indent):
        outer = self.place
        text = self.decorators(indent)
        coroutine = self.one_in(3)
        generator = self.one_in(3)
        name = self.choose(NAMES[:8] + (f"f{self.random.randrange(100)}",))
        types, place = self.type_parameters(name)
        parameters, names = self.parameters()
        returns = ""
        if self.one_in(3):
            returns = f" -> {self.annotation()}"
        inner = Place("function", place, names, generator, coroutine)
        self.place = inner
        text += f"{indent}{'async ' * coroutine}def {name}{types}({parameters}){returns}:\n"
        body = indent + STEP
        text += f'{body}"""Doc\n{body}  of {name}."""\n' if self.one_in(8) else ""
        text += self.declarations(body)
        text += self.body(body, 1, 5)
        self.place = outer
        return text

    def class_(self, indent):
        outer = self.place
        text = self.decorators(indent)
        name = self.choose(("C", "_D", "__E", "__", "a"))
        types, place = self.type_parameters(name)
        bases = self.choose(("", "", "(object)", f"({self.name()}, metaclass={self.name()})",
                             f"({self.arguments()})"))
        inner = Place("class", place)
        text += f"{indent}class {name}{types}{bases}:\n"
        self.place = inner
        body = indent + STEP
        text += f'{body}"""Doc."""\n' if self.one_in(6) else ""
        text += self.declarations(body)
        text += self.body(body, 1, 4)
        self.place = outer
        return text

    def decorators(self, indent):
        return "".join(f"{indent}@{self.group()}\n" for _ in range(self.choose((0, 0, 0, 0, 1, 2))))

    def type_parameters(self, name):
        place = self.place
        if self.minor < 12 or not self.one_in(4):
            return "", place
        inner = Place("type", place)
        inner.types = tuple(dict.fromkeys(self.some(
            lambda: self.choose(("T", "U", "__V", "W")), 1, 3)))
        # A default needs defaults after it.
        items, defaulted = [], False
        self.place, outer = inner, place
        no_walrus, self.no_walrus = self.no_walrus, 1
        for number, parameter in enumerate(inner.types):
            star = self.choose(("", "", "", "*", "**"))
            text = star + parameter
            if not star and self.one_in(3):
                text += f": {self.group()}"
            defaulted = self.minor >= 13 and (defaulted or self.one_in(3))
            if defaulted:
                text += f" = {self.group()}"
            items.append(text)
        self.place, self.no_walrus = outer, no_walrus
        if self.minor < 13:
            inner.types = inner.types if self.place.kind != "class" else ()
        return f"[{', '.join(items)}]", inner

    def annotation(self):
        """Scopes of annotations allow little: nothing that yields, awaits or binds."""
        place = Place("type", self.place)
        no_walrus, self.no_walrus = self.no_walrus, 1
        text = self.inside(place, self.group)
        self.no_walrus = no_walrus
        return text

    def parameters(self):
        names = list(dict.fromkeys(self.some(
            lambda: self.choose(("self", "a", "b", "x", "y", "é", "__p", "_q", "d")), 0, 6)))
        first = self.random.randint(0, 8)
        items = [self.parameter(name, number >= first) for number, name in enumerate(names)]
        if items and self.one_in(5):
            items.insert(self.random.randint(1, len(items)), "/")
        if self.one_in(3):
            items += [self.choose(("*", "*args")), self.parameter("kw", self.one_in(2))]
            names += ["kw"]
        if self.one_in(5):
            items.append("**kwargs")
        return ", ".join(items), names

    def parameter(self, name, default):
        text = name + (f": {self.annotation()}" if self.one_in(4) else "")
        return text + (f" = {self.group()}" if default else "")

    def declarations(self, indent):
        place, text = self.place, ""
        if self.one_in(3):
            free = [name for name in NAMES[:9] if name not in place.parameters]
            if free:
                name = self.choose(free)
                place.declared.add(name)
                text += f"{indent}global {name}\n"
        bound = sorted(place.bound - set(place.parameters) - place.declared)
        if bound and self.one_in(2):
            names = list(dict.fromkeys(self.some(lambda: self.choose(bound), 1, 3)))
            place.declared.update(names)
            text += f"{indent}nonlocal {', '.join(names)}\n"
        return text

    # -- blocks -------------------------------------------------------------

    def body(self, indent, low, high):
        return "".join(self.some(lambda: self.statement(indent), low, high))

    def block(self, indent, **allowed):
        """A block in which other things may stand than around it."""
        place = self.place
        before = {name: getattr(place, name) for name in allowed}
        for name, value in allowed.items():
            setattr(place, name, value)
        text = self.body(indent + STEP, 1, 3)
        for name, value in before.items():
            setattr(place, name, value)
        return text

    def statement(self, indent):
        depth = len(indent) // len(STEP)
        compound = 5 if self.kind in ("control", "mix") else 3
        if depth < 7 and self.random.randrange(10 + depth) < compound:
            return self.compound(indent)
        return f"{indent}{self.simple(depth)}\n"

    def compound(self, indent):
        shapes = [self.if_, self.while_, self.for_, self.try_, self.with_, self.try_star,
                  self.match_, self.if_]
        if self.kind != "control":
            shapes += [self.function, self.class_, self.function]
        elif self.one_in(8):
            shapes = [self.function]
        return self.choose(shapes)(indent)

    def simple(self, depth):
        place = self.place
        shapes = [self.assignment, self.assignment, self.augmented, self.annotated, self.delete,
                  self.import_, self.raise_, self.assert_, self.expression, self.expression,
                  lambda: "pass"]
        if place.loop:
            shapes += [lambda: "break", lambda: "continue"] * 2
        if place.returns and place.kind == "function":
            shapes += [self.return_, self.return_]
        if self.minor >= 12:
            shapes += [self.alias]
        return self.choose(shapes)()

    def return_(self):
        # An async generator returns nothing.
        if self.place.coroutine and self.place.generator or self.one_in(3):
            return "return"
        return "return " + self.choose((self.expression, self.group, self.constant, self.leaf))()

    def assignment(self):
        targets = self.some(self.target, 1, 3 if self.one_in(4) else 1)
        if self.one_in(4):
            count = self.random.randint(2, 4)
            left = ", ".join(self.some(self.bare_name, count, count))
            return f"{left} = {', '.join(self.some(self.group, count, count))}"
        return " = ".join(targets + [self.expression()])

    def augmented(self):
        target = self.choose((self.bare_name(), f"{self.name()}.x", f"{self.name()}[{self.group()}]"))
        return f"{target} {self.choose(('+', '-', '*', '//', '**', '@', '|'))}= {self.expression()}"

    def annotated(self):
        free = [name for name in ("a", "b", "x", "__p", "é") if name not in self.place.declared]
        target = self.choose(free + [f"({name})" for name in free] + ["a.x", "b[c]"])
        value = f" = {self.expression()}" if self.one_in(2) else ""
        return f"{target}: {self.annotation()}{value}"

    def delete(self):
        return "del " + ", ".join(self.some(lambda: self.choose(
            (self.bare_name(), f"{self.name()}.x", f"{self.name()}[{self.leaf()}]",
             f"({self.bare_name()}, [{self.bare_name()}])")), 1, 2))

    def import_(self):
        return self.choose(("import a", "import a.b.c", "import a.b as c, d", "import a.b.c as x",
                            "from a import b", "from .a import b as c, d", "from . import x as y",
                            "from ...a.b import __p", "import __p.x", "import a.b as __p"))

    def raise_(self):
        return self.choose(("raise", f"raise {self.expression()}",
                            f"raise {self.group()} from {self.group()}"))

    def assert_(self):
        test = self.choose((self.group, self.constant, self.comparison))()
        return f"assert {test}" + (f", {self.group()}" if self.one_in(2) else "")

    def alias(self):
        types, place = self.type_parameters("A")
        inner = Place("type", place)
        no_walrus, self.no_walrus = self.no_walrus, 1
        text = self.inside(inner, self.group)
        self.no_walrus = no_walrus
        return f"type A{types} = {text}"

    # -- flow ---------------------------------------------------------------

    def test(self):
        return self.choose((self.expression, self.group, self.leaf, self.comparison, self.boolean,
                            self.literal, self.decided))()

    def if_(self, indent):
        text = f"{indent}if {self.test()}:\n{self.block(indent)}"
        for _ in range(self.choose((0, 0, 1, 2))):
            text += f"{indent}elif {self.test()}:\n{self.block(indent)}"
        return text + self.else_(indent)

    def else_(self, indent):
        return f"{indent}else:\n{self.block(indent)}" if self.one_in(2) else ""

    def while_(self, indent):
        text = f"{indent}while {self.test()}:\n{self.block(indent, loop=True)}"
        return text + self.else_(indent)

    def for_(self, indent):
        word = "async for" if self.place.awaits() and self.one_in(2) else "for"
        head = f"{indent}{word} {self.target()} in {self.group()}:\n"
        return head + self.block(indent, loop=True) + self.else_(indent)

    def with_(self, indent):
        word = "async with" if self.place.awaits() and self.one_in(2) else "with"
        items = ", ".join(self.some(lambda: self.group() + (
            f" as {self.target()}" if self.one_in(2) else ""), 1, 3))
        return f"{indent}{word} {items}:\n{self.block(indent)}"

    def try_(self, indent):
        text = f"{indent}try:\n{self.block(indent)}"
        handlers = self.random.randint(0, 2)
        for _ in range(handlers):
            name = f" as {self.bare_name()}" if self.one_in(2) else ""
            text += f"{indent}except {self.group()}{name}:\n{self.block(indent)}"
        if handlers and self.one_in(3):
            text += f"{indent}except:\n{self.block(indent)}"
        if handlers:
            text += self.else_(indent)
        if not handlers or self.one_in(2):
            text += f"{indent}finally:\n{self.block(indent)}"
        return text

    def try_star(self, indent):
        text = f"{indent}try:\n{self.block(indent)}"
        for _ in range(self.random.randint(1, 3)):
            name = f" as {self.bare_name()}" if self.one_in(2) else ""
            text += f"{indent}except* {self.group()}{name}:\n"
            text += self.block(indent, loop=False, returns=False)
        text += self.else_(indent)
        return text + (f"{indent}finally:\n{self.block(indent)}" if self.one_in(3) else "")

    def match_(self, indent):
        text = f"{indent}match {self.choose((self.group, self.leaf, self.display))()}:\n"
        deeper = indent + STEP
        for _ in range(self.random.randint(1, 4)):
            guard = f" if {self.test()}" if self.one_in(3) else ""
            text += f"{deeper}case {self.pattern()}{guard}:\n{self.block(deeper)}"
        if self.one_in(2):
            text += f"{deeper}case {self.choose(('_', 'a', '(_ as b)'))}:\n{self.block(deeper)}"
        return text
