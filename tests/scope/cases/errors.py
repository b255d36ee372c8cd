# SPDX-License-Identifier: MIT
#: def f(a): / global a
def f(a):
  global a
#: def f(a): / nonlocal a
def f(a):
  nonlocal a
#: x=1 / nonlocal x
x=1
nonlocal x
#: def f(): / x=1 / global x
def f():
 x=1
 global x
#: def f(): / x / global x
def f():
 x
 global x
#: def f(): / x:int / global x
def f():
 x:int
 global x
#: def f(): / nonlocal y
def f():
 nonlocal y
#: def f(): / global x / x:int=3
def f():
 global x
 x:int=3
#: def f(a,a):pass
def f(a,a):pass
#: def f(): / from x import *
def f():
 from x import *
#: [x:=1 for x in y]
[x:=1 for x in y]
#: [(x:=1) for x in y]
[(x:=1) for x in y]
#: [z for z in (q:=y)]
[z for z in (q:=y)]
#: class A: / [(q:=1) for x in y]
class A:
 [(q:=1) for x in y]
#: [[(j:=0) for i in range(5)] for j in range(5)]
[[(j:=0) for i in range(5)] for j in range(5)]
#: [i for i in range(5) if (j:=0) for j in range(5)]
[i for i in range(5) if (j:=0) for j in range(5)]
#: [(yield 1) for x in y]
[(yield 1) for x in y]
#: ((yield 1) for x in y)
((yield 1) for x in y)
#: {(yield 1) for x in y}
{(yield 1) for x in y}
#: {(yield):1 for x in y}
{(yield):1 for x in y}
#: def f(x:(yield)):pass
def f(x:(yield)):pass
#: from __future__ import annotations / def f(x:(yield)):pass
from __future__ import annotations
def f(x:(yield)):pass
#: x:(y:=1)
x:(y:=1)
#: from __future__ import annotations / x:(y:=1)
from __future__ import annotations
x:(y:=1)
#: x:(await y)
x:(await y)
#: from __future__ import annotations / x:(await y)
from __future__ import annotations
x:(await y)
#: class A[T:(yield)]:pass
class A[T:(yield)]:pass
#: class A[T=(yield)]:pass
class A[T=(yield)]:pass
#: class A[T:(int,(yield))]:pass
class A[T:(int,(yield))]:pass
#: class A[*T=(yield)]:pass
class A[*T=(yield)]:pass
#: class A[**T=(yield)]:pass
class A[**T=(yield)]:pass
#: type X = (yield)
type X = (yield)
#: class A[T]((yield)):pass
class A[T]((yield)):pass
#: type X[T:(q:=1)]=int
type X[T:(q:=1)]=int
#: class A[T,T]:pass
class A[T,T]:pass
#: class A[__classdict__]:pass
class A[__classdict__]:pass
#: def f[T](): / nonlocal T
def f[T]():
 nonlocal T
#: def f(): / x=1 / def g(): / nonlocal x / global x
def f():
 x=1
 def g():
  nonlocal x
  global x
#: class A[T]([(x:=1) for q in y]):pass
class A[T]([(x:=1) for q in y]):pass
#: type X=[(x:=1) for q in y]
type X=[(x:=1) for q in y]
#: class A[T:[(x:=1) for q in y]]:pass
class A[T:[(x:=1) for q in y]]:pass
#: __debug__=1
__debug__=1
#: def f(__debug__):pass
def f(__debug__):pass
#: x.__debug__=1
x.__debug__=1
#: f(__debug__=1)
f(__debug__=1)
#: del __debug__
del __debug__
#: del x.__debug__
del x.__debug__
#: import __debug__
import __debug__
#: import a as __debug__
import a as __debug__
#: for __debug__ in y:pass
for __debug__ in y:pass
#: def __debug__():pass
def __debug__():pass
#: class __debug__:pass
class __debug__:pass
#: class A(__debug__=1):pass
class A(__debug__=1):pass
#: match x: / case A(__debug__=1):pass
match x:
 case A(__debug__=1):pass
#: match x: / case __debug__:pass
match x:
 case __debug__:pass
#: [a for __debug__ in y]
[a for __debug__ in y]
#: (__debug__:=1)
(__debug__:=1)
#: __debug__:int
__debug__:int
#: x.__debug__:int
x.__debug__:int
#: __debug__+=1
__debug__+=1
#: with x as __debug__:pass
with x as __debug__:pass
#: try:pass / except E as __debug__:pass
try:pass
except E as __debug__:pass
#: global __debug__
global __debug__
#: def f(): / nonlocal __debug__
def f():
 nonlocal __debug__
#: type __debug__=int
type __debug__=int
#: class A[__debug__]:pass
class A[__debug__]:pass
#: lambda __debug__:1
lambda __debug__:1
#: match x: / case {**__debug__}:pass
match x:
 case {**__debug__}:pass
#: match x: / case [*__debug__]:pass
match x:
 case [*__debug__]:pass
#: await x
await x
#: async for x in y:pass
async for x in y:pass
#: async with x:pass
async with x:pass
#: [x async for x in y]
[x async for x in y]
#: def f(): / await x
def f():
 await x
#: def f(): / async for x in y:pass
def f():
 async for x in y:pass
#: def f(): / async with x:pass
def f():
 async with x:pass
#: def f(): / [x async for x in y]
def f():
 [x async for x in y]
#: class A: / await x
class A:
 await x
#: lambda:(await x)
lambda:(await x)
#: def f(): / return [await x for x in y]
def f():
  return [await x for x in y]
#: x / from __future__ import annotations
x
from __future__ import annotations
#: from __future__ import foo
from __future__ import foo
#: from __future__ import braces
from __future__ import braces
#: from __future__ import *
from __future__ import *
#: class A: / from x import *
class A:
 from x import *
#: é=1; / class A[T,T]:pass
é=1;
class A[T,T]:pass
#: def f(): / 'é';x=1;global x
def f():
 'é';x=1;global x
#: (x async for x in y)
(x async for x in y)
#: def f(): / (x async for x in y)
def f():
 (x async for x in y)
#: [x for x in (await y)]
[x for x in (await y)]
#: def f(x): / [x async for x in y] / return [[z async for z in w] for w in x]
def f(x):
 [x async for x in y]
 return [[z async for z in w] for w in x]
#: match x: / case [a,a]:pass
match x:
 case [a,a]:pass
#: def f(): / global x, x / x=1
def f():
  global x, x
  x=1
#: class A: / nonlocal x
class A:
 nonlocal x
#: class A: / def f(self): / nonlocal __class__
class A:
 def f(self):
  nonlocal __class__
#: global x / x:int=1
global x
x:int=1
#: x=1 / global x
x=1
global x
#: def f(): / import x / global x
def f():
 import x
 global x
#: def f(): / def x():pass / global x
def f():
 def x():pass
 global x
#: lambda: (x:=1 for y in z)
lambda: (x:=1 for y in z)
#: lambda: [(x:=1) for x.y in z]
lambda: [(x:=1) for x.y in z]
#: def f(a): / [a:=1 for b in c] / global a
def f(a):
 [a:=1 for b in c]
 global a
#: def f(): / [(a:=1) for b in c] / global a
def f():
 [(a:=1) for b in c]
 global a
#: [(a:=1) for b in c] / global a
[(a:=1) for b in c]
global a
#: def f(): / global a / [(a:=1) for b in c]
def f():
 global a
 [(a:=1) for b in c]
#: def f(): / def g(): / [(a:=1) for b in c] / nonlocal a
def f():
 def g():
  [(a:=1) for b in c]
  nonlocal a
