# SPDX-License-Identifier: MIT
# Match statements.

#: subjects
match a:
    case b: pass
match a, b:
    case c: pass
match a,:
    case b: pass
match *a, b:
    case c: pass
match *a,:
    case b: pass
match (a):
    case b: pass
match (a, b):
    case c: pass
match [a]:
    case b: pass
match {a: b}:
    case c: pass
match -a:
    case b: pass
match not a:
    case b: pass
match a := b:
    case c: pass
match (yield):
    case a: pass
match lambda: a:
    case b: pass
match a if b else c:
    case d: pass
match a.b(c)[d]:
    case e: pass
match "a" "b":
    case c: pass
match ...:
    case a: pass
match match:
    case case: pass
match (a).b:
    case c: pass
match [a][b]:
    case c: pass
match (a) + b:
    case c: pass
match (a), b:
    case c: pass
match await a:
    case b: pass
match ~a:
    case b: pass
match None:
    case b: pass
match 1:
    case b: pass
match f"a":
    case b: pass
match *a, *b,:
    case c: pass
match (*a,):
    case c: pass
#: guards
match a:
    case b if c: pass
    case b if c := d: pass
    case b if c if d else e: pass
    case b if (yield): pass
    case b if lambda: c: pass
#: literals
match a:
    case 1: pass
    case -1: pass
    case 1.5: pass
    case -1.5: pass
    case 1j: pass
    case -1j: pass
    case 1 + 2j: pass
    case 1 - 2j: pass
    case -1 + 2j: pass
    case -1.5 - 2.5j: pass
    case "a": pass
    case "a" "b": pass
    case b"a": pass
    case u"a": pass
    case r"\a": pass
    case """a
b""": pass
    case 0xFF: pass
    case None: pass
    case True: pass
    case False: pass
#: plus in literals
match a:
    case +1: pass
    case +1.5: pass
    case +1j: pass
    case +1 + 2j: pass
    case +1 - 2j: pass
#: captures and wildcards
match a:
    case b: pass
    case _: pass
    case match: pass
    case case: pass
    case type: pass
    case (b): pass
    case (_): pass
    case ((b)): pass
#: values
match a:
    case b.c: pass
    case b.c.d: pass
    case match.case: pass
#: or
match a:
    case b.c | d.e: pass
    case 1 | 2 | 3: pass
    case (1 | 2): pass
    case "a" | None | -1: pass
    case [b] | (b, c): pass
    case _ | b: pass
#: as
match a:
    case b as c: pass
    case 1 as c: pass
    case 1 | 2 as c: pass
    case (1 | 2) as c: pass
    case (1 as b) | (2 as b): pass
    case [b as c, d]: pass
    case (b as c): pass
    case _ as b: pass
#: sequences
match a:
    case []: pass
    case (): pass
    case [b]: pass
    case [b,]: pass
    case (b,): pass
    case b,: pass
    case b, c: pass
    case b, c,: pass
    case [b, c]: pass
    case (b, c): pass
    case (b, c,): pass
    case [*b]: pass
    case *b,: pass
    case *_,: pass
    case b, *c: pass
    case b, *c, d: pass
    case *b, c: pass
    case [b, *_]: pass
    case (*b, c): pass
    case [[b], (c, d)]: pass
    case [1, 2 | 3, b.c]: pass
    case (b, (c, *d)), e: pass
    case [b] as c: pass
    case b, c as d: pass
    case [b as c] | [c]: pass
#: mappings
match a:
    case {}: pass
    case {"a": b}: pass
    case {"a": b,}: pass
    case {"a": b, "c": d}: pass
    case {1: b, -1: c, 1 + 2j: d}: pass
    case {b.c: d}: pass
    case {None: a, True: b, False: c}: pass
    case {**b}: pass
    case {**b,}: pass
    case {"a": b, **c}: pass
    case {"a": b, **c,}: pass
    case {"a": 1 | 2 as b}: pass
    case {"a": [b, c]}: pass
    case {"a" "b": c}: pass
    case {b"a": c}: pass
    case {"a": {"b": c}}: pass
#: classes
match a:
    case b(): pass
    case b(c): pass
    case b(c,): pass
    case b(c, d): pass
    case b(c=d): pass
    case b(c=d,): pass
    case b(c, d=e): pass
    case b(c, d=e, f=g,): pass
    case b.c(): pass
    case b.c.d(e=1 | 2): pass
    case b(c as d): pass
    case b(1, "a", [c], d=None): pass
    case b(c(d), e=f(g)): pass
    case match(case=_): pass
    case str() | int(): pass
#: rest of a mapping may not be the wildcard
match a:
    case {**_}: pass
#: a mapping's rest comes last
match a:
    case {**b, "a": c}: pass
#: keyword patterns come last
match a:
    case b(c=d, e): pass
#: no empty or-pattern
match a:
    case 1 |: pass
#: as needs a name
match a:
    case b as _: pass
#: as needs a plain name
match a:
    case b as c.d: pass
#: no f-strings as patterns
match a:
    case f"a": pass
#: no t-strings as patterns
match a:
    case t"a": pass
#: imaginary part needed
match a:
    case 1 + 2: pass
#: real part needed
match a:
    case 1j + 2j: pass
#: no expression as pattern
match a:
    case b + c: pass
#: no double minus
match a:
    case --1: pass
#: star alone
match a:
    case *b: pass
#: no cases
match a:
    pass
#: cases need indentation
match a:
case b: pass
#: match is an expression when no block follows
match (a)
match [a]
match -a
match * a
match (a, b)
#: match with a block that is not one
match a:
    b
#: nested match
match a:
    case b:
        match c:
            case d:
                pass
    case e:
        pass
match f:
    case g: pass
#: match inside others
def f():
    match a:
        case 1:
            return b
        case _:
            return c
if a:
    match b:
        case c: pass
else:
    d
#: async in match
async def f():
    match await a:
        case b if await c: pass
        case d: pass
#: values, rejected 1
match a:
    case _.b: pass
