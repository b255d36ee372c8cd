# SPDX-License-Identifier: MIT
#: operators, conditions, comparisons, 1
a + b - c * d / e // f % g @ h
a << b >> c & d | e ^ f
a ** b ** -c
-a, +b, ~c, not d
-(a + b) * +c
a and b
a or b or c
a and b or c and not d
not (a and b)
x = (a or b) and (c or d)
#: operators, conditions, comparisons, 2
a if b else c
a if b and c else d if e or not f else g
(a if b else c) if (d if e else f) else g
a < b
a < b <= c
a is b is not c in d not in e
a == b != c > d >= e
if a < b < c:
    pass
if not a < b < c:
    pass
while a < b < c and d:
    pass
#: operators, conditions, comparisons, 3
if a if b else c:
    pass
if not (a if b else c):
    pass
if a and b or not c and (d or not e):
    f()
if not not a:
    pass
if (y := f(x)) is not None and y > (z := 3):
    pass
print((n := 10), [m := 1, m ** 2])
(
    a
    + b
    +
    c
)
x = (yes
     if test
     else
     no)
x = (lower
     <
     middle
     < upper)
#: operators, conditions, comparisons, 4
def f(p, q):
    r = p and q
    return (p if q else r) or not p
#: operators, conditions, comparisons, 5
lambda: (yield)
assert a < b < c, d
a = b = c
a.b += c
a.b.c -= d
a[b] *= c
a[b, c] /= d
a[b:c] //= d
a[:] %= b
a[b:] @= c
#: operators, conditions, comparisons, 6
a[:b] &= c
a[b:c:d] |= e
a ^= b
a <<= b
a >>= b
a **= b
(a
 .b) += c
a \
    .b \
    .c += 1
(a.
 b[c]) += d
