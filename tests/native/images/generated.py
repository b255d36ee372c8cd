# SPDX-License-Identifier: MIT
#: places left behind by conditions
def f(a, b, c):
    while a < b and c:
        a += 1
    assert a < b and c, a
    return [x
            for x in a if x < b
            for y in x if c
            if y > 2]
#: places left behind by finally bodies
def f(a):
    try:
        a()
    finally:
        a.b += 1
    try:
        a()
    finally:
        if a < 1 < 2:
            return
#: asynchronous comprehensions and loops
async def f(a, b):
    async for x in a:
        await x
    else:
        b = [y async for y in a if y if y < 2 async for z in y]
    async with a as c, b:
        return await c
    return {x async for x in a}
#: contexts over several lines
def f(a, b):
    with (a as c,
          b(1,
            2) as d):
        for x in d:
            if x:
                return c
            continue
#: exception groups
def f(a):
    try:
        a()
    except* ValueError as e:
        print(e)
    except* (TypeError,
             KeyError):
        pass
    else:
        a = 1
    finally:
        a = 2
#: cases that end with a condition
def f(a):
    match a:
        case [1, *_, x] if x > 1:
            if x:
                return 1
        case {"a": 1, **rest}:
            while rest:
                pass
        case str() | int(real=2):
            x = 1
        case _:
            x: int = 2
    return x
#: annotations in cases only
match a:
    case 1:
        b: int = 2
#: annotations
class é:
    __x: int
    y.z: list = 1
    w[a:b, c]: str
    def f(self, *, __k=1, __kk: int = 2, **kw: dict) -> None: ...
#: calls
f(a, *b, c=1, **d)
f(*a)
f.g(1, k=2)
f().g(
    1,
    k=2).h()
print(a=1, b=2, c=3)
class C(f(a), *b, m=1):
    "documentation"
    def m(self):
        return __class__, super().m
#: strings
f"{a}{b!r:>{c}}" f""
f""
f"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}{r}{s}{t}{u}{v}{w}{x}{y}{z}{a}{b}{c}{d}{e}{f}"
#: generators
def f(a):
    x = yield
    y = yield from a
    z = lambda: (yield)
    return (a for a in x if a or y and z)
async def g():
    yield 1
#: assertions
def f(a):
    assert a
    assert a < 1, \
        "text"
    assert not (a and
                1 < a < 2)
#: assertions -O
def f(a):
    assert a, 1
#: docstrings -OO
"""module
   text"""
class C:
    """class"""
    def f(self):
        """function
            text"""
#: docstrings
"""module
   text"""
class C:
    """class"""
    def f(self):
        """function
            text"""
#: a yield from outside of functions
class A: yield from x
#: forbidden keyword
f(a,
  __debug__=1)
