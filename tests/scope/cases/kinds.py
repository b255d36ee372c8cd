# SPDX-License-Identifier: MIT
#: x = 1 / y
x = 1
y
#: def f(a, /, b, *c, d, **e): pass
def f(a, /, b, *c, d, **e): pass
#: def f(a, b=x, *, c=y): return a
def f(a, b=x, *, c=y): return a
#: def f(): / global g / g = 1
def f():
 global g
 g = 1
#: def f(): / x = 1 / def g(): / nonlocal x / x = 2 / return lambda: x
def f():
 x = 1
 def g():
  nonlocal x
  x = 2
  return lambda: x
#: class A: / x = 1 / def f(self): return x, __class__
class A:
 x = 1
 def f(self): return x, __class__
#: class A: / def __f(self, __a): self.__b; __b
class A:
 def __f(self, __a): self.__b; __b
#: class __A: / __x = 1
class __A:
 __x = 1
#: class _: / __x = 1
class _:
 __x = 1
#: import a.b.c, d as e / from x import y, z as w / from q import *
import a.b.c, d as e
from x import y, z as w
from q import *
#: try: / a / except B as c: / d / else: / e / finally: / g
try:
 a
except B as c:
 d
else:
 e
finally:
 g
#: match x: / case [a, *b] | {'k': c, **d} if e: pass / case C(f, g=h) as i: pass
match x:
 case [a, *b] | {'k': c, **d} if e: pass
 case C(f, g=h) as i: pass
#: with a as b, c as (d, e): f
with a as b, c as (d, e): f
#: for i in range(n): / del i / else: / j
for i in range(n):
 del i
else:
 j
#: def f(): / yield 1 / async def g(): / yield 1 / async def h(): / await x
def f():
 yield 1
async def g():
 yield 1
async def h():
 await x
#: lambda a, b=c: (yield)
lambda a, b=c: (yield)
#: def f(x: int, *y: str) -> z: / a: b = c / q: r
def f(x: int, *y: str) -> z:
 a: b = c
 q: r
#: x: int = 1 / y: str / (z): w / a.b: c
x: int = 1
y: str
(z): w
a.b: c
#: class A: / x: int / if y: / z: w / def f(self) -> x: pass
class A:
 x: int
 if y:
  z: w
 def f(self) -> x: pass
#: from __future__ import annotations / x: y / def f(a: b) -> c: / d: e / class A: / x: y
from __future__ import annotations
x: y
def f(a: b) -> c:
 d: e
class A:
 x: y
#: def f[T: int, *Ts, **P](x: T = T) -> P: return T
def f[T: int, *Ts, **P](x: T = T) -> P: return T
#: def f[T: (int, str) = int, *Ts = q, **P = r](): pass
def f[T: (int, str) = int, *Ts = q, **P = r](): pass
#: class A[T](B[T], m=C): / x: T / def f[U](self): return T, U
class A[T](B[T], m=C):
 x: T
 def f[U](self): return T, U
#: class A[__T]: / __x = __T / def f[__U](self): __T, __U
class A[__T]:
 __x = __T
 def f[__U](self): __T, __U
#: type X = A | X
type X = A | X
#: type X[T: B, *U, **V] = [T, U, V]
type X[T: B, *U, **V] = [T, U, V]
#: class A: / type X[T] = T / type Y = X
class A:
 type X[T] = T
 type Y = X
#: def f(): / x = 1 / class A: / x = 2 / type Y = x / def g[T: x](self): return T
def f():
 x = 1
 class A:
  x = 2
  type Y = x
  def g[T: x](self): return T
#: f'{a!r:{b}}'
f'{a!r:{b}}'
#: t'{a!r:{b}}'
t'{a!r:{b}}'
#: print(*[a], **b) / x[a:b:c] / (a, [b, *c]) = d
print(*[a], **b)
x[a:b:c]
(a, [b, *c]) = d
#: a = b = c / a += 1 / assert a, b / raise a from b / while a: break
a = b = c
a += 1
assert a, b
raise a from b
while a: break
