# SPDX-License-Identifier: MIT
#: await in a module
await a
#: await in a class
class C:
    await a
#: await in a function
def f():
    x = [1, await a]
#: await in a lambda
lambda: await a
#: await in a generator expression in a function
def f():
    (await x for x in y)
#: await in a list comprehension in a function
def f():
    [await x for x in y]
#: asynchronous comprehension in a module
[x async for x in y]
#: asynchronous comprehension in a function
def f():
    return {x async for x in y}
#: asynchronous comprehension in a class
class C:
    {x: y async for x in z}
#: asynchronous comprehension in a lambda
async def f():
    lambda: [x async for x in y]
#: asynchronous comprehension inside one of a function
def f():
    [[x async for x in y] for y in z]
#: asynchronous comprehension inside a generator expression
def f():
    ([x async for x in y] for y in z)
#: asynchronous generator expression in a function
def f():
    (x async for x in y)
#: yield in a module
x = yield
#: yield in a class
class C:
    yield a
#: yield from in a module
yield from a
#: yield from in an asynchronous function
async def f():
    x = yield from a
#: yield from in a class
class C:
    yield from a
#: yield in a comprehension
def f():
    [(yield x) for x in y]
#: two starred targets
a, *b, *c = d
#: two starred targets in a list
[*a, b, *c] = d
#: two starred targets in a loop
for *a, *b in c:
    pass
#: starred target alone
*a = b
#: starred target alone in a loop
for *a in b:
    pass
#: starred expression alone
*a
#: starred expression in parentheses
x = (*a)
#: starred expression returned
def f():
    return *a
#: starred expression in a subscript
a[*b]
#: starred expression as a condition
if *a:
    pass
#: starred expression in an f-string
f"{*a}"
#: starred expression deleted
del *a
#: starred expression deleted with others
del (a, *b)
#: starred expression in an annotation
x: *a = b
#: __debug__ as a target
__debug__ = a
#: __debug__ as one of several targets
a, *__debug__ = b
#: __debug__ as an attribute
a.__debug__ = b
#: __debug__ as an attribute of several lines
(a
 .__debug__) = b
#: __debug__ deleted
del __debug__
#: __debug__ deleted as an attribute
del a.__debug__
#: __debug__ as a keyword
f(a, __debug__=b)
#: __debug__ as a keyword of a method
a.f(a, __debug__=b)
#: __debug__ as a keyword of a class
class C(__debug__=a):
    pass
#: __debug__ in a comprehension
[a for __debug__ in b]
#: __debug__ in a walrus
(__debug__ := a)
#: __debug__ in an augmented assignment
__debug__ += a
#: __debug__ as an attribute in an augmented assignment
a.__debug__ += b
#: __debug__ as a parameter of a lambda
lambda a, *__debug__: a
#: keyword twice
f(a=b, c=d, a=e)
#: keyword twice, beyond ASCII
"é"; f(é=b, c=d, é=e)
#: keyword twice in a method
a.f(a=b,
    c=d,
    a=e)
#: keyword twice, with **
f(a=b, **c, a=d)
#: keyword twice in a class
class C(a=b, a=c):
    pass
#: keyword twice and a warning
1(a=1()); f(a=2(), a=3())
#: more than 255 targets before a starred one
a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, *b = c
#: 255 targets before a starred one
a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, *b = c
