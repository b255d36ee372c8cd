# SPDX-License-Identifier: MIT
#: comprehensions and generator expressions, in modules, functions and classes, 1
[x for x in y]
{x for x in y}
{x: z for x in y}
(x for x in y)
[x for x in y if x if z]
[x for x in y for z in x]
[x for x in y if x and z for z in x if not z or x]
[(x, z) for x in y for z in [f(x)]]
[(x, z) for x in y for z in (f(x),)]
[(x, z) for x in y for z in (*f(x),)]
#: comprehensions and generator expressions, in modules, functions and classes, 2
import os
[(x, z) for x in [y] for z in x]
[a for a, (b, *c) in d]
[x.y for x.y in z]
[os.getcwd() for os in y]
[os.path.exists(x) for x in y]
[[x for x in y] for y in z]
[[x for x in y] for x in z]
[x for x in [x for x in y]]
[{x: [z for z in x] for x in y} for y in x]
[lambda: x for x in y]
#: comprehensions and generator expressions, in modules, functions and classes, 3
[(lambda: x + z) for x in y for z in x]
[lambda z=x: z for x in y]
[(w := x) for x in y]
[x async for x in y] if 0 else None
[i
 for i
 in j
 if k
 for l in m]
{
    a:
        b
    for a in c
}
x = 1
#: comprehensions and generator expressions, in modules, functions and classes, 4
def f(p, q):
    [p for p in q]
    [x for x in p]
    [p for x in q]
    [lambda: x for x in p]
    [lambda: p for x in q]
    [lambda: p for p in q]
    [(w := x) for x in q]
    [(lambda: w) for x in q if (w := x)]
    {x: y for x, y in q for q in x}
    [[x for x in p] for p in q]
    [[[x for x in p] for p in q] for q in x]
    (x for x in p)
    (x for x in p for p in q if x)
    (lambda: x for x in p)
    (y := x for x in p)
    [x for x in (x for x in p)]
    list(x for x in [x for x in p])
    x = 2
    def g():
        [x for y in q]
        [x for x in q]
        nonlocal p
        [p for p in q]
        [(p := x) for x in q]
        global r
        [(r := x) for x in q]
        return lambda: [q for q in p]
    try:
        [x for x in p]
    except E as e:
        [e for e in p]
        [e for x in p]
    finally:
        {x for x in p}
    with p as x:
        return [x for x in q]
#: comprehensions and generator expressions, in modules, functions and classes, 5
def h(*args, **kwargs):
    return [args for args in kwargs], lambda: args
#: comprehensions and generator expressions, in modules, functions and classes, 6
class C:
    x = 1
    [x for x in y]
    [x for y in x]
    [y for z in x if w]
    [x for x in x for w in x]
    {x: y for x in z}
    (x for y in x)
    [lambda: x for x in y]
    [lambda: w for x in y]
    [[x for x in y] for y in x]
    [__class__ for x in y]
    [lambda: __class__ for x in y]
    __p = [__q for __q in __r]
    def m(self):
        [self.x for self.x in y]
        [self for self in y]
        [__class__ for x in y]
        [super().x for x in y]
        return {__s: __t for __s, __t in self}
    class D:
        [x for x in y]
    z = [x for x in y if (lambda: x)()]
#: comprehensions and generator expressions, in modules, functions and classes, 7
async def a(p, q):
    [x async for x in p]
    {x async for x in p if x}
    {x: y async for x in p for y in x}
    [x for y in p async for x in y]
    [x async for y in p async for x in y]
    [await x for x in p]
    [x for x in p if await x]
    [x for x in await p]
    (x async for x in p)
    (await x for x in p)
    (x for x in await p)
    [x async for x in p for y in [x]]
    [[x async for x in y] for y in p]
    [[await x for x in y] for y in p]
    {x: [z async for z in x] for x in q}
    [lambda: x async for x in p]
    await f([x async for x in p])
    async for x in [y async for y in p]:
        yield [x for x in y]
    (x async for x in (y async for y in p))
#: comprehensions and generator expressions, in modules, functions and classes, 8
async def b(p):
    ([x async for x in y] for y in p)
    return [i async for i in p if i async for j in p if await j]
#: comprehensions and generator expressions, in modules, functions and classes, 9
type T[U] = [x for x in U]
#: comprehensions and generator expressions, in modules, functions and classes, 10
class G[T: [x for x in y]](B[[T for T in z]]):
    x: [T for x in T] = {T for T in x}
    def m[V](self, a: [V for V in T] = [x for x in y]) -> (x for x in V):
        return [T for T in V]
#: comprehensions and generator expressions, in modules, functions and classes, 11
def d(a=[x for x in y], *, b={x for x in a}):
    pass
#: comprehensions and generator expressions, in modules, functions and classes, 12
@[x for x in y][0]
def e():
    pass
#: comprehensions and generator expressions, in modules, functions and classes, 13
lambda: [x for x in y]
lambda x: [x for y in x]
lambda x: [lambda: x for x in x]
lambda x=[x for x in y]: x
f"{[x for x in y]!r:{[z for z in x]}}"
(yield_ for yield_ in y)
#: comprehensions and generator expressions, in modules, functions and classes, 14
def gen():
    x = yield [y for y in z]
    [(yield_) for yield_ in x]
    yield from (x for x in y)
#: comprehensions and generator expressions, in modules, functions and classes, 15
for i in [i for i in j]:
    [i for i in k]
[x for x in y][[z for z in w][0]] = [q for q in r]
[x for x in y if (a if b else c) if not d if e < f < g if (h or i)]
[x for x in y if x < (yield_ if z else w) < 3]
