# SPDX-License-Identifier: MIT
# Compound statements.

#: if
if a: b
if a:
    b
if a: b
else: c
if a: b
elif c: d
if a:
    b
elif c:
    d
elif e:
    f
else:
    g
if a := b: c
if a:
    if b:
        c
    else:
        d
else:
    e
if not a: b
if (a,): b
#: while
while a: b
while a:
    b
else:
    c
while a := b: break
while True:
    continue
#: for
for a in b: c
for a in b:
    c
else:
    d
for a, b in c: d
for a, in b: c
for (a, b) in c: d
for [a, b] in c: d
for a.b in c: d
for a[b] in c: d
for *a, b in c: d
for (a) in b: c
for a in b, c: d
for a in *b, c: d
for a in *b,: c
for a in lambda: b: c
for a in b if c else d: e
for x in (yield): pass
for a().b in c: d
for a[b in c] in d: e
for (a, (b, [c])) in d: e
#: async for
async def f():
    async for a in b: c
    async for a, b in c:
        d
    else:
        e
#: with
with a: b
with a as b: c
with a, b: c
with a as b, c as d: e
with a as b, c: d
with a as (b, c): d
with a as [b, c]: d
with a as b.c: d
with a as b[c]: d
with a() as (b): c
with a as (b,): c
with a as (*b, c): d
with a.b().c as d.e, f: g
#: with in parentheses
with (a): b
with (a, b): c
with (a, b,): c
with (a as b): c
with (a as b,): c
with (a as b, c): d
with (a as b, c as d): e
with (a as b, c as d,): e
with (a, b as c): d
with (
    a as b,
    c,
): d
with (a as (b, c), d): e
with (a.b): c
with (a).b: c
with (a), b: c
with (a), (b): c
with (a) as b: c
with (a, b) as c: d
with (a, b).c: d
with (a, b)[c]: d
with (a)(b): c
with (a) + b: c
with (a) as b, c: d
with (a, b), c: d
with (a if b else c): d
with (a for b in c): d
with (a := b): c
with (a := b, c): d
with (yield): a
with (yield a) as b: c
with (a, *b): c
with (): a
with () as b: c
with (a) if b else c: d
with (a) < b: c
with (lambda: a): b
with (a) or b, c as d: e
with (a, b) as (c, d): e
with ((a, b) as c): d
with ((a)): b
with ((a), b): c
with ((a) as b): c
#: with, some more
with (a as b, (c, d) as e): f
with (a, (b)): c
with ((a, b)): c
with (*a, b) as c: d
with (a)(b) as c, d: e
with (a).b(c) as d: e
with (a) and b: c
with (a) in b: c
with (a) @ b: c
with (a)[b:c]: d
with (open(a) as b, open(c) as d): e
with [a, b]: c
with a, (b, c): d
#: with, colon on another line
with (
    a
):
    b
with (
    a
) as b:
    c
with (
    a
), (
    b
):
    c
#: async with
async def f():
    async with a: b
    async with a as b, c: d
    async with (a as b, c as d): e
    async with (a, b): c
    async with (a) as b: c
    async with (a): b
#: try
try: a
except: b
try:
    a
except b:
    c
except (d, e):
    f
except g as h:
    i
except:
    j
else:
    k
finally:
    l
try: a
finally: b
try: a
except b: c
else: d
try: a
except b: c
finally: d
try: a
except a.b as c: d
try: a
except (a if b else c): d
try: a
except a if b else c: d
try: a
except *b: c
try: a
except* b: c
try: a
except * b as d: c
try:
    a
except* (b, c) as d:
    e
except* f:
    g
else:
    h
finally:
    i
#: except without parentheses
try: a
except b, c: d
try:
    a
except b, c, d:
    e
except f,:
    g
except h.i, j():
    k
#: except star without parentheses
try: a
except* b, c: d
try: a
except* b,: c
#: except without parentheses, with a name
try: a
except b, c as d: e
#: except star without parentheses, with a name
try: a
except* b, c as d: e
#: functions
def f(): pass
def f():
    pass
def f() -> a: pass
def f() -> (a, b): pass
def f() -> lambda: a: pass
def f(a): pass
def f(a,): pass
def f(a, b): pass
def f(a=1): pass
def f(a, b=1): pass
def f(a, b=1,): pass
def f(*a): pass
def f(*a,): pass
def f(**a): pass
def f(**a,): pass
def f(*, a): pass
def f(*, a,): pass
def f(*, a=1): pass
def f(*, a, b=1, c): pass
def f(*a, b): pass
def f(*a, b=1, c, **d): pass
def f(a, *b, c, **d): pass
def f(a, b=1, *c, d, e=2, **f): pass
def f(a, *, b, **c): pass
def f(a=1, *b, **c): pass
#: positional-only parameters
def f(a, /): pass
def f(a, /,): pass
def f(a, b, /): pass
def f(a, /, b): pass
def f(a, /, b=1): pass
def f(a=1, /): pass
def f(a, b=1, /): pass
def f(a, b=1, /, c=2): pass
def f(a=1, /, b=2, *, c): pass
def f(a, /, *, b): pass
def f(a, /, *b): pass
def f(a, /, **b): pass
def f(a, /, b, *, c): pass
def f(a, /, b=1, *c, d=2, **e): pass
def f(a=1, /, **b): pass
def f(a=1, /, *b, c): pass
#: annotated parameters
def f(a: b): pass
def f(a: b = c): pass
def f(a: b, c: d = e, *f: g, h: i, j: k = l, **m: n) -> o: pass
def f(a: b, /, c: d): pass
def f(*a: b): pass
def f(*a: *b): pass
def f(*a: *b, c: d): pass
def f(*a: *b, **c: d): pass
def f(*a: *b.c[d]): pass
def f(**a: b): pass
def f(a: lambda: b, c): pass
def f(a: (yield)): pass
def f(a=lambda: b): pass
def f(a=(b, c), d=[e]): pass
def f(a=b if c else d): pass
#: functions on several lines
def f(
    a,
    b = 1,  # comment
    *,
    c,
) -> d:
    """doc"""
    return a
#: async functions
async def f(): pass
async def f(a, *b) -> c:
    await a
    return await b
#: type parameters
def f[a](): pass
def f[a, b](c: a) -> b: pass
def f[a: b](): pass
def f[a: (b, c)](): pass
def f[*a](): pass
def f[**a](): pass
def f[a, *b, **c,](): pass
async def f[a](): pass
class c[a]: pass
class c[a: b, *c, **d](e, f=g): pass
class c[a](): pass
@a
def f[b](): pass
@a
class c[b]: pass
#: type parameters with defaults
def f[a = b](): pass
def f[a: b = c](): pass
def f[*a = *b](): pass
def f[*a = b](): pass
def f[**a = b](): pass
class c[a = b]: pass
class c[a, b = a, *c = *d, **e = f]: pass
class c[a = (b, c)]: pass
class c[a = lambda: b]: pass
#: star in the default of a type variable
def f[a = *b](): pass
#: classes
class c: pass
class c:
    pass
class c(): pass
class c(a): pass
class c(a,): pass
class c(a, b): pass
class c(a, b=c): pass
class c(b=c): pass
class c(*a): pass
class c(**a): pass
class c(*a, b, c=d, **e): pass
class c(a, *b, c=d, *e, **f, g=h): pass
class c(a.b[c]): pass
class c(a if b else d): pass
class c(a := b): pass
class c:
    """doc"""
    a = 1
    def f(self): pass
    class d: pass
#: decorators
@a
def f(): pass
@a
class c: pass
@a.b
@c(d)
def f(): pass
@a
@b
class c: pass
@a[b]
def f(): pass
@(a)
def f(): pass
@(yield)
def f(): pass
@lambda f: f
def f(): pass
@a if b else c
def f(): pass
@a := b
def f(): pass
@a or b
class c: pass
@a
async def f(): pass
@a

# comment
@b
def f(): pass
#: decorators of any expression
@a + b
def f(): pass
@[a][0]
def f(): pass
@a().b(c)[d]
def f(): pass
@"text"
class c: pass
@x.y \
  .z
def f(): pass
#: nested blocks
def f():
    if a:
        for b in c:
            while d:
                with e:
                    try:
                        g
                    finally:
                        h
    i
j
#: one line blocks
if a: pass
for a in b: pass
while a: pass
with a: pass
def f(): return
class c: a = 1
try: a
except: b
else: c
finally: d
#: with in parentheses, rejected 1
with ((a as b)): c
#: with, some more, rejected 1
with a, (b as c): d
#: classes, rejected 1
class c(a for b in d): pass
#: decorators, rejected 1
@a, b
def f(): pass
