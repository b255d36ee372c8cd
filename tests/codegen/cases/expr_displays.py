# SPDX-License-Identifier: MIT
#: lists, tuples, sets, dictionaries, 1
[], (), {}
[a], (a,), {a}, {a: b}
[a, b, c], (a, b, c), {a, b, c}, {a: b, c: d}
[1, 2], [1, 2, 3], (1, 2, 3), {1, 2}, {1, 2, 3}
{1, 2, 3, 1, True, 1.0, 2.0, 'a', 'a', b'a', None, ..., 0.0, -0.0, (1, 2), (1, 2)}
{1: a, 2: b}
{1: a, b: c}
{'a': 1}
{'a': 1, 'b': 2, 'c': 3}
{**a}
#: lists, tuples, sets, dictionaries, 2
{**a, **b}
{'a': 1, **b}
{**a, 'b': 1}
{**a, 'b': 1, 'c': 2, **d, 'e': f, **g}
{a: b, **c, d: e}
[*a], (*a,), {*a}
[*a, *b], (*a, *b), {*a, *b}
[a, *b, c], (a, *b, c), {a, *b, c}
[*a, 1, 2, 3], (*a, 1, 2, 3)
x = *a, b
#: lists, tuples, sets, dictionaries, 3
x in {1, 2, 3}, x in [1, 2, 3], x not in [a, b], x in (1, 2)
for x in [1, 2, 3]:
    pass
for x in {1, 2}:
    pass
for x in [a, b]:
    pass
[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, 1, 2, 3, 4]
[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, 1, 2, 3, 4, 5]
(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, 1, 2, 3, 4, 5)
{a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, 1, 2, 3, 4, 5}
[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, *a, 2, 3, 4, 5]
[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
 28, 29, 30, 31, 32]
#: lists, tuples, sets, dictionaries, 4
{1: a, 2: a, 3: a, 4: a, 5: a, 6: a, 7: a, 8: a, 9: a, 10: a, 11: a, 12: a, 13: a, 14: a, 15: a}
{1: a, 2: a, 3: a, 4: a, 5: a, 6: a, 7: a, 8: a, 9: a, 10: a, 11: a, 12: a, 13: a, 14: a, 15: a,
 16: a}
{1: a, 2: a, 3: a, 4: a, 5: a, 6: a, 7: a, 8: a, 9: a, 10: a, 11: a, 12: a, 13: a, 14: a, 15: a,
 16: a, 17: a, 18: a, 19: a, 20: a}
{1: a, 2: a, 3: a, 4: a, 5: a, 6: a, 7: a, 8: a, 9: a, 10: a, 11: a, 12: a, 13: a, 14: a, 15: a,
 16: a, 17: a}
{b: a, 2: a, 3: a, 4: a, 5: a, 6: a, 7: a, 8: a, 9: a, 10: a, 11: a, 12: a, 13: a, 14: a, 15: a,
 16: a, 17: a, 18: a, 19: a, **b, 20: a, 21: b}
a, b = c
a, (b, c), [d, e] = f
[a, b] = c
[] = a
() = a
#: lists, tuples, sets, dictionaries, 5
a, *b = c
*a, b = c
a, *b, c = d
[*a] = b
*a, = b
a, (*b, c), *d = e
a.b, c[d], *e.f = g
a, b = b, a
a, b, c = c, b, a
for a, (b, *c) in d:
    pass
#: lists, tuples, sets, dictionaries, 6
del a, b.c, d[e], (f, [g.h])
del (a), [], ()
(a, b), c = d = e
[
    a,
    *b,
    c,
]
{
    'a':
        b,
    **c,
    'd': e,
}
