# SPDX-License-Identifier: MIT
"""Reads the text of ast.dump and says where two such texts differ.

    tree = parse("Expr(value=Name(id='x', ctx=Load()))")
    for difference in differences(parse(expected), parse(got)): print(difference)
"""
import re

TOKEN = re.compile(r"""
    (?P<open>[A-Za-z_]\w*)\(
  | (?P<key>[A-Za-z_]\w*)=
  | (?P<text>b?'(?:[^'\\]|\\.)*'|b?"(?:[^"\\]|\\.)*")
  | (?P<mark>[\[\](){},])
  | (?P<atom>[^\s\[\](){},=]+)
  | (?P<space>\s+)""", re.VERBOSE | re.DOTALL)
PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class Node:
    """A node: its kind and its fields in the order of the text."""

    def __init__(self, kind):
        self.kind = kind
        self.fields = {}

    @property
    def place(self):
        return tuple(self.fields.get(name) for name in PLACE)


class Reader:
    def __init__(self, text):
        self.tokens = [(m.lastgroup, m[m.lastgroup]) for m in TOKEN.finditer(text)
                       if m.lastgroup != "space"]
        self.at = 0

    def take(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def skip(self, mark):
        """Takes the mark if it is next."""
        if self.at < len(self.tokens) and self.tokens[self.at] == ("mark", mark):
            self.at += 1
            return True
        return False

    def value(self):
        kind, text = self.take()
        if kind == "open" and text != "frozenset":
            return self.node(text)
        if kind == "open":
            return "frozenset(" + self.balanced(")")
        if (kind, text) == ("mark", "["):
            return self.items()
        if kind == "mark":  # a tuple, or a complex number
            return text + self.balanced(")" if text == "(" else "}")
        return text

    def node(self, kind):
        node = Node(kind)
        while not self.skip(")"):
            name = self.take()[1]
            node.fields[name] = self.value()
            self.skip(",")
        return node

    def items(self):
        items = []
        while not self.skip("]"):
            items.append(self.value())
            self.skip(",")
        return items

    def balanced(self, close):
        parts = []
        while not self.skip(close):
            value = self.value() if self.tokens[self.at] != ("mark", ",") else self.take()[1]
            parts.append(value if isinstance(value, str) else compact(value))
        return " ".join(parts) + close


def parse(text):
    return Reader(text).value()


def is_empty(value):
    """What newer versions of ast.dump leave out."""
    return value == [] or (isinstance(value, Node) and value.kind == "Load")


def compact(value):
    """A short text of a tree that does not depend on the version of ast.dump:
    no empty lists, no Load(), places as @line:column-line:column."""
    if isinstance(value, list):
        return "[" + ", ".join(map(compact, value)) + "]"
    if not isinstance(value, Node):
        return value
    fields = ", ".join(f"{name}={compact(field)}" for name, field in value.fields.items()
                       if name not in PLACE and not is_empty(field))
    line, column, end_line, end_column = value.place
    if line is None:
        return f"{value.kind}({fields})"
    end = end_column if end_line == line else f"{end_line}:{end_column}"
    return f"{value.kind}@{line}:{column}-{end}({fields})"


def short(value, limit=160):
    text = compact(value)
    return text if len(text) <= limit else text[:limit] + "…"


class Difference:
    def __init__(self, path, expected, got, line):
        self.path, self.line = path, line
        self.expected, self.got = expected, got

    def __str__(self):
        return f"{self.path} (line {self.line}): expected {self.expected}, got {self.got}"


def differences(expected, got, path="", line=None):
    """The innermost differences of two trees, in the order of the text."""
    if isinstance(expected, Node) and isinstance(got, Node) and expected.kind == got.kind:
        yield from field_differences(expected, got, path, line)
    elif isinstance(expected, list) and isinstance(got, list):
        for index, (one, other) in enumerate(zip(expected, got)):
            yield from differences(one, other, f"{path}[{index}]", line)
        if len(expected) != len(got):
            yield Difference(path, f"{len(expected)} items {short(expected)}",
                             f"{len(got)} items {short(got)}", line)
    elif type(expected) is not type(got) or expected != got:
        yield Difference(path, short(expected), short(got), line)


def field_differences(expected, got, path, line):
    line = expected.fields.get("lineno", line)
    path = f"{path}.{expected.kind}" if path else expected.kind
    names = list(expected.fields) + [n for n in got.fields if n not in expected.fields]
    for name in names:
        one, other = expected.fields.get(name), got.fields.get(name)
        if one is None or other is None:
            yield Difference(f"{path}.{name}", "nothing" if one is None else short(one),
                             "nothing" if other is None else short(other), line)
        elif name in PLACE:
            if one != other:
                yield Difference(f"{path}.{name}", one, other, line)
        else:
            yield from differences(one, other, f"{path}.{name}", line)
