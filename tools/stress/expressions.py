# SPDX-License-Identifier: MIT
"""Random expressions of a scope."""
from stress.constants import Constants
from stress.scope import NAMES, Place

BINARY = ("+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "|", "^")
COMPARE = ("==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in")


class Expressions(Constants):
    """Expressions; `self.place` is the scope, `self.deep` how deep they nest."""

    place = None
    deep = 0
    no_walrus = 0       # inside the iterable of a comprehension, or of a type's scope
    quotes = 0          # inside f-strings

    def expression(self):
        if self.deep > self.deepest or (self.deep > 2 and self.one_in(3)):
            return self.leaf()
        self.deep += 1
        try:
            return self.choose(self.weights)()
        finally:
            self.deep -= 1

    @property
    def deepest(self):
        return {"scopes": 5, "control": 2}.get(self.kind, 3)

    @property
    def weights(self):
        usual = (self.binary, self.boolean, self.comparison, self.conditional, self.unary,
                 self.call, self.attribute, self.subscript, self.leaf, self.display)
        scopes = (self.comprehension, self.comprehension, self.lambda_, self.walrus,
                  self.super_, self.comprehension)
        awaits = (self.await_, self.await_) if self.place.awaits() else ()
        yields = (self.yield_, self.yield_) if self.place.yields() else ()
        more = {"scopes": scopes * 3, "control": (self.boolean, self.conditional,
                                                  self.comparison, self.call) + scopes[:4],
                "folding": (self.constant,) * 12, "strings": (self.fstring,) * 12}
        return usual + awaits + yields + more.get(self.kind, scopes + (
            self.constant, self.constant, self.fstring, self.fstring))

    def name(self):
        types = self.place.types
        if types and self.one_in(4):
            return self.choose(types)
        name = self.choose(NAMES + ("__class__",) if self.one_in(8) else NAMES)
        return "a" if name in ("super", "__class__") and self.place.loses_class() else name

    def leaf(self):
        return self.literal() if self.one_in(3 if self.kind != "folding" else 2) else self.name()

    def group(self):
        """In parentheses, often on lines of its own: what has line numbers shows."""
        text = self.expression()
        return f"({text})" if not self.one_in(8) or self.quotes else f"(\n{text}\n)"

    def operand(self):
        return self.group() if self.one_in(2) else self.leaf()

    def binary(self):
        return f" {self.choose(BINARY)} ".join(self.some(self.operand, 2, 3))

    def boolean(self):
        negated = lambda: self.choose(("", "", "not ")) + self.operand()  # noqa: E731
        return f" {self.choose(('and', 'or'))} ".join(self.some(negated, 2, 4))

    def comparison(self):
        text = self.operand()
        for _ in range(self.choose((1, 1, 1, 2, 3))):
            text += f" {self.choose(COMPARE)} {self.operand()}"
        return text

    def conditional(self):
        return f"{self.group()} if {self.group()} else {self.group()}"

    def unary(self):
        return self.choose(("-", "+", "~", "not ", "not not ")) + self.operand()

    def arguments(self):
        many = 40 if self.one_in(40) else 3
        words = self.some(lambda: ("*" if self.one_in(6) else "") + self.group(), 0, many)
        names = sorted(set(self.some(self.keyword_name, 0, 20 if self.one_in(40) else 2)))
        words += [f"{name}={self.group()}" for name in names]
        if self.one_in(6):
            words.append("**" + self.group())
        return ", ".join(words)

    def keyword_name(self):
        return self.choose(NAMES) if self.one_in(2) else f"k{self.random.randrange(30)}"

    def call(self):
        return f"{self.choose((self.name, self.attribute, self.group))()}({self.arguments()})"

    def attribute(self):
        return f"{self.operand_of_dot()}.{self.choose(NAMES)}"

    def operand_of_dot(self):
        return self.group() if self.one_in(3) else self.name()

    def subscript(self):
        return f"{self.operand_of_dot()}[{self.index()}]"

    def index(self):
        roll = self.random.randrange(6)
        if roll < 3:
            return self.expression()
        if roll == 3:
            return f"{self.group()}, *{self.operand()}"
        return ":".join(self.group() if self.one_in(2) else self.choose(("", "", "1", "None"))
                        for _ in range(self.choose((2, 2, 3))))

    def display(self):
        opening, closing = self.choose(("()", "[]", "{}", "{}"))
        many = 45 if self.one_in(30) else 4
        if opening == "{" and self.one_in(2):
            pairs = self.some(lambda: f"{self.group()}: {self.group()}" if not self.one_in(6)
                              else "**" + self.group(), 0, many)
            return "{" + self.joined(pairs) + "}"
        items = self.some(lambda: ("*" if self.one_in(6) else "") + self.group(), 1, many)
        if opening == "(":
            items.append("")
        return opening + self.joined(items) + closing

    def joined(self, items):
        return (", " if self.quotes or self.one_in(2) else ",\n").join(items)

    # -- scopes -------------------------------------------------------------

    def inside(self, place, make):
        """What `make` writes in another scope."""
        outer, self.place = self.place, place
        text = make()
        self.place = outer
        return text

    def bare_name(self):
        return self.choose(("a", "b", "c", "x", "y", "_q"))

    def target(self):
        roll = self.random.randrange(10)
        if roll < 7:
            return self.bare_name()
        if roll == 7:
            return f"{self.name()}.x"
        if roll == 8:
            return f"{self.name()}[0]"
        return f"({self.bare_name()}, *{self.bare_name()})"

    def comprehension(self):
        outer = self.place
        place = Place("comprehension", outer, coroutine=outer.awaits())
        place.iterated = outer.iterated if outer.kind == "comprehension" else set()
        targets = self.some(self.bare_name, 1, 2)
        place.iterated = place.iterated | set(targets)
        shape = self.choose(("[%s]", "{%s}", "(%s)", "{%s: %s}", "[%s]", "list(%s)"))
        if self.deep > self.deepest:
            return self.leaf()
        self.no_walrus += 1
        iterable = self.operand()
        self.no_walrus -= 1
        clauses = self.inside(place, lambda: self.clauses(targets, iterable))
        text = self.inside(place, lambda: shape.replace("%s", "\0").replace("\0", "%s") % tuple(
            self.expression() if shape.count("%s") == 1 else self.group()
            for _ in range(shape.count("%s"))))
        last = max(text.rfind(mark) for mark in ")]}")
        return text[:last] + clauses + text[last:]

    def clauses(self, targets, iterable):
        text = ""
        for number, target in enumerate(targets):
            if number:
                self.no_walrus += 1
                iterable = self.choose((self.operand, lambda: f"[{self.operand()}]"))()
                self.no_walrus -= 1
            word = "async for" if self.place.awaits() and self.one_in(3) else "for"
            text += f" {word} {target} in {iterable}"
            text += "".join(f" if {self.group()}" for _ in range(self.choose((0, 0, 1, 2))))
        return text

    def lambda_(self):
        names = sorted(set(self.some(self.bare_name, 0, 3)))
        shape = ", ".join(name + (f"={self.group()}" if self.defaulted(n, names) else "")
                          for n, name in enumerate(names))
        if self.one_in(4):
            shape += (", " if shape else "") + self.choose(("*args", "*, k=1", "**kwargs"))
        place = Place("lambda", self.place, names, generator=self.one_in(6))
        body = self.inside(place, self.group)
        return f"(lambda {shape}: {body})"

    def defaulted(self, number, names):
        return number >= len(names) - 1 and self.one_in(2)

    def walrus(self):
        place = self.place
        holder = place.holder().kind
        if self.no_walrus or holder == "type" or (holder == "class" and place.kind != holder):
            return self.leaf()
        name = self.bare_name()
        if place.kind == "comprehension" and name in place.iterated:
            return name
        return f"({name} := {self.expression()})"

    def super_(self):
        if self.place.loses_class():
            return self.leaf()
        first = self.choose(("", "", "a, self", "a", "__class__, self"))
        text = f"super({first}).{self.choose(NAMES)}"
        return text + (f"({self.arguments()})" if self.one_in(2) else "")

    def await_(self):
        return f"(await {self.operand()})"

    def yield_(self):
        word = "yield from" if not self.place.coroutine and self.one_in(3) else "yield"
        return f"({word} {self.group()})"
