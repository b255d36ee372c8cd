# SPDX-License-Identifier: MIT
"""Random patterns: each name is bound once, alternatives bind none."""


class Patterns:
    """Patterns that may fail: those that always match may only come last."""

    def pattern(self):
        self.captures = ["a", "b", "c", "x", "y", "_q", "é", "__p"]
        self.random.shuffle(self.captures)
        return self.refutable(0)

    def refutable(self, depth):
        shapes = [self.literal_pattern, self.literal_pattern, self.value_pattern]
        if depth < 3:
            shapes += [lambda: self.sequence_pattern(depth), lambda: self.sequence_pattern(depth),
                       lambda: self.mapping_pattern(depth), lambda: self.class_pattern(depth),
                       lambda: self.or_pattern(depth), lambda: self.as_pattern(depth)]
        return self.choose(shapes)()

    def any_pattern(self, depth):
        if self.one_in(2):
            return self.refutable(depth)
        return self.captures.pop() if self.captures and self.one_in(2) else "_"

    def literal_pattern(self):
        return self.choose(("1", "-1", "2.5", "None", "True", "'a'", "b'a'", "1 + 2j", "-0.0",
                            "'a' 'b'", "'long text'", "3j", "False"))

    def value_pattern(self):
        return self.choose(("a.b", "self.x.y", "C.__p"))

    def sequence_pattern(self, depth):
        items = self.some(lambda: self.any_pattern(depth + 1), 0, 4)
        if self.captures and self.one_in(2):
            star = "*" + (self.captures.pop() if self.one_in(2) else "_")
            items.insert(self.random.randint(0, len(items)), star)
        return self.choose(("[%s]", "[%s]", "(%s,)" if items else "[%s]")) % ", ".join(items)

    def mapping_pattern(self, depth):
        keys = ["1", "'k'", "-2", "a.b", "None", "b'x'", "1.5"]
        self.random.shuffle(keys)
        items = [f"{key}: {self.any_pattern(depth + 1)}"
                 for key in keys[:self.random.randint(0, 3)]]
        if self.captures and self.one_in(3):
            items.append("**" + self.captures.pop())
        return "{" + ", ".join(items) + "}"

    def class_pattern(self, depth):
        items = self.some(lambda: self.any_pattern(depth + 1), 0, 2)
        items += [f"{name}={self.any_pattern(depth + 1)}"
                  for name in ("k", "__p", "real")[:self.random.randint(0, 3)]]
        return f"{self.choose(('A', 'a.B', 'int', 'str'))}({', '.join(items)})"

    def or_pattern(self, depth):
        hidden, self.captures = self.captures, []
        items = self.some(lambda: self.refutable(depth + 1), 2, 4)
        self.captures = hidden
        if hidden and self.one_in(3):
            name = hidden.pop()
            items = [f"[{item}, {name}]" if self.one_in(2) else f"{{1: {item}, 'n': {name}}}"
                     for item in items]
        return f"({' | '.join(items)})"

    def as_pattern(self, depth):
        text = self.refutable(depth + 1)
        return f"({text} as {self.captures.pop()})" if self.captures else text
