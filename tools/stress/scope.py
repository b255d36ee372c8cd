# SPDX-License-Identifier: MIT
"""What a place in a random program allows."""

NAMES = ("a", "b", "c", "d", "x", "y", "self", "é", "__p", "_q", "__z__", "super", "print")
PRIVATE = ("__p",)


class Place:
    """A scope, and what its statements may be."""

    def __init__(self, kind, outer=None, parameters=(), generator=False, coroutine=False):
        self.kind = kind            # module, function, class, lambda, comprehension, type
        self.outer = outer
        self.parameters = tuple(parameters)
        self.generator = generator
        self.coroutine = coroutine
        self.declared = set()       # by global and nonlocal: cannot be annotated
        self.iterated = set()       # targets of comprehensions: no walrus may bind them
        self.bound = set(outer.inner_bound()) if outer else set()
        self.types = outer.types if outer else ()   # type parameters in sight
        self.loop = False           # break and continue may stand here
        self.returns = kind == "function"
        self.depth = outer.depth + 1 if outer else 0

    def inner_bound(self):
        """What `nonlocal` of a function right inside may name."""
        if self.kind in ("function", "lambda"):
            return (self.bound - self.declared) | (set(self.parameters) - set(PRIVATE))
        if self.kind == "class":
            return (self.bound - self.declared) | {"__class__"}
        return self.bound - self.declared if self.kind != "module" else set()

    def yields(self):
        return self.kind in ("function", "lambda") and self.generator

    def awaits(self):
        return self.coroutine and self.kind in ("function", "comprehension")

    def holder(self):
        """The scope that a walrus binds in."""
        place = self
        while place.kind == "comprehension":
            place = place.outer
        return place

    def loses_class(self):
        """Inside a comprehension of a class, where 3.12 and 3.13 fail on __class__."""
        place, comprehended = self, False
        while place and place.kind in ("comprehension", "lambda"):
            comprehended = comprehended or place.kind == "comprehension"
            place = place.outer
        return comprehended and place and place.kind == "class"
