# SPDX-License-Identifier: MIT
# Simple statements.

#: nothing

#: a comment, no newline at the end
# comment
#: pass break continue
pass; break; continue;
pass
#: expression statements
a
a; b
a, b
a,
*a, b
(yield)
#: assignment
a = 1
a = b = c
a = b, c
a, b = c
a, = b
(a, b) = c
[a, b] = c
[] = ()
() = []
(a) = 1
((a)) = 1
(a), b = c
a.b = c
a[b] = c
a().b = c
a[b].c[d] = e
a = yield
a = yield b
a = yield from b
a = b = yield c
a = *b, c
*a, b = c
*a, = b
[*a] = b
(*a, b) = c
[a, [b, *c]] = d
a, (b, c), [d, e.f, g[0]] = h
*a.b, c[d] = e
(*a,) = b
#: annotated assignment
a: int
a: int = 1
(a): int
(a): int = 1
a.b: c
a.b: c = d
a[b]: c
a[b]: c = d
(a.b): c = 1
a: b = yield
a: b = yield from c
a: b = c, d
a: b = *c, d
a().b: c
#: augmented assignment
a += 1
a -= 1
a *= 1
a @= 1
a /= 1
a %= 1
a &= 1
a |= 1
a ^= 1
a <<= 1
a >>= 1
a **= 1
a //= 1
a.b += 1
a[b] += 1
(a) += 1
a += b, c
a += yield
a += yield b
a += *b, c
#: return
def f():
    return
    return a
    return a, b
    return *a, b
    return (yield)
    return lambda: a
#: raise
raise
raise a
raise a from b
raise a() from None
#: global nonlocal
def f():
    global a
    global a, b
    nonlocal c
    nonlocal c, d
#: del
del a
del a,
del a, b
del (a)
del (a, b)
del (a, b),
del [a, b]
del []
del ()
del a.b, a[b], a[b:c], a().b
del (a, [b, (c.d)])
del ((a))
#: assert
assert a
assert a, b
assert (a, b)
assert a, (b, c)
#: import
import a
import a.b.c
import a as b
import a.b as c, d, e.f as g
#: from
from a import b
from a.b import c
from a import b as c
from a import b, c
from a import (b)
from a import (b,)
from a import (b as c, d)
from a import (
    b,
    c as d,
)
from a import *
from . import a
from .. import a
from ... import a
from .... import a
from .a import b
from ...a.b import c as d
from ..a import *
from . a import b
from . . . import a
#: lazy imports
lazy import a
lazy import a.b as c, d
lazy from a import b
lazy from . import a
lazy from .a import (b as c, d,)
lazy from ...a.b import c
#: lazy is a name
lazy = 1
lazy
lazy.a
lazy(a)
lazy + 1
lazy: int = 1
import lazy
from lazy import lazy
lazy, a = b
lazy[a]
lazy if lazy else lazy
#: from dot lazy
from . lazy import a
from .lazy import a
from lazy import a
#: future imports
from __future__ import annotations, division
from __future__ import generator_stop as g
#: type aliases
type a = b
type a[b] = c
type a[*b] = c
type a[**b] = c
type a[b: c] = d
type a[b: (c, d)] = e
type a[b, *c, **d] = e
type a[b, *c, **d,] = e
type type = type
type match = a
type a = b | None
type a = lambda: b
#: type parameter defaults
type a[b = c] = d
type a[b: c = d] = e
type a[*b = c] = d
type a[*b = *c] = d
type a[**b = c] = d
type a[**b = [c, d]] = e
#: type is a name
type = 1
type
type(a)
type (a)
type [a]
type.a
type: int
type: int = 1
type = a, b
type * a
type - a
type, a = b
type += 1
type in a
type if a else b
#: match case are names
match = 1
match
match(a)
match (a)
match[a]
match [a]
match.a
match: int
match * a
match - a
match, a = b
match += 1
match in a
match not in a
match is a
match if a else b
case = 2
case(a)
_ = 3
#: soft keywords as parameters
def match(case, type, _, lazy=1): pass
class type: pass
match.case.type
f(match=1, case=2, type=3, lazy=4)
lambda match, case: type
for match in case: pass
with match as case: pass
import match as case
from type import match
#: lines
a;
a; b; c;
if a: b; c
if a: b;
class c: a; b
#: continued lines
a = \
  1
a = (1 +
     2)
a = [
  1, # comment

  2
]
if a and \
   b:
    c
#: empty lines and comments
a


# comment
  # indented comment
b
def f():
# comment
    a

    # comment

    b
        # comment
c
