# SPDX-License-Identifier: MIT
#: def f(): / x=1 / class A: / x=2 / [x for y in z] / [[x for y in z] for z in q]
def f():
 x=1
 class A:
  x=2
  [x for y in z]
  [[x for y in z] for z in q]
#: def g(): / x=1 / class A: / [x for y in z] / nonlocal x
def g():
 x=1
 class A:
  [x for y in z]
  nonlocal x
#: class B: / def m(self): / class C: / [__class__ for x in y] / [lambda: __class__ for x in y] / [[lambda: __class__ for x in y] for z in t]
class B:
 def m(self):
  class C:
   [__class__ for x in y]
   [lambda: __class__ for x in y]
   [[lambda: __class__ for x in y] for z in t]
#: class D: / [lambda: __class__ for x in y] / [lambda: super() for x in y] / [__classdict__ for x in y] / [lambda:__classdict__ for x in y] / [__conditional_annotations__ for x in y] / [lambda:__conditional_annotations__ for x in y] / [(lambda: [__class__ for z in w]) for x in y]
class D:
   [lambda: __class__ for x in y]
   [lambda: super() for x in y]
   [__classdict__ for x in y]
   [lambda:__classdict__ for x in y]
   [__conditional_annotations__ for x in y]
   [lambda:__conditional_annotations__ for x in y]
   [(lambda: [__class__ for z in w]) for x in y]
#: class E: / [super for x in y] / {x: [__class__ for y in x] for x in y} / {x: __class__ for x in y if __class__} / def f(self): pass / (__class__ for x in y)
class E:
  [super for x in y]
  {x: [__class__ for y in x] for x in y}
  {x: __class__ for x in y if __class__}
  def f(self): pass
  (__class__ for x in y)
#: class D: / [lambda: __class__ for x in y]
class D:
   [lambda: __class__ for x in y]
#: class E: / [__class__ for x in y]
class E:
   [__class__ for x in y]
#: class F: / [__class__ for x in y] / [lambda: __class__ for x in y]
class F:
   [__class__ for x in y]
   [lambda: __class__ for x in y]
#: class G: / [lambda: __class__ for x in y] / [__class__ for x in y]
class G:
   [lambda: __class__ for x in y]
   [__class__ for x in y]
#: class H: / __class__ / [__class__ for x in y]
class H:
   __class__
   [__class__ for x in y]
#: def f(a, b): / [(a, lambda: a) for x in y] / [[b for x in y] for b in z] / [(lambda: [a for x in y]) for x in y] / def g(): / nonlocal b / [(b, lambda: b) for x in y]
def f(a, b):
 [(a, lambda: a) for x in y]
 [[b for x in y] for b in z]
 [(lambda: [a for x in y]) for x in y]
 def g():
  nonlocal b
  [(b, lambda: b) for x in y]
#: def f2(a): / class C: / global a / [(a, lambda:a) for x in y] / def m(self): a / type X = [a for x in y] / type X[T] = [(a, T, __class__) for x in y]
def f2(a):
 class C:
  global a
  [(a, lambda:a) for x in y]
  def m(self): a
  type X = [a for x in y]
  type X[T] = [(a, T, __class__) for x in y]
#: def f(a): / [a for x in y]
def f(a):
 [a for x in y]
#: def f(a): / [(lambda:a) for x in y]
def f(a):
 [(lambda:a) for x in y]
#: def f(): / x=1 / [x for x in y]
def f():
 x=1
 [x for x in y]
#: def f(): / [[(u:=x) for x in y] for z in t]
def f():
 [[(u:=x) for x in y] for z in t]
#: [x for x in y] / x
[x for x in y]
x
#: def f(): / return [x for x in y], x
def f():
 return [x for x in y], x
#: def f(x): / return [lambda: x for x in x]
def f(x):
 return [lambda: x for x in x]
#: async def f(): / return [await x async for x in y]
async def f():
 return [await x async for x in y]
#: async def f(): / return [[x async for x in y] for z in w]
async def f():
 return [[x async for x in y] for z in w]
#: def f(): / return (x for x in y if (z := x))
def f():
 return (x for x in y if (z := x))
#: def f(): / {x: y for x, y in z for y in x}
def f():
 {x: y for x, y in z for y in x}
