# SPDX-License-Identifier: MIT
"""The small nasty trees that the cases run over.  Each function fills a Builder."""

MODULE = '''"""Docstring of the module."""
import os

LIMIT = 10


def grow(values, *, by=1):
    """Docstring of the function."""
    assert values, "nothing to grow"
    return [value + by for value in values if value < LIMIT]


class Plant:
    """Docstring of the class."""
    kind = "tree"

    def name(self):
        if __debug__:
            print(os.sep)
        return f"{self.kind}-{LIMIT!r}"
'''


def plain(t):
    """A package with packages in it, and files that are not Python."""
    t.file("pkg/__init__.py", "")
    t.file("pkg/mod.py", MODULE)
    t.file("pkg/data.txt", "no Python\n")
    t.file("pkg/sub/__init__.py", "from . import leaf\n")
    t.file("pkg/sub/leaf.py", MODULE + "\nx = grow([1])\n")
    t.file("pkg/sub/deep/er/last.py", "y = 1\n")
    t.file("pkg/zeta.py", "z = 2\n")
    t.file("script.py", "#!/usr/bin/python3\nprint('hello')\n", 0o755)
    t.file("lone.py", "lone = True\n")


def single(t):
    t.file("one.py", MODULE)


def empty(t):
    t.directory("nothing")


def many(t):
    """Enough files for several workers."""
    for number in range(24):
        t.file(f"many/m{number:02}.py", f"number = {number}\n" + MODULE)
    for number in range(6):
        t.file(f"many/p{number}/__init__.py", f"number = {number}\n")
        t.file(f"many/p{number}/bad.py", "def (:\n" if number % 2 else "ok = 1\n")


def errors(t):
    """One file for each way of being rejected, and good ones between."""
    t.file("bad/a_good.py", "a = 1\n")
    t.file("bad/bracket.py", "x = (1,\n     2\ny = 3\n")
    t.file("bad/keyword.py", "def class():\n    pass\n")
    t.file("bad/indent.py", "if True:\npass\n")
    t.file("bad/unexpected.py", "x = 1\n  y = 2\n")
    t.file("bad/dedent.py", "if True:\n        x = 1\n    y = 2\n")
    t.file("bad/tabs.py", "if True:\n        x = 1\n\ty = 2\n")
    t.file("bad/nul.py", b"x = 1\n\x00\ny = 2\n")
    t.file("bad/cookie.py", "# -*- coding: nonesuch -*-\nx = 1\n")
    t.file("bad/utf8.py", b"x = 1\ns = '\xff\xfe'\n")
    t.file("bad/utf16.py", "x = 1\n".encode("utf-16"))
    t.file("bad/bomcookie.py", b"\xef\xbb\xbf# coding: latin-1\nx = 1\n")
    t.file("bad/outside.py", "return 1\n")
    t.file("bad/loop.py", "break\n")
    t.file("bad/nonlocals.py", "def f():\n    nonlocal x\n")
    t.file("bad/await.py", "def f():\n    await g()\n")
    t.file("bad/string.py", "x = 'never closed\n")
    t.file("bad/triple.py", "x = '''never\nclosed\n")
    t.file("bad/print.py", "print 'two'\n")
    t.file("bad/assign.py", "f() = 1\n")
    t.file("bad/escape.py", "x = '\\N{no such name}'\n")
    t.file("bad/future.py", "x = 1\nfrom __future__ import annotations\n")
    t.file("bad/braces.py", "from __future__ import braces\n")
    t.file("bad/args.py", "def f(a, a): pass\n")
    t.file("bad/fstring.py", "x = f'{a b}'\n")
    t.file("bad/letters.py", "größe = 1\nmaß = größe größe\n")
    t.file("bad/z_good.py", "z = 1\n")


def recent(t):
    """Constructs that only later versions accept."""
    t.file("new/walrus.py", "if (n := 3) > 2:\n    print(n)\n")
    t.file("new/match.py", "match x:\n    case [1, *_]:\n        pass\n")
    t.file("new/group.py", "try:\n    pass\nexcept* ValueError:\n    pass\n")
    t.file("new/alias.py", "type Pair[T] = tuple[T, T]\n")
    t.file("new/default.py", "class A[T = int]:\n    pass\n")
    t.file("new/parens.py", "try:\n    pass\nexcept A, B:\n    pass\n")
    t.file("new/template.py", "x = t'{y}'\n")
    t.file("new/finally.py", "def f():\n    try:\n        pass\n    finally:\n"
           "        return 1\n")


def warnings(t):
    """Sources that compile with warnings."""
    t.file("warn/escape.py", "x = '\\d'\n\ny = b'\\q'\n")
    t.file("warn/identity.py", "def f(x):\n    return x is 'a' or x is not 5\n")
    t.file("warn/call.py", "x = 'a'('b')\n")
    t.file("warn/missing.py", "x = [(1, 2) (3, 4)]\n")
    t.file("warn/asserts.py", "assert (x, 'always true')\n")
    t.file("warn/both.py", "x = '\\d'\ndef (:\n")
    t.file("warn/octal.py", "x = '\\777'\nif 1or 2: pass\n")
    t.file("warn/silent.py", "quiet = 1\n")


def encodings(t):
    """Sources in other encodings and with other newlines."""
    t.file("enc/latin.py", "# coding: latin-1\ns = 'gr\u00fc\u00df'\n".encode("latin-1"))
    t.file("enc/second.py", "#!/x\n# vim: set fileencoding=cp1252 :\ns = '\u20ac'\n"
           .encode("cp1252"))
    t.file("enc/bom.py", "\ufeffs = 'bom'\n")
    t.file("enc/crlf.py", "a = 1\r\ns = '''x\r\ny'''\r\n")
    t.file("enc/cr.py", "a = 1\rb = 2\r")
    t.file("enc/noend.py", "a = 1")
    t.file("enc/feed.py", "a = 1\n\x0c\nb = 2\n")
    t.file("enc/blank.py", "\n\n   \n")
    t.file("enc/comment.py", "# nothing else")
    t.file("enc/unicode.py", "\u00e9t\u00e9 = '\u2603 \U0001f600'\nSURROGATE = '\\ud800'\n")
    t.file("enc/empty.py", "")


def names(t):
    """File names that try the printing and the matching of paths."""
    for name in ("new\nline", "quo'te", 'dou"ble', "bo'th\"", "back\\slash", "tab\t",
                 "sp ace", "caf\u00e9", "\u2603", "\U0001f600", "undecodable\udcff\udc80",
                 "esc\x1b[31m", "nobreak\u00a0", "combining\u0301", "percent%s", "{brace}",
                 "del\x7f", "sep\u2028", "\u200fright", "-dash", "a.b", ".hidden", ""):
        t.file(f"odd/{name}.py", "x = 1\n")
    for name in ("upper.PY", "window.pyw", "compiled.pyc.txt", "py", "stub.pyi", "xpy"):
        t.file(f"odd/{name}", "x = 1\n")
    t.file("odd/dir\udcfe/bad\udcff.py", "x = = 1\n")
    t.file("odd/dir\nline/bad\n.py", "x = = 1\n")
    t.file("odd/dir.py/inside.py", "x = 1\n")
    t.file("odd/.git/hook.py", "x = 1\n")
    t.file("odd/__pycache__/skipped.py", "x = 1\n")
    t.file("odd/__pycache__.d/kept.py", "x = 1\n")


def links(t):
    """Symbolic and hard links, FIFOs, and pycs that are links."""
    t.file("real/inner/target.py", "target = 1\n")
    t.file("real/other.py", "other = 1\n")
    t.file("outside/out.py", "out = 1\n")
    t.link("real/to_file.py", "other.py")
    t.link("real/to_outside.py", "../outside/out.py")
    t.link("real/to_dir", "inner")
    t.link("real/to_dir.py", "inner")
    t.link("real/broken.py", "nowhere.py")
    t.link("real/chain.py", "to_outside.py")
    t.link("entry", "real")
    t.fifo("real/pipe.py")
    t.hard("real/twin.py", "real/other.py")
    t.link("real/to_up", "..")


def loop(t):
    t.file("ring/a.py", "a = 1\n")
    t.link("ring/b.py", "b.py")
    t.link("ring/c.py", "d.py")
    t.link("ring/d.py", "c.py")
    t.file("ring/e.py", "e = 1\n")


def targets(t):
    """Places where the .pyc should go and cannot."""
    t.file("spot/a.py", "a = 1\n")
    t.link(t.cache("spot/a.py"), "/nonexistent/target")
    t.file("spot/b.py", "b = 1\n")
    t.directory(t.cache("spot/b.py"))
    t.file("spot/d.py", "d = 1\n")
    t.link(t.cache("spot/d.py"), "../d.py")
    t.file("spot/e.py", "e = 1\n")


def fifo_target(t):
    """Only for -f: compileall waits for ever for someone to write to the FIFO."""
    t.file("spot/c.py", "c = 1\n")
    t.fifo(t.cache("spot/c.py"))


def plain_pycache(t):
    """A plain file where the cache directory should be."""
    t.file("spot/a.py", "a = 1\n")
    t.file("spot/__pycache__", "not a directory\n")
    t.file("spot/sub/b.py", "b = 1\n")


def forbidden(t):
    """Files and directories that may not be read or written."""
    t.file("closed/a.py", "a = 1\n")
    t.file("closed/b.py", "b = 1\n", 0o000)
    t.file("closed/c.py", "c = 1\n")
    t.file("closed/dark/d.py", "d = 1\n")
    t.directory("closed/dark", 0o000)
    t.file("closed/listonly/e.py", "e = 1\n")
    t.directory("closed/listonly", 0o444)
    t.file("closed/fixed/f.py", "f = 1\n")
    t.directory("closed/fixed", 0o555)
    t.file("closed/locked/g.py", "g = 1\n")
    t.directory("closed/locked/__pycache__", 0o555)
    t.file("closed/z.py", "z = 1\n")


def stale(t):
    """One file for each state that its .pyc can be in."""
    for state in ("fresh", "magic", "flags", "mtime", "size", "short", "empty"):
        t.file(f"old/{state}.py", f"state = {state!r}\n")
        t.pyc(f"old/{state}.py", state)
    t.file("old/none.py", "state = None\n")
    t.file("old/linked.py", "state = 1\n")
    t.pyc("old/linked.py", "mtime")
    t.hard(t.cache("old/linked.py") + ".twin", t.cache("old/linked.py"))
    t.file("old/readonly.py", "state = 2\n")
    t.pyc("old/readonly.py", "mtime", mode=0o444)
    t.file("old/closed.py", "state = 3\n")
    t.pyc("old/closed.py", "fresh", mode=0o000)


def stale_levels(t):
    """Fresh and stale .pycs at several levels."""
    t.file("old/all.py", "state = 1\n")
    t.file("old/partly.py", "state = 2\n")
    t.file("old/first.py", "state = 3\n")
    for level in ("", "1", "2"):
        t.pyc("old/all.py", "fresh", level=level)
        t.pyc("old/partly.py", "mtime" if level == "2" else "fresh", level=level)
    t.pyc("old/first.py", "fresh")


def stale_legacy(t):
    for state in ("fresh", "mtime", "magic"):
        t.file(f"old/{state}.py", f"state = {state!r}\n")
        t.pyc(f"old/{state}.py", state, legacy=True)


def times(t):
    """Modification times from before 1970 and after 2106, and with fractions."""
    when = {"before": -1, "long_before": -2**31, "zero": 0, "below": 2**31 - 1,
            "above": 2**31, "wrap": 2**32, "after": 2**32 + 5, "far": 2**33 + 7,
            "fraction": (1_600_000_000, 999_999_999), "minus": (-5, 500_000_000)}
    for name, mtime in when.items():
        t.file(f"time/{name}.py", f"name = {name!r}\n", mtime=mtime)


def old_times(t):
    """Times that 3.8's freshness check can pack."""
    when = {"before": -1, "zero": 0, "below": 2**31 - 1, "minus": (-5, 500_000_000),
            "fraction": (1_600_000_000, 999_999_999)}
    for name, mtime in when.items():
        t.file(f"time/{name}.py", f"name = {name!r}\n", mtime=mtime)


def fresh_times(t):
    times(t)
    for name in ("before", "above", "wrap", "far", "fraction", "minus"):
        t.pyc(f"time/{name}.py", "fresh")


def modes(t):
    for mode in (0o600, 0o640, 0o644, 0o755, 0o777, 0o444, 0o400, 0o4755, 0o2664, 0o666):
        t.file(f"mode/m{mode:o}.py", "x = 1\n", mode)


def duplicates(t):
    """Files whose levels give equal bytes, and files whose levels differ."""
    t.file("dup/same.py", "x = 1\n")
    t.file("dup/empty.py", "")
    t.file("dup/doc.py", '"""Only a docstring."""\n')
    t.file("dup/check.py", "assert 1\n")
    t.file("dup/both.py", MODULE)
    t.file("dup/bad.py", "x = = 1\n")
    t.file("dup/sub/same.py", "y = 1\n")


def deep(t):
    """Twelve directories below each other: more than 3.8's default of ten."""
    path = "deep"
    for level in range(12):
        t.file(f"{path}/m{level}.py", f"level = {level}\n")
        path += f"/d{level}"
    t.file(f"{path}/last.py", "last = 1\n")


def nesting(t):
    """Sources that go too deep for the parser or the compiler."""
    t.file("limit/parens.py", "x = " + "(" * 250 + "1" + ")" * 250 + "\n")
    t.file("limit/fine.py", "x = " + "(" * 50 + "1" + ")" * 50 + "\n")
    t.file("limit/blocks.py", "".join("  " * n + "if x:\n" for n in range(101))
           + "  " * 101 + "pass\n")
    t.file("limit/loops.py", "".join("  " * n + "for x in y:\n" for n in range(22))
           + "  " * 22 + "pass\n")
    t.file("limit/digits.py", "x = " + "9" * 5000 + "\n")
    t.file("limit/last.py", "x = 1\n")


def lists(t):
    """Lists for -i."""
    plain(t)
    t.file("list.txt", "pkg/mod.py\n  script.py  \npkg/sub\n")
    t.file("blank.txt", "lone.py\n\n# no comment\nmissing.py\npkg/zeta.py")
    t.file("crlf.txt", "lone.py\r\nscript.py\r\n")
    t.file("empty.txt", "")
    t.file("twice.txt", "lone.py\nlone.py\n./lone.py\n")
    t.file("dirs.txt", "pkg/sub/\n./pkg//sub/deep\n")
    t.file("unicode.txt", "caf\u00e9.py\n")
    t.file("caf\u00e9.py", "x = 1\n")
    t.file("unreadable.txt", "lone.py\n", 0o000)


def build_root(t):
    """A build root, as a distribution's packaging step sees it."""
    site = "root/usr/lib/python3/site-packages"
    t.file(f"{site}/app/__init__.py", MODULE)
    t.file(f"{site}/app/core.py", "core = 1\n")
    t.file(f"{site}/app/tests/badsyntax.py", "x = = 1\n")
    t.file(f"{site}/lib2to3/tests/data/py2.py", "print 'two'\n")
    t.file(f"{site}/single.py", "single = 1\n")
    t.file("root/usr/bin/tool.py", "tool = 1\n", 0o755)


def repeated(t):
    """Path components that occur twice, for the strip rule."""
    t.file("a/b/a/c.py", "x = 1\n")
    t.file("a/a/d.py", "x = 1\n")
    t.file("ab/e.py", "x = 1\n")


def home(t):
    """A home of an interpreter, with the few modules that it starts with."""
    version = "python%d.%d" % t.python.version[:2]
    for name in t.python.startup_modules():
        t.link(f"home/lib/{version}/{name}", f"{t.python.stdlib}/{name}")
    t.link(f"home/lib/{version}/lib-dynload", f"{t.python.stdlib}/lib-dynload")
    t.file("here/local.py", "local = 1\n")
    t.file("empty.txt", "")
    t.file("here/sub/not_entered.py", "x = 1\n")
    t.file("extra/more.py", MODULE)
    t.file("extra/sub/not_entered.py", "x = 1\n")
    t.file("broken/bad.py", "x = = 1\n")
    t.file("broken/good.py", "x = 1\n")
