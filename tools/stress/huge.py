# SPDX-License-Identifier: MIT
"""Programs beyond the sizes that encodings have: arguments of more than a byte, jumps
over more than 65,535 code units, tables with longer varints, nesting up to limits."""


def names(count, prefix="n"):
    return [f"{prefix}{number}" for number in range(count)]


def around(chance, *sizes):
    """About one of the sizes: where something begins to be encoded in another way."""
    return max(1, chance.choice(sizes) + chance.randint(-3, 3))


def body(chance, units):
    """Lines of code of about that many code units."""
    lines = ("a = b", "f(a)", "a.x = b[0]", "x += 1", "del y", "'doc'", "pass", "a = b = c")
    return [chance.choice(lines) for _ in range(max(1, units // 5))]


def indented(lines, depth=1):
    return "".join("    " * depth + line + "\n" for line in lines)


def long_jumps(chance, minor):
    """A block as long as an argument of one, two, three bytes, in something that jumps."""
    inner = indented(body(chance, around(chance, 250, 1300, 3000, 65000, 66500, 70000)), 2)
    head, tail = chance.choice((
        ("for i in x:", "else:\n        a\n"), ("while a:", ""), ("while a < b < c:", ""),
        ("if a and b or c:", "else:\n        b\n"), ("with a as b, c:", ""),
        ("try:", "except A as e:\n        b\n    finally:\n        c\n"),
        ("try:", "except* A as e:\n        b\n"), ("match a:\n      case [b, *c]:", ""),
        ("async for i in x:", ""), ("async with a as b:", ""), ("if not a:", "")))
    leave = chance.choice(("", "        break\n", "        if a: continue\n"))
    if not head.startswith(("for", "while", "async for")):
        leave = "        return a\n" if "except*" not in tail else ""
    if head.startswith("match"):
        inner, leave = inner.replace("        ", "            "), ""
    return f"async def f():\n    {head}\n{inner}{leave}" + (f"    {tail}" if tail else "")


def many_names(chance, minor):
    """More than a byte of names, locals, constants, cells."""
    count = around(chance, 15, 30, 250, 256, 260, 65536 if chance.random() < 0.05 else 300)
    some = names(count)
    return chance.choice((
        lambda: "\n".join(some) + "\n",
        lambda: "def f(" + ", ".join(some[:300]) + "):\n    return " + " + ".join(some[:300]) + "\n",
        lambda: "def f():\n" + indented([f"{n} = {n}.{n}" for n in some]),
        lambda: "def f():\n" + indented([f"{n} = 1" for n in some])
        + "    def g():\n        return " + ", ".join(some) + "\n",
        lambda: "class C:\n" + indented([f"{n}: int = {number}.5" for number, n in enumerate(some)]),
        lambda: "def f(a):\n" + indented([f"a.{n} = {number}.25" for number, n in enumerate(some)]),
        lambda: "def f(self):\n" + indented([f"self.m{number % 300}({number})"
                                             for number in range(count)]),
        lambda: f"def f({', '.join(n + '=1' for n in some)}): pass\n",
        lambda: f"def f(*, {', '.join(n + ': int = a' for n in some[:300])}): pass\n",
    ))()


def many_items(chance, minor):
    """Displays, calls, targets of many items; literals of 30,000 lines."""
    count = around(chance, 3, 15, 16, 30, 31, 255, 256, 1000,
                   30000 if chance.random() < 0.1 else 300)
    item = chance.choice(("{0}", "'k{0}'", "a", "n{0}", "({0}, 'x')", "{0}.5", "-{0}", "[{0}]"))
    items = [item.format(number) for number in range(count)]
    comma = chance.choice((", ", ",\n"))
    pairs = comma.join(f"{number}: {text}" for number, text in enumerate(items))
    text = comma.join(items)
    star = comma.join(items[:count // 2] + ["*s"] + items[count // 2:])
    target = ", ".join(names(min(count, 3000)))
    return chance.choice((
        f"x = [{text}]", f"x = ({text},)", f"x = {{{text}}}", f"x = {{{pairs}}}", f"f({text})",
        f"x = [{star}]", f"x = ({star},)", f"f({star})", f"x in [{text}]", f"x not in {{{text}}}",
        f"x = {{**a, {pairs}}}", f"for i in [{text}]: pass", f"{target} = x",
        f"[{target}, *r] = x", f"f({', '.join(n + '=1' for n in names(min(count, 3000)))})",
        f"f(*a, {', '.join(n + '=1' for n in names(min(count, 300)))})",
        f"del {target}", f"x = {' + '.join(names(min(count, 900)))}",
        f"x = {' and '.join(names(min(count, 3000)))}", f"x = {' < '.join(names(min(count, 3000)))}",
        f"x = {' '.join(repr(n) for n in names(count))}", f"import {target}",
        f"from a import ({target})", f"def f():\n    global {target}\n    a",
        f"print(f'{''.join('{' + n + '!r:>3}' for n in names(min(count, 3000)))}')")) + "\n"


def deep(chance, minor):
    """Nesting, up to where every version stops or just before."""
    count = around(chance, 5, 10, 18, 21, 30, 60, 90)
    indent = "".join(" " * number + f"if n{number}:\n" for number in range(min(count, 97)))
    loops = min(count, 19)
    blocks = ("for i in x:", "while a:", "with a:", "try:")
    nested, ends = "", ""
    for number in range(loops):
        head = chance.choice(blocks)
        nested += " " * number + head + "\n"
        if head == "try:":
            ends = " " * number + chance.choice(("except A as e: b\n", "finally: c\n")) + ends
    return chance.choice((
        lambda: indent + " " * min(count, 97) + "pass\n",
        lambda: nested + " " * loops + chance.choice(("a\n", "break\n" if "for" in nested
                                                      or "while" in nested else "a\n")) + ends,
        lambda: "x = " + "(" * count + "a" + ")" * count + "\n",
        lambda: "x = " + "[" * count + "a" + "]" * count + "\n",
        lambda: "x = " + "-" * count + "a" + " .b" * count + "\n",
        lambda: "x = " + "lambda: " * count + "a\n",
        lambda: "x = a" + "(b)" * count + "[c]" * count + "\n",
        lambda: "x = " + "a if b else " * count + "c\n",
        lambda: "x = " + "a + (" * count + "b" + ")" * count + "\n",
        lambda: "x = " + "f(a, k=" * count + "b" + ")" * count + "\n",
        lambda: "x = " + "{1: " * count + "b" + "}" * count + "\n",
        lambda: "x = " + "[i for i in " * min(count, 15) + "b" + "]" * min(count, 15) + "\n",
        lambda: "x = " + "[" * min(count, 15) + "b" + " for i in y]" * min(count, 15) + "\n",
        lambda: "".join(" " * n + f"def f{n}(a{n}):\n" for n in range(count))
        + " " * count + "return " + ", ".join(f"a{n}" for n in range(count)) + "\n",
        lambda: "".join(" " * n + f"class C{n}:\n" for n in range(count)) + " " * count + "x = 1\n",
        lambda: "if a: pass\n" + "".join(f"elif n{n}: b\n" for n in range(count * 10)),
    ))()


def long_places(chance, minor):
    """Lines and columns of other lengths."""
    gap = around(chance, 1, 15, 63, 64, 127, 128, 1000, 5000, 40000)
    wide = around(chance, 1, 60, 79, 127, 128, 255, 256, 1000)
    return chance.choice((
        lambda: "x = [" + "\n" * gap + "a, b.c," + "\n" * gap + "d + e]\n",
        lambda: "def f(a):" + "\n" * gap + "    return a\n",
        lambda: "f(" + " " * wide + "a," + " " * wide + "b + c)\n",
        lambda: "x" * wide + " = " + "y" * wide + "(" + "z" * wide + ")\n",
        lambda: "x = '" + "é" * wide + "' + a + '" + "b" * wide + "'\n",
        lambda: "@a" + "\n" * gap + "@b\nclass C:" + "\n" * gap + "    x = 1\n",
        lambda: "try:\n    a\n" + "\n" * gap + "except B:" + "\n" * gap + "    c\n",
        lambda: "def f():\n    '''" + "\n  doc" * gap + "'''\n    return 1\n",
        lambda: "x = a.b(" + "\n" * gap + "c).d(" + "\n" * gap + "e).f\n",
        lambda: "x = " + repr("s" * wide * 300) + "\ny = " + "9" * wide + "\n",
        lambda: "match a:\n  case [" + "\n" * gap + "b," + "\n" * gap + "*c] if d: pass\n",
    ))()


HUGE = (long_jumps, many_names, many_names, many_items, many_items, many_items, deep, deep,
        long_places)
