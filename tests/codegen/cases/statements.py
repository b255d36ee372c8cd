# SPDX-License-Identifier: MIT
#: empty module
#: only a docstring
"""  First
      second
    third

\tfourth  """
#: only a docstring -OO
"""x"""
#: docstrings
class C:
    "class"
    def f():
        """  a
        b
          c"""
    def g(): f"none"
    def h(): b"none"
#: docstrings -OO
class C:
    "class"
    def f():
        "function"
        return 1
    def g():
        "only"
#: constants as statements
1
"a", b
...
#: if
if a: b
if a and not b or c: d
else: e
if a:
    b
elif c:
    d
else:
    e
#: constant tests
while True:
    if 0: a
    elif 1: b
    else: c
    break
if __debug__: d
#: while
while a: b
while a:
    b
else:
    c
while not a: pass
while a < b < c: pass
#: for
for a in b: c
for a, (b, *c) in d.e[f]:
    if g: continue
    if h: break
else: i
#: for over lines
for (a,
     b) in [
         c]:
    d
#: async for
async def f():
    async for a in b:
        if c: continue
        if d: break
    else:
        return e
#: returns
def f(x):
    if x: return
    if x: return None
    if x: return (1,
                  2)
    return (
        x)
#: try except
try: a
except B: c
try: a
except B as c: d
except (E, F): g
except: h
else: i
#: try finally
try: a
finally: b
#: try except finally
try:
    a
except B as c:
    d
else:
    e
finally:
    f
#: return through finally
def f():
    try:
        return x
    finally:
        y
#: return a constant through finally
def f():
    for i in j:
        try:
            return 1
        except E as e:
            return 2
        finally:
            if y:
                return z
            break
#: continue through with and finally
for x in y:
    with a, b as c:
        try:
            if d: continue
            break
        finally:
            with e: f
#: return in handlers
def f():
    try: a
    except E as e:
        try: return b
        finally: c
    except F:
        return d
#: except star
try: a
except* B: c
except* (D, E) as f:
    g
else: h
#: except star finally
def f():
    try: a
    except* B as c:
        def g(): return d
    finally: e
#: with
with a: b
with a as b, c() as (d, *e), f as g.h[0]: i
with (a as b,
      c): d
#: async with
async def f():
    async with a as b, c: d
    async with a:
        return x
    for y in z:
        async with a: break
#: generators
def f():
    x = yield
    yield from y
    return z
async def g():
    yield 1
    await x
#: imports
import a
import a.b.c
import a as b, c.d.e as f
from . import g
from ..h.i import j, k as l
from m import *
#: private names
class _C:
    import __a, __b.__c as __d
    from __e import __f
    def __g(self, __h, *, __i=1) -> __j:
        self.__k = __l
        global __m
        def __n(): __m = 1
        class __O: __p = 1
    __q: int = __r.__s__
#: raise and assert
raise
raise a
raise a from b
assert a
assert not a, b
assert (a
        and b), c
assert False
assert __debug__
#: raise and assert -O
assert a
assert not a, b
assert (a, b)
#: del
del a, b.c, d[e], f[1:2], (g, [h])
#: assignments
a = b
a = b = c
a, b = c, d
[a, *b] = c
a.b = c[d] = e[1:] = f
#: annotations
a: int
b: str = c
d.e: f
d.e: f = g
h[i]: j
k[l:m, n]: o
(p): q
if x: r: s
def f():
    a: int
    b: str = c
    d.e: f
class C:
    a: int = 1
    __b: str
    self.c: d
#: annotations as text
from __future__ import annotations
a: (yield) = 1
a: x[1:2, ::3, ...]
a: f(b, *c, d=e, **g) + (lambda x, /, y=1, *z, k: x)
b: {1: 2, **c} | {3, 4} | [5] | (6,) | ()
c: not a and b or c if d else e
d: a < b is not c not in d
e: f'{a!r:>{b}}{{}}' 'it"s' "\n\xe9"
f: 1e400 + 2.5j - -1 ** -x ** ~y
g: 1 .real + (1).imag + u'u' + b'\xff'
h: [x async for x in y if z if w]
i: {x: y for x in z} ; j: (x for x in y) ; k: f(x for x in y)
def f(a: int, /, b: (x := y) = 1, *c: *Ts, d: (await x), **e: "s") -> a.b[c]: pass
#: functions
def f(): pass
def f(a, b=1, /, c=2, *d, e, f=3, **g): return a
async def f(a: b, *c: *d, e: f = g) -> h: pass
@a
@b.c(d)
def f(): x
lambda: 1
lambda a, b=c, /, *d, e=f, **g: (yield)
#: closures
def f(a):
    b = 1
    def g():
        nonlocal b
        b = a
        return lambda: (b, c)
    class C:
        a = a
        def h(self): return a, __class__
    c = 2
#: classes
class A: pass
@a
class B(b, *c, d=e, **f):
    x = 1
    def g(self):
        self.z = self.a.b = 1
        self.y += 1
        (self.w, other.v) = 2
        def h(self): self.inner = 1
        super().g()
#: class with class dict
class A[T: (int, x)]:
    x = 1
    type Y = x
    def f[S: x](self, a: S = T) -> x: return T
#: type parameters
def f[T](): pass
def f[T: int, *Ts, **P](a: T, b=1, *c: *Ts, d: P = 2) -> T: pass
class C[T: (int, str) = int, *Ts = *x, **P = []](A, k=v): pass
type A = B
type A[T: int = str] = list[T]
@a
async def f[T]() -> T: pass
#: nested qualnames
def a():
    global g
    def g():
        class h:
            def i(): return [lambda: (j for j in k)]
    class b[T]:
        def c[S]():
            def d(): pass
    type e = lambda: f
#: match simple
match a:
    case 1: b
    case "s" | None: c
    case d.e: f
    case g: h
#: match default
match a:
    case -1 + 2j: b
    case _ if c: d
match a:
    case _: b
match a, b:
    case c if d: e
    case f: g
#: match sequences
match a:
    case []: b
    case [_, _]: c
    case [d, e]: f
    case [_, *_]: g
    case [h, *_, i]: j
    case [k, *l, m]: n
    case (1, [o, _], *p): q
#: match mappings
match a:
    case {}: b
    case {"c": d, e.f: 1}: g
    case {"h": _, **i}: j
    case {**k}: l
#: match classes
match a:
    case B(): c
    case D(e, 1, f=g, h=_): i
    case int(j) | str(j): k
#: match alternatives
match a:
    case [b, c] | {"b": b, "c": c} | (D(c, b) as [_, e]) if f: g
#: match alternatives in another order
match a:
    case [b, c, d] | [1, d, c, b] | [2, c, b, d]: g
#: match in a loop
def f():
    for a in b:
        match a:
            case [x, (1 | 2 as y)] as z: continue
            case {"k": v}: return v
            case _: break
#: global and nonlocal
def f():
    global a, b
    a = b
    del a
    def g():
        nonlocal c
        c = a
    c = 1
#: future
from __future__ import annotations, division
from __future__ import barry_as_FLUFL
def f(): a <> b
