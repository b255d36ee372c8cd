# SPDX-License-Identifier: MIT
#: return outside function
return 1
#: return outside function, in a class
class C:
    return
#: return with value in async generator
async def f():
    yield 1
    return 2
#: return without value in async generator
async def f():
    yield 1
    return
#: break outside loop
break
#: break outside loop, behind one
for x in y:
    pass
else:
    break
#: break in a function in a loop
while x:
    def f():
        break
#: break in a class in a loop
while x:
    class C:
        break
#: break in a with outside of loops
with a:
    break
#: continue outside loop
def f():
    if x:
        continue
#: continue in a try outside of loops
try:
    continue
finally:
    x
#: break in except*
for x in y:
    try:
        a
    except* E:
        break
#: continue in except*
for x in y:
    try:
        a
    except* E:
        continue
#: return in except*
def f():
    try:
        a
    except* E:
        return x
#: break in a loop in except*
try:
    a
except* E:
    for x in y:
        break
#: default except before another
try:
    a
except:
    b
except E:
    c
#: async for outside async function
def f():
    async for x in y:
        pass
#: async for at top level
async for x in y: pass
#: async with outside async function
def f():
    async with a as b, c:
        pass
#: async with at top level
async with a: pass
#: assignment to __debug__
__debug__ = 1
#: deletion of __debug__
del __debug__
#: argument __debug__
def f(a, /, b, *c, d, **__debug__): pass
#: positional-only argument __debug__
def f(__debug__, /, b): pass
#: lambda argument __debug__
lambda *__debug__: 1
#: annotation of __debug__
__debug__: int
#: annotation of an attribute __debug__
a.__debug__: int
#: function __debug__
def __debug__(): pass
#: class __debug__
class __debug__: pass
#: handler of __debug__
try: a
except E as __debug__: b
#: loop over __debug__
for __debug__ in x: pass
#: with as __debug__
with a as __debug__: pass
#: import of __debug__
import __debug__
#: import as __debug__
import a as __debug__
#: from import __debug__
from a import __debug__
#: from import as __debug__
from a import b as __debug__
#: capture of __debug__
match x:
    case __debug__: pass
#: keyword pattern __debug__
match x:
    case C(__debug__=1): pass
#: type parameter __debug__
def f[__debug__](): pass
#: type alias __debug__
type __debug__ = int
#: type parameter without default after one with
def f[T = int, S](): pass
#: ParamSpec without default after one with
class C[T = int, **P]: pass
#: TypeVarTuple without default after one with
type A[T = int, *Ts] = T
#: late future import
import a
from __future__ import annotations
#: late future import in a function
def f():
    from __future__ import annotations
#: capture makes the rest unreachable
match x:
    case ünï: a
    case 1: b
#: wildcard makes the rest unreachable
match x:
    case _: a
    case 1: b
#: wildcard in an alternative
match x:
    case _ | 1: a
#: capture in an alternative
match x:
    case y | 1: a
#: wildcard last in an alternative that is not last
match x:
    case (1 | _): a
    case 2: b
#: guarded wildcard
match x:
    case _ if y: a
    case 2: b
#: alternatives bind different names
match x:
    case [y, 1] | [z, 2]: a
#: alternatives bind different counts of names
match x:
    case [y, 1] | [y, z]: a
#: name bound twice in a pattern
match x:
    case [y, *y]: a
#: name bound twice by as
match x:
    case [y, 1 as y]: a
#: name bound twice by alternatives
match x:
    case [y, ([1, y] | [y, 2])]: a
#: name bound twice by rest
match x:
    case {1: y, **y}: a
#: two stars in a pattern
match x:
    case [*a, b, *c]: d
#: duplicate key
match x:
    case {1: a, "b": b, 1.0: c}: d
#: duplicate key True
match x:
    case {1: a, True: c}: d
#: duplicate key of attributes
match x:
    case {a.b: a, a.b: c}: d
#: duplicate key, negative and complex
match x:
    case {-1: a, 2: b, -1 + 0j: c}: d
#: duplicate key string
match x:
    case {"it's": a, "it's": c}: d
#: duplicate attribute
match x:
    case C(a=1, b=2, a=3): d
#: as a lambda
match x:
    case {"a" f"b": 1}: d
#: surrogate in a docstring
"""a \ud800b"""
#: surrogates in a docstring of a function
def f():
    """a\t \ud800\udfffb"""
#: surrogate in a docstring -OO
"""a \ud800b"""
#: twenty nested loops and an exception
for a in a:
 for a in a:
  for a in a:
   for a in a:
    for a in a:
     for a in a:
      for a in a:
       for a in a:
        for a in a:
         for a in a:
          for a in a:
           for a in a:
            for a in a:
             for a in a:
              for a in a:
               for a in a:
                for a in a:
                 for a in a:
                  for a in a:
                   for a in a:
                    try: b
                    finally: c
#: twenty nested loops and a comparison
for a in a:
 for a in a:
  for a in a:
   for a in a:
    for a in a:
     for a in a:
      for a in a:
       for a in a:
        for a in a:
         for a in a:
          for a in a:
           for a in a:
            for a in a:
             for a in a:
              for a in a:
               for a in a:
                for a in a:
                 for a in a:
                  for a in a:
                   for a in a:
                    a
#: too many contexts
with a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v: pass
#: a coroutine counts as a block
async def f():
    with a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u: pass
#: assert on a tuple
assert (x, "message")
#: assert on a constant tuple -OO
assert (1, "message")
#: warnings in a finally body
try:
    a
finally:
    assert (x, "message")
#: warnings on every way out
def f():
    for x in y:
        try:
            if x: continue
            return x
        finally:
            assert (x, "message")
