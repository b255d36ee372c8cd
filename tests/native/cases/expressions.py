# SPDX-License-Identifier: MIT
# Expressions.

#: atoms
a
None
True
False
...
1
"a"
b"a"
()
(a)
(a,)
(a, b)
(a, b,)
[]
[a]
[a,]
[a, b]
{}
{a}
{a, b,}
{a: b}
{a: b, c: d,}
((a))
((), [])
#: boolean operators
a or b
a and b
a or b or c
a and b and c
a or b and c
a and b or c
(a or b) or c
a or (b or c)
not a
not not a
not a or b
not a and not b
not a == b
#: comparisons
a == b
a != b
a < b
a <= b
a > b
a >= b
a is b
a is not b
a in b
a not in b
a < b < c
a < b == c is not d not in e
(a < b) < c
a < (b < c)
a is (not b)
not a in b
not a is b
a in (not b,)
a == -b
a < b | c
#: arithmetic
a + b
a - b
a * b
a / b
a // b
a % b
a @ b
a ** b
a << b
a >> b
a & b
a | b
a ^ b
a + b - c
a * b / c // d % e @ f
a + b * c
(a + b) * c
a << b >> c
a | b ^ c & d
a & b ^ c | d
a + b << c
a | b == c
a ** b ** c
(a ** b) ** c
-a ** b
a ** -b
a ** ~b
(-a) ** b
a ** -b ** c
await_ ** a
a - -b
a--b
a+-+~b
- a * b
-(a * b)
#: unary
-a
+a
~a
--a
-+~a
- 1
-1
~(a)
#: conditional
a if b else c
a if b else c if d else e
(a if b else c) if d else e
a if (b if c else d) else e
a or b if c and d else not e
a if b else lambda: c
(lambda: a) if b else c
#: lambda
lambda: a
lambda a: b
lambda a,: b
lambda a, b: c
lambda a=1: b
lambda a, b=1: c
lambda *a: b
lambda *a,: b
lambda **a: b
lambda **a,: b
lambda *, a: b
lambda *, a=1, b: c
lambda *a, b=1, **c: d
lambda a, /: b
lambda a, /,: b
lambda a, /, b: c
lambda a=1, /, b=2: c
lambda a, b=1, /, c=2, *d, e, f=3, **g: h
lambda a, /, *, b: c
lambda a, /, **b: c
lambda a=1, /, *b: c
lambda: lambda: a
lambda: (yield)
lambda: a, b
lambda: a if b else c
lambda a=lambda: b: c
lambda a=b if c else d: e
lambda x: (x := 1)
#: named expressions
(a := b)
(a := b, c)
(a, b := c)
[a := b]
[a := b, c := d]
{a := b}
{a := b, c}
f(a := b)
f(a := b, c)
f(a, b := c)
f((a := b))
f(a=(b := c))
a[b := c]
a[b := c, d]
(a := (b := c))
(a := lambda: b)
(a := b if c else d)
(a := yield_)
{(a := b): (c := d)}
[a := b for c in d]
[b for c in d if (e := c)]
(a := b).c
if (a := b) and (c := d): e
assert (a := b)
a[(b := c):(d := e)]
a[b:=c]
f"{(a := b)}"
#: attributes and calls
a.b
a.b.c
a()
a(b)
a(b, c)
a(b,)
a.b(c).d(e)
a()()
a(b)(c)[d].e
(a)(b)
[a](b)
"a".b
1 .a
1.0.a
(1).a
a . b
a .b . c
...  .a
{}.a
#: arguments
f(a=b)
f(a=b,)
f(a, b=c)
f(*a)
f(*a,)
f(**a)
f(**a,)
f(*a, b)
f(*a, *b)
f(a, *b, c, *d)
f(a=b, *c)
f(a=b, *c, d=e)
f(a=b, **c)
f(**a, b=c)
f(**a, **b)
f(*a, b=c, *d, **e, f=g, **h)
f(a, b=c, *d, **e)
f(a for b in c)
f((a for b in c))
f((a for b in c), d)
f(a for b in c if d for e in g)
f(a if b else c)
f(lambda: a)
f(lambda: a, b)
f(a=lambda: b)
f(*a or b)
f(*a if b else c)
f(**a or b)
f(*a, **b)
f(a, *b, **c)
f(not a)
f((yield))
f(a == b)
f(a, (b, c))
f(a=yield_)
f(
  a,
  b=c,
  *d,
  **e,
)
#: subscripts
a[b]
a[b, c]
a[b,]
a[b:c]
a[b:]
a[:c]
a[:]
a[b:c:d]
a[b::d]
a[::d]
a[:c:]
a[::]
a[b:c:]
a[b:c, d]
a[b:c, d:e:f, g]
a[:, b]
a[..., b]
a[b, :]
a[(b, c)]
a[b][c]
a[b if c else d]
a[lambda: b]
a[lambda: b:c]
a[not b:c or d]
a[-1]
a[b:c,]
a[()]
a[[]]
a[(yield)]
#: stars in subscripts
a[*b]
a[*b,]
a[*b, c]
a[b, *c]
a[*b, *c]
a[b:c, *d]
a[*b or c]
#: stars
[*a]
[*a, b]
[a, *b, c]
{*a}
{*a, b}
(*a,)
(*a, b)
(a, *b)
*a, b
a, *b
*a,
*a, *b
[*a | b]
[*(a or b)]
{**a}
{**a, b: c}
{a: b, **c}
{a: b, **c, d: e, **f}
{**a, **b,}
{**a | b}
{a if b else c: d if e else f}
{lambda: a: lambda: b}
{a: b for c in d}
#: comprehensions
[a for b in c]
{a for b in c}
(a for b in c)
{a: b for c in d}
[a for b in c if d]
[a for b in c if d if e]
[a for b in c for d in e]
[a for b in c if d for e in f if g if h]
[a for b, c in d]
[a for b, in c]
[a for (b, c) in d]
[a for [b, c] in d]
[a for *b, c in d]
[a for b.c in d]
[a for b[c] in d]
[a for b in c or d]
[a for b in c if d or e]
[a for b in (c if d else e)]
[(a, b) for c in d]
[[a for b in c] for d in e]
[a for b in [c for d in e]]
(a for b in c).d
[a if b else c for d in e]
[lambda: a for b in c]
{a: b if c else d for e in f}
[a
 for b in c
 if d]
[(yield_) for a in b]
#: async comprehensions
async def f():
    [a async for b in c]
    {a async for b in c}
    (a async for b in c)
    {a: b async for c in d}
    [a async for b in c if d async for e in f]
    [a for b in c async for d in e]
    [await a for b in c]
    [a for b in await c]
    f(a async for b in c)
#: unpacking in comprehensions
[*a for b in c]
{*a for b in c}
(*a for b in c)
{**a for b in c}
f(*a for b in c)
#: unpacking in comprehensions, valid
[*a for b in c]
{*a for b in c if d}
(*a for b in c for d in e)
{**a for b in c}
f(*a for b in c)
[*(a, b) for c in d]
{**a or b for c in d}
f((*a for b in c), d)
#: await
async def f():
    await a
    await a.b
    await a(b)
    await a[b]
    -await a
    await a ** b
    a ** await b
    await (await a)
    (await a).b
    await a + await b
    [await a, await b]
    return await a
#: yield
def f():
    yield
    yield a
    yield a, b
    yield *a, b
    yield *a,
    yield from a
    yield from a or b
    a = yield
    a = yield b
    a = yield from b
    (yield)
    (yield a)
    (yield a, b)
    (yield from a)
    [(yield)]
    f((yield), (yield a))
    a + (yield b)
    x = yield lambda: a
    return (yield a)
    yield (yield)
    await_ = yield
#: parentheses change positions
(a + b)
((a)) + b
(a).b
(a)[b]
(a)(b)
(a, b).c
-(a)
not (a)
(a) if (b) else (c)
(a) or (b)
(a) < (b)
(  a  )
[ (a) ]
(a).b.c
((a).b).c
(yield_)
*(a), (b)
lambda: (a)
(a) = (b)
#: several lines
(a
 + b)
a(
 b
)
[
 a
]
(
 a,
 b
)
{
 a:
  b
}
x = (
  # comment
  a
)
#: not a target
a + b = c
#: not a target: call
a() = b
#: not a target: literal
1 = a
#: not a target: None
None = a
#: not a target: comparison
a < b = c
#: not a target in for
for a() in b: pass
#: not a target in with
with a as b(): pass
#: not a target in del
del a + b
#: not a target in del: star
del *a
#: two stars in one target are for the compiler
*a, *b = c
#: star alone
*a
#: star alone assigned
*a = b
#: star in parentheses
(*a)
#: double star in a list
[**a]
#: keyword before positional
f(a=b, c)
#: double star before positional
f(**a, b)
#: double star before star
f(**a, *b)
#: generator not alone
f(a for b in c, d)
#: generator not alone, with a comma
f(a for b in c,)
#: generator after others
f(a, b for c in d)
#: keyword is an expression
f(a.b=c)
#: keyword True
f(True=a)
#: keyword twice is for the compiler
f(a=b, a=c)
#: walrus at the top
a := b
#: walrus as a keyword
f(a=b := c)
#: walrus of an attribute
(a.b := c)
#: walrus in a slice
a[b:c := d]
#: walrus as a value of a dict
{a: b := c}
#: walrus as the key of a dict
{a := b: c}
#: walrus in a lambda
lambda: a := b
#: walrus in a comprehension's iterable is for the compiler
[a for b in (c := d)]
#: yield without parentheses
f(yield)
#: yield in a list
[yield]
#: lambda in a comprehension's condition
[a for b in c if lambda: d if e]
#: conditional without else
a if b
#: not after an operator
a + not b
#: not after a comparison
a == not b
#: old not equal
a <> b
#: comparison without an operand
a <
#: two expressions
a b
#: dot at the end
a.
#: number with attribute
1.a
#: empty subscript
a[]
#: stars in a slice
a[*b:c]
#: positional after star star in a class
class c(**a, b): pass
#: lambda with bad parameters
lambda a=1, b: c
#: def with bad parameters
def f(a=1, b): pass
#: bare star
def f(*): pass
#: bare star and kwargs
def f(*, **a): pass
#: two stars
def f(*a, *b): pass
#: slash first
def f(/): pass
#: slash twice
def f(a, /, b, /): pass
#: slash after star
def f(*a, /): pass
#: parameters after kwargs
def f(**a, b): pass
#: default of vararg
def f(*a=1): pass
#: parenthesized parameter
def f((a)): pass
#: annotation in lambda
lambda a: b: c
#: parameter twice is for the compiler
def f(a, a): pass
#: dict with a lone key
{a: b, c}
#: dict without a value
{a:}
#: set with a pair
{a, b: c}
#: generator unparenthesized
a for b in c
#: async comprehension outside is for the compiler
[a async for b in c]
#: await outside is for the compiler
await a
#: named expressions, rejected 1
[b for c in d if e := c]
#: stars, rejected 1
[*a or b]
#: stars, rejected 2
[*a if b else c]
#: comprehensions, rejected 1
[a for b in lambda: c]
#: comprehensions, rejected 2
[a for b in c if lambda: d]
#: unpacking in comprehensions, rejected 1
[*a, for b in c]
#: unpacking in comprehensions, valid, rejected 1
[*a or b for c in d]
