# SPDX-License-Identifier: MIT
#: unary
x = -1, +True, ~5, not 0, -0.0, -0j, not None, not "", -"a", ~1.5, +None, not ...
#: numbers
x = 1 + 2, 7 // -2, -7 % 3, 7 / 2, 2 ** 10, 2 ** -1, 1 << 3, 255 >> 4, 6 & 3, 6 | 1, 6 ^ 3
#: booleans
x = True & False, True | 0, True + True, True ^ True, True << 1, ~True is x
#: errors stay
x = 1 / 0, 1 % 0, 1 // 0.0, 1 << -1, 0 ** -1, 1 + "a", 1 @ 1, 1j // 2, 1.5 | 1, 10.0 ** 400
#: limits of products
x = (1 << 64) * (1 << 62), (1 << 64) * (1 << 64), "a" * 4096, "a" * 4097, (0,) * 256, (0,) * 257
y = b"ab" * 2048, 3 * "ab", -1 * "a", 0 * "a", "" * 10 ** 5, () * -5, ((0,) * 16,) * 16
#: limits of powers and shifts
x = 2 ** 64, 2 ** 63, 3 ** 64, 1 ** 128, 1 ** 129, 1 << 127, 1 << 128, 0 << 500, (-2) ** 63
#: sums are not limited
x = 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff + 1
y = -9223372036854775808, 9223372036854775807 + 1, -9223372036854775808 - 1
#: floats
x = 1e308 * 10, 1e400 - 1e400, 5 % -3.0, -5 // 3.0, 0.1 + 0.2, (-8) ** 0.5, 1 - -0.0
#: complex
x = 1 + 2j, 1j * 1j, 1j ** 2, (1 + 2j) / (3 - 4j), 1j / 0, 2j ** 0.5, -0j, 1 - 0j, 0j - 1
#: strings
x = "a" "b" + "c", b"x" + b"y", "é€"[1], b"xyz"[1], "abc"[-1], "abc"[3], "abc"["a"], "a"[True]
y = u"x" + "y", u"x"
#: tuples
x = (), (1,), (1, (2, "a"))[1], (1, a), (1, 2)[0:1], (1, 2) + (3,), (1, *(2, 3)), (None, ...)
#: nothing is assigned to
(a, b) = (1, 2); [c, d] = 1, 2; (e, f)[0] = x; del (g, h)
#: comparisons
x in [1, 2]; x not in {1, 1.0, True, "a", (1, 2), (1.0, 2)}; x in []; x in {*()}; 1 in [a, 2]
x == [1]; x in [1] in [2]; x in [[1], 2]; x in {a}; x in [*a]; [1] in x; x in {1: 2}; x is [1]
#: not and comparisons
not a is b; not a is not b; not a in b; not a not in [1]; not a == b; not a < b; not a in b in c
#: iterables
for i in [1, 2]: pass
for i in {1, -1, 1}: pass
for i in [a, b]: pass
for i in [*a]: pass
for i in (1, 2): [i for i in [1, 2] if i in [3]]
x = {i: i for i in {1, 2}}, {i for i in [x, 1]}, (i for i in [*y])
async def f():
    async for i in [1, 2]: [j async for j in [3]]
#: __debug__
if __debug__: x = __debug__, not __debug__
__debug__.x
#: statements
assert -1, -1
with -1 as x[-1]: pass
while -1: x[-1] += -1
else: -1
try: pass
except -1: -1
else: -1
finally: -1
raise -1 from -1
#: calls and others
f(-1, *[-1], k=-1, **{-1: -1}); lambda a=-1, *, b=-1: -1; x = y if -1 else (yield_ := -1); x[-1:-2:-3]
{-1: -1, **a}; {-1}; [-1]; f"{-1:{-1}}"; -1 and -1; x.y[-1]; (-1).z; print(-1, sep=-1)
#: decorators and bases
@d(-1)
class C(-1, k=-1): x = -1
@d(-1)
def f(): return -1
#: match
match -1:
    case -1 | 1 + 2j | -1 - 2j | "a" "b" if -1: pass
    case {-1: -2, 1 - 1j: x, "a": None, **r}: pass
    case C(-1, x=-2) | [-1, *_]: pass
    case [-1, *_, (-2 as y)]: pass
    case a.b | None: pass
#: type parameters
type X = -1
#: format
"%s" % (a,); "%r%a %s" % (a, b, c); "%5s|%-5s|%.3s|%05r|%10.2s" % (a, b, c, d, e); "%%" % (); "%s%%" % (a,)
"%d" % (a,); "%s" % a; "%s %s" % (a,); "%s" % (a, b); "%s" % (*a,); "%123s" % (a,); "% s" % (a,); "%" % (a,)
"%(x)s" % (a,); b"%s" % (a,); "é%sü%%" % (a,); "" % (a,); "%s" % (1, ); "%s%s" % (1, a); "%.s%.10s" % (a, b); "%*s" % (a, b)
#: docstrings
"module"
def f():
    "function"
class C:
    "class"
    x = 1
async def g():
    """of
    two lines"""
    "second"
def h():
    "only"; "two"
#: no docstrings
"a" + "b"
def f(): "a" * 2
class C:
    "x" "y"
    "a"[0]
def g():
    b"x"
    "late"
def h():
    f"x"
#: made into no docstring
def f(): "%s" % ("a",)
class C: "ab"[1]
#: huge
x = 0x123456789abcdef0123456789abcdef % 0x1000000007, -0x123456789abcdef0123456789abcdef // 7, 1 / 3, 10 ** 30 / 3
y = 0x10000000000000000000000000000000000000000 / 0x3000000000000000000000000000000001, ~0xffffffffffffffffffff
z = 0xffffffffffffffffffff & -0xabcdef, -0xffffffffffffffffffff | 0xff, -0xffffffffffffffffffff ^ -1, -0xffffffffffffffffffff >> 60
#: plus in patterns
match x:
    case +1 | +2.5j | +1 + 2j | +1 - 2j | +0: pass
    case {+1: -1, +1.5 - 0j: +0j}: pass
#: sets of equal elements
x in {1, 1.0, 1+0j, True, 0.0, -0.0, False, 1<<70, 2.0**70, (1<<70)+1, 9007199254740993, 9007199254740992.0, 1e400, 1e400}
x in {"a", b"a", u"a", "", b"", None, None, ..., (1, "a"), (True, "a"), (1.0, b"a"), (), (()), 1e400-1e400, 1e400-1e400, 0x100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000, 0x100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000+1, 0x100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}
x in {-0.0, 0, 0j, -0j, -1, -1.0, 18446744073709551616, 18446744073709551616.0, 18446744073709551617, (-0.0,), (0,)}
