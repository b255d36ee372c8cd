# SPDX-License-Identifier: MIT
"""Random constants, expressions of them, and strings with fields."""

LITERALS = ("0", "1", "2", "-1", "255", "256", "257", "-5", "1000000", "2**31", "0x7fffffffffffffff",
            "123456789012345678901234567890", "0.0", "-0.0", "1.5", "1e308", "1e400", "0j", "2.5j",
            "-0j", "None", "True", "False", "...", "''", "'a'", "'abc'", "'a b'", "'é'", "'\\ud800'",
            "b''", "b'a'", "b'\\xff'", "()", "(1, 2)", "(None,)", "'%s'", "'%d-%r'", "__debug__",
            "(1, (2, 3))", "'x' * 5", "'long text, long text, long text, long text'")
FOLDED = ("+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "+", "*")
FIELDS = ("", "", "!r", "!s", "!a", ":", ":>10", ":.2f", "!r:^{%s}", ":{%s}.{%s}", "=", "=!r")


class Constants:
    """Chance, and what needs no scope."""

    def __init__(self, chance, minor, kind):
        self.random, self.minor, self.kind = chance, minor, kind

    def one_in(self, n):
        return self.random.randrange(n) == 0

    def choose(self, options):
        return options[self.random.randrange(len(options))]

    def some(self, make, low, high):
        return [make() for _ in range(self.random.randint(low, high))]

    def literal(self):
        text = self.choose(LITERALS)
        if "\\" in text and self.quotes and self.minor < 12:
            return "'b'"
        return f"({text})" if text[0] == "-" or "*" in text else text

    # -- folding ------------------------------------------------------------

    def constant(self):
        return self.choose((self.folded, self.folded, self.collected, self.member, self.taken,
                            self.percent, self.sized, self.decided))()

    def part(self):
        return f"({self.folded()})" if self.one_in(4) else self.literal()

    def folded(self):
        text = self.part()
        for _ in range(self.choose((1, 1, 2, 3))):
            text += f" {self.choose(FOLDED)} {self.choose(('', '', '-', '~', '+'))}{self.part()}"
        return text if not self.one_in(6) else f"not ({text})"

    def collected(self):
        items = self.some(self.part, 1, self.choose((2, 4, 6, 40)))
        shape = self.choose(("(%s,)", "[%s]", "{%s}", "[*(%s,)]", "(*(%s,), a)", "f(*[%s])"))
        if shape == "{%s}" and self.one_in(2):
            return "{" + ", ".join(f"{item}: {self.leaf()}" for item in items) + "}"
        return shape % ", ".join(items)

    def member(self):
        items = ", ".join(self.some(self.literal, 1, 6))
        word = self.choose(("in", "not in"))
        return f"{self.leaf()} {word} {self.choose(('[%s]', '{%s}', '(%s,)')) % items}"

    def taken(self):
        whole = self.choose(("'abcé'", "(1, 2, 3)", "b'xyz'", "[1, 2]", "'%s'", "(1, (2,))",
                             "{1: 2}"))
        index = self.choose(("0", "-1", "1", "7", "True", "None", "'a'", "1:2", ":", "::2",
                             "-1:", "a:1", "1:a", "1:2:a", "None:None:None", "0][0"))
        return f"{whole}[{index}]"

    def percent(self):
        values = self.some(self.leaf, 1, 3)
        marks = self.some(lambda: self.choose(("%s", "%r", "%a", "%d", "%%", "x", "%5s", "%-5r",
                                               "%.3a", "%i", "%(k)s", "%s")), 1, 4)
        return f"'{''.join(marks)}' % ({', '.join(values)},)"

    def sized(self):
        """Where folding ends: sizes of results."""
        return self.choose((
            "'a' * 4096", "'a' * 4097", "4096 * b'x'", "b'xy' * 2049", "(0,) * 256", "(0,) * 257",
            "(1, 2) * 128", "() * 99999", "1 << 127", "1 << 128", "3 ** 80", "3 ** 81", "2 ** 127",
            "2 ** 128", "7 << 126", "'é' * 4095", "-1 << 128", "(2 ** 64) * (2 ** 63)",
            "(2 ** 64) * (2 ** 64)", "((0,) * 100,) * 3", "(((1, 2),) * 60,) * 2", "10 ** -5",
            "0 ** -1", "1 / 0", "1 // 0", "1 % 0", "1 << -1", "'a' % ()", "'%d' % 'a'", "-'a'",
            "~1.5", "+True", "~True", "-True", "True + True", "'' 'a' * 3", "1e308 * 10",
            "1 if 0.0 else 2", "(1e400 - 1e400)", "-(0.0)", "0.0 - 0.0j", "-(0j)", "1j ** 2"))

    def decided(self):
        """Tests that are constants."""
        return self.choose((
            f"({self.part()} and {self.leaf()})", f"({self.part()} or {self.leaf()})",
            f"({self.leaf()} and {self.part()} or {self.leaf()})",
            f"({self.leaf()} if {self.part()} else {self.leaf()})",
            f"(not {self.part()})", f"(not {self.leaf()} in {self.leaf()})",
            f"(not ({self.leaf()} is {self.leaf()}))", f"({self.part()} == {self.part()})",
            f"(not not {self.leaf()})", f"({self.part()} is not None)"))

    # -- strings with fields ------------------------------------------------

    def fstring(self):
        many = 40 if self.one_in(40) else 4
        if self.quotes and self.minor < 12:
            return self.bare_name()
        kinds = ("f", "f", "F", "rf")
        kinds += ("t", "t") if self.minor >= 14 else ()
        kind = self.choose(kinds)
        self.quotes += 1
        text = self.one_string(kind, many)
        if self.one_in(4):
            plain = self.choose(("''", "'x'", "'{'")) if "t" not in kind else "t'x'"
            text = self.choose((f"{plain} {text}", f"{text} {plain}",
                                f"{text} {self.one_string(kind, 3)}"))
        self.quotes -= 1
        return text

    def one_string(self, kind, many):
        quote = self.choose(("'", '"', "'''")) if self.minor >= 12 else '"""'
        parts = self.some(self.string_part, 0, many)
        return kind + quote + "".join(parts) + quote

    def string_part(self):
        if self.one_in(3):
            return self.choose(("", "a", "{{", "}}", " ", "é", "%", "ab cd"))
        code = self.bare_name() if self.one_in(2) or self.deep > 4 else self.group_or_literal()
        shape = self.choose(FIELDS)
        if "%s" in shape:
            shape = shape.replace("%s", self.bare_name())
        return "{" + code + shape + "}"

    def group_or_literal(self):
        text = self.literal() if self.one_in(3) else self.group()
        if self.minor < 12 and any(mark in text for mark in "\"'\\\n#"):
            return self.bare_name()
        return text
